#pragma once
// Family of a nested cell: pure arithmetic on its number.

#include <cstdint>
#include <vector>

#include "base/id.h"

namespace d2c {

/// The cell of coarser `order` (0 to cell.order) that holds `cell`.
constexpr CellId parent(CellId cell, int order) { return {order, cell.pixel >> (2 * (cell.order - order))}; }
/// First of the 4^(order - cell.order) cells of finer `order` within `cell`; the others follow it without a gap.
constexpr std::int64_t first_child(CellId cell, int order) { return cell.pixel << (2 * (order - cell.order)); }

/// All cells at most `steps` rows away from `cell` along either side of its base pixel; nothing appended and false where that square
/// leaves the base pixel. Far quicker than a disc search.
bool append_square_around(CellId cell, int steps, std::vector<std::int64_t>& pixels);

}  // namespace d2c
