#include "geography/fine_earth.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

#include "tests/unit/geography/data.h"

namespace d2c {
namespace {

struct Inputs {
    Borders borders;
    PopulationData population;
};
const Inputs& inputs() {
    static const Inputs read{std::move(Borders::load(data_file("countries-50m.json")).value()),
                             load_population(data_file("cities.csv"), data_file("population.csv")).value()};
    return read;
}
const FineEarth& earth() {
    static const FineEarth built = build_fine_earth(inputs().borders, inputs().population, PopulationRule{}, CoverageRule{});
    return built;
}
struct Sums {
    double people = 0.0, uncovered = 0.0, land = 0.0, uncovered_land = 0.0;
    double people_percent() const { return 100.0 * uncovered / people; }
    double land_percent() const { return 100.0 * uncovered_land / land; }
};
std::map<std::string, Sums> sums_by_area(const FineEarth& e) {
    std::map<std::string, Sums> sums;
    for (std::size_t i = 0; i < e.area.size(); ++i)
        for (const std::string& name : {AreaCode::from_index(e.area[i]).str(), std::string("world")}) {
            Sums& s = sums[name];
            s.people += static_cast<double>(e.people[i]);
            s.uncovered += static_cast<double>(e.people_uncovered[i]);
            s.land += e.on_land[i];
            s.uncovered_land += e.on_land[i] * (1.0 - static_cast<double>(e.covered_share[i]));
        }
    return sums;
}

TEST(FineEarth, CellsAreWhatTheirCentresAre) {
    // The quick way (coarse cells decided whole) against one look at a time.
    const Grid grid(kFineOrder);
    for (std::size_t i = 0; i < earth().area.size(); i += 211) {
        const Borders::Where w = inputs().borders.classify(grid.centre({kFineOrder, static_cast<std::int64_t>(i)}));
        if (w.area == kHighSeas && earth().people[i] > 0.0F) continue;  // an island that the borders lack
        ASSERT_EQ(earth().area[i], w.area.index()) << i;
        ASSERT_EQ(earth().on_land[i] != 0, w.on_land) << i;
    }
    EXPECT_NEAR(100.0 * sums_by_area(earth())["world"].land / 3145728.0, 28.75, 0.3);
}

TEST(FineEarth, PeopleAreTheTotalsAndNobodyLivesInAntarctica) {
    auto sums = sums_by_area(earth());
    double total = 0.0;
    std::map<std::string, double> of;
    for (const CountryTotal& t : inputs().population.totals) {
        total += t.people;
        of[t.country.str()] = t.people;
    }
    EXPECT_NEAR(sums["world"].people / total, 1.0, 1e-6);
    EXPECT_EQ(sums["AQ"].people, 0.0);
    // Border towns go to their own country's nearest cell; what is left over (islands, enclaves) is below one percent.
    for (const char* country : {"US", "IN", "CN", "BR", "NG", "ET", "AU", "FR", "ID", "NP", "HK", "CD", "MX", "KE", "CL"})
        EXPECT_NEAR(sums[country].people / of[country], 1.0, 0.01) << country;
    // Natural Earth draws Crimea as Russia's, GeoNames lists its towns as Ukraine's: they are counted once, where the borders put them.
    EXPECT_NEAR(sums["RU"].people + sums["UA"].people, of["RU"] + of["UA"], 0.002 * of["RU"]);
    EXPECT_GT(sums["RU"].people, 1.01 * of["RU"]);
    EXPECT_NEAR(sums["TV"].people, of["TV"], 0.01);  // Tuvalu: no land in the borders
}

TEST(FineEarth, PeopleOutsideCoverageAreThoseThatTheGsmaReports) {
    auto sums = sums_by_area(earth());
    // State of Mobile Internet Connectivity 2025: 4 % of the world, "around 300 million"; Sub-Saharan Africa 10 %, the year before 13 %.
    EXPECT_NEAR(sums["world"].people_percent(), 3.5, 0.5);
    EXPECT_NEAR(sums["world"].uncovered, 300e6, 30e6);
    Sums africa;
    for (const auto& [name, s] : sums)
        if (name.size() == 2 && range_factor(*AreaCode::parse(name)) != 1.0) africa.people += s.people, africa.uncovered += s.uncovered;
    EXPECT_NEAR(africa.people / 1.3e9, 1.0, 0.05);
    EXPECT_GT(africa.people_percent(), 9.0);
    EXPECT_LT(africa.people_percent(), 13.5);
    // "More than half a million square miles" of the United States (T-Mobile, 2022) are 13.7 % of its 9.45 million km^2, and 0.3 % of
    // Australians live on the 61 to 69 % of its land that Telstra does not reach: the rule is harder on the land than that.
    EXPECT_NEAR(sums["US"].land_percent(), 23.0, 2.0);
    EXPECT_LT(sums["US"].people_percent(), 1.0);
    EXPECT_NEAR(sums["AU"].land_percent(), 80.5, 2.0);
    EXPECT_LT(sums["AU"].people_percent(), 1.6);
}

TEST(FineEarth, DoesNotDependOnHowTheWorkIsCut) {
    FineEarthBuilder builder(inputs().borders, inputs().population, PopulationRule{}, CoverageRule{});
    for (int tile = FineEarthBuilder::kTiles; tile > 0; tile -= 512) builder.classify(tile - 512, tile);
    for (int part = FineEarthBuilder::kParts; part > 0; part -= 16) builder.spread(part - 16, part);
    const FineEarth other = builder.finish();
    EXPECT_EQ(other.area, earth().area);
    EXPECT_EQ(other.on_land, earth().on_land);
    EXPECT_EQ(other.people, earth().people);
    EXPECT_EQ(other.covered_share, earth().covered_share);
    EXPECT_EQ(other.people_uncovered, earth().people_uncovered);
}

TEST(FineEarth, OneTownSpreadsAsTheFormulaSays) {
    // One town of 1000 inland in Kazakhstan, a total of 101,000, all of it near the town.
    PopulationData one;
    one.towns.push_back({"T", AreaCode::literal("KZ"), {Angle::degrees(48.0), Angle::degrees(68.0), Metres{0.0}}, 1000.0});
    one.totals.push_back({AreaCode::literal("KZ"), 101000.0, 0.0});
    const CoverageRule rule{30.0, 1000.0, 0.0, 60.0, 1e6};
    const FineEarth e = build_fine_earth(inputs().borders, one, {1.0, 20.0, 0.5}, rule);
    const Grid grid(kFineOrder);
    const auto cell = [&](double east_deg) {
        return static_cast<std::size_t>(grid.cell_of({Angle::degrees(48.0), Angle::degrees(68.0 + east_deg), Metres{0.0}}).pixel);
    };
    double people = 0.0, covered_km2 = 0.0;
    for (std::size_t i = 0; i < e.people.size(); ++i) {
        people += static_cast<double>(e.people[i]);
        covered_km2 += static_cast<double>(e.covered_share[i]) * grid.cell_area_km2();
    }
    EXPECT_NEAR(people, 101000.0, 0.1);
    EXPECT_NEAR(covered_km2, std::numbers::pi * 30.0 * 30.0, 150.0);  // one cell
    const std::size_t near = cell(0.4), far = cell(0.9);
    const auto km = [&](std::size_t i) {
        const Geodetic c = grid.centre({kFineOrder, static_cast<std::int64_t>(i)});
        const double north = (c.latitude.in_degrees() - 48.0) * 111.19,
                     east = (c.longitude.in_degrees() - 68.0) * 111.19 * std::cos(0.8378);
        return std::hypot(north, east);
    };
    EXPECT_NEAR(std::log(static_cast<double>(e.people[near] / e.people[far])), (km(far) - km(near)) / 20.0, 0.02);
    EXPECT_EQ(e.people[cell(1.4)], 0.0F);  // beyond four scales
    // Truncated at 80 km the spread's integral is 2 pi 20^2 (1 - 5 exp(-4)) km^2.
    const double density = 100000.0 / (2.0 * std::numbers::pi * 400.0 * (1.0 - 5.0 * std::exp(-4.0))) * std::exp(-km(near) / 20.0);
    EXPECT_NEAR(static_cast<double>(e.people[near]) / grid.cell_area_km2() / density, 1.0, 0.05);
}

TEST(FineEarth, TownsBeyondTheTotalAreScaledDown) {
    PopulationData two;
    two.towns.push_back({"A", AreaCode::literal("KZ"), {Angle::degrees(48.0), Angle::degrees(68.0), Metres{0.0}}, 3000.0});
    two.towns.push_back({"B", AreaCode::literal("KZ"), {Angle::degrees(50.0), Angle::degrees(68.0), Metres{0.0}}, 1000.0});
    two.totals.push_back({AreaCode::literal("KZ"), 2000.0, 0.0});
    const FineEarth e = build_fine_earth(inputs().borders, two, PopulationRule{}, CoverageRule{});
    const Grid grid(kFineOrder);
    EXPECT_FLOAT_EQ(e.people[static_cast<std::size_t>(grid.cell_of(two.towns[0].location).pixel)], 1500.0F);
    EXPECT_FLOAT_EQ(e.people[static_cast<std::size_t>(grid.cell_of(two.towns[1].location).pixel)], 500.0F);
}

TEST(FineEarth, RefusesRulesOutOfRange) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto build = [](const PopulationRule& people, const CoverageRule& coverage) {
        FineEarthBuilder builder(inputs().borders, inputs().population, people, coverage);
    };
    EXPECT_THROW(build({1.1, 20.0, 0.5}, {}), std::invalid_argument);
    EXPECT_THROW(build({nan, 20.0, 0.5}, {}), std::invalid_argument);
    EXPECT_THROW(build({0.9, 0.0, 0.5}, {}), std::invalid_argument);
    EXPECT_THROW(build({}, {nan, 1e4, 0.0, 60.0, 60.0}), std::invalid_argument);
    EXPECT_THROW(build({}, {50.0, 0.0, 0.0, 60.0, 60.0}), std::invalid_argument);
}

}  // namespace
}  // namespace d2c
