#include "ns3-modules/d2c-mobility/model/d2c-satellite-link-channel.h"

#include <ns3/abort.h>
#include <ns3/log.h>
#include <ns3/mobility-model.h>
#include <ns3/node.h>
#include <ns3/packet.h>
#include <ns3/point-to-point-net-device.h>
#include <ns3/propagation-delay-model.h>
#include <ns3/simulator.h>
#include <ns3/trace-source-accessor.h>

namespace ns3 {

NS_LOG_COMPONENT_DEFINE("D2cSatelliteLinkChannel");
NS_OBJECT_ENSURE_REGISTERED(D2cSatelliteLinkChannel);

TypeId D2cSatelliteLinkChannel::GetTypeId() {
    static TypeId tid =
        TypeId("ns3::D2cSatelliteLinkChannel")
            .SetParent<PointToPointChannel>()
            .SetGroupName("D2c")
            .AddConstructor<D2cSatelliteLinkChannel>()
            .AddTraceSource("Transmission",
                            "A packet leaves: packet, slant range [m], delay from its last bit sent to its last bit received.",
                            MakeTraceSourceAccessor(&D2cSatelliteLinkChannel::m_transmissionTrace),
                            "ns3::D2cSatelliteLinkChannel::TransmissionCallback");
    return tid;
}

// The default speed of ConstantSpeedPropagationDelayModel is 299792458 m/s, the exact speed of light (SI Brochure); a test holds it there.
D2cSatelliteLinkChannel::D2cSatelliteLinkChannel() : m_propagationDelay(CreateObject<ConstantSpeedPropagationDelayModel>()) {}

D2cSatelliteLinkChannel::~D2cSatelliteLinkChannel() = default;

void D2cSatelliteLinkChannel::DoDispose() {
    m_propagationDelay = nullptr;
    PointToPointChannel::DoDispose();
}

bool D2cSatelliteLinkChannel::TransmitStart(Ptr<const Packet> packet, Ptr<PointToPointNetDevice> source, Time serialisation) {
    NS_LOG_FUNCTION(this << packet << source << serialisation);
    NS_ABORT_MSG_IF(GetNDevices() != 2, "D2cSatelliteLinkChannel: " << GetNDevices() << " devices attached: 2");
    const Ptr<PointToPointNetDevice> destination = GetPointToPointDevice(GetPointToPointDevice(0) == source ? 1 : 0);
    const auto from = source->GetNode()->GetObject<MobilityModel>();
    const auto to = destination->GetNode()->GetObject<MobilityModel>();
    NS_ABORT_MSG_IF(!from || !to,
                    "D2cSatelliteLinkChannel: node " << (from ? destination : source)->GetNode()->GetId() << " has no MobilityModel");

    const Time delay = GetDelay() + m_propagationDelay->GetDelay(from, to);
    Simulator::ScheduleWithContext(destination->GetNode()->GetId(), serialisation + delay, &PointToPointNetDevice::Receive, destination,
                                   packet->Copy());
    m_transmissionTrace(packet, from->GetDistanceFrom(to), delay);
    return true;
}

}  // namespace ns3
