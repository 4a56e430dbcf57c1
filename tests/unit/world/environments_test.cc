#include "world/input/environments.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "handset_phy/channel/near_phone/entry_loss.h"
#include "tests/unit/world/world_fixture.h"

namespace d2c {
namespace {

std::vector<EnvironmentRadio> rows_of(const std::vector<double>& weights) {
    std::vector<EnvironmentRadio> rows;
    for (const double weight : weights)
        rows.push_back({static_cast<std::uint32_t>(rows.size()), weight, ChannelTable{ChannelEnvironment::kRural}, {}});
    return rows;
}

RC_GTEST_PROP(Environments, AreDealtToEachSpotAsOftenAsTheirWeightsSayOrOnceMore, ()) {
    const int windows = *rc::gen::inRange(1, 60);
    const auto parts = *rc::gen::suchThat(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 20)),
                                          [](const auto& p) { return p.size() >= 2 && p.size() <= 9; });
    double sum = 0.0;
    for (const int part : parts) sum += part;
    std::vector<double> weights;
    for (const int part : parts) weights.push_back(part / sum);
    const auto rows = rows_of(weights);
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto key = *rc::gen::arbitrary<std::uint64_t>();
    std::vector<int> count(rows.size(), 0);
    for (int w = 0; w < windows; ++w)
        for (std::uint32_t i = 0; i < kPhonesPerSpot; ++i) ++count[environment_of(rows, seed, {Quarter::of(2030, 1), windows, w, i, key})];
    // A run of length n w over a grid of unit steps holds at least floor(n w) of its points and at most one more than ceil(n w) - 1.
    const double tries = windows * kPhonesPerSpot;
    for (std::size_t e = 0; e < rows.size(); ++e) {
        RC_ASSERT(count[e] >= std::floor(tries * weights[e] - 1e-9));
        RC_ASSERT(count[e] <= std::ceil(tries * weights[e] + 1e-9));
    }
}

TEST(Environments, AreDealtAlikeToEveryWindowAndPhone) {  // oracle: chi-squared, 39 degrees of freedom, 0.1 % point 72.1
    const auto rows = rows_of({0.5, 0.3, 0.15, 0.05});
    constexpr int kWindows = 20, kSpots = 20000;
    std::array<std::array<int, kWindows * 2>, 4> count{};
    for (std::uint64_t spot = 0; spot < kSpots; ++spot)
        for (int w = 0; w < kWindows; ++w)
            for (std::uint32_t i = 0; i < 2; ++i)
                ++count[environment_of(rows, 1, {Quarter::of(2030, 1), kWindows, w, i, spot * 4})][static_cast<std::size_t>(w) * 2 + i];
    for (std::size_t e = 0; e < rows.size(); ++e) {
        double squares = 0.0;
        const double expected = kSpots * rows[e].weight;
        for (const int n : count[e]) squares += (n - expected) * (n - expected) / expected;
        EXPECT_LT(squares, 72.1) << e;
        EXPECT_GT(squares, 0.0) << e;
    }
}

TEST(Environments, OfSpotsAndQuartersAreDealtByThemselves) {  // oracle: 40 tries of each spot in 40! / (20! 20!) orders
    const auto rows = rows_of({0.5, 0.5});
    std::set<std::uint64_t> orders;
    for (std::uint64_t spot = 0; spot < 500; ++spot) {
        std::uint64_t order = 0;
        for (int j = 0; j < 40; ++j)
            order = order * 2 +
                    environment_of(rows, 1, {Quarter::of(2030, spot % 2 + 1), 20, j / 2, static_cast<std::uint32_t>(j % 2), spot / 2});
        orders.insert(order);
    }
    EXPECT_GT(orders.size(), 495u);
}

const std::vector<Hertz> kCarriers{Hertz::mega(760.0), Hertz::mega(1992.5)};

Study study_of(const PhoneEnvironment& environment) {
    Study study;
    study.where = {{environment, 1.0}};
    return study;
}

TEST(Environments, WithoutStrataThereIsOneAsTheScenarioSays) {
    Study study;
    study.environment = RadioEnvironment::kUrban;
    const auto rows = build_environments(study, kCarriers).value();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_TRUE(rows[0].near_loss_db.empty());
    EXPECT_EQ(rows[0].near_loss(1, 30.0), 0.0);
    EXPECT_EQ(rows[0].channel.line_of_sight_probability(30.0), 0.493);  // TR 38.811 table 6.6.1-1, urban
}

