// One phone in one beam: against the link budget's own lines, and against derivatives.

#include <gtest/gtest.h>
#include <ns3/boolean.h>
#include <ns3/enum.h>

#include <chrono>

#include "constellation/look.h"
#include "constellation/patterns/aperture.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "handset_phy/link_budget.h"
#include "ns3-modules/d2c-channel/model/d2c-fixed-radio-link.h"
#include "ns3-modules/d2c-channel/test/one-beam.h"
#include "ns3-modules/d2c-mobility/test/sim-session.h"

namespace ns3 {
namespace {

using namespace testing_slice;

/// The lines of handset_phy/link_budget.h for a phone of the slice, from the orbit itself.
struct Oracle {
    d2c::DownlinkBudget down;
    d2c::Db upSnr;
    d2c::Look look;
};

Oracle Budget(const d2c::slice::Slice& slice, const d2c::MeanState& orbit, std::uint32_t satellite, Time at, double patternRatio,
              const d2c::ChannelTable& table) {
    const d2c::Instant utc = kStart + std::chrono::nanoseconds{at.GetNanoSeconds()};
    Oracle oracle;
    const auto position = d2c::position_itrf(orbit, utc);
    oracle.look = d2c::look_at(kPlace, position, d2c::velocity_itrf(orbit, utc));
    const d2c::PathDrawTime time{slice.header.seed, utc};
    const d2c::PathDraw draw = d2c::path_draw(time, d2c::path_draw_word(slice.users[0].draw_id), satellite);
    const double degrees = oracle.look.elevation.in_degrees();
    const bool clear = static_cast<double>(draw.clearness) < time.clearness_below(table.line_of_sight_probability(degrees));
    const d2c::ShadowFading fading = table.shadow_fading(degrees);
    const d2c::slice::Handset& handset = slice.handsets[0];
    d2c::DownlinkInputs in;
    in.eirp_density = {d2c::Dbw{10.0 * std::log10(slice.payloads[0].eirp_w_per_hz)}, d2c::Hertz{1.0}};
    in.bandwidth = d2c::Hertz{4.5e6};
    in.frequency = d2c::Hertz{slice.carriers[0].downlink_hz};
    in.slant_range = oracle.look.slant_range;
    // The scan angle by the law of sines, not by a scalar product.
    const double below = radius(d2c::itrf_of(kPlace)).value / radius(position).value;
    const auto p = d2c::itrf_of(kPlace);
    const double sine =
        (((position.x - p.x).value * p.x.value) + ((position.y - p.y).value * p.y.value) + ((position.z - p.z).value * p.z.value)) /
        (oracle.look.slant_range.value * radius(p).value);
    in.losses.scan = d2c::scan_loss(d2c::Angle::radians(std::asin(below * std::sqrt(std::max(0.0, 1.0 - sine * sine)))),
                                    slice.payloads[0].scan_loss_exponent);
    in.losses.off_axis = d2c::Db{-10.0 * std::log10(patternRatio)};
    in.losses.gas = d2c::gas_loss(in.frequency, oracle.look.elevation);
    in.losses.scintillation = d2c::ionospheric_scintillation_at(in.frequency, kPlace);
    in.losses.shadow = d2c::Db{clear ? fading.sigma_los.value * static_cast<double>(draw.shadow)
                                     : fading.clutter_loss_nlos.value + fading.sigma_nlos.value * static_cast<double>(draw.shadow)};
    in.losses.polarisation = d2c::Db{handset.polarisation_loss_db};
    in.losses.body = d2c::Db{handset.body_loss_db + slice.users[0].grip_loss_db};
    in.antenna_gain = d2c::Dbi{handset.antenna_gain_dbi};
    in.noise_figure = d2c::Db{handset.noise_figure_db};
    oracle.down = d2c::downlink_budget(in);
    d2c::UplinkInputs up;
    up.transmit_power = d2c::Dbm{handset.transmit_power_dbm};
    up.antenna_gain = in.antenna_gain;
    up.frequency = d2c::Hertz{slice.carriers[0].uplink_hz};
    up.slant_range = in.slant_range;
    up.losses = in.losses;
    up.g_over_t = d2c::DbPerKelvin{slice.payloads[0].g_over_t_db_per_k};
    oracle.upSnr = d2c::uplink_snr_in_one_block(up);
    return oracle;
}

struct Pair {
    Ptr<Node> node = CreateObject<Node>();
    std::unique_ptr<D2cChannelHelper> helper;
    Ptr<D2cPhoneChannel> phone;
    Ptr<D2cBeamRadioLink> link;
    Pair(const d2c::slice::Slice& slice, const d2c::slice::Cell& cell) {
        helper = std::make_unique<D2cChannelHelper>(SkyOf(slice));
        phone = helper->InstallUser(node, 0);
        link = helper->CreateLink(phone, cell);
    }
};

TEST(Registration, SizesAreTheCompilersAndTypesAreFoundByName) {
    RegisterD2cChannelTypes();
    EXPECT_EQ(D2cBeamRadioLink::GetTypeId().GetSize(), sizeof(D2cBeamRadioLink));
    EXPECT_EQ(D2cPhoneChannel::GetTypeId().GetSize(), sizeof(D2cPhoneChannel));
    EXPECT_EQ(D2cFixedRadioLink::GetTypeId().GetSize(), sizeof(D2cFixedRadioLink));
    TypeId tid;
    EXPECT_TRUE(TypeId::LookupByNameFailSafe("ns3::D2cBeamRadioLink", &tid));
}

// Oracle: handset_phy/link_budget.h, line by line, on the orbit itself; what is left is the ephemeris' interpolation (millimetres).
TEST(BeamLink, SinrAndRsrpAreTheLinkBudgetsTo0Point01Db) {
    const SimSession session;
    const std::vector<d2c::MeanState> orbits{Over(kPlace, 360.0, -2.0)};
    const d2c::slice::Slice slice = MakeSlice(orbits);
    const Pair pair(slice, CellAt(100, kPlace));
    double spread = 0.0, first = 0.0;
    for (const double s : {0.0, 7.3, 31.0, 59.99}) {
        SimSession::RunUntil(Seconds(s));
        const Oracle oracle = Budget(slice, orbits[0], 100, Seconds(s), 1.0, d2c::ChannelTable::clear(d2c::ChannelEnvironment::kRural));
        EXPECT_NEAR(pair.link->GetDownlinkSinrDb(0), oracle.down.cnr.value + d2c::combine_branches(d2c::Db{0.0}, 2).value, 0.01) << s;
        EXPECT_NEAR(pair.link->GetRsrpDbm(0), oracle.down.rsrp.value, 0.01) << s;
        // Gas and scintillation of the path are those of the downlink, 80 MHz above.
        EXPECT_NEAR(pair.link->GetUplinkSinrInOneBlockDb(0), oracle.upSnr.value, 0.1) << s;
        EXPECT_NEAR(pair.link->GetSlantRange().value, oracle.look.slant_range.value, 0.1);
        if (s == 0.0) first = oracle.down.cnr.value;
        spread = std::max(spread, std::abs(oracle.down.cnr.value - first));
    }
    EXPECT_GT(spread, 0.5) << "otherwise a constant would pass";
}

TEST(BeamLink, AUserInACarBesideTheBeamsMiddleLosesWhatPatternCarAndGripTake) {
    const SimSession session;
    const std::vector<d2c::MeanState> orbits{Over(kPlace, 500.0)};
    d2c::slice::Slice slice = MakeSlice(orbits);
    slice.users[0].grip_loss_db = 3.0;
    const Oracle open = Budget(slice, orbits[0], 100, Seconds(0), 0.6, d2c::ChannelTable::clear(d2c::ChannelEnvironment::kRural));
    // 0.02 rad off the axis, a knot: 0.6 of the gain. Straight below, the aim stands tan(0.02) times the height beside; a degree of
    // longitude is 85,393.6 m there (WGS 84).
    const d2c::Geodetic aim{kPlace.latitude, d2c::Angle::degrees(-100.0 + open.look.slant_range.value * std::tan(0.02) / 85393.6)};
    const Pair pair(slice, CellAt(100, aim));
    const double before = pair.link->GetDownlinkSinrDb(0);
    EXPECT_NEAR(before, open.down.cnr.value + 3.0103, 0.02);
    d2c::PhoneEnvironment car;
    car.enclosure = d2c::Enclosure::kCar;
    pair.phone->SetEnvironment(car, 0.5, d2c::Db{3.0});
    SimSession::RunUntil(MilliSeconds(10));
    // TR 38.901 clause 7.4.3.2: a median of 9 dB.
    EXPECT_NEAR(pair.link->GetDownlinkSinrDb(0), before - 9.0, 0.01);
}

TEST(BeamLink, WithoutLineOfSightClutterComesOnTop) {
    const SimSession session;
    const std::vector<d2c::MeanState> orbits{Over(kPlace, 360.0, -5.0)};
    d2c::slice::Slice slice = MakeSlice(orbits, 300.0);
    slice.users[0].channel = "dense-urban";
    const Pair pair(slice, CellAt(100, kPlace));
    int blocked = 0, clear = 0;
    for (int s = 0; s < 300; s += 5) {
        SimSession::RunUntil(Seconds(s));
        if (!pair.link->IsInView()) continue;
        const Oracle oracle = Budget(slice, orbits[0], 100, Seconds(s), 1.0, d2c::ChannelTable{d2c::ChannelEnvironment::kDenseUrban});
        EXPECT_NEAR(pair.link->GetRsrpDbm(0), oracle.down.rsrp.value, 0.01) << s;
        ++(pair.link->IsClear() ? clear : blocked);
    }
    EXPECT_GT(blocked, 3);
    EXPECT_GT(clear, 3);
}

// Oracle: the delay's own derivative over 2 s: f d(delay)/dt, with the sign turned.
TEST(BeamLink, DopplerIsTheDelaysDerivative) {
    const SimSession session;
    const std::vector<d2c::MeanState> orbits{Over(kPlace, 360.0, -3.0)};
    const Pair pair(MakeSlice(orbits), CellAt(100, kPlace));
    SimSession::RunUntil(Seconds(19));
    const Time before = pair.link->GetDelay();
    SimSession::RunUntil(Seconds(20));
    const double doppler = pair.link->GetDopplerHz();
    SimSession::RunUntil(Seconds(21));
    const Time after = pair.link->GetDelay();
    EXPECT_NEAR(doppler, -1992.5e6 * (after - before).GetSeconds() / 2.0, 20.0);  // the curvature of 2 s, and a nanosecond of 100 us
    EXPECT_GT(doppler, 20e3) << "it approaches";
}

TEST(BeamLink, TheNetworkTakesOutTheBeamsMiddleAndThePhoneItself) {
    const SimSession session;
    const std::vector<d2c::MeanState> orbits{Over(kPlace, 360.0, -3.0)};
    const d2c::Geodetic aim{d2c::Angle::degrees(40.2), kPlace.longitude};
    const Pair pair(MakeSlice(orbits), CellAt(100, aim));
    const d2c::Look middle = d2c::look_at(aim, d2c::position_itrf(orbits[0], kStart), d2c::velocity_itrf(orbits[0], kStart));
    const d2c::Look here = d2c::look_at(kPlace, d2c::position_itrf(orbits[0], kStart), d2c::velocity_itrf(orbits[0], kStart));
    const double seconds = 2.0 * (here.slant_range - middle.slant_range).value / d2c::kSpeedOfLightMPerS;
    ASSERT_GT(std::abs(seconds), 10e-6);
    EXPECT_NEAR(pair.link->GetUplinkTimingError().GetSeconds(), seconds, 5e-9);
    EXPECT_NEAR(pair.link->GetUplinkFrequencyErrorHz(),
                -2.0 * 1992.5e6 * (here.range_rate_m_per_s - middle.range_rate_m_per_s) / d2c::kSpeedOfLightMPerS, 1.0);
    const auto other = pair.helper->CreateLink(pair.phone, CellAt(100, aim));
    other->SetAttribute("PreCompensation", EnumValue(static_cast<int>(d2c::PreCompensation::kPhone)));
    EXPECT_EQ(other->GetUplinkTimingError(), Seconds(0));
    EXPECT_EQ(other->GetUplinkFrequencyErrorHz(), 0.0);
}

TEST(BeamLink, FiguresAreKeptForTheUpdateInterval) {
    const SimSession session;
    const std::vector<d2c::MeanState> orbits{Over(kPlace, 360.0, -3.0)};
    const Pair pair(MakeSlice(orbits), CellAt(100, kPlace));
    const Time first = pair.link->GetDelay();
    SimSession::RunUntil(MilliSeconds(9));
    EXPECT_EQ(pair.link->GetDelay(), first);
    SimSession::RunUntil(MilliSeconds(10));
    EXPECT_NE(pair.link->GetDelay(), first);
    pair.phone->SetAttribute("UpdateInterval", TimeValue(Time{0}));
    const Time second = pair.link->GetDelay();
    SimSession::RunUntil(MilliSeconds(11));
    EXPECT_NE(pair.link->GetDelay(), second);
}

TEST(BeamLink, BelowItsLeastElevationAndOutsideItsRowsASatelliteIsOutOfView) {
    const SimSession session;
    const Pair low(MakeSlice({Over(kPlace, 360.0, 14.0)}), CellAt(100, kPlace));
    EXPECT_FALSE(low.link->IsInView());
    EXPECT_GT(low.link->GetSlantRange().value, 1e6);
    EXPECT_LT(low.link->GetDownlinkSinrDb(0), -200.0);
    const Pair high(MakeSlice({Over(kPlace, 360.0)}), CellAt(100, kPlace));
    EXPECT_TRUE(high.link->IsInView());
    SimSession::RunUntil(Seconds(61));
    EXPECT_FALSE(high.link->IsInView());
}

TEST(BeamLink, LinksThatNobodyAsksScheduleNothing) {
    const SimSession session;
    const std::vector<d2c::MeanState> orbits(200, Over(kPlace, 360.0));
    const Pair pair(MakeSlice(orbits), CellAt(100, kPlace));
    std::vector<Ptr<D2cBeamRadioLink>> links;
    for (std::uint32_t i = 0; i < 200; ++i) links.push_back(pair.helper->CreateLink(pair.phone, CellAt(100 + i, kPlace)));
    SimSession::RunUntil(Seconds(30));
    EXPECT_LE(Simulator::GetEventCount(), 2U) << "the stop, and the node's start";
}

// A train goes towards the satellite's rise: the phone's own speed counts where it is asked for.
TEST(BeamLink, APhonesOwnVelocityCountsWhereAskedFor) {
    const SimSession session;
    d2c::slice::Slice slice = MakeSlice({Over(kPlace, 360.0, -5.0)});
    slice.tracks.clear();
    for (int step = 0; step <= 60; ++step) slice.tracks.push_back({0, step, 40.0 - 0.0009 * step, -100.0, 0.0, "US", false});
    const Pair pair(slice, CellAt(100, kPlace));
    SimSession::RunUntil(Seconds(10));
    const double atRest = pair.link->GetDopplerHz();
    pair.link->SetAttribute("PhoneVelocity", BooleanValue(true));
    SimSession::RunUntil(Seconds(10) + MilliSeconds(10));
    // 100 m/s south, towards a satellite 35 degrees high: 82 m/s of it along the path; the satellite's own 10 ms make under 20 Hz.
    EXPECT_NEAR(pair.link->GetDopplerHz() - atRest, 1992.5e6 * 100.0 * cos(pair.link->GetElevation()) / d2c::kSpeedOfLightMPerS, 40.0);
}

}  // namespace
}  // namespace ns3
