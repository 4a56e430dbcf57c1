// Beams lit for others: how strong, when, and which are dark.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "ns3-modules/d2c-channel/test/one-beam.h"
#include "ns3-modules/d2c-mobility/test/sim-session.h"

namespace ns3 {
namespace {

using namespace testing_slice;

/// Noise 40 dB below: what is left is the ratio of beams. One branch.
d2c::slice::Slice Loud(const std::vector<d2c::MeanState>& orbits) {
    d2c::slice::Slice slice = MakeSlice(orbits);
    slice.payloads[0].eirp_w_per_hz = 1e4;
    slice.payloads[0].scan_loss_exponent = 0.0;
    slice.handsets[0].receive_branches = 1;
    return slice;
}

d2c::slice::LitBeam Lit(int step, std::uint32_t satellite, double eirp, const d2c::Geodetic& aim) {
    const auto p = d2c::itrf_of(aim);
    return {step, satellite, std::uint64_t{1} << 3, eirp, p.x.value, p.y.value, p.z.value};
}

double SinrAt(const d2c::slice::Slice& slice, Time at) {
    D2cChannelHelper helper(SkyOf(slice));
    const auto node = CreateObject<Node>();
    const auto link = helper.CreateLink(helper.InstallUser(node, 0), CellAt(100, kPlace));
    SimSession::RunUntil(at);
    return link->GetDownlinkSinrDb(0);
}

TEST(Interference, TwoEqualBeamsGiveAnSirOf0Db) {
    const SimSession session;
    d2c::slice::Slice slice = Loud({Over(kPlace, 360.0)});
    slice.lit_floors = {{0, 100, 3, 1e4 * 1e-3}, {1, 100, 3, 1e4 * 1e-3}};
    slice.lit_beams = {Lit(0, 100, 1e4, kPlace), Lit(1, 100, 1e4, kPlace)};
    EXPECT_NEAR(SinrAt(slice, Seconds(0)), 0.0, 0.001);
}

TEST(Interference, ABeamFarOffSendsItsFloor) {
    const SimSession session;
    d2c::slice::Slice slice = Loud({Over(kPlace, 360.0)});
    slice.lit_floors = {{0, 100, 3, 1e4 * 1e-3}};
    slice.lit_beams = {Lit(0, 100, 1e4, {d2c::Angle::degrees(43.0), kPlace.longitude})};
    EXPECT_NEAR(SinrAt(slice, Seconds(0)), 30.0, 0.001);
    // A row of the beam itself is not needed there: the floor says it all.
    slice.lit_beams.clear();
    EXPECT_NEAR(SinrAt(slice, Seconds(0)), 30.0, 0.001);
}

TEST(Interference, ABeamAimedWithinTheSilentDistanceIsDark) {
    const SimSession session;
    d2c::slice::Slice slice = Loud({Over(kPlace, 360.0)});
    slice.payloads[0].silent_distance_m = 50e3;
    slice.lit_floors = {{0, 100, 3, 2 * 1e4 * 1e-3}};
    slice.lit_beams = {Lit(0, 100, 1e4, {d2c::Angle::degrees(40.3), kPlace.longitude}),
                       Lit(0, 100, 1e4, {d2c::Angle::degrees(43.0), kPlace.longitude})};
    EXPECT_NEAR(SinrAt(slice, Seconds(0)), 30.0, 0.001) << "of two floors one is left";
}

TEST(Interference, ItIsLinearBetweenTheNetworksSteps) {
    const SimSession session;
    // Geostationary: the path hardly changes, so the interference is what changes.
    d2c::slice::Slice slice = Loud({Over(kPlace, 360.0)});
    slice.ephemeris.clear();
    const auto p = d2c::position_itrf(Over(kPlace, 360.0), kStart);
    for (int step = 0; step <= 6; ++step) slice.ephemeris.push_back({100, step, p.x.value, p.y.value, p.z.value, 0.0, 0.0, 0.0});
    slice.lit_floors = {{0, 100, 3, 1e4 * 1e-3}, {1, 100, 3, 3e4 * 1e-3}, {2, 100, 3, 3e4 * 1e-3}};
    D2cChannelHelper helper(SkyOf(slice));
    const auto node = CreateObject<Node>();
    const auto phone = helper.InstallUser(node, 0);
    // The path fades by its draws: only the ratio to what the two ends say is asked.
    for (const double s : {0.0, 3.0, 7.5, 14.0}) {
        SimSession::RunUntil(Seconds(s));
        const double first = phone->GetDensityAtStep(0, 0), second = phone->GetDensityAtStep(1, 0);
        EXPECT_GT(second, first);
        EXPECT_NEAR(phone->GetOthers(0), (first + s / 15.0 * (second - first)) * phone->GetPlaceGain(0), 1e-9 * second);
    }
    SimSession::RunUntil(Seconds(31.0));
    EXPECT_NEAR(phone->GetOthers(0), phone->GetDensityAtStep(2, 0) * phone->GetPlaceGain(0), 1e-9 * phone->GetOthers(0))
        << "beyond the last row that row holds";
}

TEST(Interference, WhereOneStepKnowsNothingTheOtherHolds) {
    const SimSession session;
    d2c::slice::Slice slice = Loud({Over(kPlace, 360.0)});
    slice.lit_floors = {{1, 100, 3, 1e4 * 1e-3}};
    D2cChannelHelper helper(SkyOf(slice));
    const auto phone = helper.InstallUser(CreateObject<Node>(), 0);
    SimSession::RunUntil(Seconds(1));
    EXPECT_NEAR(phone->GetOthers(0), phone->GetDensityAtStep(1, 0) * phone->GetPlaceGain(0), 1e-9 * phone->GetOthers(0));
    EXPECT_GT(phone->GetOthers(0), 0.0);
}

TEST(Interference, ANeighbouringCarrierLeaksItsOverlap) {
    const SimSession session;
    d2c::slice::Slice slice = Loud({Over(kPlace, 360.0)});
    slice.carriers.push_back({9, 0, 1995.0e6, 1915.0e6, 5e6, 25, 25, 25, slice.carriers[0].zenith_gas_db});
    for (const auto& knot : std::vector{slice.patterns}) slice.patterns.push_back({1, 9, knot.off_axis_rad, knot.gain_ratio});
    slice.overlaps = {{3, 9, 0.5}};
    slice.lit_floors = {{0, 100, 9, 1e4 * 1e-3}};
    EXPECT_NEAR(SinrAt(slice, Seconds(0)), 33.01 - 20.0 * std::log10(1992.5 / 1995.0), 0.05);
}

TEST(Interference, OtherPhonesRaiseTheUplinksNoise) {
    const SimSession session;
    const d2c::slice::Slice slice = MakeSlice({Over(kPlace, 360.0)});
    D2cChannelHelper helper(SkyOf(slice));
    const auto phone = helper.InstallUser(CreateObject<Node>(), 0);
    d2c::slice::Cell cell = CellAt(100, kPlace);
    const double alone = helper.CreateLink(phone, cell)->GetUplinkSinrInOneBlockDb(0);
    cell.uplink_interference_over_noise = 1.0;
    const auto link = helper.CreateLink(phone, cell);
    EXPECT_NEAR(link->GetUplinkSinrInOneBlockDb(0), alone - 3.0103, 1e-3);
    d2c::slice::Cell next = cell;
    next.step = 1;
    next.uplink_interference_over_noise = 3.0;
    helper.Follow(link, cell, &next);
    SimSession::RunUntil(MilliSeconds(500));
    const auto now = helper.CreateLink(phone, CellAt(100, kPlace))->GetUplinkSinrInOneBlockDb(0);
    EXPECT_NEAR(link->GetUplinkSinrInOneBlockDb(0), now - 10.0 * std::log10(1.0 + 2.0), 1e-3);
}

TEST(Interference, OfSeveralPartsTheBestIsTaken) {
    const SimSession session;
    d2c::slice::Slice slice = Loud({Over(kPlace, 360.0)});
    slice.carriers.push_back({9, 1, 1997.5e6, 1917.5e6, 5e6, 25, 25, 25, slice.carriers[0].zenith_gas_db});
    for (const auto& knot : std::vector{slice.patterns}) slice.patterns.push_back({1, 9, knot.off_axis_rad, knot.gain_ratio});
    slice.lit_floors = {{0, 100, 3, 1e4 * 1e-2}, {0, 100, 9, 1e4 * 1e-3}};
    D2cChannelHelper helper(SkyOf(slice));
    d2c::slice::Cell cell = CellAt(100, kPlace);
    cell.carriers |= std::uint64_t{1} << 9;
    const auto link = helper.CreateLink(helper.InstallUser(CreateObject<Node>(), 0), cell);
    ASSERT_EQ(link->GetCarrierCount(), 1U);
    EXPECT_EQ(link->GetCarrier(0).carrier, 9);
    EXPECT_NEAR(link->GetDownlinkSinrDb(0), 30.0, 0.01);
}

TEST(BadInput, EveryFaultOfASlicesRowsIsNamed) {
    d2c::slice::Slice slice = MakeSlice({Over(kPlace, 360.0)});
    slice.carriers.push_back(slice.carriers[0]);
    slice.carriers.push_back({4, 0, std::numeric_limits<double>::quiet_NaN(), 1e9, 5e6, 25, 25, 25, 0.0});
    slice.satellites.push_back({7, 99, "none"});
    slice.lit_beams = {Lit(0, 8, 1.0, kPlace), Lit(-1, 100, 1.0, kPlace)};
    const auto sky = D2cSky::Create(std::make_shared<const d2c::slice::Slice>(slice));
    ASSERT_FALSE(sky);
    ASSERT_EQ(sky.faults().size(), 5U);
    EXPECT_EQ(d2c::to_string(sky.faults()[0]), "slice_carrier.carrier: 3: 0 to 63, each once");
    EXPECT_EQ(sky.faults()[2].field, "slice_satellite.payload");
    slice = MakeSlice({Over(kPlace, 360.0)});
    slice.patterns.clear();
    EXPECT_FALSE(D2cSky::Create(std::make_shared<const d2c::slice::Slice>(slice)));
}

TEST(BadInput, NamesThatAreNoneAreFaults) {
    d2c::slice::User user;
    user.channel = "sea";
    EXPECT_EQ(EnvironmentOf(user).faults().at(0).field, "slice_user.channel");
    user.channel = "open";
    user.enclosure = "tent";
    EXPECT_EQ(EnvironmentOf(user).faults().at(0).field, "slice_user.enclosure");
    d2c::slice::Handset handset;
    handset.air_interface = "gsm";
    EXPECT_EQ(HandsetOf(handset).faults().at(0).value, "gsm");
}

}  // namespace
}  // namespace ns3
