#include "ns3-modules/d2c-radio/model/d2c-beam-device.h"

#include <ns3/ipv4-header.h>

#include "ns3-modules/d2c-radio/model/d2c-cell.h"
#include "ns3-modules/d2c-radio/model/d2c-ue-device.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cBeamDevice);

TypeId D2cBeamDevice::GetTypeId() {
    static const TypeId tid = TypeId("ns3::D2cBeamDevice").SetParent<D2cNetDevice>().SetGroupName("D2c").AddConstructor<D2cBeamDevice>();
    return tid;
}

void D2cBeamDevice::DoDispose() {
    m_cell = nullptr;
    m_phones.clear();
    D2cNetDevice::DoDispose();
}

void D2cBeamDevice::SetCell(Ptr<D2cCell> cell) {
    m_cell = cell;
    cell->SetUplinkCallback(MakeCallback(&D2cBeamDevice::FromPhone, this));
}
Ptr<D2cCell> D2cBeamDevice::GetCell() const { return m_cell; }
void D2cBeamDevice::AddPhone(Ipv4Address address, Ptr<D2cUeDevice> device) { m_phones[address] = device; }

bool D2cBeamDevice::Transmit(Ptr<Packet> packet) {
    Ipv4Header header;
    packet->PeekHeader(header);
    const auto phone = m_phones.find(header.GetDestination());
    return phone != m_phones.end() && m_cell && m_cell->SendDown(phone->second, packet);
}

void D2cBeamDevice::FromPhone(Ptr<D2cUeDevice>, Ptr<Packet> packet) { DeliverUp(packet); }

}  // namespace ns3
