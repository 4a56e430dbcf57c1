// Channels in parts: what a part of a carrier is, and where beams that use them stand together.

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "base/constants.h"
#include "constellation/frames.h"
#include "geography/cell.h"
#include "geography/grid/grid.h"
#include "tests/unit/world/plan/samples.h"
#include "world/plan/beam_cost.h"
#include "world/plan/places.h"
#include "world/radio/reception.h"

namespace d2c {
namespace {

PayloadGeneration payload() { return test::payload({"a", "b", "c"}, 48, 68.4); }

Right right(const std::string& band, double low_mhz, double width_mhz) { return test::right(band, band, low_mhz, width_mhz); }

/// A satellite 360 km above a phone; carriers of 5, 20 and, within the latter, 10 MHz.
struct Overhead {
    explicit Overhead(ChannelsConfig channels,
                      std::vector<Right> rights = {right("a", 1990.0, 5.0), right("b", 2180.0, 20.0), right("c", 2190.0, 10.0)}) {
        study.world.channels = channels;
        study.world.acknowledgement_kbps = 60.0;
        fleet.payloads = {payload()};
        fleet.states.push_back(circular_state());
        fleet.payload.push_back(0);
        fleet.in_service_from.push_back(Instant{0});
        fleet.fate.emplace_back();
        HandsetClass phone;
        phone.bands = {"a", "b", "c"};
        phone.maximum_bandwidth = Hertz::mega(25.0);
        study.handsets = {phone};
        spectrum = std::make_unique<SpectrumUse>(SpectrumUse::build(rights, fleet.payloads, study.handsets, channels.parts).value());
        radio = std::make_unique<RadioModel>(RadioModel::build(study, fleet, *spectrum).value());
    }
    static MeanState circular_state() {
        MeanState state{};
        state.semi_major_axis = kWgs84SemiMajorAxis + Metres{360e3};
        return state;
    }
    /// Alone in the sky at the zenith, in the middle of the beam, on those carriers.
    Reception alone(CarrierMask carriers) const {
        SatelliteColumns sky;
        sky.resize(1);
        PhoneColumns phones;
        const Position<Itrf> up = itrf_of({Angle{}, Angle{}, Metres{360e3}}), ground = itrf_of({Angle{}, Angle{}});
        sky.x_itrf_m[0] = up.x.value;
        phones.x_itrf_m.push_back(ground.x.value);
        phones.y_itrf_m.push_back(0.0);
        phones.z_itrf_m.push_back(0.0);
        const std::vector<double> none(spectrum->carrier_count(), 0.0), place(spectrum->carrier_count(), 1.0);
        ReceivedPath path{{sky, 0, 0, 1.0 / (360e3 * 360e3), 0.0, 0.0, 0.0}, *radio, *spectrum, phones, 0, none, place};
        return path.receive(0, carriers);
    }
    Study study;
    Fleet fleet;
    std::unique_ptr<SpectrumUse> spectrum;
    std::unique_ptr<RadioModel> radio;
};

class Parts : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Channels, Parts, testing::Values(3u, 4u, 7u));

TEST_P(Parts, OfAllCarriersTogetherAreTheWhole) {
    const Overhead whole{{}}, cut{{ChannelReuse::kPattern, GetParam()}};
    const SpectrumUse& s = *cut.spectrum;
    ASSERT_EQ(s.carrier_count(), 3u * GetParam());
    CarrierMask all = 0;
    double hertz = 0.0, watts = 0.0;
    for (unsigned part = 0; part < GetParam(); ++part) {
        EXPECT_EQ(all & s.of_part(part), 0u);
        all |= s.of_part(part);
        hertz += s.total_occupied_bandwidth(s.of_part(part)).value;
        watts += beam_power_w(s, cut.radio->payloads[0], s.of_part(part));
        EXPECT_EQ(s.moved_to(s.of_part(0), part), s.of_part(part));
        EXPECT_EQ(s.on_first_parts(s.of_part(part)), s.of_part(0));
    }
    EXPECT_EQ(all, s.of_handset(0));
    EXPECT_EQ(all, s.of_payload(0));
    EXPECT_NEAR(hertz / whole.spectrum->total_occupied_bandwidth(7).value, 1.0, 1e-12);
    EXPECT_NEAR(watts / beam_power_w(*whole.spectrum, whole.radio->payloads[0], 7), 1.0, 1e-12);
}

/// Oracle: common spectrum of the two intervals over that of the victim, worked out from the edges of the rights.
TEST_P(Parts, OverlapWhereTheirSpectrumDoes) {
    const Overhead cut{{ChannelReuse::kPattern, GetParam()}};
    const double edges[3][2] = {{1990.0, 5.0}, {2180.0, 20.0}, {2190.0, 10.0}};
    for (unsigned v = 0; v < 3 * GetParam(); ++v) {
        for (unsigned i = 0; i < 3 * GetParam(); ++i) {
            const auto low = [&](unsigned k) { return edges[k % 3][0] + edges[k % 3][1] * (k / 3) / GetParam(); };
            const double width_v = edges[v % 3][1] / GetParam(), width_i = edges[i % 3][1] / GetParam();
            const double common = std::min(low(v) + width_v, low(i) + width_i) - std::max(low(v), low(i));
            EXPECT_NEAR(cut.spectrum->overlap(v, i), std::max(0.0, common) / width_v, 1e-6);
        }
    }
}

/// Limited by noise, at the same EIRP density: a part of N carries an N-th. For 3 and 7 the middle part has the carrier's own centre.
TEST_P(Parts, OfALoneBeamCarryAnNthOfTheRate) {
    const Overhead whole{{}}, cut{{ChannelReuse::kPattern, GetParam()}};
    const CarrierMask chosen = whole.spectrum->aggregated(7, 0);
    EXPECT_EQ(cut.spectrum->aggregated(7, 0), chosen) << "a phone tunes to whole channels";
    const Reception one = whole.alone(chosen), part = cut.alone(cut.spectrum->moved_to(chosen, GetParam() / 2));
    EXPECT_NEAR(part.sinr_db, one.sinr_db, GetParam() == 4 ? 0.02 : 1e-5);
    EXPECT_NEAR(part.downlink_bps * GetParam() / one.downlink_bps, 1.0, GetParam() == 4 ? 0.02 : 1e-9);
    EXPECT_NEAR(part.uplink_blocks * GetParam() / one.uplink_blocks, 1.0, 1e-9);
}

TEST(Channels, ABeamUnitIsTakenWhole) {  // units of 5 MHz: 1.67 of 5 MHz, 6.67 of 20 MHz
    const Overhead cut{{ChannelReuse::kPattern, 3}};
    EXPECT_EQ(beam_units_of(*cut.spectrum, cut.radio->payloads[0], 1), 1);
    EXPECT_EQ(beam_units_of(*cut.spectrum, cut.radio->payloads[0], 2), 2);
}

TEST(Channels, MorePartsThanAWordHoldsAreAFault) {
    std::vector<Right> rights;
    for (int i = 0; i < 10; ++i) rights.push_back(right("a", 1900.0 + 5.0 * i, 5.0));
    const std::vector<PayloadGeneration> payloads{payload()};
    const auto use = SpectrumUse::build(rights, payloads, {}, 7);
    ASSERT_FALSE(use);
    EXPECT_EQ(to_string(use.faults().front()), "world.channels: 10 distinct carriers in 7 parts: at most 64 parts of carriers in all");
    EXPECT_TRUE(SpectrumUse::build(rights, payloads, {}, 4));
}

double distance_m(const AimPoint& a, const AimPoint& b) {
    return std::hypot(a.x_itrf_m - b.x_itrf_m, a.y_itrf_m - b.y_itrf_m, a.z_itrf_m - b.z_itrf_m);
}

/// The fine cells of a cell of order 4 near the equator: 166,000 km2.
struct Ground {
    Ground() {
        const CellId cell = Grid{4}.cell_of({Angle::degrees(10.0), Angle::degrees(20.0)});
        for (std::int64_t i = 0; i < 1024; ++i) {
            fine.push_back(first_child(cell, kFineOrder) + i);
            cumulative.push_back(static_cast<double>(i + 1));
        }
    }
    std::vector<std::int64_t> fine;
    std::vector<double> cumulative;
    double area_km2 = kEarthSurfaceKm2 / 3072.0;
};

/// Random placing until hardly any fits, against the model's number of beams per area.
TEST_P(Parts, OfDynamicChannelsPlaceTheBeamsThatTheModelSays) {
    const Overhead world{{ChannelReuse::kDynamic, GetParam()}};
    const PayloadRadio& radio = world.radio->payloads[0];
    const Ground ground;
    BeamPlaces places{ground.fine, ground.cumulative, {radio.reuse_distance_m, radio.apart_m, GetParam()}, 1, 5, 0};
    const auto list = places.first(100000);
    for (std::size_t a = 0; a < list.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            EXPECT_GE(distance_m(list[a], list[b]), list[a].part == list[b].part ? radio.reuse_distance_m : radio.apart_m);
        }
    }
    const double said = radio.beams_per_km2 * ground.area_km2;
    std::printf("%u parts: %zu beams placed, %.0f said\n", GetParam(), list.size(), said);
    // Given up a little before nothing fits.
    EXPECT_GT(static_cast<double>(list.size()), 0.75 * said);
    EXPECT_LT(static_cast<double>(list.size()), 1.05 * said);
}

