// What holds in every sequence of events, whatever is measured.

#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <string>

#include "roaming/failures/tally.h"
#include "roaming/machine/machine.h"

namespace d2c {
namespace {

using namespace std::chrono_literals;

/// SplitMix64 (Steele et al., OOPSLA 2014): quick, and these draws are part of no result.
struct Draws {
    std::uint64_t state;
    std::uint64_t next() {
        std::uint64_t z = (state += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    std::uint64_t below(std::uint64_t n) { return next() % n; }
    bool chance(unsigned percent) { return below(100) < percent; }
};

/// Follows the events with the least state that tells a right order from a wrong one.
class Grammar final : public EventSink {
  public:
    enum class Hold { kNone, kCamped, kConnected, kMoving, kFailed };
    Hold hold = Hold::kNone;
    Instant last{std::numeric_limits<std::int64_t>::min()}, moving_since{};
    std::uint64_t handovers = 0, failures = 0, lost = 0, changes = 0, barred = 0;
    std::string fault;
    FailureTally tally{Instant{0}, {}};

    void on(const MachineEvent& e, const Procedure* procedure) override {
        tally.add(e);
        if (e.at < last) say(e, "goes back in time");
        last = e.at;
        if (procedure != nullptr && procedure->steps().size() >= Procedure::kMostSteps) say(e, "has more steps than fit");
        switch (e.kind) {
            case EventKind::kCamped:
                change(e, hold == Hold::kNone, Hold::kCamped);
                break;
            case EventKind::kReselected:
                change(e, hold == Hold::kCamped, Hold::kCamped);
                break;
            case EventKind::kServiceLost:
                change(e, hold != Hold::kNone, Hold::kNone), ++lost;
                break;
            case EventKind::kConnected:
                change(e, hold == Hold::kCamped, Hold::kConnected);
                break;
            case EventKind::kReleased:
                change(e, hold == Hold::kConnected, e.to.empty() ? Hold::kCamped : Hold::kMoving);
                break;
            case EventKind::kHandoverStarted:
                change(e, hold == Hold::kConnected || hold == Hold::kFailed, Hold::kMoving);
                moving_since = e.at;
                break;
            case EventKind::kHandoverCompleted:
                change(e, hold == Hold::kMoving, Hold::kConnected), ++handovers;
                break;
            case EventKind::kHandoverFailure:
                change(e, hold == Hold::kMoving, Hold::kFailed), ++failures;
                break;
            case EventKind::kNetworkChanged:
                change(e, hold == Hold::kMoving, Hold::kConnected), ++changes;
                break;
            case EventKind::kRadioLinkFailure:
                change(e, hold == Hold::kConnected, Hold::kFailed), ++failures;
                break;
            case EventKind::kReestablishmentStarted:
            case EventKind::kReestablishmentFailure:
                change(e, hold == Hold::kFailed, Hold::kFailed);
                break;
            case EventKind::kReestablished:
                change(e, hold == Hold::kFailed, Hold::kConnected);
                break;
            case EventKind::kBarred:
                change(e, hold == Hold::kCamped || hold == Hold::kConnected, hold), ++barred;
                break;
            default:
                break;
        }
    }

  private:
    void change(const MachineEvent& e, bool good, Hold to) {
        if (!good) say(e, "in hold " + std::to_string(static_cast<int>(hold)));
        hold = to;
    }
    void say(const MachineEvent& e, const std::string& what) {
        if (fault.empty()) fault = std::string{to_string(e.kind)} + ' ' + what;
    }
};

MachineSettings random_settings(Draws& d) {
    MachineSettings s;
    s.method = static_cast<HandoverMethod>(d.below(3));
    s.handover.trigger = static_cast<Trigger>(d.below(8));
    s.handover.prefer = static_cast<Preference>(d.below(3));
    s.handover.time_to_trigger = std::chrono::milliseconds{kTimesToTriggerMs[d.below(kTimesToTriggerMs.size())]};
    s.handover.t1_lead = std::chrono::seconds{d.below(20)};
    s.reselection.time_to_trigger = std::chrono::milliseconds{d.chance(50) ? 0 : 1024};
    s.filter.k = static_cast<int>(d.below(10));
    constexpr std::array t304{50, 100, 200, 500, 1000, 2000};
    s.t304 = std::chrono::milliseconds{t304[d.below(t304.size())]};
    s.t311 = std::chrono::milliseconds{d.chance(50) ? 1000 : 10'000};
    s.link.t310 = std::chrono::milliseconds{d.chance(30) ? 0 : 1000};
    s.inactivity = std::chrono::seconds{d.below(4)};
    s.procedures.data_forwarding = d.chance(50);
    s.procedures.two_step_access = d.chance(30);
    s.procedures.ran_place = d.chance(50) ? RanPlace::kSatellite : RanPlace::kGateway;
    return s;
}

Measurement random_cell(Draws& d, std::uint32_t i, Instant now) {
    static const std::array<Plmn, 3> networks{*Plmn::parse("310260"), *Plmn::parse("302720"), *Plmn::parse("90199")};
    Measurement m;
    m.cell = i == 5 ? RadioCellId::home_wifi(i) : i == 4 ? RadioCellId::terrestrial(i) : RadioCellId::of_beam({i / 2}, {i % 2});
    m.plmn = networks[i % 3];
    m.allowed = !d.chance(10);
    m.shares_context = d.chance(60);
    m.rank = static_cast<std::uint8_t>(d.below(3));
    m.tracking_area = static_cast<std::uint32_t>(d.below(3));
    m.rsrp = {d.chance(1) ? std::numeric_limits<double>::quiet_NaN() : -130.0 + static_cast<double>(d.below(50))};
    m.sinr = {d.chance(1) ? std::numeric_limits<double>::quiet_NaN() : -12.0 + static_cast<double>(d.below(30))};
    m.distance = {static_cast<double>(d.below(100'000))};
    m.ceases = now + std::chrono::milliseconds{static_cast<std::int64_t>(d.below(60'000)) - 1000};
    m.message_loss = d.chance(70) ? 0.0 : 0.01 * static_cast<double>(d.below(101));
    if (d.chance(5)) m.offset.round_trip = 5ms;
    m.delays = {std::chrono::microseconds{d.below(12'000)}, std::chrono::microseconds{d.below(50'000)}, 5ms,
                std::chrono::milliseconds{d.below(150)}, 10ms};
    return m;
}

/// One sequence; the fault found, or nothing.
std::string run(std::uint64_t seed, int steps, Grammar& grammar) {
    Draws d{seed};
    const MachineSettings settings = random_settings(d);
    Machine machine{settings, seed, HandsetId{1}};
    Instant now{0};
    std::array<Measurement, 6> cells;
    const bool helped = d.chance(70);  // a good start, so that there is a connection to lose
    for (int k = 0; k < steps; ++k) {
        const bool easy = helped && k < 2;
        const std::size_t count = easy ? cells.size() : d.below(cells.size() + 1);
        if (k == 0 || d.chance(60))
            for (std::uint32_t i = 0; i < cells.size(); ++i) cells[i] = random_cell(d, i, now);
        if (easy)
            for (Measurement& m : cells) {
                m.allowed = true;
                m.sinr = {10.0};
                m.message_loss = 0.0;
                m.ceases = now + 60s;
                m.offset = {};
            }
        const PhoneDemand demand{easy || d.chance(80), d.chance(10), d.chance(20) ? cells[d.below(cells.size())].cell : RadioCellId{}};
        machine.advance({cells.data(), count}, now, demand, grammar);
        if (!grammar.fault.empty()) return grammar.fault;
        if (grammar.last > now) return "an event lies in the future";
        const bool between = machine.state() == PhoneState::kNoService || machine.state() == PhoneState::kIdle ||
                             machine.state() == PhoneState::kHandover || machine.state() == PhoneState::kReestablishment;
        if (between && !machine.serving().empty()) return "a cell serves in state " + std::string{to_string(machine.state())};
        if (machine.serving().empty() != machine.network().empty()) return "a cell without its network";
        if (machine.carries_data() != (grammar.hold == Grammar::Hold::kConnected)) return "data without a connection";
        for (std::size_t i = 0; i < count; ++i)
            if (cells[i].cell == machine.serving() && !cells[i].allowed) return "a barred cell serves";
        if (machine.state() == PhoneState::kHandover && now - grammar.moving_since > settings.t304) return "a handover lasts beyond T304";
        now = now + std::chrono::milliseconds{easy ? 3000 : 1 + d.below(d.chance(50) ? 50 : 3000)};
    }
    return {};
}

TEST(MachineProperties, HoldInAMillionShortSequences) {
    std::uint64_t handovers = 0, failures = 0, lost = 0, changes = 0, barred = 0;
    for (std::uint64_t seed = 0; seed < 1'000'000; ++seed) {
        Grammar grammar;
        const std::string fault = run(seed * 7919, 9, grammar);
        ASSERT_EQ(fault, "") << "seed " << seed * 7919;
        handovers += grammar.handovers;
        failures += grammar.failures;
        lost += grammar.lost;
        changes += grammar.changes;
        barred += grammar.barred;
    }
    // The sequences reach what they are to try.
    EXPECT_GT(handovers, 10'000U);
    EXPECT_GT(failures, 1000U);
    EXPECT_GT(lost, 10'000U);
    EXPECT_GT(changes, 1000U);
    EXPECT_GT(barred, 10'000U);
}

TEST(MachineProperties, HoldInLongSequencesAndTheCountsAddUp) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Grammar grammar;
        const std::string fault = run(seed, 3000, grammar);
        ASSERT_EQ(fault, "") << "seed " << seed;
        const FailureCounts c = grammar.tally.counts(grammar.last);
        EXPECT_EQ(c.too_late + c.too_early + c.wrong_cell + c.unclassified, c.handover_failures + c.radio_link_failures) << seed;
        EXPECT_EQ(c.handovers, grammar.handovers);
        EXPECT_LE(c.ping_pongs, c.handovers);
        EXPECT_LE(c.without_service, grammar.last - Instant{0});
    }
}

}  // namespace
}  // namespace d2c
