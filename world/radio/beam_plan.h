#pragma once
// The beam planner: which satellite lights how many footprints where, on which carriers, within its beams and its power.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "scenarios/study.h"
#include "world/input/phones.h"
#include "world/radio/radio_model.h"
#include "world/radio/sky.h"

namespace d2c {

/// The users one phone stands for, all of one class: they are served by the satellite that serves the phone.
struct DemandGroup {
    std::uint32_t phone = 0;
    std::uint32_t spot = 0;
    CarrierMask carriers = 0;      ///< lit for this group: rights here, known to the class and to the satellite
    std::uint32_t satellite = 0;   ///< row of the sky
    std::uint32_t handset = 0;     ///< class, for draws of its own
    double footprints = 0.0;       ///< expected footprints with a user, the lone user's included
    double lone_users = 0.0;       ///< part of `footprints` that is the phone's own
    double area_footprints = 0.0;  ///< footprints in the area that the phone stands for: the law of placing under a fixed or worst load
};

/// A lit beam. Aim point on the ground, ITRF metres.
struct LitBeam {
    double x_itrf_m = 0.0, y_itrf_m = 0.0, z_itrf_m = 0.0;
    CarrierMask carriers = 0;
    std::int32_t phone = -1;  ///< the phone in whose own footprint it stands, else -1
    std::uint32_t spot = 0;
};

/// Beam units that one footprint lit on `carriers` takes: each carrier's channel bandwidth over the unit, rounded up.
int beam_units_of(const SpectrumUse& spectrum, const PayloadRadio& payload, CarrierMask carriers);
/// Power of such a footprint's beam at the antenna port [W].
double beam_power_w(const SpectrumUse& spectrum, const PayloadRadio& payload, CarrierMask carriers);

/// Aim point, ITRF metres.
struct AimPoint {
    double x_itrf_m, y_itrf_m, z_itrf_m;
};
/// The footprint that a phone stands in: its centre, off the phone by the phone's own draw, at most half a footprint away.
AimPoint own_aim(const PhoneColumns& phones, std::size_t phone, const PayloadRadio& payload);

/// Where a zone's beams stand over a window: points at least the reuse distance apart, drawn by weight from the zone's fine cells; the
/// same list whoever serves the zone. It grows when asked, by the same draws in the same order, so it does not depend on who asks.
class BeamPlaces {
  public:
    /// `fine`: cells to draw from; `cumulative`: running sum of their weights. Both must outlive the list.
    BeamPlaces(std::span<const std::int64_t> fine, std::span<const double> cumulative, double reuse_distance_m, std::uint64_t seed,
               std::uint64_t key, std::uint32_t window_key);
    /// The first `wanted` points, fewer where no more were found to fit (after 24 draws in a row that stood too near).
    std::span<const AimPoint> first(std::size_t wanted);

  private:
    std::span<const std::int64_t> fine_;
    std::span<const double> cumulative_;
    double reuse_distance_m_;
    std::uint64_t seed_, key_;
    std::uint32_t window_key_, draws_ = 0;
    bool full_ = false;
    std::vector<AimPoint> points_;
};

/// One step's plan.
struct BeamPlan {
    std::vector<std::uint32_t> first;     ///< per row of the sky, plus one: range of `beams`
    std::vector<LitBeam> beams;           ///< by satellite
    std::vector<double> dwell_share;      ///< per group: share of time that each of its footprints is lit
    std::vector<double> satellite_share;  ///< per row of the sky: share by its beams and power alone (1 where nothing is asked)
    std::vector<double> fitting_share;    ///< per spot and payload: share left by the reuse distance (1 where nothing is asked)
};

/// What stays over a window.
struct PlanContext {
    const Sky& sky;
    const Fleet& fleet;
    const RadioModel& radio;
    const SpectrumUse& spectrum;
    const PhoneColumns& phones;
    std::size_t spot_count = 0;
    BeamLoad load = BeamLoad::kDemand;
    int fixed_lit_beams = 0;
    std::uint64_t seed = 0;
    std::uint32_t window_key = 0;
};
/// A spot's places for a payload, and how many beams can be lit there together.
struct SpotPlaces {
    BeamPlaces* list = nullptr;
    double most_beams = 0.0;
};
using PlaceSource = std::function<SpotPlaces(std::uint32_t spot, std::size_t payload)>;

/// Plans one step; `groups` in a fixed order. A satellite whose groups want more than its beam units or its power lights a share of the
/// footprints at a time and dwells on each for that share; the same where all satellites and classes together want more beams in a spot
/// than can stand a reuse distance apart: they share alike. Neither limit of a satellite is ever exceeded. Under a fixed or worst load it
/// lights that many footprints over the area that it serves, whoever is there.
BeamPlan plan_beams(const PlanContext& context, std::span<const DemandGroup> groups, const PlaceSource& places);

}  // namespace d2c
