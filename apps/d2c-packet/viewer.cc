#include "apps/d2c-packet/viewer.h"

#include <ns3/data-rate.h>
#include <ns3/double.h>
#include <ns3/simulator.h>
#include <ns3/string.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "ns3-modules/d2c-video/helper/d2c-dash-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-service-helper.h"

namespace d2c::packet {
namespace {

using ns3::Seconds;

/// Ports of the server: one for TCP, and one for each phone's UDP.
constexpr std::uint16_t kUdpPorts = 10'000;

Ladder ladder_of(const slice::Slice& slice, const std::string& id) {
    Ladder ladder;
    ladder.id = id;
    for (const slice::Ladder& l : slice.ladders)
        if (l.ladder == id) ladder.segment_s = l.segment_s;
    for (const slice::Rung& r : slice.rungs)
        if (r.ladder == id) ladder.rungs.push_back({r.rung, r.height_px, BitsPerSecond{r.bitrate_bps}, r.peak_to_mean});
    return ladder;
}

VideoService service_of(const slice::Slice& slice, const std::string& id) {
    VideoService service;
    for (const slice::Ladder& l : slice.ladders) {
        if (l.ladder != id) continue;
        service.session_s = l.session_s;
        service.max_stall_share = l.max_stall_share;
        service.max_startup_s = l.max_startup_s;
        service.startup_buffer_s = l.startup_buffer_s;
        service.maximum_buffer_s = l.maximum_buffer_s;
    }
    return service;
}

double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    const double at = share * static_cast<double>(values.size() - 1);
    const auto i = static_cast<std::size_t>(at);
    return i + 1 < values.size() ? values[i] + (at - static_cast<double>(i)) * (values[i + 1] - values[i]) : values.back();
}

std::optional<std::int64_t> satellite_of(RadioCellId cell) {
    if (cell.access() != Access::kSatellite) return std::nullopt;
    return cell.satellite().value;
}
std::optional<std::int64_t> beam_of(RadioCellId cell) {
    if (cell.access() != Access::kSatellite) return std::nullopt;
    return cell.beam().value;
}

}  // namespace

