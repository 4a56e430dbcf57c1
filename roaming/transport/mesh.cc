#include "roaming/transport/mesh.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "constellation/walker.h"

namespace d2c {
namespace {

constexpr double kTurn = 2.0 * std::numbers::pi;
/// Differences in argument of latitude nearer than this are equal: rounding must not choose between two neighbours half a slot away.
constexpr double kEqual_rad = 1e-9;
/// Partners looked at on either side of a satellite's place in the next plane.
constexpr std::ptrdiff_t kReach = 4;

double wrapped(double angle_rad) {  // [0, 2 pi)
    const double w = angle_rad - kTurn * std::floor(angle_rad / kTurn);
    return w < kTurn ? w : 0.0;
}
double signed_difference(double a_rad, double b_rad) {  // (-pi, pi]
    const double d = wrapped(a_rad - b_rad);
    return d > std::numbers::pi ? d - kTurn : d;
}

/// Parts `rows`, sorted by `key`, wherever neighbours are `apart` or more from each other.
template <class Key>
std::vector<std::vector<std::uint32_t>> chains(std::vector<std::uint32_t> rows, Key key, double apart) {
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    std::vector<std::vector<std::uint32_t>> parts;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || key(rows[i]) - key(rows[i - 1]) >= apart) parts.emplace_back();
        parts.back().push_back(rows[i]);
    }
    return parts;
}

struct Pair {
    std::int64_t difference;  ///< [kEqual_rad]
    bool behind;
    std::uint32_t west, east;  ///< places in their planes
    auto operator<=>(const Pair&) const = default;
};

void link_planes(const Plane& west, const Plane& east, std::vector<SatelliteLink>& links) {
    const auto& u = east.argument_of_latitude_rad;
    const auto count = static_cast<std::ptrdiff_t>(u.size());
    std::vector<Pair> pairs;
    for (std::uint32_t w = 0; w < west.satellites.size(); ++w) {
        const double here = west.argument_of_latitude_rad[w];
        const std::ptrdiff_t place = std::lower_bound(u.begin(), u.end(), here) - u.begin();
        const std::ptrdiff_t first = count <= 2 * kReach ? 0 : place - kReach, last = count <= 2 * kReach ? count : place + kReach;
        for (std::ptrdiff_t i = first; i < last; ++i) {
            const auto e = static_cast<std::uint32_t>((i + count) % count);
            const double d = signed_difference(u[e], here);
            pairs.push_back({std::llround(std::abs(d) / kEqual_rad), d < 0.0, w, e});
        }
    }
    std::sort(pairs.begin(), pairs.end());
    std::vector<bool> west_taken(west.satellites.size()), east_taken(east.satellites.size());
    for (const Pair& pair : pairs) {
        if (west_taken[pair.west] || east_taken[pair.east]) continue;
        west_taken[pair.west] = east_taken[pair.east] = true;
        links.push_back({west.satellites[pair.west], east.satellites[pair.east]});
    }
}

void link_within(const Plane& plane, std::vector<SatelliteLink>& links) {
    const std::size_t count = plane.satellites.size();
    for (std::size_t i = 0; i + 1 < count; ++i) links.push_back({plane.satellites[i], plane.satellites[i + 1]});
    if (count > 2) links.push_back({plane.satellites[count - 1], plane.satellites[0]});
}

/// Links neighbours among planes [first, last) of one shell, which stand by right ascension.
void link_shell(std::span<const Plane> planes, bool closing, std::vector<SatelliteLink>& links) {
    for (const Plane& plane : planes) link_within(plane, links);
    const std::size_t count = planes.size();
    if (count < 2) return;
    std::size_t widest = count - 1;  // the gap after this plane
    double gap_rad = -1.0;
    for (std::size_t i = count; i-- > 0;) {
        const double gap = wrapped((planes[(i + 1) % count].raan - planes[i].raan).in_radians());
        if (gap > gap_rad + kEqual_rad) {
            gap_rad = gap;
            widest = i;
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (count == 2 && i == 1) continue;  // the same two planes
        if (closing || i != widest) link_planes(planes[i], planes[(i + 1) % count], links);
    }
}

}  // namespace

std::vector<Plane> group_planes(std::span<const MeanState> states, Instant at, const PlaneRule& rule) {
    std::vector<MeanState> now;
    now.reserve(states.size());
    for (const MeanState& state : states) now.push_back(at_epoch(state, at));
    std::vector<std::uint32_t> all(states.size());
    std::iota(all.begin(), all.end(), 0U);

    std::vector<Plane> planes;
    std::uint32_t shell = 0;
    const auto inclination = [&](std::uint32_t row) { return now[row].inclination.in_radians(); };
    const auto radius = [&](std::uint32_t row) { return now[row].semi_major_axis.value; };
    const auto raan = [&](std::uint32_t row) { return wrapped(now[row].raan.in_radians()); };
    const auto argument = [&](std::uint32_t row) { return wrapped(now[row].argument_of_latitude.in_radians()); };
    for (const auto& inclined : chains(all, inclination, rule.same_inclination.in_radians())) {
        for (const auto& high : chains(inclined, radius, rule.same_radius.value)) {
            auto parts = chains(high, raan, rule.same_plane.in_radians());
            // The first and the last are one plane where the chain runs on through 0.
            if (parts.size() > 1 && wrapped(raan(parts.front().front()) - raan(parts.back().back())) < rule.same_plane.in_radians()) {
                parts.back().insert(parts.back().end(), parts.front().begin(), parts.front().end());
                parts.erase(parts.begin());
            }
            for (auto& part : parts) {
                Plane plane{shell, Angle::radians(raan(part.front())), std::move(part), {}};
                std::stable_sort(plane.satellites.begin(), plane.satellites.end(),
                                 [&](std::uint32_t a, std::uint32_t b) { return argument(a) < argument(b); });
                for (std::uint32_t row : plane.satellites) plane.argument_of_latitude_rad.push_back(argument(row));
                planes.push_back(std::move(plane));
            }
            ++shell;
        }
    }
    return planes;
}

std::vector<SatelliteLink> nearest_grid(std::span<const MeanState> states, Instant at, const MeshRule& rule) {
    const std::vector<Plane> planes = group_planes(states, at, rule.planes);
    std::vector<SatelliteLink> links;
    links.reserve(2 * states.size());
    for (std::size_t first = 0, last = 0; first < planes.size(); first = last) {
        while (last < planes.size() && planes[last].shell == planes[first].shell) ++last;
        link_shell(std::span{planes}.subspan(first, last - first), rule.closing, links);
    }
    return links;
}

std::vector<SatelliteLink> same_slot_grid(std::uint32_t planes, std::uint32_t per_plane, bool closing) {
    std::vector<SatelliteLink> links;
    for (std::uint32_t p = 0; p < planes; ++p)
        for (std::uint32_t s = 0; s < per_plane; ++s) {
            const std::uint32_t here = p * per_plane + s;
            if (per_plane > 2 || (per_plane == 2 && s == 0)) links.push_back({here, p * per_plane + (s + 1) % per_plane});
            const bool last = p + 1 == planes;
            if (planes > 1 && (!last || (closing && planes > 2))) links.push_back({here, (p + 1) % planes * per_plane + s});
        }
    return links;
}

}  // namespace d2c
