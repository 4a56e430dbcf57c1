#include "ns3-modules/d2c-video/helper/d2c-dash-helper.h"

#include <ns3/node.h>
#include <ns3/uinteger.h>

namespace ns3 {

Ptr<D2cContentServer> InstallContentServer(Ptr<Node> node, std::uint16_t port) {
    const auto server = CreateObject<D2cContentServer>();
    server->SetAttribute("Port", UintegerValue(port));
    node->AddApplication(server);
    return server;
}

D2cDashHelper::D2cDashHelper(Ipv4Address server, const d2c::Ladder& ladder, std::uint16_t port) : m_ladder(ladder) {
    m_factory.SetTypeId(D2cDashClient::GetTypeId());
    m_factory.Set("Remote", AddressValue(InetSocketAddress(server, port)));
}

Ptr<D2cDashClient> D2cDashHelper::Install(Ptr<Node> node) const {
    const auto client = m_factory.Create<D2cDashClient>();
    client->SetLadder(m_ladder);
    if (m_service) client->SetService(*m_service);
    if (m_rule) client->SetRuleFactory(m_rule);
    node->AddApplication(client);
    return client;
}

ApplicationContainer D2cDashHelper::Install(const NodeContainer& nodes) const {
    ApplicationContainer clients;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node) clients.Add(Install(*node));
    return clients;
}

}  // namespace ns3
