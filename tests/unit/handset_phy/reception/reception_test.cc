// One path, one carrier, others' beams: against the link budget's lines and closed forms.

#include <gtest/gtest.h>

#include <cmath>

#include "base/constants.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "handset_phy/channel/free_space.h"
#include "handset_phy/link_budget.h"
#include "handset_phy/reception/others.h"
#include "handset_phy/reception/path_gain.h"
#include "handset_phy/reception/receiver.h"

namespace d2c {
namespace {

HandsetClass phone() {
    HandsetClass handset;
    handset.antenna_gain = Dbi{-4.0};
    handset.polarisation_loss = Db{3.0};
    handset.body_loss = Db{1.0};
    handset.noise_figure = Db{7.0};
    handset.transmit_power = Dbm{23.0};
    return handset;
}

const PathDrawTime kTime{5, *parse_instant("2026-06-01T00:00:00Z")};

TEST(PathGain, ItIsTheLinesOfTheBudgetThatComeFromThePath) {
    const PathChannel channel{ChannelTable{ChannelEnvironment::kUrban}, zenith_gas_loss(Hertz::mega(2000.0)),
                              near_loss_table(Enclosure::kCar, Hertz::mega(2000.0), 0.5, Db{2.0})};
    const Angle elevation = Angle::degrees(37.0);
    for (const float shadow : {-1.5f, 0.0f, 2.0f}) {
        for (const bool clear : {false, true}) {
            const PathDraw draw{clear ? 0.0f : 1.999f, shadow};
            const PathGain gain = drawn_path_gain(channel, elevation, Metres::kilo(700.0), draw, kTime);
            EXPECT_EQ(gain.clear, clear);
            const ShadowFading fading = shadow_fading(ChannelEnvironment::kUrban, ChannelBand::kS, elevation);
            const double excess = clear ? fading.sigma_los.value * static_cast<double>(shadow)
                                        : fading.clutter_loss_nlos.value + fading.sigma_nlos.value * static_cast<double>(shadow);
            const double lines = gas_loss(Hertz::mega(2000.0), elevation).value + 9.0 + 2.0 + excess;  // TR 38.901 clause 7.4.3.2: 9 dB
            EXPECT_NEAR(10.0 * std::log10(gain.per_m2), -lines - 20.0 * std::log10(700e3), 1e-5);
        }
    }
    EXPECT_EQ(drawn_path_gain(channel, Angle::degrees(-0.1), Metres::kilo(2700.0), {0.0f, 0.0f}, kTime).per_m2, 0.0);
    EXPECT_EQ(mean_path_gain_per_m2(channel, Angle::degrees(-0.1), Metres::kilo(2700.0)), 0.0);
}

// Oracle: the mean of the drawn gains themselves over 40,000 satellites: shadowing of 4 dB leaves 0.5 % of it.
TEST(PathGain, TheMeanIsThatOfTheDraws) {
    const PathChannel channel{ChannelTable{ChannelEnvironment::kSuburban}, Db{0.04}, NearLossTable{}};
    const Angle elevation = Angle::degrees(50.0);
    double sum = 0.0;
    constexpr std::uint32_t kCount = 40'000;
    for (std::uint32_t s = 0; s < kCount; ++s)
        sum += drawn_path_gain(channel, elevation, Metres::kilo(500.0), path_draw(kTime, path_draw_word(9), s), kTime).per_m2;
    const double mean = mean_path_gain_per_m2(channel, elevation, Metres::kilo(500.0));
    EXPECT_NEAR(sum / kCount / mean, 1.0, 0.02);
}

TEST(PathGain, APlaceNearTheGeomagneticEquatorHasScintillation) {
    const Geodetic quito{Angle::degrees(0.0), Angle::degrees(-78.0)}, madrid{Angle::degrees(40.0), Angle::degrees(-4.0)};
    const Hertz f = Hertz::mega(2000.0);
    EXPECT_NEAR(place_gain(f, quito, Db{0.0}, Db{0.0}), ratio_from_db(-ionospheric_scintillation(f)), 1e-12);
    EXPECT_EQ(place_gain(f, madrid, Db{0.0}, Db{0.0}), 1.0);
    EXPECT_NEAR(place_gain(f, madrid, Db{10.0}, Db{13.0}), ratio_from_db(Db{-3.0}), 1e-12);
}

TEST(Receiver, OneCarrierIsTheLinkBudget) {
    const HandsetClass handset = phone();
    DownlinkInputs in;
    in.eirp_density = {Dbw{34.0}, Hertz::mega(1.0)};
    in.bandwidth = Hertz::mega(4.5);
    in.frequency = Hertz::mega(2185.0);
    in.slant_range = Metres::kilo(800.0);
    in.losses.scan = Db{2.0};
    in.losses.polarisation = handset.polarisation_loss;
    in.losses.body = handset.body_loss;
    in.antenna_gain = handset.antenna_gain;
    in.noise_figure = handset.noise_figure;
    const DownlinkBudget budget = downlink_budget(in);
    CarrierPower power;
    power.eirp_w_per_hz = std::pow(10.0, 3.4) * 1e-6;
    power.gain_at_1m = free_space_gain_at_1m(in.frequency);
    power.steered_per_m2 = ratio_from_db(Db{-2.0}) / (800e3 * 800e3);
    UplinkInputs up;
    up.transmit_power = handset.transmit_power;
    up.antenna_gain = handset.antenna_gain;
    up.frequency = Hertz::mega(1995.0);
    up.slant_range = in.slant_range;
    up.losses = in.losses;
    up.g_over_t = DbPerKelvin{3.0};
    power.uplink_snr_at_1m_db = uplink_snr_at_1m(Dbm{receiver_figures(handset).uplink_eirp_dbm}, up.g_over_t, up.frequency).value;
    const CarrierReception alone = receive_on_carrier(power, receiver_figures(handset));
    EXPECT_NEAR(alone.sinr.value, budget.cnr.value + combine_branches(Db{0.0}, 2).value, 1e-9);
    EXPECT_NEAR(alone.rsrp.value, budget.rsrp.value, 1e-9);
    EXPECT_NEAR(alone.uplink_sinr.value, uplink_snr_in_one_block(up).value, 1e-9);
    // As much from others as the noise: 3 dB less. The uplink alike.
    power.others_w_per_hz = receiver_figures(handset).noise_w_per_hz / receiver_figures(handset).gain;
    power.uplink_others = 1.0;
    const CarrierReception disturbed = receive_on_carrier(power, receiver_figures(handset));
    EXPECT_NEAR((alone.sinr - disturbed.sinr).value, 3.0103, 1e-4);
    EXPECT_EQ(disturbed.rsrp, alone.rsrp);
    EXPECT_NEAR((alone.uplink_sinr - disturbed.uplink_sinr).value, 3.0103, 1e-4);
}

TEST(Receiver, AnglesOfABeam) {
    const Position<Itrf> satellite{{7e6}, {0.0}, {0.0}}, phone{{6.4e6}, {6e5}, {0.0}}, aim{{6.4e6}, {0.0}, {6e5}};
    const BeamAngles angles = beam_angles(satellite, phone, aim);
    EXPECT_NEAR(angles.cos_scan, std::sqrt(0.5), 1e-12);
    EXPECT_NEAR(angles.cos_off_axis, 0.5, 1e-12);
}

TEST(Others, ABeamIsAboveItsFloorOrDark) {
    LitBeamAtPhone beam{2.0, 0.5, 0.01, Metres{100e3}, Metres{50e3}};
    EXPECT_NEAR(above_floor_w_per_hz(beam), 0.98, 1e-12);
    beam.aim_from_phone = Metres{49e3};
    EXPECT_NEAR(above_floor_w_per_hz(beam), -0.02, 1e-12);
    EXPECT_NEAR(density_w_per_hz(0.02, 0.98, 0.5, 0.1), 0.05, 1e-12);
}

TEST(Others, BetweenTwoStepsLinearButNotAcrossABorder) {
    EXPECT_EQ(between_steps(1.0, true, 3.0, true, 0.25), 1.5);
    EXPECT_EQ(between_steps(0.0, false, 3.0, true, 0.25), 3.0);
    EXPECT_EQ(between_steps(1.0, true, 0.0, false, 0.75), 1.0);
    EXPECT_EQ(between_steps(0.0, false, 0.0, false, 0.75), 0.0);
}

TEST(PropagationDelay, LightTakesOneMillisecondFor299Point8Kilometres) {
    EXPECT_EQ(propagation_delay(Metres{299'792.458}).count(), 1'000'000);
}

TEST(Names, OfEnclosuresAndSurroundings) {
    EXPECT_EQ(parse_enclosure("car-metallised"), Enclosure::kCarMetallised);
    EXPECT_FALSE(parse_enclosure("tent"));
    EXPECT_FALSE(parse_surroundings("open")->channel);
    EXPECT_EQ(parse_surroundings("dense-urban")->channel, ChannelEnvironment::kDenseUrban);
    EXPECT_FALSE(parse_surroundings("sea"));
}

}  // namespace
}  // namespace d2c
