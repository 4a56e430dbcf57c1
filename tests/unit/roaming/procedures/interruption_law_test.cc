// Oracles: the procedure itself, and the mean of procedures with drawn losses.

#include "roaming/procedures/interruption_law.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace d2c {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

double draw(std::uint64_t number, std::uint32_t what) { return uniform01({4, Purpose::kTest, number, what}); }

PathDelays random_delays(std::uint64_t number, std::uint32_t first) {
    const auto up_to = [&](nanoseconds most, std::uint32_t what) {
        return nanoseconds{static_cast<std::int64_t>(static_cast<double>(most.count()) * draw(number, first + what))};
    };
    return {up_to(20ms, 0), up_to(60ms, 1), up_to(80ms, 2), up_to(120ms, 3), up_to(50ms, 4)};
}

struct Case {
    HandoverMethod method = HandoverMethod::kBreakBeforeMake;
    ProcedureSettings settings;
    bool between_networks = false;
};
Case random_case(std::uint64_t number) {
    Case one;
    one.method = static_cast<HandoverMethod>(static_cast<int>(3.0 * draw(number, 20)));
    if (draw(number, 21) < 0.5) one.settings.times = nr_times();
    one.settings.ran_place = draw(number, 22) < 0.5 ? RanPlace::kGateway : RanPlace::kSatellite;
    one.settings.data_forwarding = draw(number, 23) < 0.5;
    one.settings.link_between_rans = draw(number, 24) < 0.5;
    one.settings.two_step_access = draw(number, 25) < 0.5;
    one.settings.most_transmissions = 1 + static_cast<int>(8.0 * draw(number, 26));
    one.between_networks = draw(number, 27) < 0.5;
    return one;
}

Procedure built(const Case& one, const PathDelays& source, const PathDelays& target, double loss, std::uint64_t number) {
    const RadioSide from{RadioCellId::of_beam({7}, {3}), *Plmn::parse("310260"), source, {}, loss};
    const RadioSide to{RadioCellId::of_beam({9}, {2}), *Plmn::parse(one.between_networks ? "50501" : "310260"), target, {}, loss};
    return handover(one.method, from, to, one.settings, {6, Purpose::kTest, number});
}

TEST(InterruptionLaw, IsThatOfTheProcedureToAMicrosecond) {
    for (std::uint64_t number = 0; number < 2000; ++number) {
        const Case one = random_case(number);
        const PathDelays source = random_delays(number, 0), target = random_delays(number, 10);
        const InterruptionLaw law{one.method, one.settings, one.between_networks};
        const nanoseconds built_one = built(one, source, target, 0.0, number).interruption();
        ASSERT_LE(std::abs((law.of(source, target, 0.0) - built_one).count()), 1000) << number;
    }
}

TEST(InterruptionLaw, OfThreeMethodsByHand) {  // docs/models/roaming.md: service link 2.06 ms
    const PathDelays delays{2060us, 4ms, 5ms, 40ms, 0ms};
    const ProcedureSettings settings;
    const auto ms = [&](HandoverMethod method) {
        return 1e-6 * static_cast<double>(InterruptionLaw{method, settings}.of(delays, delays, 0.0).count());
    };
    // 15 + 20 + 5 + 2 + (2.06 + 3) + (2.06 + 6) + (2.06 + 4); 10 instead of 15; 15 + 20 + 5 + (2.06 + 4)
    EXPECT_NEAR(ms(HandoverMethod::kBreakBeforeMake), 61.18, 1e-6);
    EXPECT_NEAR(ms(HandoverMethod::kConditional), 56.18, 1e-6);
    EXPECT_NEAR(ms(HandoverMethod::kRachLess), 46.06, 1e-6);
}

TEST(InterruptionLaw, KnowsWhereTheGroundDoesNotCount) {
    ProcedureSettings settings;
    for (const HandoverMethod method : {HandoverMethod::kBreakBeforeMake, HandoverMethod::kConditional, HandoverMethod::kRachLess})
        EXPECT_TRUE((InterruptionLaw{method, settings}.on_service_links_alone()));
    settings.data_forwarding = false;
    EXPECT_FALSE((InterruptionLaw{HandoverMethod::kConditional, settings}.on_service_links_alone()));
    settings = {};
    settings.ran_place = RanPlace::kGateway;
    EXPECT_FALSE((InterruptionLaw{HandoverMethod::kRachLess, settings}.on_service_links_alone()));
}

TEST(InterruptionLaw, WithLossesIsTheMeanOfProceduresThatSucceed) {
    for (std::uint64_t number = 0; number < 6; ++number) {
        Case one = random_case(100 + number);
        one.settings.most_transmissions = 4;
        const PathDelays source = random_delays(number, 30), target = random_delays(number, 40);
        const double loss = 0.1 + 0.1 * static_cast<double>(number);
        double sum = 0.0, squares = 0.0, count = 0.0;
        for (std::uint64_t i = 0; i < 20'000; ++i) {
            const Procedure procedure = built(one, source, target, loss, number * 1'000'000 + i);
            if (!procedure.succeeded()) continue;
            const double ms = 1e-6 * static_cast<double>(procedure.interruption().count());
            sum += ms;
            squares += ms * ms;
            count += 1.0;
        }
        const double mean = sum / count, error = std::sqrt((squares / count - mean * mean) / count);
        const double law_ms =
            1e-6 * static_cast<double>(InterruptionLaw{one.method, one.settings, one.between_networks}.of(source, target, loss).count());
        EXPECT_NEAR(law_ms, mean, 4.0 * error) << number;
    }
}

TEST(MeanRetransmissions, ByHand) {
    EXPECT_DOUBLE_EQ(mean_retransmissions(0.0, 4), 0.0);
    EXPECT_DOUBLE_EQ(mean_retransmissions(0.5, 2), 1.0 / 3.0);    // one with 2/3, two with 1/3
    EXPECT_DOUBLE_EQ(mean_retransmissions(1.0, 3), 1.0);          // one, two and three alike
    EXPECT_NEAR(mean_retransmissions(0.3, 28), 0.3 / 0.7, 1e-9);  // without a limit p / (1 - p)
}

}  // namespace
}  // namespace d2c
