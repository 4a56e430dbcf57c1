#include "geography/borders/borders.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <GeographicLib/Geodesic.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "base/random.h"
#include "geography/borders/country_codes.h"
#include "tests/unit/geography/data.h"

namespace d2c {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();
Geodetic at(double latitude_deg, double longitude_deg) {
    return {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg), Metres{0.0}};
}
const Borders& borders() {
    static const Result<Borders> loaded = Borders::load(data_file("countries-50m.json"));
    return loaded.value();
}
std::string where(double latitude_deg, double longitude_deg) {
    const Borders::Where w = borders().classify(at(latitude_deg, longitude_deg));
    return w.area.str() + (w.on_land ? " land" : " sea");
}

TEST(Borders, KnownPlacesAreInTheirCountries) {
    EXPECT_EQ(where(48.85, 2.35), "FR land");
    EXPECT_EQ(where(38.5, -98.0), "US land");
    EXPECT_EQ(where(-1.28, 36.82), "KE land");
    EXPECT_EQ(where(-18.12, 178.45), "FJ land");  // Suva, beside 180 degrees
    EXPECT_EQ(where(66.5, -172.0), "RU land");    // Chukotka, beyond 180 degrees
    EXPECT_EQ(where(35.68, 139.7), "JP land");
    EXPECT_EQ(where(-29.5, 28.2), "LS land");  // Lesotho, a hole in South Africa
    EXPECT_EQ(where(-29.5, 25.0), "ZA land");
    EXPECT_EQ(where(-90.0, 0.0), "AQ land");  // inside out without the least-ring filter
    EXPECT_EQ(where(-89.0, 123.0), "AQ land");
    EXPECT_EQ(where(15.5, 30.0), "SD land");   // Sudan is the whole Earth at 1:110m
    EXPECT_EQ(where(60.0, 100.0), "RU land");  // Russia is at 1:10m
    EXPECT_EQ(where(0.0, -150.0), "XZ sea");
    EXPECT_EQ(where(43.0, -40.0), "XZ sea");
    EXPECT_EQ(where(90.0, 0.0), "XZ sea");
}

TEST(Borders, RomeAndTheVaticanAreLandOfOneOfTheTwo) {
    // The Vatican (0.44 km^2) is finer than the drawing's grid of 0.4 km.
    const std::string vatican = where(41.9022, 12.4533);
    EXPECT_TRUE(vatican == "IT land" || vatican == "VA land") << vatican;
    EXPECT_EQ(where(41.89, 12.50), "IT land");
}

TEST(Borders, ABorderAlongAParallelDoesNotBulge) {
    for (double longitude = -122.0; longitude < -96.0; longitude += 0.5) {
        EXPECT_EQ(where(49.03, longitude), "CA land") << longitude;
        EXPECT_EQ(where(48.97, longitude), "US land") << longitude;
    }
}

TEST(Borders, PartsAndFeaturesWithoutACodeFollowTheRules) {
    EXPECT_EQ(where(4.9, -52.5), "GF land");
    EXPECT_EQ(where(-21.1, 55.5), "RE land");
    EXPECT_EQ(where(78.2, 16.0), "SJ land");
    EXPECT_EQ(where(12.2, -68.27), "BQ land");
    EXPECT_EQ(where(-10.49, 105.63), "CX land");
    EXPECT_EQ(where(42.6, 20.9), "XK land");
    EXPECT_EQ(where(9.6, 44.5), "SO land");
    EXPECT_EQ(where(35.3, 33.5), "CY land");
    EXPECT_EQ(where(35.4, 77.2), "IN land");
}

TEST(Borders, NoPlaceIsInTwoCountries) {
    for (std::uint64_t i = 0; i < 30000; ++i) {
        const double z = 2.0 * uniform01({1, Purpose::kTest, i, 0}) - 1.0;
        const double longitude_deg = 360.0 * uniform01({1, Purpose::kTest, i, 1}) - 180.0;
        EXPECT_LE(borders().countries_at({Angle::radians(std::asin(z)), Angle::degrees(longitude_deg), Metres{0.0}}), 1);
    }
}

