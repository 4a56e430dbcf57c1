#include "geography/routes/track.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace d2c {
namespace {

constexpr double kMeanRadius = 6371e3;  // m, mean of the Earth (IUGG)
using Vector = std::array<double, 3>;

Vector unit(const Geodetic& p) { return {cos(p.latitude) * cos(p.longitude), cos(p.latitude) * sin(p.longitude), sin(p.latitude)}; }

/// Nearest place to `p` on the chord from `a` to `b`, not before `least`.
Foot foot(const Vector& p, const Vector& a, const Vector& b, std::size_t segment, double least) {
    double along = 0.0, square = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        along += (p[i] - a[i]) * (b[i] - a[i]);
        square += (b[i] - a[i]) * (b[i] - a[i]);
    }
    const double part = square > 0.0 ? std::clamp(along / square, least, 1.0) : least;
    double beside = 0.0;
    for (std::size_t i = 0; i < 3; ++i) beside += std::pow(a[i] + part * (b[i] - a[i]) - p[i], 2);
    return {segment, part, {kMeanRadius * std::sqrt(beside)}};
}

}  // namespace

std::vector<Foot> feet_on(const std::vector<TrackPoint>& track, const std::vector<Waypoint>& waypoints) {
    std::vector<Vector> line;
    for (const TrackPoint& point : track) line.push_back(unit(point.place));
    std::vector<Foot> feet;
    Foot before{};
    for (const Waypoint& waypoint : waypoints) {
        const Vector p = unit(waypoint.place);
        const auto on = [&](std::size_t s) { return foot(p, line[s], line[s + 1], s, s == before.segment ? before.part : 0.0); };
        Metres nearest{std::numeric_limits<double>::infinity()};
        for (std::size_t s = before.segment; s + 1 < line.size(); ++s) nearest = std::min(nearest, on(s).beside);
        std::size_t s = before.segment;
        while (on(s).beside > nearest + kPositionError) ++s;
        while (s + 2 < line.size() && on(s + 1).beside < on(s).beside) ++s;
        before = on(s);
        feet.push_back(before);
    }
    return feet;
}

}  // namespace d2c
