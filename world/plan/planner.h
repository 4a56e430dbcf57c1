#pragma once
// The beam planner: which satellite lights how many footprints where, on which carriers, within its beams, its power and its steering.

#include <cstdint>
#include <span>
#include <vector>

#include "constellation/propagate.h"
#include "scenarios/study.h"
#include "world/input/fleet.h"
#include "world/plan/beam_cost.h"
#include "world/plan/beam_plan.h"

namespace d2c {

/// What stays over a run.
struct PlanRules {
    BeamLoad load = BeamLoad::kDemand;
    int fixed_lit_beams = 0;
    BeamScheduler scheduler = BeamScheduler::kEqualShare;
    std::uint64_t seed = 0;
};

/// Plans step after step of a window. A satellite whose groups want more than its beam units or its power lights a part of the footprints
/// at a time and dwells on each: for the same share of the time, or for one in proportion to its users. Where all satellites and classes
/// together want more beams in a spot than can stand a reuse distance apart, they share alike. Under a fixed or worst load a satellite
/// lights that many footprints over the area that it serves, whoever is there.
///
/// Which of its footprints are lit at a step is a draw with numbers that last for the window (sequential Poisson sampling: the smallest of
/// number over expectation), and a satellite keeps the places that it lit the step before while it wants them.
///
/// Work is split by satellites and by spots among the threads of the caller's arena; no sum crosses a split, so the plan is the same for
/// any number of threads. Once warm, a step allocates nothing.
class BeamPlanner {
  public:
    /// All must outlive it.
    BeamPlanner(const Fleet& fleet, const RadioModel& radio, const SpectrumUse& spectrum, const PhoneColumns& phones, std::size_t classes,
                PlanRules rules);
    BeamCosts& costs() { return costs_; }

    /// `satellites`: row of the sky -> row of the fleet, the same over the window.
    void begin_window(std::span<const std::uint32_t> satellites, std::size_t spot_count, std::uint32_t window_key);
    /// Plans the next step of the window. `now`: rows of the sky. `usable_share`: per row, what outages leave of its beams; 0 is out; empty
    /// where all are whole. Precondition: `groups` ascend by spot.
    void plan(const SatelliteColumns& now, const DemandColumns& groups, std::span<const float> usable_share, const PlaceSource& places,
              BeamPlan& plan);

  private:
    struct Limits {
        int units = 0;
        double power_w = 0.0;
    };
    /// A place that was lit the step before, or is now.
    struct Slot {
        std::uint32_t satellite = kFree;  ///< row of the sky
        std::uint32_t handset = 0;
        std::uint32_t group = kFree;  ///< of this step
    };
    struct Ranked {
        float rank;
        std::uint32_t item;  ///< twice the group, plus one for the phone's own footprint
        bool operator<(const Ranked& other) const { return rank != other.rank ? rank < other.rank : item < other.item; }
    };
    static constexpr std::uint32_t kFree = 0xffffffff;

    std::size_t payload_of(std::uint32_t row) const { return fleet_->payload[satellites_[row]]; }
    Limits limits_of(std::uint32_t row, std::span<const float> usable_share) const;
    std::span<const std::uint32_t> groups_of(std::uint32_t row) const {
        return {order_.data() + first_[row], first_[row + 1] - first_[row]};
    }
    void sort(const DemandColumns& groups);
    void share_time(std::uint32_t row, const DemandColumns& groups, const Limits& limits, BeamPlan& plan);
    void share_spot(std::uint32_t spot, const DemandColumns& groups, const PlaceSource& places, BeamPlan& plan) const;
    double time_of_users(std::span<const std::uint32_t> mine, const DemandColumns& groups, const Limits& limits, double most_beams) const;
    void count_beams(std::uint32_t row, const DemandColumns& groups, Limits limits, const BeamPlan& plan);
    void choose_places(std::uint32_t spot, const SatelliteColumns& now, const DemandColumns& groups, const PlaceSource& places);
    void fill_slots(std::vector<Slot>& slots, std::size_t payload, std::uint32_t first, std::uint32_t last, const SatelliteColumns& now,
                    const DemandColumns& groups, BeamPlaces& list);
    void number_beams(BeamPlan& plan);
    void light(std::uint32_t spot, const SatelliteColumns& now, const DemandColumns& groups, const PlaceSource& places, BeamPlan& plan);

    const Fleet* fleet_;
    const RadioModel* radio_;
    const SpectrumUse* spectrum_;
    const PhoneColumns* phones_;
    std::size_t classes_;
    PlanRules rules_;
    BeamCosts costs_;

    std::span<const std::uint32_t> satellites_;
    std::vector<float> own_draw_, zone_draw_;  ///< per phone and class, of the window
    std::vector<float> satellite_draw_;        ///< per row
    std::vector<std::vector<Slot>> slots_;     ///< per spot and payload

    std::vector<std::uint32_t> first_, next_, order_;  ///< groups by satellite
    std::vector<std::uint32_t> first_of_spot_;
    std::vector<double> lit_by_area_;        ///< per row: beams to light under a fixed or worst load
    std::vector<double> area_asked_;         ///< per row
    std::vector<Ranked> ranked_;             ///< room for two per group
    std::vector<float> time_;                ///< per group: share of time before the spot's fitting share
    std::vector<std::uint32_t> own_, zone_;  ///< per group: beams to light in the phone's own footprint and in the zone
    std::vector<std::uint32_t> left_;        ///< per group: zone beams without a place yet
    std::vector<std::uint32_t> beam_;        ///< per group: where its next beam goes
};

}  // namespace d2c
