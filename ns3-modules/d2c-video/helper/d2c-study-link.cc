#include "ns3-modules/d2c-video/helper/d2c-study-link.h"

#include <ns3/internet-stack-helper.h>
#include <ns3/ipv4-address-helper.h>
#include <ns3/ipv4-static-routing-helper.h>
#include <ns3/ipv4.h>
#include <ns3/node-container.h>

namespace ns3 {

namespace {

constexpr std::int64_t kStackStreams = 100'000;  // far from those that studies number by hand

}  // namespace

D2cStudyLink::D2cStudyLink(const d2c::RateTrace& down, const d2c::RateTrace& up, Time delay, const D2cTcpOptions& tcp)
    : m_server(CreateObject<Node>()), m_phone(CreateObject<Node>()) {
    D2cTcpDefaults(tcp);
    const NetDeviceContainer devices = ConnectByScript(m_server, m_phone, down, up, delay);
    InternetStackHelper internet;
    internet.SetIpv6StackInstall(false);
    internet.Install(NodeContainer(m_server, m_phone));
    internet.AssignStreams(NodeContainer(m_server, m_phone), kStackStreams);
    Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.252");
    m_serverAddress = addresses.Assign(devices).GetAddress(0);
    m_contentServer = InstallContentServer(m_server);
}

void D2cStudyLink::ChangePhoneAddress(Ipv4Address address) {
    Ipv4StaticRoutingHelper routing;
    const auto ipv4 = m_phone->GetObject<Ipv4>();
    while (ipv4->GetNAddresses(1) > 0) ipv4->RemoveAddress(1, 0U);
    ipv4->AddAddress(1, Ipv4InterfaceAddress(address, Ipv4Mask("255.255.255.252")));
    routing.GetStaticRouting(ipv4)->AddHostRouteTo(m_serverAddress, 1);
    routing.GetStaticRouting(m_server->GetObject<Ipv4>())->AddHostRouteTo(address, 1);
}

}  // namespace ns3
