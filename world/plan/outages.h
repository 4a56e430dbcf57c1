#pragma once
// What outages and the way to the ground leave of every satellite at an instant.

#include <cstdint>
#include <span>
#include <vector>

#include "constellation/propagate.h"
#include "scenarios/study.h"
#include "world/input/fleet.h"
#include "world/plan/places.h"

namespace d2c {

class OutagePlan {
  public:
    /// Draws who is out in each event: a satellite's number depends on the seed, the event's id and the satellite alone. Generations and
    /// gateways that events name are known to exist.
    OutagePlan(const Study& study, const Fleet& fleet, std::uint64_t seed);
    /// Whether anything can ever be out.
    bool any() const { return !events_.empty() || !gateways_.empty(); }
    /// Fills `share` with what is left of the beams of each satellite (rows of the fleet; `now` in the same order): 0 is out, 1 whole.
    /// Empty where all are whole. A satellite without a way to a gateway is out: one with inter-satellite links needs any gateway to be
    /// up, one without needs to be above the least elevation of one that is.
    void usable_share(const Fleet& fleet, Instant at, std::span<const std::uint32_t> satellites, const SatelliteColumns& now,
                      std::vector<float>& share) const;
    /// Whether that satellite (row of the fleet), there at that moment, has beams and a way to the ground left: a share above 0.
    bool usable(const Fleet& fleet, Instant at, std::uint32_t satellite, const AimPoint& now) const;

  private:
    bool is_up(std::size_t gateway, Instant at) const;
    struct Event {
        Instant from, until;
        std::vector<float> left;  ///< per satellite of the fleet; empty: whole
        std::size_t gateway;      ///< out; the number of gateways where none is
        bool in_force(Instant at) const { return from <= at && at < until; }
    };
    struct Gateway {
        AimPoint place;
        double least_sin_elevation;
    };
    std::vector<Event> events_;
    std::vector<Gateway> gateways_;
};

}  // namespace d2c
