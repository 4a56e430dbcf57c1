#include "results/geometry.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace d2c::results {
namespace {

static_assert(std::endian::native == std::endian::little, "WKB is written in the byte order of the machine");
constexpr std::uint32_t kWkbPoint = 1, kWkbLine = 2, kWkbPolygon = 3, kWkbMultiLine = 5, kWkbMultiPolygon = 6;
constexpr std::int32_t kWgs84 = 4326;
constexpr double kAtPole = 90.0 - 1e-9;

double signed_area(const Ring& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LonLat& a = ring[i];
        const LonLat& b = ring[(i + 1) % ring.size()];
        twice += a.first * b.second - b.first * a.second;
    }
    return 0.5 * twice;
}

/// The part of an open ring on one side of a meridian (Sutherland and Hodgman, 1974).
Ring clip(const Ring& ring, double lon, bool keep_east) {
    Ring kept;
    const auto inside = [&](const LonLat& p) { return keep_east ? p.first >= lon : p.first <= lon; };
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LonLat& a = ring[i];
        const LonLat& b = ring[(i + 1) % ring.size()];
        if (inside(a)) kept.push_back(a);
        if (inside(a) != inside(b)) kept.emplace_back(lon, a.second + (b.second - a.second) * (lon - a.first) / (b.first - a.first));
    }
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    while (kept.size() > 1 && kept.front() == kept.back()) kept.pop_back();
    return kept;
}

/// Longitudes without jumps, poles as edges of the map; open.
Ring unrolled(const std::vector<LonLat>& corners) {
    // Begins at a corner whose longitude means something.
    const auto first = std::find_if(corners.begin(), corners.end(), [](const LonLat& p) { return std::abs(p.second) < kAtPole; });
    if (first == corners.end()) return {};
    const std::size_t offset = static_cast<std::size_t>(first - corners.begin());
    Ring ring;
    double lon = first->first;
    double pole = 0.0;  // latitude of a pole whose leaving longitude is still open
    for (std::size_t k = 0; k <= corners.size(); ++k) {
        const LonLat& p = corners[(offset + k) % corners.size()];
        if (std::abs(p.second) >= kAtPole) {
            pole = std::copysign(90.0, p.second);
            ring.emplace_back(lon, pole);
            continue;
        }
        lon = p.first + 360.0 * std::round((lon - p.first) / 360.0);
        if (pole != 0.0) ring.emplace_back(lon, pole);
        pole = 0.0;
        ring.emplace_back(lon, p.second);
    }
    // All around a pole: the last corner is the first, one turn on.
    if (std::abs(ring.back().first - ring.front().first) > 180.0) {
        const double edge = std::copysign(90.0, ring.front().second);
        ring.emplace_back(ring.back().first, edge);
        ring.emplace_back(ring.front().first, edge);
    } else {
        ring.pop_back();
    }
    return ring;
}

template <class T>
void put(std::string& blob, T value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    blob.append(bytes, sizeof value);
}

std::string header() {
    std::string blob{"GP\0\1", 4};  // version 1; flags: little-endian, no envelope
    put(blob, kWgs84);
    return blob;
}

/// Reads forward through a blob; `good` turns false where it ends too soon.
struct Cursor {
    const char* data;
    std::size_t left;
    bool good = true;
    template <class T>
    T take() {
        T value{};
        if (left < sizeof value) {
            good = false;
            return value;
        }
        std::memcpy(&value, data, sizeof value);
        data += sizeof value;
        left -= sizeof value;
        return value;
    }
};

}  // namespace

std::vector<Ring> rings_on_map(const std::vector<LonLat>& corners) {
    const auto on_earth = [](const LonLat& p) { return std::abs(p.second) <= 90.0 && std::abs(p.first) <= 540.0; };
    if (corners.size() < 3 || !std::all_of(corners.begin(), corners.end(), on_earth)) return {};
    Ring whole = unrolled(corners);
    whole.erase(std::unique(whole.begin(), whole.end()), whole.end());
    if (whole.size() < 3) return {};
    if (signed_area(whole) < 0.0) std::reverse(whole.begin(), whole.end());
    const auto [west, east] = std::minmax_element(whole.begin(), whole.end());
    std::vector<Ring> rings;
    for (double turn = std::floor((west->first + 180.0) / 360.0); turn * 360.0 - 180.0 < east->first; turn += 1.0) {
        const double left = turn * 360.0 - 180.0;
        Ring part = clip(clip(whole, left, true), left + 360.0, false);
        if (part.size() < 3 || !(signed_area(part) > 0.0)) continue;
        for (LonLat& p : part) p.first -= turn * 360.0;
        part.push_back(part.front());
        rings.push_back(std::move(part));
    }
    return rings;
}

