#pragma once
// The shortest way to a study without a radio: a server and a phone, ready to talk.

#include <ns3/ipv4-address.h>
#include <ns3/node.h>

#include "ns3-modules/d2c-video/helper/d2c-dash-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-scripted-link-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-service-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-tcp-defaults.h"

namespace ns3 {

/**
 * \brief Two nodes joined by a scripted link both ways, with IPv4, this module's TCP and a D2cContentServer on port 443.
 */
class D2cStudyLink {
  public:
    D2cStudyLink(const d2c::RateTrace& down, const d2c::RateTrace& up, Time delay, const D2cTcpOptions& tcp = {});
    /// The same rate both ways.
    D2cStudyLink(const d2c::RateTrace& rate, Time delay) : D2cStudyLink(rate, rate, delay) {}

    Ptr<Node> GetServer() const { return m_server; }
    Ptr<Node> GetPhone() const { return m_phone; }
    Ptr<D2cContentServer> GetContentServer() const { return m_contentServer; }
    Ipv4Address GetServerAddress() const { return m_serverAddress; }

    /// Gives the phone another address, as another operator would. The applications are not told: D2cReconnectAll.
    void ChangePhoneAddress(Ipv4Address address);

  private:
    Ptr<Node> m_server;
    Ptr<Node> m_phone;
    Ptr<D2cContentServer> m_contentServer;
    Ipv4Address m_serverAddress;
};

}  // namespace ns3