TEST_P(Parts, OfAPatternPlaceBeamsInItsHexagons) {
    const Overhead world{{ChannelReuse::kPattern, GetParam()}};
    const PayloadRadio& radio = world.radio->payloads[0];
    const Ground ground;
    BeamPlaces places{
        ground.fine, ground.cumulative, {radio.reuse_distance_m, radio.apart_m, GetParam(), radio.hexagons.get(), nullptr}, 1, 5, 0};
    const auto list = places.first(100000);
    for (std::size_t a = 0; a < list.size(); ++a) {
        const HexPattern::Hexagon own =
            radio.hexagons->at(geodetic_of({Metres{list[a].x_itrf_m}, Metres{list[a].y_itrf_m}, Metres{list[a].z_itrf_m}}));
        EXPECT_EQ(own.colour, list[a].part);
        for (std::size_t b = 0; b < a; ++b) {
            const double pitches = list[a].part == list[b].part ? std::sqrt(GetParam()) : 1.0;
            EXPECT_GE(distance_m(list[a], list[b]), 0.94 * pitches * radio.footprint_diameter_m);
        }
    }
    // All hexagons together, but for the last few per cent, at which all draws of a row hit what is taken; those on the edge count whole.
    const double hexagons = ground.area_km2 / radio.footprint_area_km2;
    EXPECT_GT(static_cast<double>(list.size()), 0.9 * hexagons);
    EXPECT_LT(static_cast<double>(list.size()), 1.2 * hexagons);
    EXPECT_NEAR(radio.beams_per_km2 * ground.area_km2, hexagons, 1e-6 * hexagons);
}

}  // namespace
}  // namespace d2c
