#pragma once
// Which countries and seas a route crosses.

#include <span>
#include <vector>

#include "base/id.h"
#include "geography/borders/borders.h"
#include "geography/routes/route.h"

namespace d2c {

struct RouteStep {
    double elapsed_s = 0.0;
    RouteState state;
    AreaCode
        area;  ///< as `Borders::classify`: a country or the sea within 12 nautical miles of it, `XZ`, `AQ`; of an aircraft, what is below
    bool on_land = false;
};
/// The route at 0, step, 2 step … and at its end. Precondition: step_s > 0 [s].
std::vector<RouteStep> steps_along(const Route& route, const Borders& borders, double step_s);

/// Steps in one area, all on land or all at sea; it ends where the next begins.
struct RouteStretch {
    AreaCode area;
    bool on_land = false;
    double begin_s = 0.0, end_s = 0.0;
    Metres begin{}, end{};  ///< along the way
};
std::vector<RouteStretch> stretches(std::span<const RouteStep> steps);

}  // namespace d2c
