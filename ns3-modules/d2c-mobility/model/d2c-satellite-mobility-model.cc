#include "ns3-modules/d2c-mobility/model/d2c-satellite-mobility-model.h"

#include <ns3/abort.h>
#include <ns3/double.h>
#include <ns3/log.h>
#include <ns3/simulator.h>
#include <ns3/string.h>

#include <chrono>
#include <optional>

#include "constellation/propagate.h"
#include "constellation/walker.h"

namespace ns3 {

NS_LOG_COMPONENT_DEFINE("D2cSatelliteMobilityModel");
NS_OBJECT_ENSURE_REGISTERED(D2cSatelliteMobilityModel);

TypeId D2cSatelliteMobilityModel::GetTypeId() {
    static TypeId tid =
        TypeId("ns3::D2cSatelliteMobilityModel")
            .SetParent<MobilityModel>()
            .SetGroupName("D2c")
            .AddConstructor<D2cSatelliteMobilityModel>()
            .AddAttribute(
                "SemiMajorAxis",
                "Semi-major axis of the mean circular orbit [m]: 6378137 plus the altitude. 160 km to beyond the geostationary orbit.",
                DoubleValue(6738137.0),
                MakeDoubleAccessor(&D2cSatelliteMobilityModel::SetSemiMajorAxis, &D2cSatelliteMobilityModel::GetSemiMajorAxis),
                MakeDoubleChecker<double>(6538137.0, 43000000.0))
            .AddAttribute("Inclination", "Inclination of the orbit to the equator [deg]; above 90 it is retrograde.", DoubleValue(53.0),
                          MakeDoubleAccessor(&D2cSatelliteMobilityModel::SetInclination, &D2cSatelliteMobilityModel::GetInclination),
                          MakeDoubleChecker<double>(0.0, 180.0))
            .AddAttribute("Raan", "Right ascension of the ascending node at Epoch [deg], in TEME (true equator, mean equinox).",
                          DoubleValue(0.0), MakeDoubleAccessor(&D2cSatelliteMobilityModel::SetRaan, &D2cSatelliteMobilityModel::GetRaan),
                          MakeDoubleChecker<double>(-360.0, 360.0))
            .AddAttribute(
                "ArgumentOfLatitude", "Angle along the orbit from the ascending node at Epoch [deg].", DoubleValue(0.0),
                MakeDoubleAccessor(&D2cSatelliteMobilityModel::SetArgumentOfLatitude, &D2cSatelliteMobilityModel::GetArgumentOfLatitude),
                MakeDoubleChecker<double>(-360.0, 360.0))
            .AddAttribute(
                "Epoch", "UTC instant at which Raan and ArgumentOfLatitude hold, as 2026-05-30T12:00:00Z; a date alone is its midnight.",
                StringValue("2026-05-30T12:00:00Z"),
                MakeStringAccessor(&D2cSatelliteMobilityModel::SetEpochText, &D2cSatelliteMobilityModel::GetEpochText), MakeStringChecker())
            .AddAttribute("StartUtc", "UTC instant at simulation time 0, as 2026-05-30T12:00:00Z; give every satellite the same.",
                          StringValue("2026-05-30T12:00:00Z"),
                          MakeStringAccessor(&D2cSatelliteMobilityModel::SetStartText, &D2cSatelliteMobilityModel::GetStartText),
                          MakeStringChecker())
            .AddAttribute("ArgumentRate", "Rate of the argument of latitude, J2 included [rad/s]; follows from the orbit.",
                          TypeId::ATTR_GET, DoubleValue(0.0), MakeDoubleAccessor(&D2cSatelliteMobilityModel::GetArgumentRate),
                          MakeDoubleChecker<double>())
            .AddAttribute("RaanRate", "Rate of the right ascension of the ascending node, J2 [rad/s]; follows from the orbit.",
                          TypeId::ATTR_GET, DoubleValue(0.0), MakeDoubleAccessor(&D2cSatelliteMobilityModel::GetRaanRate),
                          MakeDoubleChecker<double>());
    return tid;
}

void D2cSatelliteMobilityModel::SetMeanState(const d2c::MeanState& state) { m_state = state; }
const d2c::MeanState& D2cSatelliteMobilityModel::GetMeanState() const { return m_state; }
void D2cSatelliteMobilityModel::SetStart(d2c::Instant start) { m_start = start; }
d2c::Instant D2cSatelliteMobilityModel::GetStart() const { return m_start; }
d2c::Instant D2cSatelliteMobilityModel::GetUtcNow() const { return m_start + std::chrono::nanoseconds{Simulator::Now().GetNanoSeconds()}; }

Vector D2cSatelliteMobilityModel::DoGetPosition() const {
    const d2c::Position<d2c::Itrf> position = d2c::position_itrf(m_state, GetUtcNow());
    return {position.x.value, position.y.value, position.z.value};
}

Vector D2cSatelliteMobilityModel::DoGetVelocity() const {
    const d2c::Velocity<d2c::Itrf> velocity = d2c::velocity_itrf(m_state, GetUtcNow());
    return {velocity.x.value, velocity.y.value, velocity.z.value};
}

void D2cSatelliteMobilityModel::DoSetPosition(const Vector& position) {
    NS_ABORT_MSG("D2cSatelliteMobilityModel: SetPosition(" << position
                                                           << "): a satellite's position follows from its orbit; set the orbit");
}

void D2cSatelliteMobilityModel::SetSemiMajorAxis(double metres) {
    m_state.semi_major_axis = {metres};
    UpdateRates();
}
double D2cSatelliteMobilityModel::GetSemiMajorAxis() const { return m_state.semi_major_axis.value; }
void D2cSatelliteMobilityModel::SetInclination(double degrees) {
    m_state.inclination = d2c::Angle::degrees(degrees);
    UpdateRates();
}
double D2cSatelliteMobilityModel::GetInclination() const { return m_state.inclination.in_degrees(); }
void D2cSatelliteMobilityModel::SetRaan(double degrees) { m_state.raan = d2c::Angle::degrees(degrees); }
double D2cSatelliteMobilityModel::GetRaan() const { return m_state.raan.in_degrees(); }
void D2cSatelliteMobilityModel::SetArgumentOfLatitude(double degrees) { m_state.argument_of_latitude = d2c::Angle::degrees(degrees); }
double D2cSatelliteMobilityModel::GetArgumentOfLatitude() const { return m_state.argument_of_latitude.in_degrees(); }

bool D2cSatelliteMobilityModel::SetEpochText(std::string utc) {
    const std::optional<d2c::Instant> epoch = d2c::parse_instant(utc);
    if (epoch) m_state.epoch = *epoch;
    return epoch.has_value();
}
std::string D2cSatelliteMobilityModel::GetEpochText() const { return d2c::to_string(m_state.epoch); }
bool D2cSatelliteMobilityModel::SetStartText(std::string utc) {
    const std::optional<d2c::Instant> start = d2c::parse_instant(utc);
    if (start) m_start = *start;
    return start.has_value();
}
std::string D2cSatelliteMobilityModel::GetStartText() const { return d2c::to_string(m_start); }
void D2cSatelliteMobilityModel::UpdateRates() {
    const d2c::MeanState circular =
        d2c::circular_state(m_state.semi_major_axis, m_state.inclination, m_state.raan, m_state.argument_of_latitude, m_state.epoch);
    m_state.argument_rate_rad_per_s = circular.argument_rate_rad_per_s;
    m_state.raan_rate_rad_per_s = circular.raan_rate_rad_per_s;
}
double D2cSatelliteMobilityModel::GetArgumentRate() const { return m_state.argument_rate_rad_per_s; }
double D2cSatelliteMobilityModel::GetRaanRate() const { return m_state.raan_rate_rad_per_s; }

}  // namespace ns3
