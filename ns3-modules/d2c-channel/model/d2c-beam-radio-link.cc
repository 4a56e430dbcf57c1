#include "ns3-modules/d2c-channel/model/d2c-beam-radio-link.h"

#include <ns3/abort.h>
#include <ns3/boolean.h>
#include <ns3/enum.h>
#include <ns3/simulator.h>

#include <algorithm>

#include "constellation/look.h"
#include "constellation/patterns/aperture.h"
#include "handset_phy/channel/free_space.h"
#include "ns3-modules/d2c-mobility/model/d2c-ephemeris-mobility-model.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cBeamRadioLink);

namespace {

/// Where a time lies between two others, 0 to 1.
double Part(Time begin, Time end) {
    if (end <= begin) return 0.0;
    return std::clamp((Simulator::Now() - begin).GetSeconds() / (end - begin).GetSeconds(), 0.0, 1.0);
}

}  // namespace

TypeId D2cBeamRadioLink::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cBeamRadioLink")
            .SetParent<D2cRadioLink>()
            .SetGroupName("D2c")
            .AddConstructor<D2cBeamRadioLink>()
            .AddAttribute(
                "PreCompensation",
                "Who takes delay and Doppler out of the uplink: nobody, the network for the beam's middle, or the phone for itself "
                "(TS 38.300 clause 16.14.2).",
                EnumValue(static_cast<int>(d2c::PreCompensation::kNetwork)), MakeEnumAccessor(&D2cBeamRadioLink::m_compensation),
                MakeEnumChecker(static_cast<int>(d2c::PreCompensation::kNone), "None", static_cast<int>(d2c::PreCompensation::kNetwork),
                                "Network", static_cast<int>(d2c::PreCompensation::kPhone), "Phone"))
            .AddAttribute("PhoneVelocity",
                          "Whether the phone's own velocity counts in the Doppler shift; the world engine takes a phone as at rest.",
                          BooleanValue(false), MakeBooleanAccessor(&D2cBeamRadioLink::m_phoneVelocity), MakeBooleanChecker());
    return tid;
}

void D2cBeamRadioLink::DoDispose() {
    m_phone = nullptr;
    m_mobility = nullptr;
    m_aim = nullptr;
    D2cRadioLink::DoDispose();
}

void D2cBeamRadioLink::SetEnds(Ptr<D2cPhoneChannel> phone, std::uint32_t satellite, Ptr<MobilityModel> mobility) {
    NS_ABORT_MSG_IF(!phone || !mobility, "D2cBeamRadioLink: neither phone nor satellite may be missing");
    m_phone = phone;
    m_satellite = satellite;
    m_mobility = mobility;
    const D2cSky& sky = phone->GetSky();
    m_uplinkAt1mDb.clear();
    for (const D2cSky::Carrier& carrier : sky.GetCarriers())
        m_uplinkAt1mDb.push_back(d2c::uplink_snr_at_1m(d2c::Dbm{phone->GetReceiver().uplink_eirp_dbm},
                                                       d2c::DbPerKelvin{sky.GetPayloadOf(satellite).row.g_over_t_db_per_k},
                                                       d2c::Hertz{carrier.row.uplink_hz})
                                     .value);
    m_computed = Time{-1};
}

void D2cBeamRadioLink::SetAim(Ptr<MobilityModel> aim) {
    m_aim = aim;
    m_computed = Time{-1};
}

void D2cBeamRadioLink::SetAim(const Vector& from, const Vector& to, Time begin, Time end) {
    m_aim = nullptr;
    m_aimFrom = from;
    m_aimTo = to;
    m_aimBegin = begin;
    m_aimEnd = end;
    m_computed = Time{-1};
}

void D2cBeamRadioLink::SetCarriers(std::uint64_t mask) {
    m_candidates = m_phone->GetSky().PlacesOf(mask);
    NS_ABORT_MSG_IF(m_candidates.empty(),
                    "D2cBeamRadioLink: satellite " << m_satellite << ": carriers " << mask << ": a mask with carriers of the sky");
    ChooseCarriers();
}

