#include "ns3-modules/d2c-mobility/model/d2c-track-mobility-model.h"

#include <ns3/abort.h>
#include <ns3/simulator.h>

#include "constellation/ephemeris.h"
#include "constellation/frames.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cTrackMobilityModel);

TypeId D2cTrackMobilityModel::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cTrackMobilityModel").SetParent<MobilityModel>().SetGroupName("D2c").AddConstructor<D2cTrackMobilityModel>();
    return tid;
}

void D2cTrackMobilityModel::SetWay(std::shared_ptr<const d2c::SampledWay> way) {
    m_way = std::move(way);
    m_route = nullptr;
}

void D2cTrackMobilityModel::SetRoute(std::shared_ptr<const d2c::Route> route, Time departed) {
    m_route = std::move(route);
    m_way = nullptr;
    m_departed = departed;
}

d2c::Geodetic D2cTrackMobilityModel::GetPlaceAt(Time at) const {
    NS_ABORT_MSG_IF(!m_way && !m_route, "D2cTrackMobilityModel: neither samples nor a route were set");
    return m_way ? m_way->at(at.GetSeconds()) : m_route->at((at + m_departed).GetSeconds()).place;
}

d2c::Geodetic D2cTrackMobilityModel::GetPlace() const { return GetPlaceAt(Simulator::Now()); }

Vector D2cTrackMobilityModel::DoGetPosition() const {
    const d2c::Position<d2c::Itrf> p = d2c::itrf_of(GetPlace());
    return {p.x.value, p.y.value, p.z.value};
}

Vector D2cTrackMobilityModel::DoGetVelocity() const {
    const Time now = Simulator::Now();
    const d2c::Velocity<d2c::Itrf> v =
        d2c::mean_velocity(d2c::itrf_of(GetPlaceAt(now - MilliSeconds(500))), d2c::itrf_of(GetPlaceAt(now + MilliSeconds(500))), 1.0);
    return {v.x.value, v.y.value, v.z.value};
}

void D2cTrackMobilityModel::DoSetPosition(const Vector&) {
    NS_FATAL_ERROR("D2cTrackMobilityModel: SetPosition: a phone's position follows from its way");
}

}  // namespace ns3
