#include "ns3-modules/d2c-roaming/model/d2c-core.h"

#include <ns3/abort.h>
#include <ns3/ipv4-header.h>
#include <ns3/simulator.h>
#include <ns3/uinteger.h>

#include <algorithm>

#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"
#include "ns3-modules/d2c-roaming/model/d2c-anchor-device.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cCore);

TypeId D2cCore::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cCore")
            .SetParent<Object>()
            .SetGroupName("D2c")
            .AddConstructor<D2cCore>()
            .AddAttribute(
                "HeaderOverhead",
                "Octets of tunnel headers that a packet has on the feeder. assumption: outer IPv4, UDP and GTP-U with an extension "
                "header, 20 + 8 + 12.",
                UintegerValue(40), MakeUintegerAccessor(&D2cCore::m_overhead), MakeUintegerChecker<std::uint32_t>(0, 1000))
            .AddAttribute("HoldBytes", "Octets that wait for one phone between two cells at most. assumption: as a cell's own queue.",
                          UintegerValue(300'000), MakeUintegerAccessor(&D2cCore::m_holdBytes), MakeUintegerChecker<std::uint32_t>())
            .AddTraceSource("Interruption", "A phone's data flow again: since when they stood still.",
                            MakeTraceSourceAccessor(&D2cCore::m_interruptionTrace), "ns3::D2cCore::InterruptionCallback")
            .AddTraceSource("Drop", "A packet is dropped behind the cells.", MakeTraceSourceAccessor(&D2cCore::m_dropTrace),
                            "ns3::D2cCore::DropCallback")
            .AddTraceSource("Forward", "A packet goes on from a former cell to the one that serves.",
                            MakeTraceSourceAccessor(&D2cCore::m_forwardTrace), "ns3::D2cCore::ForwardCallback");
    return tid;
}

void D2cCore::DoDispose() {
    for (auto& [device, session] : m_sessions) session.resume.Cancel();
    m_sessions.clear();
    m_byAddress.clear();
    m_pathOf.clear();
    Object::DoDispose();
}

D2cCore::Session* D2cCore::Find(D2cUeDevice* device) {
    const auto found = m_sessions.find(device);
    return found == m_sessions.end() ? nullptr : &found->second;
}

Ptr<D2cCell> D2cCore::GetCell(Ptr<D2cUeDevice> device) const {
    const auto found = m_sessions.find(PeekPointer(device));
    return found == m_sessions.end() ? nullptr : found->second.cell;
}

Ipv4Address D2cCore::GetAddress(Ptr<D2cUeDevice> device) const {
    const auto found = m_sessions.find(PeekPointer(device));
    return found == m_sessions.end() ? Ipv4Address() : found->second.address;
}

Ptr<D2cAnchorDevice> D2cCore::GetAnchor(Ptr<D2cUeDevice> device) const {
    const auto found = m_sessions.find(PeekPointer(device));
    return found == m_sessions.end() ? nullptr : found->second.anchor;
}

void D2cCore::Drop(const Session& session, Ptr<Packet> packet, const std::string& reason) {
    m_dropTrace(session.device->GetNode()->GetId(), packet, reason);
}

void D2cCore::Open(Ptr<D2cUeDevice> device, Ptr<D2cAnchorDevice> anchor, Ipv4Address address, bool home) {
    NS_ABORT_MSG_IF(m_byAddress.contains(address), "D2cCore: address " << address << " is another phone's");
    Session& session = m_sessions[PeekPointer(device)];
    m_byAddress.erase(session.address);
    for (const Held& held : session.held) Drop(session, held.packet, "its address is no more");
    session.held.clear();
    session.heldBytes = 0;
    session.device = device;
    session.anchor = anchor;
    session.address = address;
    session.home = home;
    ++session.number;
    m_byAddress[address] = PeekPointer(device);
}

void D2cCore::Attach(Ptr<D2cUeDevice> device, Ptr<D2cCell> cell, Ptr<D2cRadioLink> link, Ptr<D2cPath> path) {
    Session* session = Find(PeekPointer(device));
    NS_ABORT_MSG_IF(session == nullptr, "D2cCore: node " << device->GetNode()->GetId() << " has no session: Open() first");
    if (session->cell) Suspend(device, true);
    session->resume.Cancel();
    const Ptr<D2cPath> former = session->path;
    session->cell = session->lastCell = cell;
    session->path = path;
    m_pathOf[PeekPointer(cell)] = path;
    cell->SetUplinkCallback(MakeCallback(&D2cCore::FromPhone, this));
    cell->Attach(device, link);
    const Time now = Simulator::Now();
    if (!session->suspended.IsStrictlyNegative()) m_interruptionTrace(device->GetNode()->GetId(), session->suspended, now);
    session->suspended = Time{-1};
    const Time forward = former ? ForwardDelay(*session, former) : Time{0};
    // What is sent from now on stays behind what is still on its way by the former cell (what 3GPP calls an end marker).
    if (session->lastDown > now || !session->held.empty()) session->lastDown = std::max(session->lastDown, now) + forward + NanoSeconds(1);
    std::deque<Held> held;
    held.swap(session->held);
    session->heldBytes = 0;
    for (const Held& one : held) {
        m_forwardTrace(device->GetNode()->GetId(), one.packet);
        Deliver(*session, one.packet, std::max(now, one.since + forward));
    }
}

void D2cCore::Suspend(Ptr<D2cUeDevice> device, bool keep) {
    Session* session = Find(PeekPointer(device));
    if (session == nullptr) return;
    session->keep = keep;
    session->resume.Cancel();
    if (!keep) {
        for (const Held& held : session->held) Drop(*session, held.packet, "data stand still");
        session->held.clear();
        session->heldBytes = 0;
    }
    if (!session->cell) return;
    session->suspended = Simulator::Now();
    const Ptr<D2cCell> cell = session->cell;
    session->cell = nullptr;
    for (const Ptr<Packet>& packet : cell->Detach(device)) Hold(*session, packet, Simulator::Now());
}

void D2cCore::Handover(Ptr<D2cUeDevice> device, Ptr<D2cCell> cell, Ptr<D2cRadioLink> link, Ptr<D2cPath> path, Time gap, bool forward) {
    NS_ABORT_MSG_IF(gap.IsStrictlyNegative(), "D2cCore: handover with a gap of " << gap << ": 0 or more");
    Suspend(device, forward);
    Session* session = Find(PeekPointer(device));
    NS_ABORT_MSG_IF(session == nullptr, "D2cCore: node " << device->GetNode()->GetId() << " has no session: Open() first");
    session->resume = Simulator::Schedule(gap, &D2cCore::Attach, this, device, cell, link, path);
}

bool D2cCore::SendDown(Ipv4Address destination, Ptr<Packet> packet) {
    const auto found = m_byAddress.find(destination);
    if (found == m_byAddress.end()) return false;
    Session& session = m_sessions.at(found->second);
    if (!session.path) {  // never served so far
        Hold(session, packet, Simulator::Now());
        return true;
    }
    const Time delay = session.path->Serialise(true, packet->GetSize() + m_overhead) + session.path->GetOneWay(session.home);
    // Where a phone is between two cells, its packets go where it was last.
    const Time at = std::max(Simulator::Now() + delay, session.lastDown);
    session.lastDown = at;
    Simulator::Schedule(at - Simulator::Now(), &D2cCore::ArriveDown, this, found->second, session.number, session.lastCell, packet);
    return true;
}

void D2cCore::ArriveDown(D2cUeDevice* device, std::uint32_t number, Ptr<D2cCell> cell, Ptr<Packet> packet) {
    Session& session = m_sessions.at(device);
    if (number != session.number) {
        Drop(session, packet, "its address is no more");
    } else if (!session.cell) {
        Hold(session, packet, Simulator::Now());
    } else if (session.cell != cell) {
        m_forwardTrace(device->GetNode()->GetId(), packet);
        const auto former = m_pathOf.find(PeekPointer(cell));
        const Time forward = former == m_pathOf.end() ? Time{0} : ForwardDelay(session, former->second);
        Deliver(session, packet, Simulator::Now() + forward);
    } else if (!session.cell->SendDown(session.device, packet)) {
        Drop(session, packet, "the cell's queue is full");
    }
}

/// Arrives at the cell that serves, behind all that was forwarded there before.
void D2cCore::Deliver(Session& session, Ptr<Packet> packet, Time at) {
    at = std::max(at, session.lastForward);
    session.lastForward = at;
    Simulator::Schedule(at - Simulator::Now(), &D2cCore::ArriveDown, this, PeekPointer(session.device), session.number, session.cell,
                        packet);
}

void D2cCore::Hold(Session& session, Ptr<Packet> packet, Time since) {
    if (session.path && !session.keep) return Drop(session, packet, "data stand still");
    if (session.heldBytes + packet->GetSize() > m_holdBytes) return Drop(session, packet, "too much waits");
    session.heldBytes += packet->GetSize();
    session.held.push_back({packet, since});
}

Time D2cCore::ForwardDelay(const Session& session, Ptr<D2cPath> from) const {
    return from == session.path ? Time{0} : from->GetDelays().feeder + session.path->GetDelays().feeder;
}

void D2cCore::FromPhone(Ptr<D2cUeDevice> device, Ptr<Packet> packet) {
    Session* session = Find(PeekPointer(device));
    if (session == nullptr || !session->path) return;
    Ipv4Header header;
    packet->PeekHeader(header);
    if (header.GetSource() != session->address) return Drop(*session, packet, "its address is no more");
    const Time delay = session->path->Serialise(false, packet->GetSize() + m_overhead) + session->path->GetOneWay(session->home);
    const Time at = std::max(Simulator::Now() + delay, session->lastUp);
    session->lastUp = at;
    Simulator::ScheduleWithContext(session->anchor->GetNode()->GetId(), at - Simulator::Now(), &D2cCore::ArriveUp, this,
                                   PeekPointer(device), session->number, packet);
}

void D2cCore::ArriveUp(D2cUeDevice* device, std::uint32_t number, Ptr<Packet> packet) {
    Session& session = m_sessions.at(device);
    if (number != session.number) return Drop(session, packet, "its address is no more");
    session.anchor->DeliverUp(packet);
}

}  // namespace ns3
