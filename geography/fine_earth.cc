#include "geography/fine_earth.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

#include "base/constants.h"

namespace d2c {
namespace {

constexpr std::size_t kFineCells = std::size_t{12} << (2 * kFineOrder);
// The spread around a town ends at this many e-foldings: what would lie beyond, (1 + 4) exp(-4) = 9 % on open land, is shared out within.
constexpr double kSpreadCut = 4.0;

struct Vec {
    float x, y, z;
};
double distance_m(const double (&a)[3], const Vec& b) {
    const double dx = a[0] - static_cast<double>(b.x), dy = a[1] - static_cast<double>(b.y), dz = a[2] - static_cast<double>(b.z);
    return kMeanEarthRadius.value * std::sqrt(dx * dx + dy * dy + dz * dz);  // the chord: 1e-5 short at 100 km
}

struct TownInCell {
    std::size_t cell, town;
    std::size_t counted_in;  // the cell that gets its people
};
// A town whose cell another country holds is counted in its own country's nearest cell, if the centre of one is this near.
constexpr double kAcrossBorder_m = 20e3;

// What a part of the towns gives to cells: columns, each cell once.
struct Gift {
    std::vector<std::uint32_t> cell;
    std::vector<double> people;
    std::vector<float> reach_m;
};

}  // namespace

struct FineEarthBuilder::Impl {
    Impl(const Borders& b, const PopulationData& p, const PopulationRule& r, const CoverageRule& c)
        : borders{b}, population{p}, rule{r}, coverage{c} {}
    const Borders& borders;
    const PopulationData& population;
    PopulationRule rule;
    CoverageRule coverage;
    std::vector<Grid> grids;  // by order, 0 to kFineOrder
    FineEarth earth;
    std::vector<Vec> centre = std::vector<Vec>(kFineCells);
    std::vector<TownInCell> towns;  // by cell, then as listed
    std::vector<double> remainder = std::vector<double>(AreaCode::kIndexCount), town_factor = remainder, town_weights = remainder;
    std::array<Gift, kParts> gifts;