bool is_application(const std::string& name) {
    constexpr std::array<std::string_view, 7> kNames{"dash", "live", "voice", "messaging", "web", "bulk", "udp"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

Viewer::Viewer(const Site& site, std::size_t place, ns3::Ptr<ns3::Node> node, std::int64_t stream)
    : m_site{site}, m_user{&site.slice->users[place]}, m_ladder{ladder_of(*site.slice, m_user->ladder)}, m_place{place}, m_node{node} {
    const auto manager = site.network->GetManager(place);
    manager->TraceConnectWithoutContext("Event", ns3::MakeCallback(&Viewer::Happened, this));
    manager->TraceConnectWithoutContext("AddressChanged", ns3::MakeCallback(&Viewer::AddressChanged, this));
    const auto device = site.network->GetDevice(place);
    device->TraceConnectWithoutContext("MacRx", ns3::MakeCallback(&Viewer::Received, this));
    device->TraceConnectWithoutContext("MacTx", ns3::MakeCallback(&Viewer::Sent, this));
    InstallApplication(stream);
}

void Viewer::InstallApplication(std::int64_t stream) {
    const slice::Slice& slice = *m_site.slice;
    const double stop = slice.header.duration_s;
    const auto server = m_site.network->GetServerAddress();
    const auto port = static_cast<std::uint16_t>(kUdpPorts + m_place);
    const std::string& what = m_user->application;
    if (what == "dash") {
        ns3::D2cDashHelper helper{server, m_ladder};
        helper.SetService(service_of(slice, m_user->ladder));
        helper.SetAttribute("Rule", ns3::StringValue(m_user->rule));
        helper.SetAttribute("LeaveAfter", ns3::TimeValue(Seconds(stop - m_user->arrival_s)));
        m_dash = helper.Install(m_node);
        m_applications.emplace_back(m_dash);
    } else if (what == "live") {
        m_live = ns3::InstallClient<ns3::D2cLiveClient>(m_node, server);
        m_live->SetLadder(m_ladder);
        m_live->SetAttribute("EventSeconds", ns3::DoubleValue(stop));
        m_applications.emplace_back(m_live);
    } else if (what == "voice") {
        const auto pair = ns3::InstallPair<ns3::D2cVoice>(m_node, m_site.network->GetServer(), server, port);
        m_voice = pair.phone;
        m_voiceFar = pair.far;
        m_voice->AssignStreams(stream);
        m_voiceFar->AssignStreams(stream + 2);
        m_voice->TraceConnectWithoutContext("Frame", ns3::MakeCallback(&Viewer::Frame, this));
        m_applications = {pair.phone, pair.far};
    } else if (what == "messaging") {
        m_messaging = ns3::InstallClient<ns3::D2cMessaging>(m_node, server);
        m_messaging->AssignStreams(stream);
        m_applications.emplace_back(m_messaging);
    } else if (what == "web") {
        const auto web = ns3::InstallClient<ns3::D2cWeb>(m_node, server);
        web->AssignStreams(stream);
        m_applications.emplace_back(web);
    } else if (what == "bulk") {
        m_applications.emplace_back(ns3::InstallClient<ns3::D2cBulk>(m_node, server));
    } else {
        InstallSaturation();
    }
    StartApplications(stop);
}

/// Twice what the world engine's link ever carries for one of its equal users, so that the queue is never empty.
void Viewer::InstallSaturation() {
    double most_bps = 50e3;
    for (const slice::Serving& row : m_site.slice->serving) most_bps = std::max(most_bps, row.downlink_bps);
    const auto pair = ns3::InstallPair<ns3::D2cUdpFlow>(m_node, m_site.network->GetServer(), m_site.network->GetServerAddress(),
                                                        static_cast<std::uint16_t>(kUdpPorts + m_place));
    m_flow = pair.phone;
    m_flowFar = pair.far;
    m_flowFar->SetAttribute("Rate", ns3::DataRateValue(ns3::DataRate(static_cast<std::uint64_t>(2.0 * most_bps))));
    m_applications = {pair.phone, pair.far};
}

void Viewer::StartApplications(double stopSeconds) {
    for (const auto& application : m_applications) {
        application->SetStartTime(Seconds(m_user->arrival_s));
        application->SetStopTime(Seconds(stopSeconds));
    }
}

void Viewer::AddressChanged(ns3::Ptr<ns3::D2cUeDevice>, ns3::Ipv4Address, ns3::Ipv4Address) {
    if (ns3::Simulator::Now() >= Seconds(m_user->arrival_s)) ns3::D2cReconnectAll(m_node);
}

void Viewer::Received(ns3::Ptr<const ns3::Packet> packet) {
    ++m_packets;
    m_octets += packet->GetSize();
}

void Viewer::Sent(ns3::Ptr<const ns3::Packet>) { ++m_packets; }

void Viewer::Frame(std::uint32_t, ns3::Time delay, bool) { m_delays.push_back(delay.GetSeconds()); }

void Viewer::Happened(const MachineEvent& event, const Procedure*) {
    results::PacketEventRow row;
    row.run = m_site.run;
    row.user = static_cast<int>(m_user->user);
    row.event = static_cast<int>(m_events.size());
    row.elapsed_s = ns3::Simulator::Now().GetSeconds();
    row.kind = to_string(event.kind);
    row.from_satellite = satellite_of(event.from);
    row.from_beam = beam_of(event.from);
    row.to_satellite = satellite_of(event.to);
    row.to_beam = beam_of(event.to);
    row.from_plmn = event.from_network.str();
    row.to_plmn = event.to_network.str();
    if (event.interruption.count() > 0) row.interruption_ms = 1e-6 * static_cast<double>(event.interruption.count());
    row.cause = event.failure == Failure::kNone ? "" : to_string(event.failure);
    if (event.kind == EventKind::kHandoverCompleted) m_interruptions.push_back(1e-9 * static_cast<double>(event.interruption.count()));
    if (event.to.access() == Access::kSatellite) m_beams.emplace(event.to.satellite().value, event.to.beam().value);
    m_events.push_back(std::move(row));
}

void Viewer::Sample() {
    const double now = ns3::Simulator::Now().GetSeconds();
    const auto manager = m_site.network->GetManager(m_place);
    results::PacketSampleRow row;
    row.run = m_site.run;
    row.user = static_cast<int>(m_user->user);
    row.step = static_cast<int>(m_samples.size());
    row.elapsed_s = now;
    row.state = to_string(manager->GetState());
    const RadioCellId cell = manager->GetServing();
    row.satellite = satellite_of(cell);
    row.beam = beam_of(cell);
    if (const auto link = m_site.network->GetSurroundings(m_place)->GetLink(cell); link && cell.access() == Access::kSatellite) {
        row.elevation_deg = link->GetElevation().in_degrees();
        row.slant_range_km = 1e-3 * link->GetSlantRange().value;
        if (link->IsInView() && link->GetCarrierCount() > 0) {
            row.sinr_db = link->GetDownlinkSinrDb(link->GetBestCarrier());
            row.uplink_sinr_db = link->GetUplinkSinrInOneBlockDb(link->GetBestCarrier());
        }
    }
    if (now > m_sampledAt) row.rate_bps = 8.0 * static_cast<double>(m_octets - m_octetsAtSample) / (now - m_sampledAt);
    m_octetsAtSample = m_octets;
    m_sampledAt = now;
    if (m_dash && m_dash->GetPlayer() != nullptr) {
        row.buffer_s = m_dash->GetPlayer()->buffer_s(now - m_user->arrival_s);
        const auto& segments = m_dash->GetPlayer()->segments();
        if (!segments.empty()) row.rung = m_ladder.rungs[segments.back().rung].id;
    }
    m_samples.push_back(std::move(row));
}

results::PacketUserRow Viewer::GetRow() const {
    results::PacketUserRow row;
    row.run = m_site.run;
    row.user = static_cast<int>(m_user->user);
    row.handset = m_user->handset;
    row.application = m_user->application;
    row.arrival_s = m_user->arrival_s;
    row.goodput_bps = 8.0 * static_cast<double>(m_octets) / m_site.slice->header.duration_s;
    if (m_dash) {
        const SessionResult session = m_dash->GetResult();
        row.watched_s = session.played_s;
        row.stall_s = session.stall_s;
        row.switches = session.switches;
        if (session.started) {
            row.stall_share = session.stall_share;
            row.startup_s = session.startup_s;
            row.mean_played_kbps = session.mean_played_kbps;
        }
    }
    const FailureCounts counts = m_site.network->GetManager(m_place)->GetCounts();
    row.handovers = static_cast<int>(counts.handovers);
    row.radio_link_failures = static_cast<int>(counts.radio_link_failures);
    if (!m_interruptions.empty()) {
        double sum = 0.0;
        for (const double s : m_interruptions) sum += s;
        row.interruption_mean_s = sum / static_cast<double>(m_interruptions.size());
        row.interruption_max_s = *std::max_element(m_interruptions.begin(), m_interruptions.end());
    }
    if (m_voice) {
        row.packets_sent = m_voice->GetSent() + m_voiceFar->GetSent();
        row.packets_lost = row.packets_sent - m_voice->GetInTime() - m_voice->GetLate() - m_voiceFar->GetInTime() - m_voiceFar->GetLate();
        row.voice_loss_share = std::max(ns3::D2cVoice::LossShare(*m_voice, *m_voiceFar), ns3::D2cVoice::LossShare(*m_voiceFar, *m_voice));
    }
    if (m_flow) {
        row.packets_sent = static_cast<std::int64_t>(m_flowFar->GetSentPackets());
        row.packets_lost = static_cast<std::int64_t>(m_flowFar->GetSentPackets() - m_flow->GetHeardPackets());
    }
    if (m_messaging) {
        row.packets_sent = m_messaging->GetWritten();
        row.packets_lost = m_messaging->GetWritten() - m_messaging->GetInTime();
    }
    if (!m_delays.empty()) {
        row.delay_p50_s = percentile(m_delays, 0.5);
        row.delay_p95_s = percentile(m_delays, 0.95);
    }
    return row;
}

}  // namespace d2c::packet
