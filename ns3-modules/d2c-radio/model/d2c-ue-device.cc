#include "ns3-modules/d2c-radio/model/d2c-ue-device.h"

#include <ns3/trace-source-accessor.h>
#include <ns3/uinteger.h>

#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"
#include "ns3-modules/d2c-radio/model/protocol/d2c-random-access.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cUeDevice);

TypeId D2cUeDevice::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cUeDevice")
            .SetParent<D2cNetDevice>()
            .SetGroupName("D2c")
            .AddConstructor<D2cUeDevice>()
            .AddAttribute("HeldLimit", "Most octets of uplink packets that wait while the phone is attached to nothing.",
                          UintegerValue(300'000), MakeUintegerAccessor(&D2cUeDevice::m_heldLimit), MakeUintegerChecker<std::uint32_t>())
            .AddTraceSource("RandomAccess", "A step of a random access.", MakeTraceSourceAccessor(&D2cUeDevice::m_randomAccessTrace),
                            "ns3::D2cUeDevice::RandomAccessTracedCallback")
            .AddTraceSource("Attached", "A cell takes the phone over (true) or lets go of it (false).",
                            MakeTraceSourceAccessor(&D2cUeDevice::m_attachedTrace), "ns3::TracedValueCallback::Bool");
    return tid;
}

D2cUeDevice::D2cUeDevice() { m_handset.overhead_share = 0.27; }
D2cUeDevice::~D2cUeDevice() = default;

void D2cUeDevice::DoDispose() {
    StopRandomAccess();
    // A cell and its phones hold each other.
    if (m_cell) m_cell->Detach(this);
    m_held.clear();
    D2cNetDevice::DoDispose();
}

Ptr<D2cCell> D2cUeDevice::GetCell() const { return m_cell; }

void D2cUeDevice::StartRandomAccess(Ptr<D2cCell> cell, Ptr<D2cRadioLink> link, AccessCallback done) {
    StopRandomAccess();
    m_access = Create<D2cRandomAccess>(this, cell, link, done);
    m_access->Start();
}

void D2cUeDevice::StopRandomAccess() {
    if (m_access) m_access->Stop();
    m_access = nullptr;
}

void D2cUeDevice::SetCell(Ptr<D2cCell> cell) {
    m_cell = cell;
    m_attachedTrace(cell != nullptr);
    if (!cell) return;
    std::deque<Ptr<Packet>> held;
    held.swap(m_held);
    m_heldBytes = 0;
    for (const Ptr<Packet>& packet : held) cell->SendUp(this, packet);
}

void D2cUeDevice::HoldAgain(const std::vector<Ptr<Packet>>& packets) {
    m_held.insert(m_held.begin(), packets.begin(), packets.end());
    for (const Ptr<Packet>& packet : packets) m_heldBytes += packet->GetSize();
}

bool D2cUeDevice::Transmit(Ptr<Packet> packet) {
    if (m_cell) return m_cell->SendUp(this, packet);
    if (m_heldBytes + packet->GetSize() > m_heldLimit) return false;
    m_heldBytes += packet->GetSize();
    m_held.push_back(packet);
    return true;
}

}  // namespace ns3