std::string multipolygon_blob(const std::vector<Ring>& rings) {
    std::string blob = header();
    put(blob, std::uint8_t{1});
    put(blob, kWkbMultiPolygon);
    put(blob, static_cast<std::uint32_t>(rings.size()));
    for (const Ring& ring : rings) {
        put(blob, std::uint8_t{1});
        put(blob, kWkbPolygon);
        put(blob, std::uint32_t{1});
        put(blob, static_cast<std::uint32_t>(ring.size()));
        for (const auto& [lon, lat] : ring) {
            put(blob, lon);
            put(blob, lat);
        }
    }
    return blob;
}

std::vector<Ring> lines_on_map(const std::vector<LonLat>& way) {
    const auto on_earth = [](const LonLat& p) { return std::abs(p.second) <= 90.0 && std::abs(p.first) <= 180.0; };
    if (way.size() < 2 || !std::all_of(way.begin(), way.end(), on_earth)) return {};
    std::vector<Ring> lines{{way.front()}};
    for (std::size_t i = 1; i < way.size(); ++i) {
        const LonLat& a = way[i - 1];
        const LonLat& b = way[i];
        const double step = b.first - a.first;
        if (std::abs(step) > 180.0) {
            const double edge = std::copysign(180.0, a.first);
            const double span = 360.0 - std::abs(step);
            const double at = span > 0.0 ? a.second + (b.second - a.second) * std::abs(edge - a.first) / span : a.second;
            lines.back().emplace_back(edge, at);
            lines.push_back({{-edge, at}});
        }
        lines.back().push_back(b);
    }
    for (Ring& line : lines) line.erase(std::unique(line.begin(), line.end()), line.end());
    std::erase_if(lines, [](const Ring& line) { return line.size() < 2; });
    return lines;
}

std::string multiline_blob(const std::vector<Ring>& lines) {
    std::string blob = header();
    put(blob, std::uint8_t{1});
    put(blob, kWkbMultiLine);
    put(blob, static_cast<std::uint32_t>(lines.size()));
    for (const Ring& line : lines) {
        put(blob, std::uint8_t{1});
        put(blob, kWkbLine);
        put(blob, static_cast<std::uint32_t>(line.size()));
        for (const auto& [lon, lat] : line) {
            put(blob, lon);
            put(blob, lat);
        }
    }
    return blob;
}

std::string point_blob(LonLat point) {
    std::string blob = header();
    put(blob, std::uint8_t{1});
    put(blob, kWkbPoint);
    put(blob, point.first);
    put(blob, point.second);
    return blob;
}

std::vector<Ring> rings_of_blob(const void* data, std::size_t size) {
    const std::string expected = header();
    if (size < expected.size() || std::memcmp(data, expected.data(), expected.size()) != 0) return {};
    Cursor in{static_cast<const char*>(data) + expected.size(), size - expected.size()};
    if (in.take<std::uint8_t>() != 1 || in.take<std::uint32_t>() != kWkbMultiPolygon) return {};
    std::vector<Ring> rings;
    for (std::uint32_t polygons = in.take<std::uint32_t>(); polygons > 0 && in.good; --polygons) {
        if (in.take<std::uint8_t>() != 1 || in.take<std::uint32_t>() != kWkbPolygon || in.take<std::uint32_t>() != 1) return {};
        Ring ring;
        for (std::uint32_t corners = in.take<std::uint32_t>(); corners > 0 && in.good; --corners) {
            const double lon = in.take<double>();
            ring.emplace_back(lon, in.take<double>());
        }
        rings.push_back(std::move(ring));
    }
    if (!in.good) return {};
    return rings;
}

std::vector<Ring> lines_of_blob(const void* data, std::size_t size) {
    const std::string expected = header();
    if (size < expected.size() || std::memcmp(data, expected.data(), expected.size()) != 0) return {};
    Cursor in{static_cast<const char*>(data) + expected.size(), size - expected.size()};
    if (in.take<std::uint8_t>() != 1 || in.take<std::uint32_t>() != kWkbMultiLine) return {};
    std::vector<Ring> lines;
    for (std::uint32_t count = in.take<std::uint32_t>(); count > 0 && in.good; --count) {
        if (in.take<std::uint8_t>() != 1 || in.take<std::uint32_t>() != kWkbLine) return {};
        Ring line;
        for (std::uint32_t points = in.take<std::uint32_t>(); points > 0 && in.good; --points) {
            const double lon = in.take<double>();
            line.emplace_back(lon, in.take<double>());
        }
        lines.push_back(std::move(line));
    }
    if (!in.good) return {};
    return lines;
}

}  // namespace d2c::results