TEST(Borders, LandIs28Point75PercentOfTheEarth) {
    double land_km2 = 0.0;
    for (const AreaCode area : borders().areas()) land_km2 += borders().land_area_km2(area);
    EXPECT_NEAR(100.0 * land_km2 / 510065621.7, 28.75, 0.3);
}

TEST(Borders, AreasOfCountriesArePublishedOnes) {
    // UN Statistics Division, Demographic Yearbook, table 3 (surface area, inland waters included); 3 %: the drawing, lakes, claims.
    const std::pair<AreaCode, double> published[] = {
        {AreaCode::literal("BR"), 8515767}, {AreaCode::literal("AU"), 7692060}, {AreaCode::literal("ZA"), 1221037},
        {AreaCode::literal("KE"), 591958},  {AreaCode::literal("LS"), 30355},   {AreaCode::literal("IT"), 302073},
        {AreaCode::literal("CL"), 756102},  {AreaCode::literal("FR"), 551500},  {AreaCode::literal("MN"), 1564116},
        {AreaCode::literal("CD"), 2344858}, {AreaCode::literal("JP"), 377930},  {AreaCode::literal("GF"), 83534}};
    for (const auto& [area, km2] : published) EXPECT_NEAR(borders().land_area_km2(area) / km2, 1.0, 0.03) << area.str();
    EXPECT_EQ(borders().land_area_km2(kHighSeas), 0.0);
}

TEST(Borders, TerritorialSeaEnds12NauticalMilesOffTheDrawnCoast) {
    // Oracle: geodesics on WGS 84 to points along the outlines of Iberia; 1 %: the sphere, and the points' spacing.
    const GeographicLib::Geodesic& wgs84 = GeographicLib::Geodesic::WGS84();
    int inside = 0, outside = 0;
    for (double latitude = 38.0; latitude <= 41.0; latitude += 0.5)
        for (double longitude = -10.0; longitude <= -8.8; longitude += 0.04) {
            if (borders().countries_at(at(latitude, longitude)) > 0) continue;
            double nearest_m = 1e9;
            for (const Borders::Outline& ring : borders().outlines()) {
                if (ring.area != AreaCode::literal("PT")) continue;
                for (std::size_t i = 0; i < ring.longitude_deg.size(); ++i) {
                    const std::size_t j = (i + 1) % ring.longitude_deg.size();
                    if (std::abs(ring.latitude_deg[i] - latitude) > 1.0 || std::abs(ring.longitude_deg[i] - longitude) > 2.0) continue;
                    for (double t = 0.0; t < 1.0; t += 0.05) {
                        double m = 0.0;
                        wgs84.Inverse(latitude, longitude, ring.latitude_deg[i] + t * (ring.latitude_deg[j] - ring.latitude_deg[i]),
                                      ring.longitude_deg[i] + t * (ring.longitude_deg[j] - ring.longitude_deg[i]), m);
                        nearest_m = std::min(nearest_m, m);
                    }
                }
            }
            if (std::abs(nearest_m / 22224.0 - 1.0) < 0.01) continue;
            const bool territorial = nearest_m < 22224.0;
            (territorial ? inside : outside)++;
            EXPECT_EQ(where(latitude, longitude), territorial ? "PT sea" : "XZ sea") << latitude << ' ' << longitude << ' ' << nearest_m;
        }
    EXPECT_GT(inside, 20);
    EXPECT_GT(outside, 20);
}

TEST(Borders, TheSeaHasTheOwnerOfTheNearestCoast) {
    EXPECT_EQ(where(51.08, 1.40), "GB sea");
    EXPECT_EQ(where(50.95, 1.72), "FR sea");
    EXPECT_EQ(where(50.2, 0.0), "XZ sea");
}

