#include "geography/population/population.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "tests/unit/geography/data.h"

namespace d2c {
namespace {

const PopulationData& data() {
    static const Result<PopulationData> loaded = load_population(data_file("cities.csv"), data_file("population.csv"));
    return loaded.value();
}

class CsvFiles : public testing::Test {
  protected:
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("d2c-population-" + std::to_string(::getpid()));
    void SetUp() override { std::filesystem::create_directory(folder); }
    void TearDown() override { std::filesystem::remove_all(folder); }
    Result<PopulationData> load(const std::string& cities, const std::string& totals) {
        std::ofstream(folder / "c.csv") << "# credit\nname,country,latitude_deg,longitude_deg,people\n" << cities;
        std::ofstream(folder / "p.csv") << "country,people,growth_percent_per_year,people_source,growth_source\n" << totals;
        return load_population(folder / "c.csv", folder / "p.csv");
    }
};

TEST(Population, CountryTotalsSumToTheWorldOfTheUn) {
    // The UN's own sum of countries, 8,300,678,396 on 1 July 2026; 0.05 %: territories kept at 2025, Togo's revision.
    double sum = 0.0;
    for (const CountryTotal& total : data().totals) sum += total.people;
    EXPECT_NEAR(sum / 8300678396.0, 1.0, 5e-4);
}

TEST(Population, ListedTownsHoldThreeBillion) {
    double sum = 0.0;
    for (const Town& town : data().towns) sum += town.people;
    EXPECT_NEAR(sum, 3.03e9, 0.01e9);  // 3.13 with sections of places, 0.09, and the boroughs of New York City
    EXPECT_GT(data().towns.size(), 100000U);
    for (const Town& town : data().towns) ASSERT_NE(town.country, kAntarctica);
}

TEST(PopulationTrend, CountriesSumToTheWorldEachYear) {
    const PopulationTrend trend(data().totals);
    for (const double year : {2024.0, 2024.5, 2026.5, 2029.1, 2032.75}) {
        double sum = 0.0, now = 0.0;
        for (const CountryTotal& total : data().totals) {
            sum += total.people * trend.scale(total.country, year);
            now += total.people;
        }
        EXPECT_NEAR(sum / now, world_people(year) / world_people(kReferenceYear), 1e-12) << year;
    }
}

TEST(PopulationTrend, CountriesMoveAsTheUnProjects) {
    // World Population Prospects 2024, medium variant: 1 July over 1 July 2026. Half a percent: rates are held constant.
    const PopulationTrend trend(data().totals);
    EXPECT_NEAR(trend.scale(AreaCode::literal("AF"), 2030.5), 50039402.0 / 45047069.0, 0.005);
    EXPECT_NEAR(trend.scale(AreaCode::literal("AO"), 2030.5), 45160458.0 / 40215179.0, 0.005);
    EXPECT_NEAR(trend.scale(AreaCode::literal("CN"), 2030.5), 1398153832.0 / 1412914089.0, 0.005);
    EXPECT_NEAR(trend.scale(AreaCode::literal("AF"), 2024.5), 42647492.0 / 45047069.0, 0.005);
    EXPECT_DOUBLE_EQ(trend.scale(AreaCode::literal("KE"), kReferenceYear), 1.0);
    EXPECT_DOUBLE_EQ(trend.scale(kHighSeas, 2030.5), world_people(2030.5) / world_people(kReferenceYear));
    EXPECT_TRUE(std::isnan(trend.scale(AreaCode::literal("KE"), 1999.0)));
    EXPECT_TRUE(std::isnan(trend.scale(AreaCode::literal("KE"), std::numeric_limits<double>::quiet_NaN())));
}

TEST(WorldPeople, IsTheUnsFigureOnTheFirstOfJulyAndLinearBetween) {
    EXPECT_DOUBLE_EQ(world_people(2030.5), 8569124911.0);
    EXPECT_NEAR(world_people(2025.0), 0.5 * (8161972572.0 + 8231613070.0), 1.0);
    EXPECT_NEAR(world_people(2033.5) - world_people(2032.5), 64110479.0, 1.0);
    EXPECT_TRUE(std::isnan(world_people(std::numeric_limits<double>::quiet_NaN())));
}

TEST_F(CsvFiles, AreReadWithQuotesAndComments) {
    const auto read =
        load("\"Washington, \"\"D.C.\"\"\",US,38.9,-77.0,601723\nBase,AQ,-77,166,1200\nX,ZZ,1,2,50\n", "US,1000000,0.5,a,b\n");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->towns.size(), 2U);
    EXPECT_EQ(read->towns[0].name, "Washington, \"D.C.\"");
    EXPECT_NEAR(read->towns[0].location.longitude.in_degrees(), -77.0, 1e-12);
    ASSERT_EQ(read->totals.size(), 2U);  // a country without a total has that of its towns
    EXPECT_DOUBLE_EQ(read->totals[0].growth_per_year, 0.005);
    EXPECT_DOUBLE_EQ(read->totals[1].people, 50.0);
}

TEST_F(CsvFiles, EveryFaultIsToldAtOnce) {
    const auto read = load("A,US,91,0,5\nB,usa,0,0,5\nC,US,0,0,nan\nD,US,0\n", "US,-1,0.5,a,b\nCA,5,1,a,b\nCA,6,1,a,b\nDE,7,nan,a,b\n");
    ASSERT_FALSE(read);
    ASSERT_EQ(read.faults().size(), 7U);
    EXPECT_EQ(to_string(read.faults()[0]), (folder / "c.csv").string() + ":3: latitude_deg: 91: -90 to 90 [deg]");
    EXPECT_EQ(read.faults()[2].field, "people");
    EXPECT_EQ(read.faults()[5].allowed, "each country once");
    EXPECT_FALSE(load_population("/no/such.csv", folder / "p.csv"));
    EXPECT_FALSE(load_population(folder / "p.csv", folder / "p.csv"));  // another table's header
}

}  // namespace
}  // namespace d2c