    const Grid& fine() const { return grids.back(); }
    void classify_below(Borders::Classifier& classifier, CellId cell);
    void cells_around(std::size_t home, double radius_m, std::vector<std::int64_t>& around) const;
    double spread_weights(std::uint16_t area, const std::vector<std::int64_t>& around, const std::vector<double>& distance_of, double cut_m,
                          std::vector<double>& weights) const;
    void spread_part(int part, std::vector<std::int32_t>& slot_of_cell);
    double weight(const Town& town) const { return std::pow(town.people, rule.town_weight_exponent); }
};

FineEarthBuilder::FineEarthBuilder(const Borders& borders, const PopulationData& population, const PopulationRule& people,
                                   const CoverageRule& coverage)
    : impl_{std::make_unique<Impl>(borders, population, people, coverage)} {
    const auto within = [](double value, double low, double high, const char* name) {
        if (!(value >= low && value <= high))
            throw std::invalid_argument(std::string(name) + " " + std::to_string(value) + ": " + std::to_string(low) + " to " +
                                        std::to_string(high));
    };
    within(people.near_town_share, 0.0, 1.0, "near_town_share");
    within(people.near_town_scale_km, 1.0, 200.0, "near_town_scale_km");
    within(people.town_weight_exponent, 0.0, 2.0, "town_weight_exponent");
    within(coverage.town_range_km, 0.0, 500.0, "town_range_km");
    within(coverage.town_people, 1.0, 1e9, "town_people");
    within(coverage.range_exponent, 0.0, 2.0, "range_exponent");
    within(coverage.maximum_range_km, 0.0, 500.0, "maximum_range_km");
    within(coverage.density_per_km2, 0.0, 1e9, "density_per_km2");
    Impl& m = *impl_;
    for (int order = 0; order <= kFineOrder; ++order) m.grids.emplace_back(order);
    m.earth.area.assign(kFineCells, kHighSeas.index());
    m.earth.on_land.assign(kFineCells, 0);
    m.earth.people.assign(kFineCells, 0.0F);
    m.earth.covered_share.assign(kFineCells, 0.0F);
    m.earth.people_uncovered.assign(kFineCells, 0.0F);
    for (std::size_t i = 0; i < population.towns.size(); ++i)
        m.towns.push_back({static_cast<std::size_t>(m.fine().cell_of(population.towns[i].location).pixel), i, 0});
    std::stable_sort(m.towns.begin(), m.towns.end(), [](const TownInCell& a, const TownInCell& b) { return a.cell < b.cell; });
    std::vector<double> listed(AreaCode::kIndexCount);
    for (const Town& town : population.towns) {
        listed[town.country.index()] += town.people;
        m.town_weights[town.country.index()] += m.weight(town);
    }
    for (const CountryTotal& total : population.totals) {
        const std::size_t c = total.country.index();
        m.town_factor[c] = listed[c] > total.people ? total.people / listed[c] : 1.0;
        m.remainder[c] = std::max(0.0, total.people - listed[c]);
    }
}
FineEarthBuilder::~FineEarthBuilder() = default;

// A cell whose surroundings hold no border and no coast within 12 nautical miles is decided at once, else by its quarters.
void FineEarthBuilder::Impl::classify_below(Borders::Classifier& classifier, CellId cell) {
    double unit[3];
    grids[static_cast<std::size_t>(cell.order)].centre_vector(cell.pixel, unit);
    std::optional<Borders::Where> where;
    if (cell.order == kFineOrder) {
        where = classifier.classify(unit);
    } else {
        where = classifier.uniform_within(unit, grids[static_cast<std::size_t>(cell.order)].cell_radius());
    }
    if (where) {
        const auto begin = static_cast<std::ptrdiff_t>(first_child(cell, kFineOrder));
        const auto end = static_cast<std::ptrdiff_t>(first_child({cell.order, cell.pixel + 1}, kFineOrder));
        std::fill(earth.area.begin() + begin, earth.area.begin() + end, where->area.index());
        std::fill(earth.on_land.begin() + begin, earth.on_land.begin() + end, where->on_land ? std::uint8_t{1} : std::uint8_t{0});
        return;
    }
    for (std::int64_t quarter = 0; quarter < 4; ++quarter) classify_below(classifier, {cell.order + 1, 4 * cell.pixel + quarter});
}

void FineEarthBuilder::classify(int first_tile, int last_tile) {
    constexpr int kTileOrder = 4;
    Borders::Classifier classifier(impl_->borders);
    for (int tile = std::max(first_tile, 0); tile < std::min(last_tile, kTiles); ++tile) {
        const CellId cell{kTileOrder, tile};
        impl_->classify_below(classifier, cell);
        for (std::int64_t i = first_child(cell, kFineOrder); i < first_child({kTileOrder, tile + 1}, kFineOrder); ++i) {
            double unit[3];
            impl_->fine().centre_vector(i, unit);
            impl_->centre[static_cast<std::size_t>(i)] = {static_cast<float>(unit[0]), static_cast<float>(unit[1]),
                                                          static_cast<float>(unit[2])};
        }
    }
}

// Cells whose centres lie within `radius_m` of that of `home`, and perhaps a few more.
void FineEarthBuilder::Impl::cells_around(std::size_t home, double radius_m, std::vector<std::int64_t>& around) const {
    const double at[3] = {static_cast<double>(centre[home].x), static_cast<double>(centre[home].y), static_cast<double>(centre[home].z)};
    const CellId cell{kFineOrder, static_cast<std::int64_t>(home)};
    // Rows lie 12.7 km apart, closer where cells are sheared; the rim of the square shows whether it holds the disc.
    const int steps = static_cast<int>(std::ceil(radius_m / 10e3)) + 1;
    around.clear();
    if (append_square_around(cell, steps, around)) {
        const int side = 2 * steps + 1;
        bool holds = true;
        for (int k = 0; k < side * side && holds; ++k) {
            const bool rim = k < side || k >= side * (side - 1) || k % side == 0 || k % side == side - 1;
            holds = !rim || distance_m(at, centre[static_cast<std::size_t>(around[static_cast<std::size_t>(k)])]) > radius_m;
        }
        if (holds) {
            std::erase_if(around, [&](std::int64_t c) { return distance_m(at, centre[static_cast<std::size_t>(c)]) > radius_m; });
            return;
        }
    }
    fine().centres_in_disc(fine().centre(cell), Angle::radians(radius_m / kMeanEarthRadius.value), around);
}

// exp(-distance / scale) on the land of `area` within `cut_m`, 0 elsewhere; returns their sum.
double FineEarthBuilder::Impl::spread_weights(std::uint16_t area, const std::vector<std::int64_t>& around,
                                              const std::vector<double>& distance_of, double cut_m, std::vector<double>& weights) const {
    const double scale_m = rule.near_town_scale_km * 1e3;
    double sum = 0.0;
    weights.assign(around.size(), 0.0);
    for (std::size_t k = 0; k < around.size(); ++k) {
        const auto cell = static_cast<std::size_t>(around[k]);
        if (distance_of[k] <= cut_m && earth.on_land[cell] != 0 && earth.area[cell] == area)
            sum += weights[k] = static_cast<double>(std::exp(static_cast<float>(-distance_of[k] / scale_m)));
    }
    return sum;
}

void FineEarthBuilder::Impl::spread_part(int part, std::vector<std::int32_t>& slot_of_cell) {
    Gift& gift = gifts[static_cast<std::size_t>(part)];
    const auto slot = [&](std::size_t cell) {
        std::int32_t& s = slot_of_cell[cell];
        if (s < 0) {
            s = static_cast<std::int32_t>(gift.cell.size());
            gift.cell.push_back(static_cast<std::uint32_t>(cell));
            gift.people.push_back(0.0);
            gift.reach_m.push_back(-1e9F);
        }
        return static_cast<std::size_t>(s);
    };
    const double cut_m = kSpreadCut * rule.near_town_scale_km * 1e3;
    const double cell_width_m = std::sqrt(fine().cell_area_km2()) * 1e3;
    const double widest_m = std::max(cut_m, coverage.maximum_range_km * 1e3 + 0.5 * cell_width_m) + cell_width_m;
    std::vector<std::int64_t> around;
    std::vector<double> weights, distance;
    const std::size_t begin = towns.size() * static_cast<std::size_t>(part) / kParts;
    const std::size_t end = towns.size() * (static_cast<std::size_t>(part) + 1) / kParts;
    for (std::size_t i = begin; i < end; ++i) {
        const std::size_t home = towns[i].cell;
        if (i == begin || home != towns[i - 1].cell) cells_around(home, widest_m, around);
        const Town& town = population.towns[towns[i].town];
        const double latitude = town.location.latitude.in_radians(), longitude = town.location.longitude.in_radians();
        const double at[3] = {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude), std::sin(latitude)};
        const std::size_t country = town.country.index();
        const double served_m = range_factor(town.country) * served_radius(coverage, town.people).value;
        distance.resize(around.size());
        double nearest_own_m = kAcrossBorder_m;
        towns[i].counted_in = home;
        for (std::size_t k = 0; k < around.size(); ++k) {
            const auto cell = static_cast<std::size_t>(around[k]);
            distance[k] = distance_m(at, centre[cell]);
            const double reach_m = served_m - distance[k];
            if (reach_m > -0.5 * cell_width_m) {
                float& best = gift.reach_m[slot(cell)];
                best = std::max(best, static_cast<float>(reach_m));
            }
            if (earth.area[home] != country && earth.area[cell] == country && earth.on_land[cell] != 0 && distance[k] < nearest_own_m) {
                nearest_own_m = distance[k];
                towns[i].counted_in = cell;
            }
        }
        double sum = spread_weights(town.country.index(), around, distance, cut_m, weights);
        // Its own country has no land around: the borders put it elsewhere.
        if (!(sum > 0.0)) sum = spread_weights(earth.area[home], around, distance, cut_m, weights);
        const double given =
            town_weights[country] > 0.0 ? remainder[country] * rule.near_town_share * weight(town) / town_weights[country] : 0.0;
        if (sum > 0.0) {
            for (std::size_t k = 0; k < around.size(); ++k)
                if (weights[k] > 0.0) gift.people[slot(static_cast<std::size_t>(around[k]))] += given * weights[k] / sum;
        } else {
            gift.people[slot(towns[i].counted_in)] += given;
        }
    }
    for (const std::uint32_t cell : gift.cell) slot_of_cell[cell] = -1;
}

