#include "ns3-modules/d2c-channel/model/d2c-phone-channel.h"

#include <ns3/abort.h>
#include <ns3/simulator.h>

#include <chrono>
#include <cmath>

#include "constellation/frames.h"
#include "constellation/look.h"
#include "handset_phy/reception/others.h"
#include "ns3-modules/d2c-mobility/model/d2c-track-mobility-model.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cPhoneChannel);

TypeId D2cPhoneChannel::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cPhoneChannel")
            .SetParent<Object>()
            .SetGroupName("D2c")
            .AddConstructor<D2cPhoneChannel>()
            .AddAttribute(
                "UpdateInterval", "How old a figure may be before it is computed again: a satellite moves 80 m in the default's time.",
                TimeValue(MilliSeconds(10)), MakeTimeAccessor(&D2cPhoneChannel::m_updateInterval), MakeTimeChecker(Time{0}, Seconds(60)));
    return tid;
}

void D2cPhoneChannel::DoDispose() {
    m_mobility = nullptr;
    Object::DoDispose();
}

void D2cPhoneChannel::SetSky(std::shared_ptr<const D2cSky> sky) {
    m_sky = std::move(sky);
    SetEnvironment(m_environment, m_probability, m_grip);
}

void D2cPhoneChannel::SetMobility(Ptr<MobilityModel> mobility) {
    m_mobility = mobility;
    m_updated = Time{-1};
}

void D2cPhoneChannel::SetHandset(const d2c::HandsetClass& handset) {
    m_handset = handset;
    m_receiver = d2c::receiver_figures(handset);
    m_updated = Time{-1};
}

void D2cPhoneChannel::SetEnvironment(const d2c::PhoneEnvironment& environment, double probability, d2c::Db grip) {
    NS_ABORT_MSG_IF(!(probability > 0.0 && probability < 1.0),
                    "D2cPhoneChannel: probability of the enclosure's loss " << probability << ": above 0, below 1");
    m_environment = environment;
    m_probability = probability;
    m_grip = grip;
    if (!m_sky) return;
    const d2c::Db held = grip + d2c::body_loss(environment.grip);
    m_nearAtReference.clear();
    for (const D2cSky::Carrier& carrier : m_sky->GetCarriers()) {
        const d2c::NearLossTable near = d2c::near_loss_table(environment.enclosure, d2c::Hertz{carrier.row.downlink_hz}, probability, held);
        NS_ABORT_MSG_IF(std::isnan(near.front()),
                        "D2cPhoneChannel: " << carrier.row.downlink_hz << " Hz: frequencies at which the enclosure's loss is known");
        if (m_nearAtReference.empty()) m_channel = {d2c::channel_table(environment), d2c::Db{carrier.row.zenith_gas_db}, near};
        m_nearAtReference.push_back({d2c::near_loss_db(near, d2c::kPlaceElevationDeg)});
    }
    m_updated = Time{-1};
    for (Density& density : m_densities) density.step = -1;
}

void D2cPhoneChannel::SetDraws(std::uint64_t seed, std::uint64_t drawId) {
    m_seed = seed;
    m_drawWord = d2c::path_draw_word(drawId);
    for (Density& density : m_densities) density.step = -1;
    m_updated = Time{-1};
}

d2c::Instant D2cPhoneChannel::GetUtc(Time at) const { return m_sky->GetHeader().start + std::chrono::nanoseconds{at.GetNanoSeconds()}; }

d2c::Geodetic D2cPhoneChannel::PlaceAt(Time at) const {
    if (const auto track = DynamicCast<D2cTrackMobilityModel>(m_mobility)) return track->GetPlaceAt(at);
    const Vector p = m_mobility->GetPosition();
    return d2c::geodetic_of({{p.x}, {p.y}, {p.z}});
}

