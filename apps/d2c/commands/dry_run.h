#pragma once
// How large a run is, how long it will take and what memory it will want, from a few of its windows.

#include "world/run/world_model.h"

namespace d2c::apps {

struct RunSize {
    double cells = 0.0, windows = 0.0, steps_per_window = 0.0;
    double satellites_at_end = 0.0;
    double satellite_cell_steps = 0.0;  ///< over all quarters
    double beam_steps = 0.0;            ///< beams that the satellites in service can light, times steps
    double cell_beam_steps = 0.0;       ///< cells x satellites x beams x steps
};
RunSize size_of(const WorldModel& world);

struct RunEstimate {
    double wall_s = 0.0, memory_mib = 0.0;
};
/// Computes up to three windows, of quarters with many, middling and few satellites, in a few seconds; of a large run in coarser steps.
/// `ready_s`: what it took to come here. With `precision` the least number of windows is taken.
RunEstimate estimate(const WorldModel& world, int threads, double ready_s);

}  // namespace d2c::apps
