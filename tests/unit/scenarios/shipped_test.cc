// The scenarios and catalogues that we ship, as a user's program finds them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "scenarios/read_study.h"

namespace d2c {
namespace {

namespace fs = std::filesystem;

std::string data_dir() {
    const char* dir = std::getenv("D2C_DATA_DIR");
    return dir ? dir : "share/d2c";
}
Study shipped(const std::string& name, std::optional<std::string> profile = {}) {
    const Result<Study> study = read_study({data_dir() + "/scenarios/" + name, std::move(profile), {}, data_dir()});
    for (const Fault& f : study.faults()) ADD_FAILURE() << to_string(f);
    return study ? *study : Study{};
}

TEST(Shipped, EveryCatalogueIsWithoutFault) {
    int count = 0;
    for (const auto& file : fs::recursive_directory_iterator{data_dir()}) {
        if (file.path().extension() != ".yaml" || file.path().parent_path().filename() != "catalogue") continue;
        ++count;
        const Faults faults = check_catalogue(file.path().string());
        for (const Fault& f : faults) ADD_FAILURE() << to_string(f);
    }
    EXPECT_GE(count, 12);
}

TEST(Shipped, VideoAnywhereReadsInBothProfiles) {
    const Study full = shipped("video-anywhere.yaml");
    EXPECT_EQ(full.geography.grid_order, 6);
    EXPECT_EQ(full.rollout.first, Quarter::of(2024, 1));
    EXPECT_EQ(full.rollout.last, Quarter::of(2032, 4));
    EXPECT_EQ(full.run.step_s, 30.0);
    EXPECT_EQ(full.run.windows_per_quarter, 15);
    EXPECT_EQ(full.geography.open_sea_order, 5);
    ASSERT_EQ(full.generations.size(), 2U);
    EXPECT_EQ(full.generations[0].observed.size(), 642U);  // the catalogue of 2026-05-30
    EXPECT_EQ(full.handsets.size(), 3U);
    ASSERT_TRUE(full.generations[1].pace);
    EXPECT_EQ(full.generations[1].pace->maximum_satellites, 15000);
    const Study quick = shipped("video-anywhere.yaml", "quick");
    EXPECT_EQ(quick.geography.grid_order, 4);
    EXPECT_EQ(quick.run.step_s, 30.0);
    EXPECT_EQ(quick.run.windows_per_quarter, 20);
    EXPECT_EQ(quick.rollout.first, Quarter::of(2024, 2));
    EXPECT_EQ(quick.rollout.every_quarters, 4);
}

TEST(Shipped, TodayIsTheObservedNetworkWithOnePhoneAndFixedLoad) {
    const Study today = shipped("today.yaml");
    ASSERT_EQ(today.generations.size(), 1U);
    EXPECT_EQ(today.generations[0].observed.size(), 642U);
    ASSERT_EQ(today.handsets.size(), 1U);
    EXPECT_EQ(today.handsets[0].air_interface, AirInterface::kLte);
    EXPECT_EQ(today.world.load, BeamLoad::kFixed);
    EXPECT_EQ(today.world.fixed_lit_beams, 48);
    for (const Right& right : today.rights) {  // no country's licence reaches there
        EXPECT_NE(right.area, kHighSeas) << right.id;
        EXPECT_NE(right.area, kAntarctica) << right.id;
    }
}

TEST(Shipped, ReferencesHoldThePublishedParameters) {  // oracle: TR 38.821 tables 6.1.1.1-1, 6.1.1.1-3 and 6.1.3.2-1
    for (const auto& [file, altitude_km, density] :
         {std::tuple{"tr38821-leo600-set1", 600.0, 34.0}, std::tuple{"tr38821-leo1200-set1", 1200.0, 40.0}}) {
        const Study study = shipped(std::string{"reference/"} + file + ".yaml");
        ASSERT_TRUE(study.geometry) << file;
        EXPECT_EQ(study.geometry->altitude.in_kilo(), altitude_km);
        EXPECT_NEAR(study.geometry->elevation.in_degrees(), 30.0, 1e-12);
        ASSERT_EQ(study.generations.size(), 1U);
        const PayloadGeneration& p = study.generations[0].payload;
        EXPECT_EQ(p.eirp_density.level.value, density);
        // The power is the density less the gain, over 30 MHz; 0.1 W of rounding.
        EXPECT_NEAR(p.rf_power.value, 30.0 * std::pow(10.0, (density - p.peak_gain.value) / 10.0), 0.1);
        EXPECT_EQ(study.link.downlink_bandwidth->in_mega(), 30.0);
        EXPECT_NEAR(study.link.uplink_bandwidth->in_mega(), 0.36, 1e-12);
        EXPECT_EQ(study.link.shadow_margin->value, 3.0);
        EXPECT_EQ(study.handsets.at(0).noise_figure.value, 7.0);
    }
}

TEST(Shipped, EveryScenarioNamesItsSchemaForEditors) {
    for (const auto& file : fs::recursive_directory_iterator{data_dir() + "/scenarios"}) {
        if (file.path().extension() != ".yaml" || file.path().parent_path().filename() == "catalogue") continue;
        std::ifstream in{file.path()};
        std::string first;
        std::getline(in, first);
        const std::string prefix = "# yaml-language-server: $schema=";
        ASSERT_TRUE(first.starts_with(prefix)) << file.path();
        EXPECT_TRUE(fs::exists(file.path().parent_path() / first.substr(prefix.size()))) << file.path();
    }
}

TEST(Shipped, EveryValueInForceIsListedOnceWithASourceThatIsNoFolder) {
    for (const char* name :
         {"video-anywhere.yaml", "today.yaml", "reference/tr38821-leo600-set1.yaml", "reference/tr38821-leo1200-set1.yaml"}) {
        const Study study = shipped(name);
        std::set<std::string> names;
        for (const ResolvedParameter& p : study.parameters) {
            EXPECT_TRUE(names.insert(p.name).second) << name << ' ' << p.name;
            EXPECT_FALSE(p.source.empty()) << name << ' ' << p.name;
            EXPECT_THAT(p.source, ::testing::Not(::testing::HasSubstr(data_dir()))) << name << ' ' << p.name;
        }
    }
}

}  // namespace
}  // namespace d2c
