// Satellites and phones on rows: where they are, and that they cost nothing.

#include <gtest/gtest.h>
#include <ns3/constant-position-mobility-model.h>
#include <ns3/double.h>

#include <chrono>
#include <cmath>

#include "constellation/frames.h"
#include "constellation/propagate.h"
#include "constellation/walker.h"
#include "ns3-modules/d2c-mobility/helper/d2c-mobility-helper.h"
#include "ns3-modules/d2c-mobility/helper/d2c-slice-mobility-helper.h"
#include "ns3-modules/d2c-mobility/model/d2c-beam-aim-mobility-model.h"
#include "ns3-modules/d2c-mobility/model/d2c-satellite-mobility-model.h"
#include "ns3-modules/d2c-mobility/test/sim-session.h"

namespace ns3 {
namespace {

using d2c::Angle;
using d2c::Metres;

const d2c::Instant kStart = *d2c::parse_instant("2026-06-01T00:00:00Z");

d2c::MeanState Orbit() {
    return d2c::circular_state(Metres::kilo(6378.137 + 360.0), Angle::degrees(53.0), Angle::degrees(30.0), Angle::degrees(40.0), kStart);
}

d2c::slice::Slice Rows(int satellites, int count) {
    d2c::slice::Slice slice;
    slice.header.start = kStart;
    const d2c::MeanState orbit = Orbit();
    for (int step = 0; step < count; ++step) {
        const d2c::Instant at = kStart + std::chrono::seconds{10 * step};
        const auto p = d2c::position_itrf(orbit, at);
        const auto v = d2c::velocity_itrf(orbit, at);
        for (int s = 0; s < satellites; ++s)
            slice.ephemeris.push_back(
                {static_cast<std::uint32_t>(s), step, p.x.value, p.y.value, p.z.value, v.x.value, v.y.value, v.z.value});
    }
    slice.tracks = {{3, 0, 60.0, 10.0, 0.0, "NO", false},
                    {3, 1, 60.001, 10.0, 0.0, "NO", false},
                    {3, 2, 60.002, 10.0, 0.0, "NO", false},
                    {5, 0, 1.0, 2.0, 30.0, "XZ", false}};
    return slice;
}

TEST(Rows, SizesAreTheCompilers) {
    RegisterD2cMobilityTypes();
    EXPECT_EQ(D2cEphemerisMobilityModel::GetTypeId().GetSize(), sizeof(D2cEphemerisMobilityModel));
    EXPECT_EQ(D2cTrackMobilityModel::GetTypeId().GetSize(), sizeof(D2cTrackMobilityModel));
    EXPECT_EQ(D2cBeamAimMobilityModel::GetTypeId().GetSize(), sizeof(D2cBeamAimMobilityModel));
}

// Oracle: the orbit itself.
TEST(Rows, ASatelliteOnRowsIsWhereItsOrbitPutsIt) {
    const SimSession session;
    D2cSliceMobilityHelper helper(Rows(1, 13));
    const auto satellite = helper.GetSatellite(0);
    for (const double s : {0.0, 3.3, 60.0, 119.9}) {
        SimSession::RunUntil(Seconds(s));
        const auto p = d2c::position_itrf(Orbit(), kStart + d2c::nanoseconds_from_seconds(s));
        const Vector here = satellite->GetPosition();
        EXPECT_LT(std::hypot(here.x - p.x.value, here.y - p.y.value, here.z - p.z.value), 1e-3) << s;
        EXPECT_TRUE(satellite->IsCovered());
    }
    const Vector last = satellite->GetPosition();
    SimSession::RunUntil(Seconds(130));
    EXPECT_FALSE(satellite->IsCovered());
    EXPECT_LT(CalculateDistance(last, satellite->GetPosition()), 1e3) << "it keeps its last row's position";
}

TEST(Rows, TwoThousandIdleSatellitesScheduleNothing) {
    const SimSession session;
    const d2c::slice::Slice slice = Rows(2000, 3);
    D2cSliceMobilityHelper helper(slice);
    for (std::uint32_t s = 0; s < 2000; ++s) EXPECT_EQ(helper.GetSatellite(s), helper.GetSatellite(s));
    SimSession::RunUntil(Seconds(20));
    EXPECT_EQ(Simulator::GetEventCount(), 1U) << "the stop";
}

TEST(Rows, APhoneGoesFromSampleToSample) {
    const SimSession session;
    D2cSliceMobilityHelper helper(Rows(1, 2));
    const auto node = CreateObject<Node>(), other = CreateObject<Node>();
    const auto phone = helper.InstallUser(node, 3);
    EXPECT_EQ(node->GetObject<MobilityModel>(), phone);
    helper.InstallUser(other, 5);
    SimSession::RunUntil(MilliSeconds(1500));
    EXPECT_NEAR(phone->GetPlace().latitude.in_degrees(), 60.0015, 1e-9);
    // 0.001 degrees of a meridian at 60 degrees north: a(1-e2)/(1-e2 sin2)^1.5 = 6382.7 km of radius, 111.4 m.
    EXPECT_NEAR(phone->GetVelocity().GetLength(), 111.4, 0.1);
    EXPECT_NEAR(phone->GetPlaceAt(Seconds(0)).latitude.in_degrees(), 60.0, 1e-12);
    const auto place = d2c::geodetic_of({{other->GetObject<MobilityModel>()->GetPosition().x},
                                         {other->GetObject<MobilityModel>()->GetPosition().y},
                                         {other->GetObject<MobilityModel>()->GetPosition().z}});
    EXPECT_NEAR(place.height.value, 30.0, 1e-6);
    EXPECT_EQ(other->GetObject<MobilityModel>()->GetVelocity().GetLength(), 0.0);
}

TEST(Rows, APhoneOnARouteIsWhereTheRouteSays) {
    const SimSession session;
    d2c::RouteConfig config;
    config.id = "test";
    config.carrier = d2c::Conveyance::kShip;
    config.waypoints = {{"a", "", {Angle::degrees(0.0), Angle::degrees(179.5)}, d2c::MetresPerSecond{10.0}, 0.0},
                        {"b", "", {Angle::degrees(0.0), Angle::degrees(-179.5)}, {}, 0.0}};
    std::vector<d2c::RouteFault> faults;
    auto route = d2c::Route::make(config, faults);
    ASSERT_TRUE(route);
    const auto shared = std::make_shared<const d2c::Route>(*route);
    const auto phone = CreateObject<D2cTrackMobilityModel>();
    phone->SetRoute(shared, Seconds(1000));
    SimSession::RunUntil(Seconds(500));
    EXPECT_EQ(phone->GetPlace().longitude.in_degrees(), shared->at(1500.0).place.longitude.in_degrees());
    EXPECT_NEAR(phone->GetVelocity().GetLength(), 10.0, 0.01);
}

// Oracle: the angle at the satellite between the beam's axis and the place, which a hexagon bounds: pitch / sqrt 3 from its middle.
TEST(BeamAim, ABeamThatGoesWithItsSatelliteIsLeftBehindByThePlace) {
    const SimSession session;
    const auto node = CreateObject<Node>();
    const auto satellite = D2cMobilityHelper(kStart).InstallSatellite(node, Orbit());
    const auto below = d2c::geodetic_of(d2c::position_itrf(Orbit(), kStart));
    const auto ground = CreateObject<ConstantPositionMobilityModel>();
    ground->SetPosition(D2cMobilityHelper::GroundPosition({below.latitude + Angle::degrees(1.0), below.longitude}));
    const auto aim = CreateObject<D2cBeamAimMobilityModel>();
    aim->SetAttribute("PitchOverAltitude", DoubleValue(0.1));
    aim->SetEnds(satellite, ground);
    const auto beam = aim->FindBeam();
    ASSERT_TRUE(beam);
    aim->SetBeam(*beam);
    const double range = satellite->GetDistanceFrom(ground);
    const double off = CalculateDistance(aim->GetPosition(), ground->GetPosition()) / range;
    EXPECT_LT(off, 0.1 / std::sqrt(3.0));
    SimSession::RunUntil(Seconds(10));
    // 73 km on: two pitches of 36 km.
    EXPECT_NE(aim->FindBeam(), beam);
    EXPECT_GT(CalculateDistance(aim->GetPosition(), ground->GetPosition()), 40e3);
    EXPECT_EQ(aim->GetVelocity(), satellite->GetVelocity());
}

TEST(BadInputDeathTest, WhatHasNoRowsIsNamed) {
    const d2c::slice::Slice slice = Rows(1, 2);
    EXPECT_DEATH(D2cSliceMobilityHelper{slice}.GetSatellite(9), "slice_ephemeris: satellite 9 has no rows");
    EXPECT_DEATH(D2cSliceMobilityHelper{slice}.InstallUser(CreateObject<Node>(), 9), "slice_track: user 9 has no rows");
    EXPECT_DEATH(CreateObject<D2cTrackMobilityModel>()->SetPosition({1, 2, 3}), "a phone's position follows from its way");
    EXPECT_DEATH(CreateObject<D2cTrackMobilityModel>()->GetPlace(), "neither samples nor a route");
}

}  // namespace
}  // namespace ns3
