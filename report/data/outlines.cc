#include "report/data/outlines.h"

#include <algorithm>
#include <cmath>

namespace d2c::report {
namespace {

struct Segment {
    std::size_t first, last;
};

double distance_to_segment(double x, double y, double x0, double y0, double x1, double y1) {
    const double dx = x1 - x0, dy = y1 - y0, square = dx * dx + dy * dy;
    const double along = square > 0.0 ? std::clamp(((x - x0) * dx + (y - y0) * dy) / square, 0.0, 1.0) : 0.0;
    return std::hypot(x - x0 - along * dx, y - y0 - along * dy);
}

}  // namespace

std::vector<std::size_t> thinned(const std::vector<double>& longitude_deg, const std::vector<double>& latitude_deg, double tolerance_deg) {
    const std::size_t n = longitude_deg.size();
    if (n < 3) return {};
    std::vector<char> keep(n, 0);
    // A ring has no ends: its first point and the one farthest from it.
    std::size_t far = 0;
    double farthest = -1.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double d = std::hypot(longitude_deg[i] - longitude_deg[0], latitude_deg[i] - latitude_deg[0]);
        if (d > farthest) {
            farthest = d;
            far = i;
        }
    }
    keep[0] = keep[far] = 1;
    std::vector<Segment> open{{0, far}, {far, n}};
    while (!open.empty()) {
        const Segment s = open.back();
        open.pop_back();
        double worst = tolerance_deg;
        std::size_t at = s.last;
        for (std::size_t i = s.first + 1; i < s.last; ++i) {
            const double d = distance_to_segment(longitude_deg[i], latitude_deg[i], longitude_deg[s.first], latitude_deg[s.first],
                                                 longitude_deg[s.last % n], latitude_deg[s.last % n]);
            if (d > worst) {
                worst = d;
                at = i;
            }
        }
        if (at == s.last) continue;
        keep[at] = 1;
        open.push_back({s.first, at});
        open.push_back({at, s.last});
    }
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < n; ++i)
        if (keep[i]) kept.push_back(i);
    return kept;
}

Bytes encode_outlines(std::span<const Borders::Outline> outlines) {
    Bytes bytes;
    const auto hundredths = [](double degrees) {
        return static_cast<std::uint16_t>(static_cast<std::int16_t>(std::lround(std::clamp(degrees, -180.0, 180.0) * 100.0)));
    };
    for (const Borders::Outline& ring : outlines) {
        if (ring.longitude_deg.size() < 3) continue;
        const auto [west, east] = std::ranges::minmax(ring.longitude_deg);
        const auto [south, north] = std::ranges::minmax(ring.latitude_deg);
        if (east - west < kLeastOutlineDeg && north - south < kLeastOutlineDeg) continue;
        const std::vector<std::size_t> points = thinned(ring.longitude_deg, ring.latitude_deg, kOutlineToleranceDeg);
        if (points.size() < 3 || points.size() > 65535) continue;
        append_u16(bytes, static_cast<std::uint16_t>(points.size()));
        for (const std::size_t i : points) {
            append_u16(bytes, hundredths(ring.longitude_deg[i]));
            append_u16(bytes, hundredths(ring.latitude_deg[i]));
        }
    }
    return bytes;
}

}  // namespace d2c::report
