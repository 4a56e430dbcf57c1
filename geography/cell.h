#pragma once
// Family of a nested cell: pure arithmetic on its number.

#include <cstdint>

#include "base/id.h"

namespace d2c {

/// The cell of coarser `order` (0 to cell.order) that holds `cell`.
constexpr CellId parent(CellId cell, int order) { return {order, cell.pixel >> (2 * (cell.order - order))}; }
/// First of the 4^(order - cell.order) cells of finer `order` within `cell`; the others follow it without a gap.
constexpr std::int64_t first_child(CellId cell, int order) { return cell.pixel << (2 * (order - cell.order)); }

}  // namespace d2c