void D2cPhoneChannel::Update() const {
    const Time now = Simulator::Now();
    if (!m_updated.IsStrictlyNegative() && now - m_updated < m_updateInterval) return;
    if (now == m_updated) return;
    NS_ABORT_MSG_IF(!m_sky || !m_mobility, "D2cPhoneChannel: neither sky nor mobility may be missing");
    m_updated = now;
    m_place = PlaceAt(now);
    m_position = d2c::itrf_of(m_place);
    const std::size_t count = m_sky->GetCarriers().size();
    m_placeGain.resize(count);
    for (std::size_t k = 0; k < count; ++k)
        m_placeGain[k] =
            d2c::place_gain(d2c::Hertz{m_sky->GetCarriers()[k].row.downlink_hz}, m_place, m_nearAtReference.front(), m_nearAtReference[k]);
    m_others.assign(count, 0.0);
    if (m_sky->GetLastStep() < 0) return;
    const double position = std::min(now.GetSeconds() / m_sky->GetHeader().network_step_s, static_cast<double>(m_sky->GetLastStep()));
    const int step = static_cast<int>(position);
    const double part = position - step;
    // Two slots, by parity: stepping on computes one new step.
    const Density before = DensityAt(step);
    const Density& after = part > 0.0 ? DensityAt(step + 1) : before;
    for (std::uint32_t k = 0; k < count; ++k) {
        for (std::uint32_t j = 0; j < count; ++j) {
            const double overlap = m_sky->GetOverlap(k, j);
            if (overlap > 0.0)
                m_others[k] +=
                    overlap * m_placeGain[j] * d2c::between_steps(before.w_per_hz[j], before.known, after.w_per_hz[j], after.known, part);
        }
    }
}

const D2cPhoneChannel::Density& D2cPhoneChannel::DensityAt(int step) const {
    Density& density = m_densities[step % 2];
    if (density.step == step) return density;
    const std::size_t count = m_sky->GetCarriers().size();
    density = {step, !m_sky->GetLit(step).empty(), std::vector<double>(count, 0.0)};
    const Time at = Seconds(step * m_sky->GetHeader().network_step_s);
    const d2c::Instant utc = GetUtc(at);
    const d2c::Geodetic place = PlaceAt(at);
    const d2c::Position<d2c::Itrf> here = d2c::itrf_of(place);
    const d2c::PathDrawTime time{m_seed, utc};
    for (const D2cSky::LitSatellite& lit : m_sky->GetLit(step)) {
        const auto ephemeris = m_sky->GetEphemeris(lit.satellite);
        const auto motion = ephemeris ? ephemeris->at(utc) : std::nullopt;
        if (!motion) continue;  // it is not in the sky of the slice
        const d2c::Look look = d2c::look_at(place, motion->position, motion->velocity);
        if (!(look.elevation.in_radians() > 0.0)) continue;
        const D2cSky::Payload& payload = m_sky->GetPayloadOf(lit.satellite);
        const double path =
            sin(look.elevation) >= payload.row.least_sin_elevation
                ? d2c::drawn_path_gain(m_channel, look.elevation, look.slant_range, d2c::path_draw(time, m_drawWord, lit.satellite), time)
                      .per_m2
                : d2c::mean_path_gain_per_m2(m_channel, look.elevation, look.slant_range);
        std::vector<double> above(count, 0.0);
        for (const d2c::slice::LitBeam* beam : lit.beams) {
            const d2c::Position<d2c::Itrf> aim{{beam->aim_x_m}, {beam->aim_y_m}, {beam->aim_z_m}};
            const double cosine = d2c::beam_angles(motion->position, here, aim).cos_off_axis;
            for (const std::uint32_t k : m_sky->PlacesOf(beam->carriers)) {
                const d2c::ChordPattern& pattern = payload.patterns[k];
                above[k] += d2c::above_floor_w_per_hz({beam->eirp_w_per_hz, pattern.gain_ratio_of_cosine(cosine), pattern.floor_ratio(),
                                                       norm(aim - here), d2c::Metres{payload.row.silent_distance_m}});
            }
        }
        for (std::size_t k = 0; k < count; ++k)
            density.w_per_hz[k] += d2c::density_w_per_hz(lit.floor_w_per_hz[k], above[k], path, m_sky->GetCarriers()[k].gainAt1m);
    }
    return density;
}

const d2c::Geodetic& D2cPhoneChannel::GetPlace() const {
    Update();
    return m_place;
}

const d2c::Position<d2c::Itrf>& D2cPhoneChannel::GetPosition() const {
    Update();
    return m_position;
}

d2c::PathGain D2cPhoneChannel::GetPathGain(std::uint32_t satellite, d2c::Angle elevation, d2c::Metres slantRange) const {
    const d2c::PathDrawTime time{m_seed, GetUtc(Simulator::Now())};
    return d2c::drawn_path_gain(m_channel, elevation, slantRange, d2c::path_draw(time, m_drawWord, satellite), time);
}

double D2cPhoneChannel::GetPlaceGain(std::uint32_t carrier) const {
    Update();
    return m_placeGain[carrier];
}

double D2cPhoneChannel::GetOthers(std::uint32_t carrier) const {
    Update();
    return m_others[carrier];
}

double D2cPhoneChannel::GetDensityAtStep(int step, std::uint32_t carrier) const { return DensityAt(step).w_per_hz[carrier]; }

}  // namespace ns3
