#pragma once
// A window of one place, told to the packet level: what a traveller met, and what was lit around it.

#include <functional>
#include <string>

#include "base/error.h"
#include "results/slice/slice.h"
#include "world/journey/journey.h"

namespace d2c {

/// A phone that stands at a place for that long [s], on foot in the open.
struct StandingRoute {
    RouteConfig config;
    Route route;
};
StandingRoute standing_at(const Geodetic& place, double duration_s);

struct SliceQuestion {
    /// Of the traveller, user 0, who stands or moves along the plan's route; `users_in_beam` and `observer` are set here.
    JourneyPlan plan;
    Instant start{};
    double duration_s = 300.0;
    int users = 1;          ///< the traveller among them; the others stand around its place at the start, or go with it
    double radius_m = 5e3;  ///< within which the others are
    bool together = false;  ///< the others are where the traveller is and draw what it draws: its equals in the beam
    std::string application{"dash"}, companions{"dash"};  ///< what the traveller does, and the others
    std::string rule{"throughput"};
    std::function<bool(double)> go_on = [](double) { return true; };
};
struct RecordedSlice {
    slice::Slice slice;
    Travelled travelled;  ///< the world engine's own answer, the traveller's part of the beam being one in `users`
};

/// Runs the traveller's window as `travel` does and keeps what the packet level needs of it. Faults: a duration or number of users out of
/// range, a window beyond the route, no beam that could serve at any moment (with the reason), and those of slice::check. The same whatever
/// the number of threads.
Result<RecordedSlice> record_slice(const SliceQuestion& question);

}  // namespace d2c
