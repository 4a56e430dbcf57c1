#pragma once
// What the planner is asked and what it answers, as columns.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "world/input/spectrum_use.h"
#include "world/plan/places.h"

namespace d2c {

/// The users one phone stands for, all of one class: they are served by the satellite that serves the phone.
struct DemandGroup {
    std::uint32_t phone = 0;
    std::uint32_t spot = 0;
    std::uint32_t satellite = 0;  ///< row of the sky
    std::uint32_t cost = 0;  ///< of BeamCosts: the carriers lit for this group (rights here, known to class and satellite), as first parts
    std::uint32_t handset = 0;     ///< class, for draws of its own
    double footprints = 0.0;       ///< expected footprints with a user, the lone user's included
    double lone_users = 0.0;       ///< part of `footprints` that is the phone's own
    double area_footprints = 0.0;  ///< footprints in the area that the phone stands for: the law of placing under a fixed or worst load
    double users = 0.0;            ///< expected users in `footprints`, lone ones included; 0 counts as one in each
};

/// Groups of one step as columns, ascending by spot. Cleared and filled again step by step, it keeps its memory.
struct DemandColumns {
    std::vector<std::uint32_t> phone, spot, satellite, cost, handset;
    std::vector<float> footprints, lone_users, area_footprints, users_per_footprint;

    std::size_t size() const { return phone.size(); }
    void resize(std::size_t size);
    void put(std::size_t i, const DemandGroup& group);
    void add(const DemandGroup& group);
};

/// A lit beam. Aim point on the ground, ITRF metres.
struct LitBeam {
    double x_itrf_m = 0.0, y_itrf_m = 0.0, z_itrf_m = 0.0;
    CarrierMask carriers = 0;
    std::int32_t phone = -1;  ///< the phone in whose own footprint it stands, else -1
    std::uint32_t spot = 0;
    std::uint32_t group = 0;  ///< row of DemandColumns: for whom
};

/// One step's plan.
struct BeamPlan {
    std::vector<std::uint32_t> first;  ///< per row of the sky, plus one: range of `beams`
    std::vector<LitBeam> beams;        ///< by satellite, of one satellite by spot
    std::vector<float> dwell_share;    ///< per group: share of time that each of its footprints is lit
    /// Per row of the sky: share of time, by its beams and power alone, of a footprint of weight one (the scheduler's weight: 1, or its
    /// users). 1 where nothing is asked; may exceed 1 where footprints of more users have all the time they can use.
    std::vector<float> time_share;
    std::vector<float> fitting_share;  ///< per spot and payload: share left by the reuse distance (1 where nothing is asked)
    std::vector<float> load;           ///< per row of the sky: beams or power asked over what it has, the larger
    bool by_users = false;

    /// Share of time of a footprint with that many users under satellite `row`, before the spot's fitting share.
    double footprint_share(std::size_t row, double users) const {
        return std::min(1.0, static_cast<double>(time_share[row]) * (by_users ? users : 1.0));
    }
};

}  // namespace d2c
