#include "geography/zones.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace d2c {

ZoneTable build_zones(const FineEarth& earth, int order) {
    if (!(order >= 0 && order <= kFineOrder)) throw std::invalid_argument("zone order " + std::to_string(order) + ": 0 to 9");
    const std::size_t fine_cells = std::size_t{12} << (2 * kFineOrder);
    for (const std::size_t length :
         {earth.area.size(), earth.on_land.size(), earth.people.size(), earth.covered_share.size(), earth.people_uncovered.size()})
        if (length != fine_cells) throw std::invalid_argument("fine column of " + std::to_string(length) + ": 3145728 entries");

    ZoneTable table;
    table.order = order;
    table.fine.resize(fine_cells);
    const std::size_t per_cell = std::size_t{1} << (2 * (kFineOrder - order));
    const double fine_share = 1.0 / static_cast<double>(per_cell);
    const auto key_of = [&](std::int64_t fine) {
        const auto i = static_cast<std::size_t>(fine);
        return static_cast<std::uint32_t>(earth.area[i]) * 2U + (earth.on_land[i] != 0 ? 0U : 1U);
    };
    for (std::size_t cell = 0; cell * per_cell < fine_cells; ++cell) {
        const std::size_t begin = cell * per_cell, end = begin + per_cell;
        for (std::size_t i = begin; i < end; ++i) table.fine[i] = static_cast<std::int64_t>(i);
        const bool mixed =
            std::any_of(table.fine.begin() + static_cast<std::ptrdiff_t>(begin), table.fine.begin() + static_cast<std::ptrdiff_t>(end),
                        [&](std::int64_t f) { return key_of(f) != key_of(static_cast<std::int64_t>(begin)); });
        if (mixed)
            std::stable_sort(table.fine.begin() + static_cast<std::ptrdiff_t>(begin), table.fine.begin() + static_cast<std::ptrdiff_t>(end),
                             [&](std::int64_t a, std::int64_t b) { return key_of(a) < key_of(b); });
        for (std::size_t i = begin; i < end;) {
            const std::uint32_t key = key_of(table.fine[i]);
            Zone zone;
            zone.cell = {order, static_cast<std::int64_t>(cell)};
            zone.area = AreaCode::from_index(static_cast<std::uint16_t>(key / 2U));
            zone.on_land = key % 2U == 0U;
            zone.first_fine = static_cast<std::uint32_t>(i);
            double uncovered = 0.0;
            for (; i < end && key_of(table.fine[i]) == key; ++i) {
                const auto f = static_cast<std::size_t>(table.fine[i]);
                ++zone.fine_count;
                uncovered += 1.0 - static_cast<double>(earth.covered_share[f]);
                zone.people += static_cast<double>(earth.people[f]);
                zone.people_uncovered += static_cast<double>(earth.people_uncovered[f]);
            }
            zone.area_share = zone.fine_count * fine_share;
            zone.uncovered_area_share = uncovered * fine_share;
            table.zones.push_back(zone);
        }
    }
    return table;
}

}  // namespace d2c
