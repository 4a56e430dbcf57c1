// The world engine's columns and handset_phy/reception/ are one physics: what a traveller sights, computed again path by path.

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "constellation/frames.h"
#include "constellation/look.h"
#include "constellation/patterns/aperture.h"
#include "constellation/patterns/chord_pattern.h"
#include "handset_phy/reception/others.h"
#include "handset_phy/reception/path_gain.h"
#include "handset_phy/reception/receiver.h"
#include "tests/unit/world/world_fixture.h"
#include "world/journey/around/surroundings.h"

namespace d2c {
namespace {

/// As a slice has it: 400 knots to the near angle.
ChordPattern few_knots(const RadioModel& radio, std::size_t payload, std::size_t carrier) {
    std::vector<std::pair<Angle, double>> knots;
    const double last = radio.payloads[payload].near_angle_rad;
    for (int i = 0; i <= 400; ++i) {
        const double angle = last * i / 400.0;
        knots.emplace_back(Angle::radians(angle), radio.relative_gain(payload, carrier, std::cos(angle)));
    }
    return ChordPattern{knots};
}

class PureReceptionOf : public testing::TestWithParam<const char*> {};

TEST_P(PureReceptionOf, ASightingIsThatOfThePureFunctions) {
    const SmallWorld small = small_world("video-anywhere.yaml", {"geography.grid_order=4", "run.windows_per_quarter=10", "run.step_s=30"});
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const RadioModel& radio = world.radio;
    const auto& places = world.study->geography.places;
    const auto found = std::find_if(places.begin(), places.end(), [](const Place& p) { return p.id == GetParam(); });
    ASSERT_NE(found, places.end());
    std::uint32_t spot = 0;
    while (world.phones.spots[spot].place != static_cast<std::size_t>(found - places.begin())) ++spot;
    const std::uint64_t draw_id = world.phones.columns.draw_id[spot * kPhonesPerSpot];
    const Jurisdiction jurisdiction = world.phones.spots[spot].jurisdiction;
    const std::size_t handset = world.study->handsets.size() - 1;
    const HandsetClass& phone_class = world.study->handsets[handset];
    const ReceiverFigures phone = receiver_figures(phone_class);
    const Instant start = middle_of(Quarter::of(2029, 3));
    const BeamLayout layout{world, BeamMotion::kEarthFixed};
    std::size_t compared = 0, disturbed = 0, blocked = 0;
    for (std::uint32_t row = 0; row < radio.environments.size(); row += 3) {
        const EnvironmentRadio& environment = radio.environments[row];
        Surroundings around{world, layout, {handset, row, draw_id, [&](Instant) { return Whereabouts{found->location, jurisdiction}; }}};
        around.begin(start);
        around.advance(std::nullopt);
        const PathChannel channel{environment.channel, radio.zenith_gas.front(),
                                  environment.near_loss_db.empty() ? NearLossTable{} : environment.near_loss_db.front()};
        const Geodetic place{found->location.latitude, found->location.longitude};
        const Position<Itrf> here = itrf_of(place);
        std::vector<double> place_ratio;
        for (std::size_t k = 0; k < radio.downlink.size(); ++k)
            place_ratio.push_back(place_gain(radio.downlink[k], place, Db{environment.near_loss(0, kPlaceElevationDeg)},
                                             Db{environment.near_loss(k, kPlaceElevationDeg)}));
        for (const double after_s : {0.0, 5.0, 11.0, 17.0, 23.0, 29.0}) {
            const Instant at = around.before().at + nanoseconds_from_seconds(after_s);
            const PathDrawTime time{world.seed, at};
            for (const Offer& offer : around.at(at)) {
                const MeanState& state = world.fleet.states[offer.satellite];
                const Look look = look_at(place, position_itrf(state, at), velocity_itrf(state, at));
                if (look.elevation.in_degrees() > 75.0) continue;  // the columns' bins are coarse there
                const PathDraw draw = path_draw(time, path_draw_word(draw_id), offer.satellite);
                const double below = time.clearness_below(environment.channel.line_of_sight_probability(look.elevation.in_degrees()));
                if (std::abs(static_cast<double>(draw.clearness) - below) < 0.01) continue;  // a bin's middle may see it otherwise
                const PathGain path = drawn_path_gain(channel, look.elevation, look.slant_range, draw, time);
                const Position<Itrf> aim{here.x + Metres{offer.seen.aim_x_m}, here.y + Metres{offer.seen.aim_y_m},
                                         here.z + Metres{offer.seen.aim_z_m}};
                const BeamAngles angles = beam_angles(position_itrf(state, at), here, aim);
                const std::size_t p = offer.seen.payload;
                const CarrierMask open =
                    world.spectrum.open_at(jurisdiction, at) & world.spectrum.of_handset(handset) & world.spectrum.of_payload(p);
                double best_db = -1e9, rsrp = 0.0, uplink = 0.0;
                for (CarrierMask left = open; left != 0; left &= left - 1) {
                    const auto k = static_cast<std::size_t>(std::countr_zero(left));
                    CarrierPower power;
                    power.eirp_w_per_hz = radio.payloads[p].eirp_w_per_hz;
                    power.gain_at_1m = free_space_gain_at_1m(radio.downlink[k]);
                    power.steered_per_m2 = path.per_m2 * scan_gain_ratio(angles.cos_scan, radio.payloads[p].scan_loss_exponent) *
                                           few_knots(radio, p, k).gain_ratio_of_cosine(angles.cos_off_axis) * place_ratio[k];
                    for (std::size_t j = 0; j < radio.downlink.size(); ++j) {
                        const double between = between_steps(around.before().interference_w_per_hz[j], true,
                                                             around.after().interference_w_per_hz[j], true, after_s / 30.0);
                        if ((world.spectrum.overlapping(k) >> j & 1) != 0)
                            power.others_w_per_hz += world.spectrum.overlap(k, j) * between * place_ratio[j];
                    }
                    power.uplink_snr_at_1m_db =
                        uplink_snr_at_1m(Dbm{phone.uplink_eirp_dbm}, DbPerKelvin{radio.payloads[p].g_over_t_db_per_k}, radio.uplink[k])
                            .value;
                    const CarrierReception reception = receive_on_carrier(power, phone);
                    disturbed += power.others_w_per_hz * phone.gain > phone.noise_w_per_hz ? 1 : 0;
                    if (k == offer.seen.reception.uplink_carrier) uplink = reception.uplink_sinr.value;
                    if (reception.sinr.value <= best_db) continue;
                    best_db = reception.sinr.value;
                    rsrp = reception.rsrp.value;
                }
                EXPECT_NEAR(best_db, static_cast<double>(offer.seen.reception.sinr_db) + phone.branches_db, 0.05)
                    << row << ' ' << look.elevation.in_degrees();
                EXPECT_NEAR(rsrp, static_cast<double>(offer.seen.reception.rsrp_dbm), 0.05);
                EXPECT_NEAR(uplink, offer.seen.reception.uplink_snr_db, 0.05);
                ++compared;
                blocked += path.clear ? 0 : 1;
            }
        }
    }
    RecordProperty("compared", std::to_string(compared));
    EXPECT_GT(compared, 15U);
    EXPECT_GT(blocked, 0U);
    EXPECT_GT(disturbed, 0U);
}
INSTANTIATE_TEST_SUITE_P(Places, PureReceptionOf, testing::Values("atacama-paranal", "marsabit"));

}  // namespace
}  // namespace d2c
