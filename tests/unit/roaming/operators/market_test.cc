#include "roaming/operators/market.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/roaming/operators/example_market.h"

namespace d2c::testing_operators {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> fields(const Market& market) {
    std::vector<std::string> found;
    for (const Fault& f : check_market(market)) found.push_back(f.field + ": " + f.value);
    return found;
}

TEST(Market, OfTheExamplesIsSound) { EXPECT_THAT(fields(example_market()), IsEmpty()); }

TEST(Market, FindsEachOfItsFaults) {
    Market m = example_market();
    m.operators.push_back(made("kiwi", "NZ", "73001"));
    m.agreements.push_back(agreed("self", "plan", "plan", {Access::kSatellite}));
    m.agreements.push_back(agreed("ghost", "nobody", "kiwi", {Access::kSatellite}));
    m.agreements.push_back(agreed("empty", "kiwi", "chilean", {}));
    m.agreements.push_back(agreed("backwards", "kiwi", "argentine", {Access::kSatellite}));
    m.agreements.back().until = day(2025);
    m.order = {Access::kSatellite, Access::kSatellite};
    EXPECT_THAT(fields(m), ElementsAre("operators.kiwi: kiwi", "operators.kiwi.plmns: 73001", "agreements.self.visited: plan",
                                       "agreements.ghost.home: nobody", "agreements.empty.accesses: none",
                                       "agreements.backwards.until_utc: 2025-01-01T00:00:00Z", "order: satellite"));
}

TEST(Market, AgreementsOfOnePairMayFollowEachOtherOrDifferInAccessOrCarrier) {
    Market m = example_market();
    m.agreements.push_back(m.agreements[0]);
    m.agreements.back().id = "again";
    EXPECT_THAT(fields(m), ElementsAre("agreements.again: chilean in kiwi"));
    m.agreements[0].until = m.agreements.back().from = day(2027);
    EXPECT_THAT(fields(m), IsEmpty());
    m.agreements.back().from = day(2026);
    m.agreements.back().accesses = {Access::kTerrestrial};
    EXPECT_THAT(fields(m), IsEmpty());
    m.agreements.back().accesses = {Access::kSatellite};
    m.agreements[0].aboard = {Aboard::kLand};
    m.agreements.back().aboard = {Aboard::kShip};
    EXPECT_THAT(fields(m), IsEmpty());
}

TEST(Words, ReadBackAsTheyArePrinted) {
    for (const Access access : {Access::kSatellite, Access::kTerrestrial, Access::kHomeWifi})
        EXPECT_EQ(parse_access(to_string(access)), access);
    for (const Aboard aboard : {Aboard::kLand, Aboard::kShip, Aboard::kAircraft}) EXPECT_EQ(parse_aboard(to_string(aboard)), aboard);
    EXPECT_EQ(parse_access("none"), std::nullopt);
    EXPECT_EQ(parse_aboard("Ship"), std::nullopt);
}

}  // namespace
}  // namespace d2c::testing_operators
