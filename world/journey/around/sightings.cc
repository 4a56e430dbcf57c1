#include "world/journey/around/sightings.h"

#include <algorithm>
#include <cmath>

#include "base/float_math.h"
#include "world/plan/remaining.h"

namespace d2c {
namespace {

/// Of a satellite seen from a point at rest [m/s].
double range_rate(const Displacement<Itrf>& to, const Velocity<Itrf>& v) {
    return (to.x.value * v.x.value + to.y.value * v.y.value + to.z.value * v.z.value) / norm(to).value;
}

}  // namespace

void Sightings::measure(Instant at, const LocalWorld& local, const WindowRun& run, std::span<const std::uint16_t> rows) {
    const Sky& sky = run.sky();
    const PhoneColumns& phones = local.model().phones.columns;
    const std::size_t phone = local.phone(), padded = sky::padded(rows.size());
    now_.resize(rows.size());
    satellite_.assign(padded, 0);
    for (auto* column : {&sine_, &range2_m2_, &along_nadir_m_}) column->assign(padded, 1.0f);
    gain_log2_.resize(padded);
    strength_db_.resize(padded);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        satellite_[i] = sky.satellites[rows[i]];
        const MeanState& state = world_->fleet.states[satellite_[i]];
        const Position<Itrf> p = position_itrf(state, at);
        const Velocity<Itrf> v = velocity_itrf(state, at);
        now_.x_itrf_m[i] = p.x.value;
        now_.y_itrf_m[i] = p.y.value;
        now_.z_itrf_m[i] = p.z.value;
        now_.vx_itrf_m_per_s[i] = v.x.value;
        now_.vy_itrf_m_per_s[i] = v.y.value;
        now_.vz_itrf_m_per_s[i] = v.z.value;
        const Sight seen = sight(phones, phone, now_, i);
        sine_[i] = static_cast<float>(seen.sin_elevation);
        range2_m2_[i] = static_cast<float>(seen.range_m2);
    }
    float least = 1.0f;
    for (const PayloadRadio& payload : world_->radio.payloads) least = std::min(least, static_cast<float>(payload.least_sin_elevation));
    const std::uint32_t environment = local.model().phones.spots[local.spot()].environment;
    const sky::ChannelColumns& channel = world_->radio.columns[environment];
    const PathDrawTime time{world_->seed, at};
    sky::kernels().serve({satellite_.data(), sine_.data(), range2_m2_.data(), along_nadir_m_.data(), least, 0.0f, 0.0f, padded}, time,
                         path_draw_word(phones.draw_id[phone]), channel, sky::ClearnessColumn{channel, time}, gain_log2_.data(),
                         strength_db_.data());
    place_gain_.resize(world_->spectrum.carrier_count());
    place_gains(world_->radio, phones, phone, world_->radio.environments[environment], place_gain_);
}

std::span<const Sighting> Sightings::at(Instant at, const LocalWorld& local, const WindowRun& run, std::size_t handset,
                                        std::span<const std::uint16_t> rows, std::span<const double> interference,
                                        std::optional<BeamOf> serving) {
    measure(at, local, run, rows);
    seen_.clear();
    const PhoneColumns& phones = local.model().phones.columns;
    const std::size_t phone = local.phone(), a = run.plan().row_of(local.spot());
    const Geodetic place{Angle::degrees(phones.latitude_deg[phone]), Angle::degrees(phones.longitude_deg[phone])};
    const Position<Itrf> here{Metres{phones.x_itrf_m[phone]}, Metres{phones.y_itrf_m[phone]}, Metres{phones.z_itrf_m[phone]}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t p = run.sky().payload[rows[i]];
        const PayloadRadio& payload = world_->radio.payloads[p];
        const CarrierMask used = run.plan().used(a, handset, p);
        if (used == 0 || !(sine_[i] >= static_cast<float>(payload.least_sin_elevation))) continue;
        const BeamLayout::Over over{
            p,
            {Metres{now_.x_itrf_m[i]}, Metres{now_.y_itrf_m[i]}, Metres{now_.z_itrf_m[i]}},
            {MetresPerSecond{now_.vx_itrf_m_per_s[i]}, MetresPerSecond{now_.vy_itrf_m_per_s[i]}, MetresPerSecond{now_.vz_itrf_m_per_s[i]}},
            place,
            here};
        const double in_view_s = remaining_s(now_, i, phones, phone, payload.least_sin_elevation);
        const auto see = [&](const BeamLayout::Beam& beam) {
            Sighting s;
            s.row = rows[i];
            s.payload = static_cast<std::uint16_t>(p);
            s.beam = beam.number;
            s.off_centre = beam.off_centre;
            s.elevation = Angle::radians(std::asin(static_cast<double>(sine_[i])));
            s.slant_range = Metres{std::sqrt(static_cast<double>(range2_m2_[i]))};
            s.range_rate_m_per_s = range_rate(over.satellite - here, over.velocity);
            const Position<Itrf> centre{Metres{here.x.value + beam.x_m}, Metres{here.y.value + beam.y_m}, Metres{here.z.value + beam.z_m}};
            s.centre_range = norm(over.satellite - centre);
            s.centre_range_rate_m_per_s = range_rate(over.satellite - centre, over.velocity);
            s.remaining_s = std::min(beam.remaining_s, in_view_s);
            const ServingLink link{now_, i, p, static_cast<double>(exp2_f32(gain_log2_[i])), beam.x_m, beam.y_m, beam.z_m};
            ReceivedPath path{link, world_->radio, world_->spectrum, phones, phone, interference, place_gain_};
            s.aim_x_m = beam.x_m;
            s.aim_y_m = beam.y_m;
            s.aim_z_m = beam.z_m;
            s.scan_gain = path.scan_gain();
            s.reception = path.receive_on_best_part(handset, used);
            seen_.push_back(s);
        };
        const auto covering = layout_->at(over);
        if (covering) see(*covering);
        if (!serving || serving->satellite != satellite_[i] || (covering && covering->number == serving->beam)) continue;
        if (const auto beam = layout_->of_number(serving->beam, over)) see(*beam);
    }
    return seen_;
}

}  // namespace d2c