void D2cBeamRadioLink::SetUplinkOthers(double fromRatio, double toRatio, Time begin, Time end) {
    m_othersFrom = fromRatio;
    m_othersTo = toRatio;
    m_othersBegin = begin;
    m_othersEnd = end;
    m_computed = Time{-1};
}

void D2cBeamRadioLink::ChooseCarriers() {
    m_places = m_candidates;
    m_computed = Time{-1};
    const auto& carriers = m_phone->GetSky().GetCarriers();
    const auto part = [&](std::uint32_t place) { return carriers[place].row.part; };
    if (std::all_of(m_places.begin(), m_places.end(), [&](std::uint32_t k) { return part(k) == part(m_places.front()); })) return;
    const Figures& all = Now();
    int best = part(m_candidates.front());
    double bestDb = -1e9;
    for (std::size_t i = 0; all.inView && i < m_candidates.size(); ++i) {
        const double sinr = all.carriers[i].sinr.value;
        const int here = part(m_candidates[i]);
        if (sinr > bestDb || (sinr == bestDb && here < best)) {  // the lowest part of equals
            bestDb = sinr;
            best = here;
        }
    }
    std::erase_if(m_places, [&](std::uint32_t k) { return part(k) != best; });
    m_computed = Time{-1};
}

const d2c::slice::Carrier& D2cBeamRadioLink::GetCarrier(std::uint32_t carrier) const {
    return m_phone->GetSky().GetCarriers()[m_places.at(carrier)].row;
}

Vector D2cBeamRadioLink::AimNow() const {
    if (m_aim) return m_aim->GetPosition();
    const auto p =
        d2c::on_line({{m_aimFrom.x}, {m_aimFrom.y}, {m_aimFrom.z}}, {{m_aimTo.x}, {m_aimTo.y}, {m_aimTo.z}}, Part(m_aimBegin, m_aimEnd));
    return {p.x.value, p.y.value, p.z.value};
}

const D2cBeamRadioLink::Figures& D2cBeamRadioLink::Now() const {
    const Time now = Simulator::Now();
    if (m_computed.IsStrictlyNegative() || (now != m_computed && now - m_computed >= m_phone->GetUpdateInterval())) {
        m_computed = now;
        Compute();
    }
    return m_figures;
}

void D2cBeamRadioLink::Compute() const {
    m_figures = {};
    m_figures.carriers.resize(m_places.size(), {d2c::Db{-300.0}, d2c::Dbm{-300.0}, d2c::Db{-300.0}});
    if (const auto rows = DynamicCast<D2cEphemerisMobilityModel>(m_mobility); rows && !rows->IsCovered()) return;
    const D2cSky& sky = m_phone->GetSky();
    const D2cSky::Payload& payload = sky.GetPayloadOf(m_satellite);
    const Vector p = m_mobility->GetPosition(), v = m_mobility->GetVelocity(), a = AimNow();
    const Vector u = m_phoneVelocity ? m_phone->GetMobility()->GetVelocity() : Vector{};
    const d2c::Position<d2c::Itrf> satellite{{p.x}, {p.y}, {p.z}}, aim{{a.x}, {a.y}, {a.z}};
    const d2c::Velocity<d2c::Itrf> toPhone{{v.x - u.x}, {v.y - u.y}, {v.z - u.z}}, toGround{{v.x}, {v.y}, {v.z}};
    const d2c::Look look = d2c::look_at(m_phone->GetPlace(), satellite, toPhone);
    m_figures.elevation = look.elevation;
    m_figures.slantRange = look.slant_range;
    m_figures.inView = sin(look.elevation) >= payload.row.least_sin_elevation;
    const d2c::Hertz downlink{sky.GetCarriers()[m_places.front()].row.downlink_hz};
    m_figures.dopplerHz = d2c::doppler_shift(downlink, look.range_rate_m_per_s).value;
    const d2c::RangeAndRate middle = d2c::range_and_rate(aim, satellite, toGround);
    m_figures.offset = d2c::uplink_offset(static_cast<d2c::PreCompensation>(m_compensation),
                                          {d2c::propagation_delay(look.slant_range), d2c::Hertz{m_figures.dopplerHz}},
                                          {d2c::propagation_delay(middle.range), d2c::doppler_shift(downlink, middle.rate_m_per_s)});
    if (!m_figures.inView) return;
    const d2c::PathGain path = m_phone->GetPathGain(m_satellite, look.elevation, look.slant_range);
    m_figures.clear = path.clear;
    const d2c::BeamAngles angles = d2c::beam_angles(satellite, m_phone->GetPosition(), aim);
    const double others = m_othersFrom + Part(m_othersBegin, m_othersEnd) * (m_othersTo - m_othersFrom);
    for (std::size_t i = 0; i < m_places.size(); ++i) m_figures.carriers[i] = Receive(m_places[i], angles, path.per_m2, others);
}