void FineEarthBuilder::spread(int first_part, int last_part) {
    std::vector<std::int32_t> slot_of_cell(kFineCells, -1);
    for (int part = std::max(first_part, 0); part < std::min(last_part, kParts); ++part) impl_->spread_part(part, slot_of_cell);
}

FineEarth FineEarthBuilder::finish() {
    Impl& m = *impl_;
    FineEarth& earth = m.earth;
    std::vector<double> rural(kFineCells), listed(kFineCells);
    std::vector<float> reach_m(kFineCells, -1e9F);
    for (Gift& gift : m.gifts) {
        for (std::size_t i = 0; i < gift.cell.size(); ++i) {
            rural[gift.cell[i]] += gift.people[i];
            reach_m[gift.cell[i]] = std::max(reach_m[gift.cell[i]], gift.reach_m[i]);
        }
        gift = {};
    }
    std::vector<std::int64_t> land_cells(AreaCode::kIndexCount);
    for (std::size_t i = 0; i < kFineCells; ++i) land_cells[earth.area[i]] += earth.on_land[i];
    for (const TownInCell& t : m.towns) {
        const Town& town = m.population.towns[t.town];
        const std::size_t c = town.country.index();
        listed[t.counted_in] += town.people * m.town_factor[c];
        // An island too small for the borders: its part of what would be spread over the country's land stays with the town.
        if (land_cells[c] == 0 && m.town_weights[c] > 0.0)
            listed[t.counted_in] += m.remainder[c] * (1.0 - m.rule.near_town_share) * m.weight(town) / m.town_weights[c];
        // A town is land, so 12 nautical miles around it are its country's sea, drawn or not.
        if (earth.area[t.cell] == kHighSeas.index()) earth.area[t.cell] = town.country.index();
    }
    std::vector<double> evenly(AreaCode::kIndexCount);
    for (std::size_t c = 0; c < evenly.size(); ++c) {
        const double share = m.town_weights[c] > 0.0 ? 1.0 - m.rule.near_town_share : 1.0;
        if (land_cells[c] > 0) evenly[c] = m.remainder[c] * share / static_cast<double>(land_cells[c]);
    }
    const double cell_km2 = m.fine().cell_area_km2();
    const Metres cell_width{std::sqrt(cell_km2) * 1e3};
    for (std::size_t i = 0; i < kFineCells; ++i) {
        if (earth.on_land[i] != 0) rural[i] += evenly[earth.area[i]];
        const double people = rural[i] + listed[i];
        const double share = covered_share(m.coverage, Metres{static_cast<double>(reach_m[i])}, cell_width, people / cell_km2);
        earth.people[i] = static_cast<float>(people);
        earth.covered_share[i] = static_cast<float>(share);
        earth.people_uncovered[i] = static_cast<float>(rural[i] * (1.0 - share));
    }
    return std::move(earth);
}

FineEarth build_fine_earth(const Borders& borders, const PopulationData& population, const PopulationRule& people,
                           const CoverageRule& coverage) {
    FineEarthBuilder builder(borders, population, people, coverage);
    builder.classify(0, FineEarthBuilder::kTiles);
    builder.spread(0, FineEarthBuilder::kParts);
    return builder.finish();
}

}  // namespace d2c
