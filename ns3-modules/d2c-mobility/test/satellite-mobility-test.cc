#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ns3/constant-position-mobility-model.h>
#include <ns3/double.h>
#include <ns3/mobility-model.h>
#include <ns3/object-factory.h>
#include <ns3/pointer.h>
#include <ns3/string.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/propagate.h"
#include "constellation/walker.h"
#include "ns3-modules/d2c-mobility/helper/d2c-mobility-helper.h"
#include "ns3-modules/d2c-mobility/model/d2c-satellite-link-channel.h"
#include "ns3-modules/d2c-mobility/model/d2c-satellite-mobility-model.h"
#include "ns3-modules/d2c-mobility/test/sim-session.h"

namespace ns3 {
namespace {

using d2c::Angle;
using d2c::Metres;

const d2c::Instant kEpoch = *d2c::parse_instant("2026-05-30T12:00:00Z");
const d2c::Instant kStart = *d2c::parse_instant("2026-06-01T03:04:05.678901234Z");

d2c::MeanState Orbit() {
    return d2c::circular_state(Metres{6378137.0 + 355940.0}, Angle::degrees(43.0003), Angle::degrees(6.41), Angle::degrees(340.34), kEpoch);
}

Ptr<D2cSatelliteMobilityModel> ByAttributes() {
    ObjectFactory factory("ns3::D2cSatelliteMobilityModel");
    factory.Set("SemiMajorAxis", DoubleValue(6378137.0 + 355940.0));
    factory.Set("Inclination", DoubleValue(43.0003));
    factory.Set("Raan", DoubleValue(6.41));
    factory.Set("ArgumentOfLatitude", DoubleValue(340.34));
    factory.Set("Epoch", StringValue("2026-05-30T12:00:00Z"));
    factory.Set("StartUtc", StringValue("2026-06-01T03:04:05.678901234Z"));
    return factory.Create<D2cSatelliteMobilityModel>();
}

double Distance(const Vector& a, const d2c::Position<d2c::Itrf>& b) {
    return std::hypot(a.x - b.x.value, a.y - b.y.value, a.z - b.z.value);
}

TEST(Registration, TypesAreFoundByNameAndTheirSizeIsTheCompilers) {
    RegisterD2cMobilityTypes();
    TypeId tid;
    ASSERT_TRUE(TypeId::LookupByNameFailSafe("ns3::D2cSatelliteMobilityModel", &tid));
    EXPECT_EQ(tid.GetSize(), sizeof(D2cSatelliteMobilityModel));
    EXPECT_EQ(tid.GetParent(), MobilityModel::GetTypeId());
    ASSERT_TRUE(TypeId::LookupByNameFailSafe("ns3::D2cSatelliteLinkChannel", &tid));
    EXPECT_EQ(tid.GetSize(), sizeof(D2cSatelliteLinkChannel));
    EXPECT_FALSE(TypeId::LookupByNameFailSafe("ns3::D2cNoSuchModel", &tid));
}

TEST(Registration, EveryAttributeHasAHelpText) {
    const TypeId tid = D2cSatelliteMobilityModel::GetTypeId();
    ASSERT_EQ(tid.GetAttributeN(), 8U);
    for (std::size_t i = 0; i < tid.GetAttributeN(); ++i) EXPECT_GT(tid.GetAttribute(i).help.size(), 20U) << tid.GetAttribute(i).name;
}

// Oracle: constellation/'s own function, called here without ns-3.
TEST(SatelliteMobility, PositionsEqualConstellationTo1MillimetreOverTwoRevolutions) {
    const SimSession session;
    const auto satellite = ByAttributes();
    double worstMetres = 0.0;
    for (int s = 0; s <= 11000; s += 10) {
        SimSession::RunUntil(Seconds(s));
        const d2c::Instant at = kStart + std::chrono::seconds{s};
        ASSERT_EQ(satellite->GetUtcNow(), at);
        worstMetres = std::max(worstMetres, Distance(satellite->GetPosition(), d2c::position_itrf(Orbit(), at)));
    }
    RecordProperty("worst_metres", std::to_string(worstMetres));
    EXPECT_LT(worstMetres, 1e-3);
}

// Oracle: central difference of positions over 2 ms: truncation v''' h^2 / 6 is below 1e-8 m/s, rounding 1e-9 m / 2e-3 s = 1e-6 m/s.
TEST(SatelliteMobility, VelocityIsTheDerivativeOfTheEarthFixedPosition) {
    const SimSession session;
    const auto satellite = ByAttributes();
    SimSession::RunUntil(MilliSeconds(99999));
    const Vector before = satellite->GetPosition();
    SimSession::RunUntil(MilliSeconds(100000));
    const Vector velocity = satellite->GetVelocity();
    SimSession::RunUntil(MilliSeconds(100001));
    const Vector after = satellite->GetPosition();
    EXPECT_NEAR(velocity.x, (after.x - before.x) / 2e-3, 1e-4);
    EXPECT_NEAR(velocity.y, (after.y - before.y) / 2e-3, 1e-4);
    EXPECT_NEAR(velocity.z, (after.z - before.z) / 2e-3, 1e-4);
}

TEST(SatelliteMobility, TheFrameIsEarthFixedMetres) {
    const SimSession session;
    const auto satellite = ByAttributes();
    const Vector v = satellite->GetVelocity();
    const Vector p = satellite->GetPosition();
    // Frozen eccentricity (0.001) and J2's short-period terms move the radius by less than 15 km about the mean one.
    EXPECT_NEAR(p.GetLength(), 6378137.0 + 355940.0, 15e3);
    // A circular orbit's inertial speed by Kepler, sqrt(GM / a) = 7694 m/s, is what omega x r adds up to; the same terms move it by less
    // than 0.5 %, the Earth's rotation by 4 %.
    const double inertial = Vector(v.x - d2c::kEarthRotationRadPerS * p.y, v.y + d2c::kEarthRotationRadPerS * p.x, v.z).GetLength();
    EXPECT_NEAR(inertial, std::sqrt(d2c::kEarthGmM3PerS2 / p.GetLength()), 0.005 * inertial);
    EXPECT_GT(std::abs(inertial - v.GetLength()), 100.0) << "an inertial velocity would equal the Earth-fixed one";
}

TEST(SatelliteMobility, AnIdleConstellationSchedulesNoEventAndNeverChangesCourse) {
    const SimSession session;
    const d2c::MeanState orbit = Orbit();
    const NodeContainer nodes = D2cMobilityHelper(kStart).CreateSatellites(std::vector<d2c::MeanState>(1000, orbit));
    int courseChanges = 0;
    const auto satellite = nodes.Get(999)->GetObject<MobilityModel>();
    satellite->TraceConnectWithoutContext("CourseChange",
                                          Callback<void, Ptr<const MobilityModel>>([&](Ptr<const MobilityModel>) { ++courseChanges; }));
    // The nodes' own start-up events (Node::Initialize, one each) are all there is.
    Simulator::Run();
    EXPECT_EQ(Simulator::Now(), Seconds(0));
    EXPECT_LE(Simulator::GetEventCount(), nodes.GetN());
    const std::uint64_t eventsAtRest = Simulator::GetEventCount();
    const Vector before = satellite->GetPosition();
    SimSession::RunUntil(Seconds(10));
    EXPECT_EQ(Simulator::GetEventCount(), eventsAtRest + 1) << "the stop alone";
    EXPECT_GT(CalculateDistance(before, satellite->GetPosition()), 70e3);
    EXPECT_EQ(courseChanges, 0);
}

TEST(SatelliteMobility, AttributesAndMeanStateSayTheSame) {
    const SimSession session;
    const auto satellite = ByAttributes();
    const d2c::MeanState expected = Orbit();
    EXPECT_EQ(satellite->GetMeanState().epoch, expected.epoch);
    EXPECT_DOUBLE_EQ(satellite->GetMeanState().argument_rate_rad_per_s, expected.argument_rate_rad_per_s);
    EXPECT_DOUBLE_EQ(satellite->GetMeanState().raan_rate_rad_per_s, expected.raan_rate_rad_per_s);
    DoubleValue rate;
    satellite->GetAttribute("RaanRate", rate);
    EXPECT_DOUBLE_EQ(rate.Get(), expected.raan_rate_rad_per_s);
    StringValue epoch;
    satellite->GetAttribute("Epoch", epoch);
    EXPECT_EQ(epoch.Get(), "2026-05-30T12:00:00Z");
}

TEST(SatelliteMobility, AnObservedStateKeepsItsRates) {
    const SimSession session;
    const auto node = CreateObject<Node>();
    const d2c::MeanState observed =
        d2c::observed_state(Angle::degrees(43.0003), Angle::degrees(6.41), Angle::degrees(340.34), 15.710358, kEpoch);
    const auto satellite = D2cMobilityHelper(kStart).InstallSatellite(node, observed);
    ASSERT_NE(observed.argument_rate_rad_per_s,
              d2c::circular_state(observed.semi_major_axis, observed.inclination, observed.raan, observed.argument_of_latitude, kEpoch)
                  .argument_rate_rad_per_s)
        << "otherwise this test shows nothing";
    EXPECT_EQ(satellite->GetMeanState().argument_rate_rad_per_s, observed.argument_rate_rad_per_s);
    EXPECT_LT(Distance(node->GetObject<MobilityModel>()->GetPosition(), d2c::position_itrf(observed, kStart)), 1e-3);
}

TEST(SatelliteMobility, AWalkerShellIsInstalledInOrder) {
    const SimSession session;
    d2c::Shell shell;
    shell.altitude = Metres::kilo(525.0);
    shell.inclination = Angle::degrees(53.0);
    shell.planes = 4;
    shell.satellites_per_plane = 6;
    shell.phasing = 1;
    const std::vector<d2c::MeanState> states = d2c::walker_states(shell, kEpoch);
    ASSERT_EQ(states.size(), 24U);
    const NodeContainer nodes = D2cMobilityHelper(kStart).CreateSatellites(states);
    ASSERT_EQ(nodes.GetN(), 24U);
    for (std::uint32_t i = 0; i < 24; ++i)
        EXPECT_LT(Distance(nodes.Get(i)->GetObject<MobilityModel>()->GetPosition(), d2c::position_itrf(states[i], kStart)), 1e-3);
}

TEST(SatelliteMobility, ASecondSimulationInTheProcessGivesTheSamePositions) {
    std::vector<Vector> found;
    for (int run = 0; run < 2; ++run) {
        const SimSession session;
        const auto satellite = ByAttributes();
        SimSession::RunUntil(Seconds(1234.5));
        found.push_back(satellite->GetPosition());
    }
    EXPECT_EQ(found[0], found[1]);
}

// Oracle: EPSG Guidance Note 7-2, 4.1.1 (OGP 373-07-2), the worked example of geographic to geocentric conversion on WGS 84, given to 1 mm.
TEST(Ground, ThePlaceOfEpsgsExampleIsWhereEpsgPutsIt) {
    const d2c::Geodetic place{
        Angle::degrees(53.0 + 48.0 / 60.0 + 33.820 / 3600.0), Angle::degrees(2.0 + 7.0 / 60.0 + 46.380 / 3600.0), {73.0}};
    const Vector position = D2cMobilityHelper::GroundPosition(place);
    EXPECT_NEAR(position.x, 3771793.968, 0.02);  // the example's angles are printed to 0.001", 0.03 m
    EXPECT_NEAR(position.y, 140253.342, 0.02);
    EXPECT_NEAR(position.z, 5124304.349, 0.02);
}

TEST(BadInput, ValuesOutOfRangeAndNaNAreRefused) {
    const SimSession session;
    const auto satellite = ByAttributes();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double axis : {nan, 6378137.0, 5e7, -1.0})
        EXPECT_FALSE(satellite->SetAttributeFailSafe("SemiMajorAxis", DoubleValue(axis))) << axis;
    for (const double angle : {nan, -0.1, 180.1}) EXPECT_FALSE(satellite->SetAttributeFailSafe("Inclination", DoubleValue(angle))) << angle;
    for (const double angle : {nan, 361.0}) {
        EXPECT_FALSE(satellite->SetAttributeFailSafe("Raan", DoubleValue(angle)));
        EXPECT_FALSE(satellite->SetAttributeFailSafe("ArgumentOfLatitude", DoubleValue(angle)));
    }
    for (const char* text : {"", "yesterday", "2026-02-30T00:00:00Z"}) {
        EXPECT_FALSE(satellite->SetAttributeFailSafe("Epoch", StringValue(text))) << text;
        EXPECT_FALSE(satellite->SetAttributeFailSafe("StartUtc", StringValue(text))) << text;
    }
    EXPECT_FALSE(satellite->SetAttributeFailSafe("RaanRate", DoubleValue(0.0))) << "it follows from the orbit";
    EXPECT_EQ(satellite->GetMeanState().epoch, kEpoch) << "a refused value changes nothing";
}

TEST(BadInputDeathTest, SettingAPositionIsFatalAndSaysWhy) {
    EXPECT_DEATH(ByAttributes()->SetPosition(Vector(1, 2, 3)), "a satellite's position follows from its orbit");
}

}  // namespace
}  // namespace ns3
