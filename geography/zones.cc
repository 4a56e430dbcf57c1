#include "geography/zones.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

namespace d2c {

namespace {

/// Cuts the fine cells [begin, end), those of one cell, into its zones.
class Cutter {
  public:
    Cutter(const FineEarth& earth, int order) : earth_{earth}, fine_share_{1.0 / static_cast<double>(fine_cells_in(order))} {
        table_.order = order;
        table_.fine.resize(earth.area.size());
        std::iota(table_.fine.begin(), table_.fine.end(), std::int64_t{0});
    }
    static std::size_t fine_cells_in(int order) { return std::size_t{1} << (2 * (kFineOrder - order)); }

    bool is_open_sea(std::size_t begin, std::size_t end) const {
        for (std::size_t i = begin; i < end; ++i)
            if (earth_.area[i] != kHighSeas.index() || earth_.on_land[i] != 0 || earth_.people[i] > 0.0f || earth_.covered_share[i] > 0.0f)
                return false;
        return true;
    }

    void cut(CellId cell, std::size_t begin, std::size_t end) {
        const auto first = table_.fine.begin() + static_cast<std::ptrdiff_t>(begin),
                   last = table_.fine.begin() + static_cast<std::ptrdiff_t>(end);
        const bool mixed = std::any_of(first, last, [&](std::int64_t f) { return key_of(f) != key_of(static_cast<std::int64_t>(begin)); });
        if (mixed) std::stable_sort(first, last, [&](std::int64_t a, std::int64_t b) { return key_of(a) < key_of(b); });
        for (std::size_t i = begin; i < end;) {
            const std::uint32_t key = key_of(table_.fine[i]);
            Zone zone;
            zone.cell = cell;
            zone.area = AreaCode::from_index(static_cast<std::uint16_t>(key / 2U));
            zone.on_land = key % 2U == 0U;
            zone.first_fine = static_cast<std::uint32_t>(i);
            double uncovered = 0.0;
            for (; i < end && key_of(table_.fine[i]) == key; ++i) {
                const auto f = static_cast<std::size_t>(table_.fine[i]);
                ++zone.fine_count;
                uncovered += 1.0 - static_cast<double>(earth_.covered_share[f]);
                zone.people += static_cast<double>(earth_.people[f]);
                zone.people_uncovered += static_cast<double>(earth_.people_uncovered[f]);
            }
            zone.area_share = zone.fine_count * fine_share_;
            zone.uncovered_area_share = uncovered * fine_share_;
            table_.zones.push_back(zone);
        }
    }

    ZoneTable take() { return std::move(table_); }

  private:
    std::uint32_t key_of(std::int64_t fine) const {
        const auto i = static_cast<std::size_t>(fine);
        return static_cast<std::uint32_t>(earth_.area[i]) * 2U + (earth_.on_land[i] != 0 ? 0U : 1U);
    }
    const FineEarth& earth_;
    double fine_share_;
    ZoneTable table_;
};

}  // namespace

ZoneTable build_zones(const FineEarth& earth, int order, int open_sea_order) {
    for (const int asked : {order, open_sea_order})
        if (!(asked >= 0 && asked <= kFineOrder)) throw std::invalid_argument("zone order " + std::to_string(asked) + ": 0 to 9");
    const std::size_t fine_cells = std::size_t{12} << (2 * kFineOrder);
    for (const std::size_t length :
         {earth.area.size(), earth.on_land.size(), earth.people.size(), earth.covered_share.size(), earth.people_uncovered.size()})
        if (length != fine_cells) throw std::invalid_argument("fine column of " + std::to_string(length) + ": 3145728 entries");

    Cutter cutter{earth, order};
    const int coarse_order = std::min(order, open_sea_order);
    const std::size_t per_cell = Cutter::fine_cells_in(order), per_coarse = Cutter::fine_cells_in(coarse_order);
    for (std::size_t begin = 0; begin < fine_cells; begin += per_coarse) {
        const std::size_t end = begin + per_coarse;
        if (coarse_order < order && cutter.is_open_sea(begin, end)) {
            cutter.cut({coarse_order, static_cast<std::int64_t>(begin / per_coarse)}, begin, end);
            continue;
        }
        for (std::size_t cell = begin; cell < end; cell += per_cell)
            cutter.cut({order, static_cast<std::int64_t>(cell / per_cell)}, cell, cell + per_cell);
    }
    return cutter.take();
}

}  // namespace d2c
