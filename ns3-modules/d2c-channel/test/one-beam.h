#pragma once
// A slice of one place and few satellites, its rows made by hand.

#include <cmath>
#include <numbers>
#include <stdexcept>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/propagate.h"
#include "constellation/walker.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "ns3-modules/d2c-channel/helper/d2c-channel-helper.h"

namespace ns3::testing_slice {

inline const d2c::Instant kStart = *d2c::parse_instant("2026-06-01T00:00:00Z");

/// A satellite that stands `kilometres` over a place at `kStart`, plus an angle along its orbit.
inline d2c::MeanState Over(const d2c::Geodetic& place, double kilometres, double aheadDeg = 0.0) {
    const d2c::Position<d2c::Itrf> p = d2c::itrf_of(place);
    const double geocentric = std::atan2(p.z.value, std::hypot(p.x.value, p.y.value));
    // On a polar orbit the node is at the place's meridian and the argument of latitude is its geocentric latitude.
    return d2c::circular_state(d2c::Metres{d2c::kWgs84SemiMajorAxis.value + kilometres * 1e3}, d2c::Angle::degrees(90.0),
                               place.longitude + d2c::gmst_iau82(kStart), d2c::Angle::radians(geocentric) + d2c::Angle::degrees(aheadDeg),
                               kStart);
}

inline const d2c::Geodetic kPlace{d2c::Angle::degrees(40.0), d2c::Angle::degrees(-100.0), {0.0}};

/// `seconds` of ephemeris, and a phone that stands at kPlace.
inline d2c::slice::Slice MakeSlice(const std::vector<d2c::MeanState>& satellites, double seconds = 60.0) {
    d2c::slice::Slice s;
    s.header.start = kStart;
    s.header.duration_s = seconds;
    s.header.network_step_s = 15.0;
    s.header.seed = 7;
    s.carriers.push_back({3, 0, 1992.5e6, 1912.5e6, 5e6, 25, 25, 25, d2c::zenith_gas_loss(d2c::Hertz{1992.5e6}).value});
    d2c::slice::Payload payload;
    payload.payload = 1;
    payload.generation = "test";
    payload.eirp_w_per_hz = 2.5e-3;
    payload.scan_loss_exponent = 1.2;
    payload.least_sin_elevation = std::sin(20.0 * std::numbers::pi / 180.0);
    payload.g_over_t_db_per_k = 6.0;
    s.payloads.push_back(payload);
    s.patterns = {{1, 3, 0.0, 1.0}, {1, 3, 0.02, 0.6}, {1, 3, 0.05, 0.02}, {1, 3, 0.2, 1e-3}};
    for (std::uint32_t i = 0; i < satellites.size(); ++i) {
        s.satellites.push_back({100 + i, 1, "S" + std::to_string(i)});
        for (int step = 0; step * s.header.ephemeris_step_s <= seconds; ++step) {
            const d2c::Instant at = kStart + d2c::nanoseconds_from_seconds(step * s.header.ephemeris_step_s);
            const auto p = d2c::position_itrf(satellites[i], at);
            const auto v = d2c::velocity_itrf(satellites[i], at);
            s.ephemeris.push_back({100 + i, step, p.x.value, p.y.value, p.z.value, v.x.value, v.y.value, v.z.value});
        }
    }
    d2c::slice::Handset handset;
    handset.handset = "phone";
    handset.air_interface = "lte";
    handset.maximum_bandwidth_hz = 20e6;
    handset.receive_branches = 2;
    handset.antenna_gain_dbi = -3.0;
    handset.polarisation_loss_db = 3.0;
    handset.body_loss_db = 0.5;
    handset.noise_figure_db = 7.0;
    handset.transmit_power_dbm = 23.0;
    s.handsets.push_back(handset);
    d2c::slice::User user;
    user.handset = "phone";
    user.draw_id = 4711;
    user.channel = "open";
    s.users.push_back(user);
    s.tracks.push_back({0, 0, kPlace.latitude.in_degrees(), kPlace.longitude.in_degrees(), 0.0, "US", false});
    return s;
}

/// A beam of a satellite aimed at a place.
inline d2c::slice::Cell CellAt(std::uint32_t satellite, const d2c::Geodetic& aim) {
    d2c::slice::Cell cell;
    cell.satellite = satellite;
    cell.beam = 5;
    cell.carriers = std::uint64_t{1} << 3;
    const auto p = d2c::itrf_of(aim);
    cell.aim_x_m = p.x.value;
    cell.aim_y_m = p.y.value;
    cell.aim_z_m = p.z.value;
    cell.remaining_s = 60.0;
    cell.lit_share = 1.0;
    return cell;
}

inline std::shared_ptr<const D2cSky> SkyOf(d2c::slice::Slice slice) {
    auto sky = D2cSky::Create(std::make_shared<const d2c::slice::Slice>(std::move(slice)));
    if (!sky) throw std::invalid_argument{d2c::to_string(sky.faults().front())};
    return *sky;
}

}  // namespace ns3::testing_slice
