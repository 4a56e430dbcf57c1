#include "ns3-modules/d2c-roaming/helper/d2c-network-helper.h"

#include <ns3/abort.h>
#include <ns3/data-rate.h>
#include <ns3/internet-stack-helper.h>
#include <ns3/ipv4-list-routing-helper.h>
#include <ns3/ipv4-static-routing-helper.h>
#include <ns3/point-to-point-helper.h>
#include <ns3/string.h>

#include <charconv>
#include <chrono>

#include "ns3-modules/d2c-radio/helper/d2c-radio-helper.h"
#include "roaming/machine/settings_text.h"
#include "roaming/transport/user_plane.h"

namespace ns3 {
namespace {

std::shared_ptr<const D2cSky> SkyOrFatal(std::shared_ptr<const d2c::slice::Slice> slice) {
    auto sky = D2cSky::Create(std::move(slice));
    if (!sky) NS_FATAL_ERROR(d2c::to_string(sky.faults().front()));
    return *sky;
}

/// IPv4 with static routes alone, no queue of the traffic control layer.
void UseStack(Ptr<Node> node) {
    if (node->GetObject<Ipv4>()) return;
    InternetStackHelper stack;
    const Ipv4StaticRoutingHelper routing;
    stack.SetRoutingHelper(routing);
    stack.SetIpv6StackInstall(false);
    stack.Install(node);
}

std::uint32_t AddInterface(Ptr<Node> node, Ptr<NetDevice> device, Ipv4Address address, Ipv4Mask mask) {
    const auto stack = node->GetObject<Ipv4>();
    const std::uint32_t index = stack->AddInterface(device);
    stack->AddAddress(index, Ipv4InterfaceAddress(address, mask));
    stack->SetUp(index);
    return index;
}

Ptr<Ipv4StaticRouting> RoutesOf(Ptr<Node> node) { return Ipv4StaticRoutingHelper().GetStaticRouting(node->GetObject<Ipv4>()); }

}  // namespace

D2cNetworkHelper::D2cNetworkHelper(std::shared_ptr<const d2c::slice::Slice> slice)
    : m_slice(slice),
      m_serverDelay(Seconds(d2c::CoreAnchor{}.content_s)),
      m_measureStep(Seconds(slice->header.measure_step_s)),
      m_cells(CreateObject<D2cSliceCells>()),
      m_core(CreateObject<D2cCore>()) {
    RegisterD2cRoamingTypes();
    m_cells->SetSky(SkyOrFatal(slice));
    if (!slice->settings.empty()) ReadSettings();
    NS_ABORT_MSG_IF(slice->users.empty(), "slice_user: no rows: 1 or more");
    NS_ABORT_MSG_IF(slice->networks.empty(), "slice_network: no rows: 1 or more");
}

void D2cNetworkHelper::ReadSettings() {
    const auto settings = d2c::settings_from_text(m_slice->settings);
    if (!settings) NS_FATAL_ERROR("slice settings: " << d2c::to_string(settings.faults().front()));
    m_settings = *settings;
    for (const auto& [name, value] : m_slice->settings) {
        double number = 0.0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
        const bool isNumber = read.ec == std::errc{} && read.ptr == value.data() + value.size();
        NS_ABORT_MSG_IF((name == "content_s" || name == "page_s" || name == "ping_pong_ns") && !(isNumber && number >= 0.0),
                        "slice settings: " << name << ": " << value << ": a number, 0 or more");
        if (name == "content_s") m_serverDelay = Seconds(number);
        if (name == "page_s") m_pagePeriod = Seconds(number);
        if (name == "ping_pong_ns") m_failures.ping_pong = std::chrono::nanoseconds{static_cast<std::int64_t>(number)};
    }
}

void D2cNetworkHelper::SetCellAttribute(std::string name, const AttributeValue& value) { m_cells->SetCellAttribute(name, value); }

int64_t D2cNetworkHelper::AssignStreams(int64_t first) { return m_cells->AssignStreams(first); }

NodeContainer D2cNetworkHelper::Install() {
    InstallServer();
    std::uint32_t number = 0;
    for (const d2c::slice::Network& row : m_slice->networks) InstallAnchor(row.network, number++);
    NodeContainer nodes;
    number = 0;
    for (const d2c::slice::User& row : m_slice->users) {
        const auto node = CreateObject<Node>();
        nodes.Add(node);
        m_phones.push_back(InstallPhone(node, row, number++));
    }
    return nodes;
}

void D2cNetworkHelper::InstallServer() {
    m_server = CreateObject<Node>();
    UseStack(m_server);
    // The server's own address is on its loopback: the same behind every line.
    const auto stack = m_server->GetObject<Ipv4>();
    stack->AddAddress(0, Ipv4InterfaceAddress(GetServerAddress(), Ipv4Mask::GetOnes()));
}

void D2cNetworkHelper::InstallAnchor(const std::string& network, std::uint32_t number) {
    NS_ABORT_MSG_IF(number > 200, "slice_network: " << number + 1 << " rows: at most 201");
    const auto node = CreateObject<Node>();
    UseStack(node);
    const auto anchor = CreateObject<D2cAnchorDevice>();
    anchor->SetCore(m_core);
    anchor->SetPool(Ipv4Address((10U << 24) | ((45U + number) << 16)), "255.255.0.0");
    node->AddDevice(anchor);
    AddInterface(node, anchor, anchor->GetOwnAddress(), anchor->GetMask());
    m_anchors[network] = anchor;

    PointToPointHelper line;
    line.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    line.SetChannelAttribute("Delay", TimeValue(m_serverDelay));
    // A server that does not pace sends a whole window at once: ns-3's queue of 100 packets would drop its tail.
    line.SetQueue("ns3::DropTailQueue<Packet>", "MaxSize", StringValue("100000p"));
    const NetDeviceContainer ends = line.Install(m_server, node);
    const Ipv4Address atServer((192U << 24) | (168U << 16) | (number << 8) | 1U), atAnchor(atServer.Get() + 1);
    const std::uint32_t out = AddInterface(m_server, ends.Get(0), atServer, "255.255.255.0");
    const std::uint32_t back = AddInterface(node, ends.Get(1), atAnchor, "255.255.255.0");
    RoutesOf(m_server)->AddNetworkRouteTo(anchor->GetNetwork(), anchor->GetMask(), atAnchor, out);
    RoutesOf(node)->AddHostRouteTo(GetServerAddress(), atServer, back);
}

D2cNetworkHelper::Phone D2cNetworkHelper::InstallPhone(Ptr<Node> node, const d2c::slice::User& row, std::uint32_t number) {
    UseStack(node);
    Phone phone;
    const auto channel = m_cells->GetChannelHelper().InstallUser(node, row.user);
    phone.around = CreateObject<D2cSliceSurroundings>();
    phone.around->SetPhone(m_cells, channel, row.user);
    phone.device = CreateObject<D2cUeDevice>();
    phone.device->SetHandset(channel->GetHandset());
    node->AddDevice(phone.device);
    const std::string home = row.home_network.empty() ? m_slice->networks.front().network : row.home_network;
    const auto anchor = m_anchors.find(home);
    NS_ABORT_MSG_IF(anchor == m_anchors.end(), "slice_user.home_network: " << home << ": a network of slice_network");
    const Ipv4Address address = anchor->second->Allocate();
    const std::uint32_t interface = AddInterface(node, phone.device, address, Ipv4Mask::GetOnes());
    RoutesOf(node)->SetDefaultRoute(Ipv4Address::GetAny(), interface);
    m_core->Open(phone.device, anchor->second, address, row.home_routed);

    phone.manager = CreateObject<D2cRoamingManager>();
    phone.manager->SetAttribute("MeasureStep", TimeValue(m_measureStep));
    phone.manager->SetAttribute("PagePeriod", TimeValue(m_pagePeriod));
    phone.manager->SetFailureSettings(m_failures);
    phone.manager->SetPhone(phone.device, m_core, phone.around);
    d2c::MachineSettings settings = m_settings;
    settings.procedures.home_routed = row.home_routed;
    phone.manager->SetMachine(settings, m_slice->header.seed, d2c::HandsetId{number});
    if (m_policy) phone.manager->SetPolicy(m_policy);
    phone.manager->SetHomeAnchor(anchor->second);
    if (!row.home_routed)
        for (const d2c::slice::Network& network : m_slice->networks)
            phone.manager->SetAnchor(m_cells->GetPlmn(network.network), m_anchors.at(network.network), false);
    node->AggregateObject(phone.manager);
    Simulator::ScheduleWithContext(node->GetId(), Time{0}, &D2cRoamingManager::Start, phone.manager);
    return phone;
}

void RegisterD2cRoamingTypes() {
    RegisterD2cChannelTypes();
    RegisterD2cRadioTypes();
    D2cPath::GetTypeId();
    D2cAnchorDevice::GetTypeId();
    D2cCore::GetTypeId();
    D2cRoamingManager::GetTypeId();
    D2cSliceCells::GetTypeId();
    D2cSliceSurroundings::GetTypeId();
}

}  // namespace ns3
