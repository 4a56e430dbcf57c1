#include "ns3-modules/d2c-mobility/model/d2c-ephemeris-mobility-model.h"

#include <ns3/abort.h>
#include <ns3/simulator.h>

#include <chrono>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cEphemerisMobilityModel);

TypeId D2cEphemerisMobilityModel::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cEphemerisMobilityModel").SetParent<MobilityModel>().SetGroupName("D2c").AddConstructor<D2cEphemerisMobilityModel>();
    return tid;
}

void D2cEphemerisMobilityModel::SetEphemeris(std::shared_ptr<const d2c::Ephemeris> ephemeris, d2c::Instant start) {
    NS_ABORT_MSG_IF(!ephemeris || ephemeris->rows().empty(), "D2cEphemerisMobilityModel: an ephemeris without rows: 1 or more");
    m_ephemeris = std::move(ephemeris);
    m_start = start;
    m_cachedAt = Time{-1};
}

std::optional<d2c::ItrfMotion> D2cEphemerisMobilityModel::GetMotionAt(Time at) const {
    NS_ABORT_MSG_IF(!m_ephemeris, "D2cEphemerisMobilityModel: no ephemeris was set");
    return m_ephemeris->at(m_start + std::chrono::nanoseconds{at.GetNanoSeconds()});
}

bool D2cEphemerisMobilityModel::IsCovered() const { return GetMotionAt(Simulator::Now()).has_value(); }

d2c::ItrfMotion D2cEphemerisMobilityModel::GetMotion() const {
    NS_ABORT_MSG_IF(!m_ephemeris, "D2cEphemerisMobilityModel: no ephemeris was set");
    const Time now = Simulator::Now();
    if (now != m_cachedAt) {
        m_cached = m_ephemeris->at_or_nearest(m_start + std::chrono::nanoseconds{now.GetNanoSeconds()});
        m_cachedAt = now;
    }
    return m_cached;
}

Vector D2cEphemerisMobilityModel::DoGetPosition() const {
    const d2c::Position<d2c::Itrf> p = GetMotion().position;
    return {p.x.value, p.y.value, p.z.value};
}

Vector D2cEphemerisMobilityModel::DoGetVelocity() const {
    const d2c::Velocity<d2c::Itrf> v = GetMotion().velocity;
    return {v.x.value, v.y.value, v.z.value};
}

void D2cEphemerisMobilityModel::DoSetPosition(const Vector&) {
    NS_FATAL_ERROR("D2cEphemerisMobilityModel: SetPosition: a satellite's position follows from its rows");
}

}  // namespace ns3