TEST(Environments, PartsOfABuildingStandForTheLawOfP2109) {  // oracle: the law itself, at the middle of each part
    const auto rows =
        build_environments(study_of({"in", "", ChannelEnvironment::kRural, Enclosure::kTraditionalBuilding, Grip::kFree, ""}), kCarriers)
            .value();
    ASSERT_EQ(rows.size(), 5u);
    double weight = 0.0;
    for (std::size_t part = 0; part < rows.size(); ++part) {
        weight += rows[part].weight;
        for (std::size_t k = 0; k < kCarriers.size(); ++k)
            for (const double elevation_deg : {0.0, 27.0, 90.0})
                EXPECT_NEAR(rows[part].near_loss(k, elevation_deg),
                            building_entry_loss(BuildingType::kTraditional, kCarriers[k], Angle::degrees(elevation_deg),
                                                0.1 + 0.2 * static_cast<double>(part))
                                .value,
                            1e-5);
    }
    EXPECT_NEAR(weight, 1.0, 1e-12);
    EXPECT_NEAR(rows[2].near_loss(1, 26.5), (rows[2].near_loss(1, 26.0) + rows[2].near_loss(1, 27.0)) / 2.0, 1e-5);
    EXPECT_EQ(rows[2].near_loss(1, -4.0), rows[2].near_loss(1, 0.0));
    // P.2109-2 at 2 GHz and the horizon, median: about 16 dB; above it 0.212 dB a degree more in the first term.
    EXPECT_NEAR(rows[2].near_loss(1, 0.0), 15.3, 1.0);
    EXPECT_GT(rows[2].near_loss(1, 90.0), rows[2].near_loss(1, 0.0) + 12.0);
}

TEST(Environments, AGripAddsItsLossAtEveryElevation) {
    const auto rows =
        build_environments(study_of({"held", "", ChannelEnvironment::kRural, Enclosure::kNone, Grip::kHandAndHead, ""}), kCarriers).value();
    ASSERT_EQ(rows.size(), 1u);
    for (const double elevation_deg : {0.0, 45.5, 90.0}) EXPECT_NEAR(rows[0].near_loss(0, elevation_deg), 5.45, 1e-5);
}

TEST(Environments, OpenCountryIsAlwaysInLineOfSight) {
    const auto rows = build_environments(study_of({"open", "", {}, Enclosure::kNone, Grip::kFree, ""}), kCarriers).value();
    const ChannelTable rural{ChannelEnvironment::kRural};
    for (const double elevation_deg : {0.0, 20.0, 55.0, 90.0}) {
        EXPECT_EQ(rows[0].channel.line_of_sight_probability(elevation_deg), 1.0);
        EXPECT_EQ(rows[0].channel.excess_loss_db(elevation_deg, {0.9999999f, 1.0f}), rural.shadow_fading(elevation_deg).sigma_los.value);
    }
}

TEST(Environments, ACarBeyondItsFrequenciesIsRefusedWithTheCarrier) {
    const std::vector<Hertz> low{Hertz::mega(460.0)};
    const auto rows = build_environments(study_of({"car", "", {}, Enclosure::kCar, Grip::kFree, ""}), low);
    ASSERT_FALSE(rows);
    EXPECT_NE(to_string(rows.faults().front()).find("handset_phy.where_the_phone_is.car: 460"), std::string::npos);
}

/// Rows of one quarter of today's network on a coarse grid.
QuarterOutcome quarter_of(const std::string& where, int threads) {
    std::vector<std::string> sets{"geography.grid_order=2", "run.windows_per_quarter=6", "run.step_s=60"};
    if (!where.empty()) sets.push_back("handset_phy.where_the_phone_is=" + where);
    const auto study = shipped_study("today.yaml", sets);
    static const auto earth = load_earth(study->geography, from_environment("D2C_DATA_DIR"), 2);
    for (const Fault& fault : earth.faults()) ADD_FAILURE() << to_string(fault);
    const auto world = build_world(*study, earth.value());
    for (const Fault& fault : world.faults()) ADD_FAILURE() << to_string(fault);
    RunOptions options;
    options.threads = threads;
    MemoryStore store;
    EXPECT_TRUE(run_world(world.value(), options, go_on, store));
    if (store.outcomes.size() != 1) {
        ADD_FAILURE() << store.outcomes.size() << " quarters";
        return {};
    }
    return std::move(store.outcomes.front());
}

