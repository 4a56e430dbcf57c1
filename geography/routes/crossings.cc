#include "geography/routes/crossings.h"

#include <algorithm>

namespace d2c {

std::vector<RouteStep> steps_along(const Route& route, const Borders& borders, double step_s) {
    Borders::Classifier classifier{borders};
    std::vector<RouteStep> steps;
    const double end = route.duration_s();
    for (std::size_t i = 0; steps.empty() || steps.back().elapsed_s < end; ++i) {
        const double t = std::min(end, static_cast<double>(i) * step_s);
        const RouteState state = route.at(t);
        const Geodetic& p = state.place;
        const double unit[3] = {cos(p.latitude) * cos(p.longitude), cos(p.latitude) * sin(p.longitude), sin(p.latitude)};
        const Borders::Where where = classifier.classify(unit);
        steps.push_back({t, state, where.area, where.on_land});
    }
    return steps;
}

std::vector<RouteStretch> stretches(std::span<const RouteStep> steps) {
    std::vector<RouteStretch> list;
    for (const RouteStep& step : steps) {
        if (!list.empty()) {
            list.back().end_s = step.elapsed_s;
            list.back().end = step.state.travelled;
        }
        if (list.empty() || list.back().area != step.area || list.back().on_land != step.on_land)
            list.push_back({step.area, step.on_land, step.elapsed_s, step.elapsed_s, step.state.travelled, step.state.travelled});
    }
    return list;
}

}  // namespace d2c
