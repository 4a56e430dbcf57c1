#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "spectrum/rights.h"
#include "tests/unit/spectrum/example_rights.h"

namespace d2c {
namespace {

constexpr std::array kAreas{AreaCode::literal("US"), AreaCode::literal("PE"), kHighSeas, kAntarctica, AreaCode{}};
const std::array<std::string, 3> kBands{"pcs-g", "n2", "n256"};

template <class T, std::size_t n>
T any_of(const std::array<T, n>& choices) {
    return choices[*rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, n))];
}
/// Evenly over 0 to `end` - 1 from the first try on (rapidcheck starts small otherwise).
int any_number_below(int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }
Instant any_day() { return instant_of_date(2024, 1, 1) + std::chrono::hours{24 * any_number_below(8)}; }

Right any_right() {
    Right right = test::us_pcs_g();
    right.area = any_of(kAreas);
    right.band = any_of(kBands);
    right.extent = *rc::gen::arbitrary<bool>() ? RightExtent::kLandOnly : RightExtent::kLandAndTerritorialSea;
    right.from = any_day();
    if (any_number_below(3) == 0) right.until = any_day();
    return right;
}
std::vector<Right> any_rights() {
    std::vector<Right> rights;
    for (int i = any_number_below(9); i > 0; --i) rights.push_back(any_right());
    return rights;
}
std::vector<std::string> any_bands() {
    std::vector<std::string> bands;
    for (const std::string& band : kBands)
        if (any_number_below(4) > 0) bands.push_back(band);
    return bands;
}

/// Half of the time a spot where some right reaches, so that both answers come often.
Jurisdiction any_spot(const std::vector<Right>& rights) {
    const bool on_land = *rc::gen::arbitrary<bool>();
    if (rights.empty() || *rc::gen::arbitrary<bool>()) return {any_of(kAreas), on_land};
    return {rights.front().area, on_land};
}

/// Oracle: the rule word by word, on the fields themselves.
bool granted(const Right& right, Jurisdiction spot, Instant at, const std::vector<std::string>& payload,
             const std::vector<std::string>& handset) {
    const auto count = [&](const std::vector<std::string>& bands) { return std::count(bands.begin(), bands.end(), right.band); };
    if (right.area.str() != spot.area.str() || right.area.empty()) return false;
    if (!spot.on_land && right.extent == RightExtent::kLandOnly && right.area.str() != "XZ") return false;
    if (at.utc_ns < right.from.utc_ns) return false;
    if (right.until && at.utc_ns >= right.until->utc_ns) return false;
    return count(payload) > 0 && count(handset) > 0;
}

TEST(RightsProperty, ASpotIsLitIfAndOnlyIfSomeRightGrantsIt) {
    EXPECT_TRUE(rc::check("lit exactly where granted", [] {
        const std::vector<Right> rights = any_rights();
        const Jurisdiction spot = any_spot(rights);
        const Instant at = any_day();
        const std::vector<std::string> payload = any_bands(), handset = any_bands();
        bool expected = false;
        for (const Right& right : rights) expected = expected || granted(right, spot, at, payload, handset);
        RC_CLASSIFY(expected, "lit");
        RC_ASSERT(may_light(rights, spot, at, {payload, handset}) == expected);
        RC_ASSERT(usable_rights(rights, spot, at, {payload, handset}).empty() == !expected);
    }));
}

TEST(RightsProperty, AReasonStandsExactlyWhereItIsDark) {
    EXPECT_TRUE(rc::check("dark has a reason", [] {
        const std::vector<Right> rights = any_rights();
        const Jurisdiction spot = any_spot(rights);
        const Instant at = any_day();
        const std::vector<std::string> payload = any_bands(), handset = any_bands();
        const std::string reason = no_right_reason(rights, spot, at, {payload, handset});
        if (may_light(rights, spot, at, {payload, handset}))
            RC_ASSERT(reason.empty());
        else
            RC_ASSERT(reason.starts_with("no right: ") && reason.size() > 10);
    }));
}

TEST(RightsProperty, NoRightMeansNeverLit) {
    EXPECT_TRUE(rc::check("an area without a right stays dark", [] {
        std::vector<Right> rights = any_rights();
        const AreaCode area = any_of(kAreas);
        std::erase_if(rights, [&](const Right& right) { return right.area == area; });
        const std::vector<std::string> all = test::kAllBands;
        RC_ASSERT(!may_light(rights, {area, *rc::gen::arbitrary<bool>()}, any_day(), {all, all}));
    }));
}

}  // namespace
}  // namespace d2c
