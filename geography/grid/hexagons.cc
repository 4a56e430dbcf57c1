#include "geography/grid/hexagons.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace d2c {
namespace {

constexpr double kRadius_m = 6371e3;
const double kRowsPerPitch = 2.0 / std::sqrt(3.0);
/// Of the columns' widths at a band's two edges: 5 % about their mean.
constexpr double kMostStretch = 1.1;
constexpr std::int32_t kLeastRows = 6;

std::int64_t positive_mod(std::int64_t value, std::int64_t by) { return (value % by + by) % by; }

}  // namespace

HexPattern::HexPattern(Metres pitch, unsigned colours)
    : pitch_m_{pitch.value},
      colours_{colours},
      rows_to_pole_{std::max(1, static_cast<std::int32_t>(std::numbers::pi / 2.0 * kRadius_m * kRowsPerPitch / pitch_m_))} {
    const double row_rad = std::numbers::pi / 2.0 / rows_to_pole_;
    const auto cosine = [&](std::int32_t edge) { return std::max(0.0, std::cos(edge * row_rad)); };
    const auto end_of_band = [&](std::int32_t first) {
        std::int32_t end = std::min(first + kLeastRows, rows_to_pole_);
        while (end < rows_to_pole_ && cosine(first) <= kMostStretch * cosine(end + 1)) ++end;
        return end;
    };
    const auto columns_of = [&](std::int32_t first, std::int32_t end) {
        const double mean = 0.5 * (cosine(first) + cosine(end));
        // Whole clusters, so that the colours close too.
        const auto clusters = static_cast<std::int32_t>(2.0 * std::numbers::pi * kRadius_m * mean / (pitch_m_ * colours_));
        return std::max(1, clusters) * static_cast<std::int32_t>(colours_);
    };
    std::vector<Band> north;
    const std::int32_t equatorial = end_of_band(0);
    for (std::int32_t first = equatorial; first < rows_to_pole_;) {
        const std::int32_t end = end_of_band(first);
        north.push_back({first, columns_of(first, end), 0});
        first = end;
    }
    for (std::size_t b = north.size(); b-- > 0;) {
        const std::int32_t end = b + 1 < north.size() ? north[b + 1].first_row : rows_to_pole_;
        bands_.push_back({-end, north[b].columns, 0});
    }
    bands_.push_back({-equatorial, columns_of(0, equatorial), 0});
    bands_.insert(bands_.end(), north.begin(), north.end());
    for (std::size_t b = 0; b < bands_.size(); ++b) {
        const std::int32_t end = b + 1 < bands_.size() ? bands_[b + 1].first_row : rows_to_pole_;
        bands_[b].before = count_;
        count_ += static_cast<std::uint32_t>((end - bands_[b].first_row) * bands_[b].columns);
    }
    for (std::int32_t row = -rows_to_pole_, b = 0; row < rows_to_pole_; ++row) {
        while (b + 1 < static_cast<std::int32_t>(bands_.size()) && bands_[static_cast<std::size_t>(b) + 1].first_row <= row) ++b;
        band_of_row_.push_back(static_cast<std::uint32_t>(b));
    }
}

Metres HexPattern::co_channel_distance() const { return Metres{pitch_m_ * std::sqrt(static_cast<double>(colours_))}; }

/// With axes a along the row and b 60 degrees from it: a form that vanishes on the cluster's own lattice, spanned by (i, j) and (-j, i +
/// j).
unsigned HexPattern::colour(std::int64_t column, std::int32_t row) const {
    const std::int64_t b = row, a = column - row / 2;
    if (colours_ == 3) return static_cast<unsigned>(positive_mod(a - b, 3));                       // (1, 1)
    if (colours_ == 4) return static_cast<unsigned>(positive_mod(a, 2) + 2 * positive_mod(b, 2));  // (2, 0)
    return static_cast<unsigned>(positive_mod(a + 5 * b, 7));                                      // (2, 1)
}

HexPattern::Hexagon HexPattern::at(const Geodetic& place) const {
    const double row_rad = std::numbers::pi / 2.0 / rows_to_pole_;
    const double y = place.latitude.in_radians() / row_rad;
    const double turn = place.longitude.in_radians() / (2.0 * std::numbers::pi);
    const std::int32_t under = std::clamp(static_cast<std::int32_t>(std::floor(y)), -rows_to_pole_, rows_to_pole_ - 1);
    const std::size_t b = band_of_row_[static_cast<std::size_t>(under + rows_to_pole_)];
    const Band& band = bands_[b];
    const std::int32_t end = b + 1 < bands_.size() ? bands_[b + 1].first_row : rows_to_pole_;
    const double x = (turn - std::floor(turn)) * band.columns;
    double least = std::numeric_limits<double>::infinity();
    std::int32_t row = under;
    std::int64_t column = 0;
    // A hexagon's tips reach into the strips of the rows beside its own.
    for (std::int32_t r = std::max(under - 1, band.first_row); r < std::min(under + 2, end); ++r) {
        const double shift = (r - band.first_row) % 2 == 0 ? 0.0 : 0.5;
        const double nearest = std::round(x - shift);
        const double dx = x - shift - nearest, dy = (y - r - 0.5) / kRowsPerPitch;
        if (dx * dx + dy * dy < least) {
            least = dx * dx + dy * dy;
            row = r;
            column = static_cast<std::int64_t>(nearest);
        }
    }
    return hexagon(band, row, column);
}

HexPattern::Hexagon HexPattern::hexagon(const Band& band, std::int32_t row, std::int64_t column) const {
    const double row_rad = std::numbers::pi / 2.0 / rows_to_pole_;
    const std::int32_t in_band = row - band.first_row;
    double longitude = (static_cast<double>(column) + (in_band % 2 == 0 ? 0.0 : 0.5)) / band.columns;
    longitude -= std::floor(longitude + 0.5);
    const Geodetic centre{Angle::radians((row + 0.5) * row_rad), Angle::radians(2.0 * std::numbers::pi * longitude)};
    const auto in_row = static_cast<std::uint32_t>(positive_mod(column, band.columns));
    return {centre, colour(column, in_band), band.before + static_cast<std::uint32_t>(in_band * band.columns) + in_row};
}

HexPattern::Hexagon HexPattern::of_number(std::uint32_t number) const {
    const auto after = std::upper_bound(bands_.begin(), bands_.end(), number, [](std::uint32_t n, const Band& b) { return n < b.before; });
    const Band& band = *(after - 1);
    const std::uint32_t in_band = number - band.before;
    const auto columns = static_cast<std::uint32_t>(band.columns);
    return hexagon(band, band.first_row + static_cast<std::int32_t>(in_band / columns), in_band % columns);
}

}  // namespace d2c
