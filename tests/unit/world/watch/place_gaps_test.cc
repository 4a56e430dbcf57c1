#include "world/watch/place_gaps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "constellation/propagate.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "scenarios/rollout.h"
#include "tests/unit/world/world_fixture.h"
#include "world/link/point_link.h"

namespace d2c {
namespace {

class PlaceGapsOfToday : public testing::Test {
  protected:
    static void SetUpTestSuite() { small_ = new SmallWorld(small_world("today.yaml", {"geography.grid_order=3"})); }
    static void TearDownTestSuite() { delete small_; }
    const WorldModel& world() const { return *small_->world; }
    const Study& study() const { return *small_->study; }
    std::vector<PlaceGaps> gaps(std::uint64_t seed = 1) const { return gaps_with(world().outages, seed); }
    std::vector<PlaceGaps> gaps_with(const OutagePlan& outages, std::uint64_t seed = 1) const {
        return place_gaps(study(), world().fleet, world().phones, world().spectrum, world().radio, outages, seed, study().rollout.last);
    }
    static SmallWorld* small_;
};
SmallWorld* PlaceGapsOfToday::small_ = nullptr;

TEST_F(PlaceGapsOfToday, TheLinkHasTheRateOfThePointLinksBudget) {  // oracle: the ledger of `d2c link`, and goodput()
    PointLinkQuery query;
    query.at = Geodetic{Angle::degrees(46.9), Angle::degrees(-110.4), Metres{0.0}};
    int compared = 0;
    for (int i = 0; i < 24; ++i) {
        query.time = begin_of(study().rollout.last) + std::chrono::minutes{30 * i};
        const auto link = point_link(study(), &small_->earth->borders, query);
        ASSERT_TRUE(link);
        if (!link->downlink) continue;
        const std::uint32_t row = *link->context.satellite;
        const std::size_t payload = world().fleet.payload[row];
        const auto borders = small_->earth->borders.classify(*query.at);
        const CarrierMask open = world().spectrum.open_at({borders.area, borders.on_land}, *query.time) & world().spectrum.of_handset(0) &
                                 world().spectrum.of_payload(payload);
        const double radius_m = radius(position_itrf(world().fleet.states[row], *query.time)).value;
        HandsetClass both = study().handsets[0];
        const PayloadGeneration& flown = world().fleet.payloads[payload];
        both.highest_modulation_order = std::min(both.highest_modulation_order, flown.highest_modulation_order);
        both.layers = std::min(both.layers, flown.layers);
        both.overhead_share = std::max(both.overhead_share, flown.overhead_share);
        const auto rate = [&](double more_db) {
            double sum = 0.0;
            for (std::size_t k = 0; k < world().spectrum.carrier_count(); ++k) {
                if ((world().spectrum.aggregated(open, 0) >> k & 1u) == 0) continue;
                sum += goodput(combine_branches(link->downlink->cnr + Db{more_db}, both.receive_branches),
                               world().spectrum.occupied_bandwidth(k, both.air_interface), both)
                           .value;
            }
            return sum;
        };
        if (rate(-0.1) != rate(0.1)) continue;  // next to a step of the rate
        const GapLink gap_link{payload, 0, open, *query.at, Metres{radius_m}};
        const double bps = gap_link_bps(world().radio, world().spectrum, gap_link, sin(link->context.elevation));
        EXPECT_NEAR(bps, rate(0.0), 1e-6 * rate(0.0));
        ++compared;
    }
    EXPECT_GE(compared, 5);
}

TEST_F(PlaceGapsOfToday, TheLeastElevationIsTheFirstThatCarriesTheNeed) {
    const GapLink link{0,
                       0,
                       world().spectrum.of_handset(0) & world().spectrum.of_payload(0),
                       {Angle::degrees(46.9), Angle::degrees(-110.4)},
                       Metres::kilo(6371.0 + 360.0)};
    const double mask = world().radio.payloads[0].least_sin_elevation;
    const auto rate = [&](double sine) { return gap_link_bps(world().radio, world().spectrum, link, sine); };
    const auto least = [&](double bps) { return least_sin_elevation(world().radio, world().spectrum, link, bps); };
    EXPECT_DOUBLE_EQ(least(1.0), mask);
    ASSERT_GT(rate(1.0), 0.0);
    EXPECT_GT(least(1.01 * rate(1.0)), 1.0);  // not even at the zenith
    double before = mask;
    int between = 0;
    for (double share = 0.1; share <= 1.0; share += 0.1) {
        const double sine = least(share * rate(1.0));
        EXPECT_GE(sine, before);
        EXPECT_GE(rate(sine), share * rate(1.0));
        if (sine > mask) {
            EXPECT_LT(rate(std::sin(std::asin(sine) - 0.02 * 3.14159265 / 180.0)), share * rate(1.0));
            ++between;
        }
        before = sine;
    }
    EXPECT_GT(between, 0);
}

TEST_F(PlaceGapsOfToday, PlacesWithARightHaveGapsAndOthersNone) {
    const std::vector<PlaceGaps> all = gaps();
    const std::size_t classes = study().handsets.size();
    ASSERT_EQ(all.size(), study().geography.places.size() * classes);
    const Instant day = gap_day(study().rollout.last, 1);
    int with = 0, without = 0;
    for (const Spot& spot : world().phones.spots) {
        if (!spot.place) continue;
        for (std::size_t c = 0; c < classes; ++c) {
            const bool right = (world().spectrum.open_at(spot.jurisdiction, day) & world().spectrum.of_handset(c)) != 0 &&
                               study().handsets[c].in_service_from <= day;
            const PlaceGaps& g = all[*spot.place * classes + c];
            ASSERT_EQ(g.has_value(), right) << study().geography.places[*spot.place].id;
            (right ? with : without) += 1;
            if (!right) continue;
            EXPECT_LE(g->p95_s, g->longest_s);
            EXPECT_LE(g->longest_s, 86400.0);
            if (g->mean_wait_s) {
                EXPECT_LE(*g->mean_wait_s, g->longest_s / 2.0 + 1e-9);
            }
        }
    }
    EXPECT_GT(with, 0);
    EXPECT_GT(without, 0);
}

/// Every satellite out from 06:00 to 13:00 of the day looked at; then the only gateway.
TEST_F(PlaceGapsOfToday, AnOutageMakesTheLongestGap) {
    const std::vector<PlaceGaps> before = gaps();
    const Instant day = gap_day(study().rollout.last, 1);
    Study dark = study();
    WorldEvent& event = dark.world.events.emplace_back();
    event.id = "storm";
    event.at = day + std::chrono::hours{6};
    event.duration_s = 7.0 * 3600.0;
    event.satellites_share = 1.0;
    const auto check = [&](const Study& with_outage) {
        const std::vector<PlaceGaps> after = gaps_with(OutagePlan{with_outage, world().fleet, 1});
        int longer = 0;
        for (std::size_t i = 0; i < before.size(); ++i) {
            ASSERT_EQ(before[i].has_value(), after[i].has_value());
            if (!before[i] || !before[i]->mean_wait_s) continue;
            EXPECT_GE(after[i]->longest_s, 7.0 * 3600.0 - 0.1);
            EXPECT_GE(*after[i]->mean_wait_s, *before[i]->mean_wait_s - 0.1);
            if (before[i]->longest_s > 3600.0) continue;
            EXPECT_LE(after[i]->longest_s,
                      7.0 * 3600.0 + 2.0 * before[i]->longest_s + 0.1);  // what it is apart from the event, at most at both ends
            ++longer;
        }
        EXPECT_GT(longer, 0);
    };
    check(dark);
    // Satellites in view of no gateway serve nobody; a gateway that sees them all, whatever their elevation, changes nothing.
    Study connected = study();
    connected.world.gateways.push_back({"everywhere", {Angle::degrees(40.0), Angle::degrees(-100.0)}, Angle::degrees(-90.0)});
    const std::vector<PlaceGaps> same = gaps_with(OutagePlan{connected, world().fleet, 1});
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i]) {
            EXPECT_NEAR(same[i]->longest_s, before[i]->longest_s, 0.2);
        }
    }
    WorldEvent down = event;
    down.satellites_share = 0.0;
    down.gateway = "everywhere";
    connected.world.events.push_back(down);
    check(connected);
}

TEST(GapDay, LiesInItsQuarterAtMidnightAndMovesWithTheSeed) {
    const Quarter quarter = parse_quarter("2029Q3").value();
    bool moved = false;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Instant day = gap_day(quarter, seed);
        EXPECT_GE(day, begin_of(quarter));
        EXPECT_LE(day + std::chrono::hours{24}, end_of(quarter));
        EXPECT_EQ((day.utc_ns - begin_of(quarter).utc_ns) % 86'400'000'000'000, 0);
        moved = moved || day != gap_day(quarter, 1);
    }
    EXPECT_TRUE(moved);
}

}  // namespace
}  // namespace d2c
