#pragma once
// A server and a phone on a scripted link, for one test.

#include <span>
#include <string>

#include "ns3-modules/d2c-mobility/test/sim-session.h"
#include "ns3-modules/d2c-video/helper/d2c-study-link.h"
#include "ns3-modules/d2c-video/model/link/d2c-scripted-net-device.h"

namespace ns3 {

/// IPv4 and TCP headers of a full packet (RFC 791, RFC 9293), over its content with the module's default segment.
inline constexpr double kTcpOverhead = 40.0 / 1400.0;

class VideoNet {
  public:
    VideoNet(const d2c::RateTrace& down, const d2c::RateTrace& up, Time delay, const D2cTcpOptions& tcp = {})
        : m_link(down, up, delay, tcp) {}
    explicit VideoNet(double bitsPerSecond, Time delay = MilliSeconds(30), const D2cTcpOptions& tcp = {})
        : VideoNet(Constant(bitsPerSecond), Constant(20e6), delay, tcp) {}

    static d2c::RateTrace Constant(double bitsPerSecond) {
        const D2cScriptStep step{0.0, bitsPerSecond};
        return D2cScript({&step, 1}, 1e5);
    }
    Ipv4Address ServerAddress() const { return m_link.GetServerAddress(); }
    Ptr<D2cScriptedNetDevice> ServerDevice() const { return DynamicCast<D2cScriptedNetDevice>(server->GetDevice(0)); }
    Ptr<D2cScriptedNetDevice> PhoneDevice() const { return DynamicCast<D2cScriptedNetDevice>(phone->GetDevice(0)); }
    void ChangePhoneAddress(Ipv4Address address) { m_link.ChangePhoneAddress(address); }

  private:
    SimSession m_session;  // first: it clears what the tests before left
    D2cStudyLink m_link;

  public:
    const Ptr<Node> server = m_link.GetServer();
    const Ptr<Node> phone = m_link.GetPhone();
    const Ptr<D2cContentServer> contentServer = m_link.GetContentServer();
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
