#pragma once
// Server and viewers of films.

#include <ns3/application-container.h>
#include <ns3/ipv4-address.h>
#include <ns3/node-container.h>
#include <ns3/object-factory.h>

#include <string>

#include "ns3-modules/d2c-video/model/transfer/d2c-content-server.h"
#include "ns3-modules/d2c-video/model/video/d2c-dash-client.h"

namespace ns3 {

/// One TCP server for films, live video, pages, messages and bulk data. \return the application
Ptr<D2cContentServer> InstallContentServer(Ptr<Node> node, std::uint16_t port = 443);

/**
 * \brief Puts D2cDashClients on nodes, all with the same film and rule.
 */
class D2cDashHelper {
  public:
    /// \param server address of a node with a D2cContentServer
    D2cDashHelper(Ipv4Address server, const d2c::Ladder& ladder, std::uint16_t port = 443);
    /// An attribute of every client installed from now on.
    void SetAttribute(const std::string& name, const AttributeValue& value) { m_factory.Set(name, value); }
    /// All numbers of the service, over the attributes.
    void SetService(const d2c::VideoService& service) { m_service = service; }
    /// A rule of one's own for every client.
    void SetRuleFactory(d2c::RuleFactory rule) { m_rule = std::move(rule); }

    Ptr<D2cDashClient> Install(Ptr<Node> node) const;
    ApplicationContainer Install(const NodeContainer& nodes) const;

  private:
    ObjectFactory m_factory;
    d2c::Ladder m_ladder;
    std::optional<d2c::VideoService> m_service;
    d2c::RuleFactory m_rule;
};

}  // namespace ns3
