#include "apps/d2c-packet/packet_run.h"

#include <ns3/config.h>
#include <ns3/global-value.h>
#include <ns3/output-stream-wrapper.h>
#include <ns3/pcap-file-wrapper.h>
#include <ns3/rng-seed-manager.h>
#include <ns3/simulator.h>
#include <ns3/string.h>
#include <ns3/trace-helper.h>

#include <cmath>
#include <fstream>

#include "apps/d2c-packet/viewer.h"
#include "base/instant.h"
#include "ns3-modules/d2c-video/helper/d2c-dash-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-service-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-tcp-defaults.h"

namespace d2c::packet {
namespace {

/// Streams of random variables: fixed numbers, cells first.
constexpr std::int64_t kCellStreams = 1000, kUserStreams = 100'000;
constexpr std::size_t kMostUsers = 50'000;  // ports

/// Every congestion window of the server's connections as it changes. Connections are looked for once per step.
class WindowTrace {
  public:
    WindowTrace(const std::string& path, std::uint32_t server) : m_file{path}, m_server{server} {
        m_file << "elapsed_s,connection,cwnd_octets\n";
    }
    void Look() {
        const auto path = [&](std::size_t i) {
            return "/NodeList/" + std::to_string(m_server) + "/$ns3::TcpL4Protocol/SocketList/" + std::to_string(i) + "/CongestionWindow";
        };
        while (ns3::Config::ConnectWithoutContextFailSafe(path(m_known), ns3::MakeBoundCallback(&WindowTrace::Write, this, m_known)))
            ++m_known;
    }

  private:
    static void Write(WindowTrace* self, std::size_t connection, std::uint32_t, std::uint32_t octets) {
        self->m_file << ns3::Simulator::Now().GetSeconds() << ',' << connection << ',' << octets << '\n';
    }
    std::ofstream m_file;
    std::uint32_t m_server;
    std::size_t m_known = 0;
};

void sniff(ns3::Ptr<ns3::PcapFileWrapper> file, ns3::Ptr<const ns3::Packet> packet) { file->Write(ns3::Simulator::Now(), packet); }

}  // namespace

Faults check_run(const slice::Slice& slice) {
    Faults faults;
    for (const slice::User& user : slice.users)
        if (!is_application(user.application))
            faults.push_back({"", 0, "slice_user.application", user.application, "dash, live, voice, messaging, web, bulk or udp"});
    if (slice.users.size() > kMostUsers)
        faults.push_back({"", 0, "slice_user", std::to_string(slice.users.size()), "at most " + std::to_string(kMostUsers)});
    return faults;
}

results::PacketResults run_slice(const std::shared_ptr<const slice::Slice>& slice, const RunOptions& options) {
    ns3::GlobalValue::Bind("SchedulerType", ns3::StringValue("ns3::PriorityQueueScheduler"));
    // ns-3's seed has 32 bits and is never 0; the run is its own.
    ns3::RngSeedManager::SetSeed(static_cast<std::uint32_t>(slice->header.seed % 4'294'967'087u) + 1u);
    ns3::RngSeedManager::SetRun(static_cast<std::uint64_t>(options.run));
    ns3::D2cTcpDefaults();
    ns3::RegisterD2cVideoTypes();
    results::PacketResults results;
    {
        ns3::D2cNetworkHelper network{slice};
        for (const auto& [name, value] : slice->settings)
            if (name == "content_s") network.SetServerDelay(ns3::Seconds(std::stod(value)));
        if (!options.harq_feedback) network.SetCellAttribute("Harq", ns3::StringValue("None"));
        network.AssignStreams(kCellStreams);
        const ns3::NodeContainer phones = network.Install();
        ns3::InstallContentServer(network.GetServer());
        const Site site{slice.get(), &network, options.run};
        std::vector<std::unique_ptr<Viewer>> viewers;
        for (std::uint32_t i = 0; i < phones.GetN(); ++i)
            viewers.push_back(std::make_unique<Viewer>(site, i, phones.Get(i), kUserStreams + 10 * static_cast<std::int64_t>(i)));
        if (!options.pcap_prefix.empty()) {
            ns3::PcapHelper pcap;
            for (std::uint32_t i = 0; i < phones.GetN(); ++i) {
                const auto file = pcap.CreateFile(options.pcap_prefix + std::to_string(slice->users[i].user) + ".pcap", std::ios::out,
                                                  ns3::PcapHelper::DLT_RAW);
                network.GetDevice(i)->TraceConnectWithoutContext("PromiscSniffer", ns3::MakeBoundCallback(&sniff, file));
            }
        }
        std::unique_ptr<WindowTrace> windows;
        if (!options.cwnd_path.empty()) windows = std::make_unique<WindowTrace>(options.cwnd_path, network.GetServer()->GetId());

        const double duration_s = slice->header.duration_s, step_s = slice->header.measure_step_s;
        const auto steps = static_cast<int>(std::floor(duration_s / step_s + 1e-9));
        for (int k = 0; k <= steps; ++k) {
            // After whatever else happens at that moment, measurements above all.
            ns3::Simulator::Schedule(ns3::Seconds(k * step_s) + ns3::NanoSeconds(k < steps ? 1 : -1), [&, k] {
                for (const auto& viewer : viewers) viewer->Sample();
                if (windows) windows->Look();
                if (options.progress) options.progress(k * step_s / duration_s);
            });
        }
        ns3::Simulator::Stop(ns3::Seconds(duration_s));
        ns3::Simulator::Run();

        results::PacketRunRow run;
        run.run = options.run;
        run.seed = static_cast<std::int64_t>(slice->header.seed);
        run.slice_sha256 = options.slice_sha256;
        run.start_utc = to_string(slice->header.start);
        run.duration_s = duration_s;
        run.users = static_cast<int>(slice->users.size());
        run.events = static_cast<std::int64_t>(ns3::Simulator::GetEventCount());
        std::set<std::pair<std::uint32_t, std::uint32_t>> beams;
        std::set<std::uint32_t> satellites;
        for (const auto& viewer : viewers) {
            results.users.push_back(viewer->GetRow());
            for (auto& row : viewer->TakeSamples()) results.samples.push_back(std::move(row));
            for (auto& row : viewer->TakeEvents()) results.events.push_back(std::move(row));
            run.packets += viewer->GetPackets();
            beams.insert(viewer->GetBeams().begin(), viewer->GetBeams().end());
        }
        for (const auto& [satellite, beam] : beams) satellites.insert(satellite);
        run.beams_used = static_cast<int>(beams.size());
        run.satellites_used = static_cast<int>(satellites.size());
        results.runs.push_back(std::move(run));
        ns3::Simulator::Destroy();
    }
    results::PacketUnitRow unit;
    unit.run = options.run;
    unit.quarter = quarter_of(slice->header.start).index;
    results.units.push_back(unit);
    return results;
}

}  // namespace d2c::packet
