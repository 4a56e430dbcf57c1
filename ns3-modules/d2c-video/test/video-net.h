#pragma once
// A server and a phone on a scripted link, for one test.

#include <ns3/internet-stack-helper.h>
#include <ns3/ipv4-address-helper.h>
#include <ns3/ipv4-static-routing-helper.h>
#include <ns3/ipv4.h>
#include <ns3/node.h>

#include <span>
#include <vector>

#include "ns3-modules/d2c-mobility/test/sim-session.h"
#include "ns3-modules/d2c-video/helper/d2c-dash-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-scripted-link-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-service-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-tcp-defaults.h"
#include "ns3-modules/d2c-video/model/link/d2c-scripted-net-device.h"

namespace ns3 {

/// IPv4 and TCP headers of a full packet (RFC 791, RFC 9293), over its content with the module's default segment.
inline constexpr double kTcpOverhead = 40.0 / 1400.0;

class VideoNet {
  public:
    VideoNet(const d2c::RateTrace& down, const d2c::RateTrace& up, Time delay, const D2cTcpOptions& tcp = {}) {
        D2cTcpDefaults(tcp);
        m_devices = ConnectByScript(server, phone, down, up, delay);
        InternetStackHelper internet;
        internet.SetIpv6StackInstall(false);
        internet.Install(NodeContainer(server, phone));
        internet.AssignStreams(NodeContainer(server, phone), 100);
        Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.252");
        m_interfaces = addresses.Assign(m_devices);
    }
    explicit VideoNet(double bitsPerSecond, Time delay = MilliSeconds(30), const D2cTcpOptions& tcp = {})
        : VideoNet(Constant(bitsPerSecond), Constant(20e6), delay, tcp) {}

    static d2c::RateTrace Constant(double bitsPerSecond) {
        const D2cScriptStep step{0.0, bitsPerSecond};
        return D2cScript({&step, 1}, 1e5);
    }
    Ipv4Address ServerAddress() const { return m_interfaces.GetAddress(0); }
    Ipv4Address PhoneAddress() const { return m_interfaces.GetAddress(1); }
    Ptr<D2cScriptedNetDevice> ServerDevice() const { return DynamicCast<D2cScriptedNetDevice>(m_devices.Get(0)); }
    Ptr<D2cScriptedNetDevice> PhoneDevice() const { return DynamicCast<D2cScriptedNetDevice>(m_devices.Get(1)); }

    /// Gives the phone another address, as another operator would; nobody tells the applications.
    void ChangePhoneAddress(Ipv4Address address) {
        Ipv4StaticRoutingHelper routing;
        const auto ipv4 = phone->GetObject<Ipv4>();
        while (ipv4->GetNAddresses(1) > 0) ipv4->RemoveAddress(1, 0U);
        ipv4->AddAddress(1, Ipv4InterfaceAddress(address, Ipv4Mask("255.255.255.252")));
        routing.GetStaticRouting(ipv4)->AddHostRouteTo(ServerAddress(), 1);
        routing.GetStaticRouting(server->GetObject<Ipv4>())->AddHostRouteTo(address, 1);
    }

    SimSession session;
    Ptr<Node> server = CreateObject<Node>();
    Ptr<Node> phone = CreateObject<Node>();

  private:
    NetDeviceContainer m_devices;
    Ipv4InterfaceContainer m_interfaces;
};

/// A film of rungs [kbit/s] without peaks.
inline d2c::Ladder LadderOf(std::span<const double> kbps, double segmentSeconds) {
    d2c::Ladder ladder;
    ladder.segment_s = segmentSeconds;
    for (const double k : kbps) {
        std::string id{"r"};
        id += std::to_string(ladder.rungs.size());
        ladder.rungs.push_back({id, 240, d2c::BitsPerSecond{k * 1e3}, 1.0});
    }
    return ladder;
}

}  // namespace ns3