TEST(EnvironmentQuality, HasTriesOfEveryStratumInProportionAndIndoorsFewerSucceed) {
    const QuarterOutcome quarter = quarter_of("{outdoor-suburban: 0.5, light-indoor: 0.25, outdoor-open: 0.25}", 2);
    ASSERT_EQ(quarter.environments.size() % 3, 0u);
    ASSERT_FALSE(quarter.environments.empty());
    const auto& text = quarter.environments;  // the first service comes first
    EXPECT_EQ(text[0].id, "outdoor-suburban");
    const double tries = static_cast<double>(text[0].tries + text[1].tries + text[2].tries);
    for (int e = 0; e < 3; ++e)
        EXPECT_NEAR(static_cast<double>(text[static_cast<std::size_t>(e)].tries) / tries, text[static_cast<std::size_t>(e)].share_of_tries,
                    0.01);
    for (std::size_t i = 0; i < quarter.environments.size(); i += 3) {
        ASSERT_TRUE(text[i].area_success_share && text[i + 1].area_success_share && text[i + 2].area_success_share);
        EXPECT_LE(*text[i + 1].area_success_share, *text[i].area_success_share) << i;
    }
    EXPECT_GT(*text[0].area_success_share, *text[1].area_success_share + 0.05);
}

TEST(EnvironmentQuality, PooledByWeightsIsWhatCellsCount) {  // oracle: the tries of all cells, counted apart from the strata
    const QuarterOutcome quarter = quarter_of("{outdoor-suburban: 0.75, vehicle: 0.25}", 1);
    std::map<int, std::int64_t> strata;
    for (const auto& row : quarter.environments) strata[row.service] += row.tries;
    std::int64_t cells = 0;
    for (const auto& row : quarter.cells) cells += row.tries;
    EXPECT_GT(cells, 0);
    EXPECT_EQ(strata[static_cast<int>(kFirstRung)], cells);  // no right begins within this quarter
}

TEST(EnvironmentQuality, IsTheSameOnOneThreadAndTwoAndAbsentWithoutStrata) {
    const std::string where = "{outdoor-suburban: 0.5, vehicle: 0.5}";
    const QuarterOutcome one = quarter_of(where, 1), two = quarter_of(where, 2);
    ASSERT_EQ(one.environments.size(), two.environments.size());
    for (std::size_t i = 0; i < one.environments.size(); ++i) {
        EXPECT_EQ(one.environments[i].area_success_share, two.environments[i].area_success_share);
        EXPECT_EQ(one.environments[i].people_success_share, two.environments[i].people_success_share);
        EXPECT_EQ(one.environments[i].success.land_low, two.environments[i].success.land_low);
    }
    EXPECT_TRUE(quarter_of("", 2).environments.empty());
}

TEST(EnvironmentQuality, HasAnIntervalAboutEveryShareWiderThanOfIndependentTries) {  // oracle of the width: the binomial's deviation
    const QuarterOutcome quarter = quarter_of("{outdoor-suburban: 0.5, vehicle: 0.5}", 2);
    int between = 0, wider = 0;
    const auto check = [&](const std::optional<double>& share, const std::optional<double>& low, const std::optional<double>& high,
                           double tries) {
        ASSERT_EQ(share.has_value(), low.has_value() && high.has_value());
        if (!share) return;
        EXPECT_LE(*low, *share);
        EXPECT_GE(*high, *share);
        if (!(*share > 0.01 && *share < 0.99)) return;
        ++between;
        wider += *high - *low > 2.0 * 1.96 * std::sqrt(*share * (1.0 - *share) / tries) ? 1 : 0;
    };
    for (const auto& row : quarter.environments) {
        const auto tries = static_cast<double>(row.tries);
        check(row.area_success_share, row.success.area_low, row.success.area_high, tries);
        check(row.land_success_share, row.success.land_low, row.success.land_high, tries);
        check(row.people_success_share, row.success.people_low, row.success.people_high, tries);
    }
    EXPECT_GT(between, 10);
    EXPECT_EQ(wider, between);
}

TEST(EnvironmentQuality, OneStratumLikeTheScenariosOwnEnvironmentChangesNothing) {
    const QuarterOutcome plain = quarter_of("", 2), strata = quarter_of("{outdoor-suburban: 1}", 2);
    ASSERT_EQ(plain.cells.size(), strata.cells.size());
    for (std::size_t i = 0; i < plain.cells.size(); ++i) {
        EXPECT_EQ(plain.cells[i].rsrp_dbm, strata.cells[i].rsrp_dbm);
        EXPECT_EQ(plain.cells[i].rate_kbps, strata.cells[i].rate_kbps);
        EXPECT_EQ(plain.cells[i].played_kbps, strata.cells[i].played_kbps);
    }
}

}  // namespace
}  // namespace d2c
