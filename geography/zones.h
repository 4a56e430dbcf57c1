#pragma once
// Cells cut by who has the say: a zone is the part of one grid cell that lies in one area, on land or at sea.
// Everything is summed from the fine grid (order 9), so that a coarse cell carries shares and never a yes or no.

#include <cstdint>
#include <vector>

#include "base/id.h"

namespace d2c {

inline constexpr int kFineOrder = 9;  ///< 3,145,728 fine cells of 162 km2

/// What each fine cell is; all columns have 12 * 4^kFineOrder entries in nested order.
struct FineEarth {
    std::vector<std::uint16_t> area;  ///< AreaCode::index() of the cell's centre: a country (also its sea to 12 nautical miles), XZ, AQ
    std::vector<std::uint8_t> on_land;
    std::vector<float> people;            ///< of the reference year (1 July 2026)
    std::vector<float> covered_share;     ///< of its area: inside terrestrial coverage
    std::vector<float> people_uncovered;  ///< of `people`; listed towns are inside, the others as the area is
};

struct Zone {
    CellId cell;  ///< of the table's order; of a coarser one for a zone of whole cells of the open sea
    AreaCode area;
    bool on_land = false;
    std::uint32_t first_fine = 0, fine_count = 0;  ///< range in ZoneTable::fine
    double area_share = 0.0;                       ///< of the area of a cell of the table's order
    double uncovered_area_share = 0.0;             ///< the same, outside terrestrial coverage
    double people = 0.0, people_uncovered = 0.0;   ///< of the reference year
};
struct ZoneTable {
    int order = 0;
    std::vector<Zone> zones;         ///< by cell, then area, then land before sea
    std::vector<std::int64_t> fine;  ///< fine pixels, grouped by zone, ascending within one
    /// The cells of the table's order that the zone has a part in: so many from the first on.
    std::int64_t first_cell(const Zone& zone) const { return zone.cell.pixel << 2 * (order - zone.cell.order); }
    std::int64_t cell_count(const Zone& zone) const { return std::int64_t{1} << 2 * (order - zone.cell.order); }
};

/// Zones of all cells of `order` (0 to kFineOrder; throws std::invalid_argument otherwise, or if a column has another length). Where a
/// cell of `open_sea_order` lies on the high seas as a whole, beyond terrestrial coverage, and nobody lives there, it is one zone.
ZoneTable build_zones(const FineEarth& earth, int order, int open_sea_order = kFineOrder);

}  // namespace d2c
