#include "ns3-modules/d2c-mobility/helper/d2c-mobility-helper.h"

#include <ns3/constant-position-mobility-model.h>
#include <ns3/drop-tail-queue.h>
#include <ns3/mac48-address.h>
#include <ns3/node.h>
#include <ns3/packet.h>
#include <ns3/point-to-point-net-device.h>

#include "constellation/frames.h"
#include "ns3-modules/d2c-mobility/model/d2c-beam-aim-mobility-model.h"
#include "ns3-modules/d2c-mobility/model/d2c-ephemeris-mobility-model.h"
#include "ns3-modules/d2c-mobility/model/d2c-satellite-link-channel.h"
#include "ns3-modules/d2c-mobility/model/d2c-satellite-mobility-model.h"
#include "ns3-modules/d2c-mobility/model/d2c-track-mobility-model.h"

namespace ns3 {

D2cMobilityHelper::D2cMobilityHelper(d2c::Instant start) : m_start(start) {}

Ptr<D2cSatelliteMobilityModel> D2cMobilityHelper::InstallSatellite(Ptr<Node> node, const d2c::MeanState& state) const {
    const auto mobility = CreateObject<D2cSatelliteMobilityModel>();
    mobility->SetMeanState(state);
    mobility->SetStart(m_start);
    node->AggregateObject(mobility);
    return mobility;
}

NodeContainer D2cMobilityHelper::CreateSatellites(std::span<const d2c::MeanState> states) const {
    NodeContainer nodes;
    for (const d2c::MeanState& state : states) {
        const auto node = CreateObject<Node>();
        InstallSatellite(node, state);
        nodes.Add(node);
    }
    return nodes;
}

void D2cMobilityHelper::InstallGround(Ptr<Node> node, const d2c::Geodetic& place) {
    const auto mobility = CreateObject<ConstantPositionMobilityModel>();
    mobility->SetPosition(GroundPosition(place));
    node->AggregateObject(mobility);
}

Vector D2cMobilityHelper::GroundPosition(const d2c::Geodetic& place) {
    const d2c::Position<d2c::Itrf> position = d2c::itrf_of(place);
    return {position.x.value, position.y.value, position.z.value};
}

NetDeviceContainer ConnectBySatelliteLink(Ptr<Node> a, Ptr<Node> b, DataRate rate) {
    const auto channel = CreateObject<D2cSatelliteLinkChannel>();
    NetDeviceContainer devices;
    for (const Ptr<Node>& node : {a, b}) {
        const auto device = CreateObject<PointToPointNetDevice>();
        device->SetAddress(Mac48Address::Allocate());
        device->SetDataRate(rate);
        device->SetQueue(CreateObject<DropTailQueue<Packet>>());
        node->AddDevice(device);
        device->Attach(channel);
        devices.Add(device);
    }
    return devices;
}

void RegisterD2cMobilityTypes() {
    D2cSatelliteMobilityModel::GetTypeId();
    D2cSatelliteLinkChannel::GetTypeId();
    D2cEphemerisMobilityModel::GetTypeId();
    D2cTrackMobilityModel::GetTypeId();
    D2cBeamAimMobilityModel::GetTypeId();
}

}  // namespace ns3
