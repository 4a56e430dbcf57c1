#include "ns3-modules/d2c-radio/helper/d2c-radio-helper.h"

#include <ns3/abort.h>
#include <ns3/drop-tail-queue.h>
#include <ns3/ipv4-interface-address.h>
#include <ns3/ipv4-static-routing-helper.h>
#include <ns3/ipv4.h>
#include <ns3/point-to-point-channel.h>
#include <ns3/point-to-point-net-device.h>
#include <ns3/queue-size.h>

#include "ns3-modules/d2c-channel/model/d2c-fixed-radio-link.h"

namespace ns3 {
namespace {

/// Adds `device` to the node's stack under `address`. \return the interface's number
std::uint32_t AddInterface(Ptr<NetDevice> device, Ipv4Address address, Ipv4Mask mask) {
    const auto ipv4 = device->GetNode()->GetObject<Ipv4>();
    const std::uint32_t interface = static_cast<std::uint32_t>(ipv4->AddInterface(device));
    ipv4->AddAddress(interface, Ipv4InterfaceAddress(address, mask));
    ipv4->SetMetric(interface, 1);
    ipv4->SetUp(interface);
    return interface;
}

void AddDefaultRoute(Ptr<Node> node, std::uint32_t interface) {
    Ipv4StaticRoutingHelper().GetStaticRouting(node->GetObject<Ipv4>())->SetDefaultRoute(Ipv4Address("7.0.0.1"), interface);
}

}  // namespace

D2cRadioHelper::D2cRadioHelper() {
    m_cells.SetTypeId(D2cCell::GetTypeId());
    m_handset.overhead_share = 0.27;
}

void D2cRadioHelper::UseStack(Ptr<Node> node) {
    if (!node->GetObject<Ipv4>()) InternetStackHelper().Install(node);
}

Ptr<D2cCell> D2cRadioHelper::InstallCell(Ptr<Node> node) {
    UseStack(node);
    m_cell = m_cells.Create<D2cCell>();
    m_beam = CreateObject<D2cBeamDevice>();
    node->AddDevice(m_beam);
    m_beam->SetCell(m_cell);
    AddInterface(m_beam, Ipv4Address("7.0.0.1"), Ipv4Mask("255.0.0.0"));
    return m_cell;
}

Ptr<D2cUeDevice> D2cRadioHelper::InstallPhone(Ptr<Node> node, Ptr<D2cRadioLink> link) {
    NS_ABORT_MSG_IF(!m_cell, "D2cRadioHelper: InstallPhone() before InstallCell()");
    UseStack(node);
    const auto device = CreateObject<D2cUeDevice>();
    device->SetHandset(m_handset);
    node->AddDevice(device);
    const Ipv4Address address(Ipv4Address("7.0.0.1").Get() + ++m_phones);
    AddDefaultRoute(node, AddInterface(device, address, Ipv4Mask("255.0.0.0")));
    m_beam->AddPhone(address, device);
    m_cell->Attach(device, link);
    return device;
}

void D2cRadioHelper::InstallServer(Ptr<Node> node, Time oneWay, std::uint64_t bitsPerSecond) {
    NS_ABORT_MSG_IF(!m_cell, "D2cRadioHelper: InstallServer() before InstallCell()");
    UseStack(node);
    const auto channel = CreateObject<PointToPointChannel>();
    channel->SetAttribute("Delay", TimeValue(oneWay));
    std::uint32_t interface = 0;
    for (const Ptr<Node>& end : {m_beam->GetNode(), node}) {
        const auto device = CreateObject<PointToPointNetDevice>();
        device->SetAddress(Mac48Address::Allocate());
        device->SetDataRate(DataRate(bitsPerSecond));
        const auto queue = CreateObject<DropTailQueue<Packet>>();
        queue->SetMaxSize(QueueSize("10000p"));
        device->SetQueue(queue);
        end->AddDevice(device);
        device->Attach(channel);
        interface = AddInterface(device, Ipv4Address(end == node ? "8.0.0.2" : "8.0.0.1"), Ipv4Mask("255.0.0.0"));
    }
    AddDefaultRoute(node, interface);
}

Ipv4Address D2cRadioHelper::GetAddress(Ptr<Node> phone) { return phone->GetObject<Ipv4>()->GetAddress(1, 0).GetLocal(); }

void RegisterD2cRadioTypes() {
    D2cCell::GetTypeId();
    D2cUeDevice::GetTypeId();
    D2cBeamDevice::GetTypeId();
    D2cRadioLink::GetTypeId();
    D2cFixedRadioLink::GetTypeId();
}

}  // namespace ns3