TEST(Borders, TheCaspianHasNoHighSeasAndAntarcticaNoTerritorialSea) {
    EXPECT_EQ(where(42.0, 50.5).substr(3), "sea");
    EXPECT_NE(where(42.0, 50.5), "XZ sea");
    EXPECT_EQ(where(43.0, 35.0), "XZ sea");  // the Black Sea has
    // Off the Knox Coast, and west of the Peninsula: sea within a few miles of drawn land.
    int seen = 0;
    for (double latitude = -66.8; latitude < -65.5; latitude += 0.02)
        if (const Borders::Where w = borders().classify(at(latitude, 107.0)); !w.on_land) {
            EXPECT_EQ(w.area, kHighSeas);
            ++seen;
        }
    EXPECT_GT(seen, 10);
}

TEST(Borders, UniformSurroundingsAreUniform) {
    Borders::Classifier classifier(borders());
    int uniform = 0;
    for (std::uint64_t i = 0; i < 300; ++i) {
        const double z = 2.0 * uniform01({2, Purpose::kTest, i, 0}) - 1.0,
                     lon = 2.0 * std::numbers::pi * uniform01({2, Purpose::kTest, i, 1});
        const double c = std::sqrt(1.0 - z * z);
        const double unit[3] = {c * std::cos(lon), c * std::sin(lon), z};
        const auto answer = classifier.uniform_within(unit, Angle::degrees(1.0));
        if (!answer) continue;
        ++uniform;
        for (int k = 0; k < 24; ++k) {  // about the place, 1 degree off
            const double a = 2.0 * std::numbers::pi * k / 24.0, r = Angle::degrees(0.999).in_radians();
            const double lat = std::asin(z * std::cos(r) + c * std::sin(r) * std::cos(a));
            const double dlon = std::atan2(std::sin(a) * std::sin(r) * c, std::cos(r) - z * std::sin(lat));
            EXPECT_EQ(borders().classify({Angle::radians(lat), Angle::radians(lon + dlon), Metres{0.0}}), *answer);
        }
    }
    EXPECT_GT(uniform, 150);
}

TEST(Borders, RefusesBadPlacesAndFiles) {
    EXPECT_THROW(borders().classify(at(kNan, 0)), std::invalid_argument);
    EXPECT_THROW(borders().classify(at(0, kNan)), std::invalid_argument);
    EXPECT_THROW(borders().classify(at(-91, 0)), std::invalid_argument);
    EXPECT_FALSE(Borders::load("/no/such/file.json"));
    const std::string path = std::filesystem::temp_directory_path() / ("d2c-borders-" + std::to_string(::getpid()) + ".json");
    for (const char* text : {"{\"type\":\"Topology\"", "{}", "[1,2]",
                             R"({"transform":{"scale":[1,1],"translate":[0,0]},"arcs":[[[0,0],[1,0],[0,1],[-1,-1]]],"objects":{"countries":
                             {"geometries":[{"type":"Polygon","arcs":[[0]],"properties":{"name":"Atlantis"}}]}}})"}) {
        std::ofstream(path) << text;
        const auto loaded = Borders::load(path);
        ASSERT_FALSE(loaded) << text;
        EXPECT_EQ(loaded.faults().front().file, path);
    }
    std::filesystem::remove(path);
}

TEST(CountryCodes, AreIso3166) {
    EXPECT_EQ(alpha2_of_numeric(840), AreaCode::literal("US"));
    EXPECT_EQ(alpha2_of_numeric(4), AreaCode::literal("AF"));
    EXPECT_EQ(alpha2_of_numeric(894), AreaCode::literal("ZM"));
    EXPECT_EQ(alpha2_of_numeric(10), AreaCode::literal("AQ"));
    EXPECT_FALSE(alpha2_of_numeric(0));
    EXPECT_FALSE(alpha2_of_numeric(999));
    EXPECT_FALSE(area_of_ring("84x", "", 0, 0));
}

}  // namespace
}  // namespace d2c