d2c::CarrierReception D2cBeamRadioLink::Receive(std::uint32_t place, const d2c::BeamAngles& angles, double path,
                                                double uplinkOthers) const {
    const D2cSky& sky = m_phone->GetSky();
    const D2cSky::Payload& payload = sky.GetPayloadOf(m_satellite);
    d2c::CarrierPower power;
    power.eirp_w_per_hz = payload.row.eirp_w_per_hz;
    power.gain_at_1m = sky.GetCarriers()[place].gainAt1m;
    power.steered_per_m2 = path * d2c::scan_gain_ratio(angles.cos_scan, payload.row.scan_loss_exponent) *
                           payload.patterns[place].gain_ratio_of_cosine(angles.cos_off_axis) * m_phone->GetPlaceGain(place);
    power.others_w_per_hz = m_phone->GetOthers(place);
    power.uplink_snr_at_1m_db = m_uplinkAt1mDb[place];
    power.uplink_others = uplinkOthers;
    return d2c::receive_on_carrier(power, m_phone->GetReceiver());
}

std::uint32_t D2cBeamRadioLink::GetBestCarrier() const {
    const auto& carriers = Now().carriers;
    const auto best = std::max_element(carriers.begin(), carriers.end(), [](const auto& x, const auto& y) { return x.sinr < y.sinr; });
    return static_cast<std::uint32_t>(best - carriers.begin());
}

d2c::Angle D2cBeamRadioLink::GetElevation() const { return Now().elevation; }
d2c::Metres D2cBeamRadioLink::GetSlantRange() const { return Now().slantRange; }
bool D2cBeamRadioLink::IsClear() const { return Now().clear; }
bool D2cBeamRadioLink::IsInView() const { return Now().inView; }
Time D2cBeamRadioLink::GetDelay() const { return NanoSeconds(d2c::propagation_delay(Now().slantRange).count()); }
double D2cBeamRadioLink::GetDopplerHz() const { return Now().dopplerHz; }
double D2cBeamRadioLink::GetDownlinkSinrDb(std::uint32_t carrier) const { return Now().carriers.at(carrier).sinr.value; }
double D2cBeamRadioLink::GetUplinkSinrInOneBlockDb(std::uint32_t carrier) const { return Now().carriers.at(carrier).uplink_sinr.value; }
double D2cBeamRadioLink::GetRsrpDbm(std::uint32_t carrier) const { return Now().carriers.at(carrier).rsrp.value; }
Time D2cBeamRadioLink::GetUplinkTimingError() const { return NanoSeconds(Now().offset.round_trip.count()); }
double D2cBeamRadioLink::GetUplinkFrequencyErrorHz() const { return Now().offset.frequency.value; }

}  // namespace ns3
