#pragma once
// Tracking areas that stay where they are while beams move.

#include <cstdint>

#include "base/id.h"

namespace d2c {

/// Coarsest to finest grid order of tracking areas: so a code fits 24 bits.
inline constexpr int kLeastTrackingOrder = 0, kMostTrackingOrder = 5;

/// The part of one coarse cell that lies in one area: "a Tracking Area corresponds to a fixed geographical area" (TS 38.300
/// clause 16.14.1). Countries are parted, so that no tracking area crosses a border.
struct TrackingArea {
    CellId cell;
    AreaCode area;
    /// 24 bits, the length of a 5GS tracking-area code: 10 of the area, 14 of the cell. Distinct for every tracking area of one order.
    std::uint32_t code() const { return static_cast<std::uint32_t>(area.index()) << 14 | static_cast<std::uint32_t>(cell.pixel); }
    auto operator<=>(const TrackingArea&) const = default;
};

/// Precondition: kLeastTrackingOrder <= order <= kMostTrackingOrder and order <= cell.order.
TrackingArea tracking_area(CellId cell, AreaCode area, int order);

}  // namespace d2c
