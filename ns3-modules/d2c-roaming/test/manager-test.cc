// The state machine in simulation time: it does what the machine alone would, when the machine says.

#include <gtest/gtest.h>
#include <ns3/ipv4-l3-protocol.h>

#include <algorithm>

#include "ns3-modules/d2c-roaming/helper/d2c-network-helper.h"
#include "ns3-modules/d2c-roaming/test/core-study.h"
#include "ns3-modules/d2c-roaming/test/string-of-satellites.h"

namespace ns3 {
namespace {

/// What a manager did, and what it measured.
struct Record {
    struct Told {
        d2c::MachineEvent event;
        Time at;
        std::chrono::nanoseconds interruption{};
    };
    std::vector<Told> events;
    std::vector<std::pair<d2c::Instant, std::vector<d2c::Measurement>>> measured;
    std::vector<std::pair<Time, Time>> interruptions;
    std::vector<d2c::EventKind> ended;
    std::vector<std::pair<Ipv4Address, Ipv4Address>> addresses;
    int samples = 0, handovers = 0, failures = 0, states = 0;

    explicit Record(Ptr<D2cRoamingManager> manager) {
        manager->TraceConnectWithoutContext("Event", MakeCallback(&Record::Event, this));
        manager->TraceConnectWithoutContext("Measured", MakeCallback(&Record::Measured, this));
        manager->TraceConnectWithoutContext("Interruption", MakeCallback(&Record::Interruption, this));
        manager->TraceConnectWithoutContext("AddressChanged", MakeCallback(&Record::Address, this));
        manager->TraceConnectWithoutContext("Sample", MakeCallback(&Record::Sample, this));
        manager->TraceConnectWithoutContext("Handover", MakeCallback(&Record::Handover, this));
        manager->TraceConnectWithoutContext("RadioLinkFailure", MakeCallback(&Record::Failure, this));
        manager->TraceConnectWithoutContext("State", MakeCallback(&Record::State, this));
    }
    void Event(const d2c::MachineEvent& event, const d2c::Procedure* procedure) {
        events.push_back({event, Simulator::Now(), procedure ? procedure->interruption() : std::chrono::nanoseconds{}});
    }
    void Measured(d2c::Instant at, const std::vector<d2c::Measurement>& cells) { measured.emplace_back(at, cells); }
    void Interruption(Time begin, Time end, d2c::EventKind kind) {
        interruptions.emplace_back(begin, end);
        ended.push_back(kind);
    }
    void Address(Ptr<D2cUeDevice>, Ipv4Address from, Ipv4Address to) { addresses.emplace_back(from, to); }
    void Sample(const D2cRoamingSample&) { ++samples; }
    void Handover(const d2c::MachineEvent&, const d2c::Procedure*) { ++handovers; }
    void Failure(const d2c::MachineEvent&, const d2c::Procedure*) { ++failures; }
    void State(d2c::PhoneState) { ++states; }
    bool Has(d2c::EventKind kind) const {
        return std::any_of(events.begin(), events.end(), [&](const Told& t) { return t.event.kind == kind; });
    }
};

std::shared_ptr<const d2c::slice::Slice> Shared(const D2cConstellationStudy& study) {
    auto slice = SliceOf(study);
    if (!slice) throw std::invalid_argument{d2c::to_string(slice.faults().front())};
    return std::make_shared<const d2c::slice::Slice>(*slice);
}

class Collect : public d2c::EventSink {
  public:
    void on(const d2c::MachineEvent& event, const d2c::Procedure*) override { events.push_back(event); }
    std::vector<d2c::MachineEvent> events;
};

/// The machine alone on what the manager measured.
std::vector<d2c::MachineEvent> Replay(const Record& record, const d2c::MachineSettings& settings, std::uint64_t seed) {
    d2c::Machine machine{settings, seed, d2c::HandsetId{0}};
    Collect sink;
    for (const auto& [at, cells] : record.measured) machine.advance(cells, at, {true, false, {}}, sink);
    return sink.events;
}

void ExpectTheSame(const Record& record, std::vector<d2c::MachineEvent> alone, d2c::Instant end) {
    std::erase_if(alone, [&](const auto& event) { return event.at > end; });
    ASSERT_EQ(record.events.size(), alone.size());
    for (std::size_t i = 0; i < alone.size(); ++i) {
        const d2c::MachineEvent& event = record.events[i].event;
        EXPECT_EQ(event.at, alone[i].at) << i;
        EXPECT_EQ(event.kind, alone[i].kind) << i;
        EXPECT_EQ(event.to, alone[i].to) << i;
        EXPECT_EQ(event.interruption, alone[i].interruption) << i;
    }
}

TEST(Manager, ItsEventsAreThoseOfTheMachineAloneAtTheirOwnInstants) {
    for (const double step : {0.2, 1.0}) {
        const SimSession session;
        D2cConstellationStudy study = StringStudy();
        study.measureStep_s = step;
        const auto slice = Shared(study);
        D2cNetworkHelper network(slice);
        network.Install();
        Record record(network.GetManager(0));
        SimSession::RunUntil(Seconds(239.9));
        const d2c::Instant end = study.start + d2c::nanoseconds_from_seconds(239.9);
        ExpectTheSame(record, Replay(record, study.machine, study.seed), end);
        EXPECT_GE(record.handovers, 2) << step;
        EXPECT_GE(record.samples, 230);
        for (const Record::Told& told : record.events)
            EXPECT_EQ(told.at.GetNanoSeconds(), (told.event.at - study.start).count()) << to_string(told.event.kind);
    }
}

TEST(Manager, DataStandStillAsLongAsTheProcedureSays) {
    const SimSession session;
    const D2cConstellationStudy study = StringStudy();
    D2cNetworkHelper network(Shared(study));
    network.Install();
    Record record(network.GetManager(0));
    std::vector<std::pair<Time, Time>> core;
    network.GetCore()->TraceConnectWithoutContext(
        "Interruption", Callback<void, std::uint32_t, Time, Time>([&](std::uint32_t, Time b, Time e) { core.emplace_back(b, e); }));
    SimSession::RunUntil(Seconds(240));
    std::vector<Time> procedures;
    for (const Record::Told& told : record.events)
        if (told.event.kind == d2c::EventKind::kHandoverCompleted) procedures.push_back(NanoSeconds(told.interruption.count()));
    ASSERT_GE(procedures.size(), 2U);
    std::vector<Time> traced;
    for (std::size_t i = 0; i < record.ended.size(); ++i)
        if (record.ended[i] == d2c::EventKind::kHandoverCompleted)
            traced.push_back(record.interruptions[i].second - record.interruptions[i].first);
    EXPECT_EQ(traced, procedures);
    ASSERT_EQ(core.size(), procedures.size()) << "and so do the packets";
    for (std::size_t i = 0; i < core.size(); ++i) EXPECT_EQ(core[i].second - core[i].first, procedures[i]);
    EXPECT_GT(procedures[0], MilliSeconds(20));
    EXPECT_LT(procedures[0], MilliSeconds(400));
}

TEST(Manager, TheAddressIsKeptOverHandoversAndNoPacketIsLostWithForwarding) {
    const SimSession session;
    const D2cConstellationStudy study = StringStudy();
    D2cNetworkHelper network(Shared(study));
    const NodeContainer phones = network.Install();
    Record record(network.GetManager(0));
    const Ipv4Address address = network.GetCore()->GetAddress(network.GetDevice(0));
    Stream down(network.GetServer(), phones.Get(0), address, MilliSeconds(50));
    Simulator::Schedule(Seconds(10), &Stream::Send, &down, 4000);
    SimSession::RunUntil(Seconds(239));
    EXPECT_EQ(network.GetCore()->GetAddress(network.GetDevice(0)), address);
    EXPECT_TRUE(record.addresses.empty());
    EXPECT_GE(record.handovers, 2);
    EXPECT_EQ(down.received.size(), 4000U);
    EXPECT_TRUE(std::is_sorted(down.received.begin(), down.received.end()));
    EXPECT_EQ(network.GetManager(0)->GetCounts().handovers, static_cast<std::uint64_t>(record.handovers));
    EXPECT_LE(network.GetCells()->GetCellCount(), 6U) << "cells are made when a phone comes";
}

/// East across a border at 20 degrees on a fast road.
d2c::Route Eastward() {
    d2c::RouteConfig config;
    config.id = "east";
    config.carrier = d2c::Conveyance::kAircraft;
    config.waypoints = {{"a", "", {d2c::Angle::degrees(10.0), d2c::Angle::degrees(19.8)}, d2c::MetresPerSecond{200.0}, 0.0},
                        {"b", "", {d2c::Angle::degrees(10.0), d2c::Angle::degrees(20.3)}, {}, 0.0}};
    std::vector<d2c::RouteFault> faults;
    return *d2c::Route::make(config, faults);
}

D2cConstellationStudy BorderStudy(const d2c::Route& route, bool agreement, bool homeRouted) {
    D2cConstellationStudy study = StringStudy(220.0);
    study.route = &route;
    // A strip of 0.05 degrees has both; the eastern one is preferred.
    study.networks = {{"west", "99901", true, 1, -180.0, 20.05, 0.005, 0.0}, {"east", "99902", true, 0, 20.0, 180.0, 0.005, 0.02}};
    study.agreement = agreement;
    study.homeRouted = homeRouted;
    return study;
}

TEST(Border, ANewNetworkIsANewAddressAndWhoeverReconnectsIsServed) {
    for (const bool homeRouted : {true, false}) {
        const SimSession session;
        const d2c::Route route = Eastward();
        D2cNetworkHelper network(Shared(BorderStudy(route, false, homeRouted)));
        const NodeContainer phones = network.Install();
        Record record(network.GetManager(0));
        const Ipv4Address first = network.GetCore()->GetAddress(network.GetDevice(0));
        Ping old(network.GetServer()), now(network.GetServer());
        Simulator::Schedule(Seconds(215), &Ping::Send, &old, first);
        Simulator::Schedule(Seconds(215), [&] { now.Send(network.GetCore()->GetAddress(network.GetDevice(0))); });
        SimSession::RunUntil(Seconds(219));
        ASSERT_EQ(record.addresses.size(), 1U);
        EXPECT_EQ(record.addresses[0].first, first);
        const Ipv4Address second = network.GetCore()->GetAddress(network.GetDevice(0));
        EXPECT_EQ(record.addresses[0].second, second);
        EXPECT_NE(second, first);
        EXPECT_EQ(network.GetCore()->GetAnchor(network.GetDevice(0)), network.GetAnchor(homeRouted ? "west" : "east"));
        EXPECT_LT(old.answered, Time{0});
        EXPECT_GT(now.answered, Time{0});
    }
}

TEST(Border, NetworksThatHandOverKeepTheAddress) {
    const SimSession session;
    const d2c::Route route = Eastward();
    D2cNetworkHelper network(Shared(BorderStudy(route, true, true)));
    network.Install();
    Record record(network.GetManager(0));
    SimSession::RunUntil(Seconds(219));
    EXPECT_TRUE(record.addresses.empty());
    EXPECT_TRUE(std::any_of(record.events.begin(), record.events.end(), [](const Record::Told& t) {
        return t.event.kind == d2c::EventKind::kHandoverCompleted && t.event.from_network != t.event.to_network;
    }));
}

TEST(Manager, AGapOfCoverageIsAFailureMeasuredWhenItHappens) {
    const SimSession session;
    D2cConstellationStudy study = StringStudy();
    study.satellites.resize(2);
    D2cNetworkHelper network(Shared(study));
    network.Install();
    Record record(network.GetManager(0));
    SimSession::RunUntil(Seconds(239));
    ExpectTheSame(record, Replay(record, study.machine, study.seed), study.start + std::chrono::seconds{239});
    EXPECT_EQ(record.failures, 1);
    EXPECT_TRUE(record.Has(d2c::EventKind::kServiceLost));
    EXPECT_FALSE(network.GetCore()->GetCell(network.GetDevice(0)));
    EXPECT_EQ(network.GetManager(0)->GetCounts().radio_link_failures, 1U);
}

TEST(Policy, TheUsersChoiceIsWhereThePhoneGoes) {
    const SimSession session;
    D2cNetworkHelper network(Shared(StringStudy()));
    std::vector<d2c::RadioCellId> chosen;
    // Late on purpose: to whatever rises, once the serving one has less than 20 s.
    network.SetPolicy([&](const std::vector<d2c::Measurement>& cells, d2c::RadioCellId serving) {
        const d2c::Measurement* from = nullptr;
        const d2c::Measurement* longest = nullptr;
        for (const d2c::Measurement& m : cells) {
            if (m.cell == serving) from = &m;
            if (!longest || m.ceases > longest->ceases) longest = &m;
        }
        if (!from || longest->cell == serving || from->ceases - cells.front().ceases > std::chrono::hours{1}) return d2c::RadioCellId{};
        if (longest->ceases - from->ceases < std::chrono::seconds{30}) return d2c::RadioCellId{};
        chosen.push_back(longest->cell);
        return longest->cell;
    });
    network.Install();
    Record record(network.GetManager(0));
    SimSession::RunUntil(Seconds(239));
    ASSERT_FALSE(chosen.empty());
    for (const Record::Told& told : record.events) {
        if (told.event.kind != d2c::EventKind::kHandoverStarted) continue;
        EXPECT_NE(std::find(chosen.begin(), chosen.end(), told.event.to), chosen.end());
    }
    EXPECT_GE(record.handovers, 2);
}

TEST(Policy, APolicyThatStaysStays) {
    const SimSession session;
    D2cNetworkHelper network(Shared(StringStudy()));
    network.SetPolicy([](const std::vector<d2c::Measurement>&, d2c::RadioCellId) { return d2c::RadioCellId{}; });
    network.Install();
    Record record(network.GetManager(0));
    SimSession::RunUntil(Seconds(239));
    EXPECT_EQ(record.handovers, 0);
    EXPECT_GE(record.failures, 1);
}

TEST(Terrestrial, WhereItsCellIsHeardAndRanksFirstThePhoneIsThere) {
    const SimSession session;
    const D2cConstellationStudy study = StringStudy(120.0);
    d2c::slice::Slice slice = *SliceOf(study);
    for (d2c::slice::Cell& cell : slice.cells) cell.rank = 1;
    slice.terrestrial.push_back({-90.0, 15.0, 20e6, 5e-6, 0.01, 0.0, "home", true, 0});
    slice.tracks.clear();
    for (int step = 0; step <= 120; ++step) slice.tracks.push_back({0, step, 10.0, 20.0, 0.0, "TD", step >= 40 && step < 80});
    D2cNetworkHelper network(std::make_shared<const d2c::slice::Slice>(slice));
    const NodeContainer phones = network.Install();
    Stream down(network.GetServer(), phones.Get(0), network.GetCore()->GetAddress(network.GetDevice(0)), MilliSeconds(100));
    Simulator::Schedule(Seconds(10), &Stream::Send, &down, 1000);
    d2c::RadioCellId at50, at110;
    Simulator::Schedule(Seconds(50), [&] { at50 = network.GetManager(0)->GetServing(); });
    Simulator::Schedule(Seconds(110), [&] { at110 = network.GetManager(0)->GetServing(); });
    SimSession::RunUntil(Seconds(119));
    EXPECT_EQ(at50.access(), d2c::Access::kTerrestrial);
    EXPECT_EQ(at110.access(), d2c::Access::kSatellite);
    EXPECT_GT(down.received.size(), 950U);
}

TEST(MovingBeams, APhoneIsHandedFromBeamToBeamOfOneSatellite) {
    const SimSession session;
    D2cConstellationStudy study = StringStudy(60.0);
    study.movingBeams = true;
    study.measureStep_s = 0.2;
    D2cNetworkHelper network(Shared(study));
    network.Install();
    Record record(network.GetManager(0));
    SimSession::RunUntil(Seconds(59));
    EXPECT_TRUE(std::any_of(record.events.begin(), record.events.end(), [](const Record::Told& t) {
        return t.event.kind == d2c::EventKind::kHandoverCompleted && t.event.from.satellite() == t.event.to.satellite();
    }));
    EXPECT_GE(record.handovers, 3);
}

TEST(Determinism, TheSameStudyGivesTheSamePackets) {
    std::vector<Time> arrivals[2];
    for (auto& run : arrivals) {
        const SimSession session;
        D2cNetworkHelper network(Shared(StringStudy(60.0)));
        network.AssignStreams(100);
        const NodeContainer phones = network.Install();
        Stream down(network.GetServer(), phones.Get(0), network.GetCore()->GetAddress(network.GetDevice(0)), MilliSeconds(20));
        Simulator::Schedule(Seconds(5), &Stream::Send, &down, 2000);
        SimSession::RunUntil(Seconds(59));
        run = down.at;
    }
    EXPECT_EQ(arrivals[0], arrivals[1]);
    EXPECT_GT(arrivals[0].size(), 1000U);
}

TEST(BadInput, EveryFaultOfAStudyIsNamed) {
    D2cConstellationStudy empty;
    const auto none = SliceOf(empty);
    ASSERT_EQ(none.faults().size(), 2U);
    EXPECT_EQ(none.faults()[0].field, "study.satellites");
    D2cConstellationStudy elsewhere = StringStudy();
    elsewhere.phones = {{d2c::Angle::degrees(-60.0), d2c::Angle::degrees(-150.0)}};
    EXPECT_EQ(SliceOf(elsewhere).faults().at(0).allowed, "some above the least elevation at the place");
    const d2c::Route route = Eastward();
    D2cConstellationStudy late = StringStudy(5000.0);
    late.route = &route;
    EXPECT_EQ(SliceOf(late).faults().at(0).field, "study.route");
}

TEST(BadInputDeathTest, ASliceThatNobodyCanUseSaysWhy) {
    d2c::slice::Slice slice = *SliceOf(StringStudy(10.0));
    d2c::slice::Slice noUsers = slice;
    noUsers.users.clear();
    EXPECT_DEATH(D2cNetworkHelper(std::make_shared<const d2c::slice::Slice>(noUsers)), "slice_user: no rows");
    d2c::slice::Slice noHome = slice;
    noHome.users[0].home_network = "mars";
    EXPECT_DEATH(D2cNetworkHelper(std::make_shared<const d2c::slice::Slice>(noHome)).Install(), "mars: a network of slice_network");
    for (auto& [name, value] : slice.settings)
        if (name == "t304_ns") value = "7000000";
    EXPECT_DEATH(D2cNetworkHelper(std::make_shared<const d2c::slice::Slice>(slice)), "slice settings: t304_ms: 7: one of");
    slice.settings = {{"content_s", "soon"}};
    EXPECT_DEATH(D2cNetworkHelper(std::make_shared<const d2c::slice::Slice>(slice)), "slice settings: ");
}

}  // namespace
}  // namespace ns3
