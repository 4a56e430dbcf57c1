#include "ns3-modules/d2c-roaming/model/d2c-anchor-device.h"

#include <ns3/abort.h>
#include <ns3/ipv4-header.h>

#include "ns3-modules/d2c-roaming/model/d2c-core.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cAnchorDevice);

TypeId D2cAnchorDevice::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cAnchorDevice").SetParent<D2cNetDevice>().SetGroupName("D2c").AddConstructor<D2cAnchorDevice>();
    return tid;
}

D2cAnchorDevice::D2cAnchorDevice() { SetPool("10.45.0.0", "255.255.0.0"); }

void D2cAnchorDevice::DoDispose() {
    m_core = nullptr;
    D2cNetDevice::DoDispose();
}

void D2cAnchorDevice::SetCore(Ptr<D2cCore> core) { m_core = core; }

void D2cAnchorDevice::SetPool(Ipv4Address network, Ipv4Mask mask) {
    m_network = network.CombineMask(mask);
    m_mask = mask;
    m_given = 1;
}

Ipv4Address D2cAnchorDevice::GetOwnAddress() const { return Ipv4Address(m_network.Get() + 1); }

Ipv4Address D2cAnchorDevice::Allocate() {
    const Ipv4Address address(m_network.Get() + ++m_given);
    NS_ABORT_MSG_IF(address.CombineMask(m_mask) != m_network || address.IsSubnetDirectedBroadcast(m_mask),
                    "D2cAnchorDevice: pool " << m_network << ": " << m_given - 1 << " phones: a larger pool");
    return address;
}

bool D2cAnchorDevice::Transmit(Ptr<Packet> packet) {
    Ipv4Header header;
    packet->PeekHeader(header);
    return m_core && m_core->SendDown(header.GetDestination(), packet->Copy());
}

}  // namespace ns3
