#pragma once
// One phone of a slice with its application, and what it had.

#include <ns3/application.h>
#include <ns3/node.h>

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ns3-modules/d2c-roaming/helper/d2c-network-helper.h"
#include "ns3-modules/d2c-video/model/services/d2c-messaging.h"
#include "ns3-modules/d2c-video/model/services/d2c-udp-flow.h"
#include "ns3-modules/d2c-video/model/services/d2c-voice.h"
#include "ns3-modules/d2c-video/model/services/d2c-web.h"
#include "ns3-modules/d2c-video/model/video/d2c-dash-client.h"
#include "ns3-modules/d2c-video/model/video/d2c-live-client.h"
#include "results/packets/rows.h"
#include "results/slice/slice.h"
#include "video/ladder.h"

namespace d2c::packet {

/// What applications need to be installed.
struct Site {
    const slice::Slice* slice = nullptr;
    ns3::D2cNetworkHelper* network = nullptr;
    int run = 1;
};
/// `dash`, `live`, `voice`, `messaging`, `web`, `bulk` (TCP) and `udp` (saturating).
bool is_application(const std::string& name);

/// Installs the application of a user and keeps its figures. Lives as long as the simulation.
class Viewer {
  public:
    /// \param place of the user in the slice's users, \param node its phone
    Viewer(const Site& site, std::size_t place, ns3::Ptr<ns3::Node> node, std::int64_t stream);
    Viewer(const Viewer&) = delete;

    /// What it has now, as a row; between two calls its rate is counted.
    void Sample();
    results::PacketUserRow GetRow() const;
    std::vector<results::PacketSampleRow> TakeSamples() { return std::move(m_samples); }
    std::vector<results::PacketEventRow> TakeEvents() { return std::move(m_events); }
    std::int64_t GetPackets() const { return m_packets; }
    const std::set<std::pair<std::uint32_t, std::uint32_t>>& GetBeams() const { return m_beams; }

  private:
    void InstallApplication(std::int64_t stream);
    void InstallSaturation();
    void StartApplications(double stopSeconds);
    void Happened(const MachineEvent& event, const Procedure* procedure);
    void AddressChanged(ns3::Ptr<ns3::D2cUeDevice> device, ns3::Ipv4Address from, ns3::Ipv4Address to);
    void Received(ns3::Ptr<const ns3::Packet> packet);
    void Sent(ns3::Ptr<const ns3::Packet> packet);
    void Frame(std::uint32_t number, ns3::Time delay, bool inTime);

    Site m_site;
    const slice::User* m_user;
    Ladder m_ladder;
    std::size_t m_place;
    ns3::Ptr<ns3::Node> m_node;
    std::vector<ns3::Ptr<ns3::Application>> m_applications;
    ns3::Ptr<ns3::D2cDashClient> m_dash;
    ns3::Ptr<ns3::D2cLiveClient> m_live;
    ns3::Ptr<ns3::D2cVoice> m_voice, m_voiceFar;
    ns3::Ptr<ns3::D2cMessaging> m_messaging;
    ns3::Ptr<ns3::D2cUdpFlow> m_flow, m_flowFar;
    std::vector<double> m_delays;  ///< of voice frames to the phone [s]
    std::vector<double> m_interruptions;
    std::vector<results::PacketSampleRow> m_samples;
    std::vector<results::PacketEventRow> m_events;
    std::set<std::pair<std::uint32_t, std::uint32_t>> m_beams;
    std::int64_t m_packets = 0, m_octets = 0, m_octetsAtSample = 0;
    double m_sampledAt = 0.0;
};

}  // namespace d2c::packet
