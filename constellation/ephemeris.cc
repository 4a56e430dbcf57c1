#include "constellation/ephemeris.h"

#include <algorithm>
#include <cmath>

namespace d2c {
namespace {

struct Cubic {
    double value, rate;
};

Cubic hermite(double a, double va, double b, double vb, double step_s, double t) {
    const double rise = b - a, from = va * step_s, to = vb * step_s;
    const double square = 3.0 * rise - 2.0 * from - to, cube = from + to - 2.0 * rise;
    return {a + t * (from + t * (square + t * cube)), (from + t * (2.0 * square + t * 3.0 * cube)) / step_s};
}

}  // namespace

ItrfMotion between(const ItrfMotion& a, const ItrfMotion& b, double step_s, double part) {
    const Cubic x = hermite(a.position.x.value, a.velocity.x.value, b.position.x.value, b.velocity.x.value, step_s, part);
    const Cubic y = hermite(a.position.y.value, a.velocity.y.value, b.position.y.value, b.velocity.y.value, step_s, part);
    const Cubic z = hermite(a.position.z.value, a.velocity.z.value, b.position.z.value, b.velocity.z.value, step_s, part);
    return {{{x.value}, {y.value}, {z.value}}, {{x.rate}, {y.rate}, {z.rate}}};
}

Velocity<Itrf> mean_velocity(const Position<Itrf>& from, const Position<Itrf>& to, double elapsed_s) {
    const Displacement<Itrf> way = to - from;
    return {{way.x.value / elapsed_s}, {way.y.value / elapsed_s}, {way.z.value / elapsed_s}};
}

Position<Itrf> on_line(const Position<Itrf>& from, const Position<Itrf>& to, double part) {
    return {from.x + part * (to.x - from.x), from.y + part * (to.y - from.y), from.z + part * (to.z - from.z)};
}

std::optional<ItrfMotion> Ephemeris::at(Instant utc) const {
    const double position = seconds_between(utc, begin_) / step_s_, whole = std::floor(position);
    const auto after = std::upper_bound(rows_.begin(), rows_.end(), whole,
                                        [](double step, const Row& row) { return step < static_cast<double>(row.first); });
    if (after == rows_.begin()) return std::nullopt;
    const Row& a = *std::prev(after);
    if (static_cast<double>(a.first) != whole) return std::nullopt;
    if (position == whole) return a.second;
    if (after == rows_.end() || after->first != a.first + 1) return std::nullopt;
    return between(a.second, after->second, step_s_, position - whole);
}

ItrfMotion Ephemeris::at_or_nearest(Instant utc) const {
    if (const auto motion = at(utc)) return *motion;
    const double position = seconds_between(utc, begin_) / step_s_;
    const auto distance = [&](const Row& row) { return std::abs(static_cast<double>(row.first) - position); };
    return std::min_element(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) { return distance(a) < distance(b); })->second;
}

}  // namespace d2c
