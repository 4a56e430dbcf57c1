// One phone, one pass, through the whole network: what geometry makes of the link, and what TCP makes of the link. A line per ten seconds.
//
//   bin/d2c-example-slice-pass [--altitude=360] [--environment=open] [--plot=PREFIX]

#include <ns3/command-line.h>

#include <cstdio>
#include <iostream>

#include "ns3-modules/d2c-roaming/examples/example-study.h"

namespace ns3 {

struct Pass {
    D2cNetworkHelper* network;
    Ptr<D2cBulk> bulk;
    ExamplePlot plot;
    std::uint64_t bits = 0;
    void Hear(const D2cTransportBlock& block) {
        if (block.downlink && block.ok) bits += static_cast<std::uint64_t>(block.bits);
    }
    void Attached(const d2c::MachineEvent& event, const d2c::Procedure*) {
        if (event.kind != d2c::EventKind::kConnected) return;
        network->GetCore()->GetCell(network->GetDevice(0))->TraceConnectWithoutContext("TransportBlock", MakeCallback(&Pass::Hear, this));
    }
    void Print() {
        const auto link = network->GetSurroundings(0)->GetLink(network->GetManager(0)->GetServing());
        if (link) {
            char row[160];
            std::snprintf(row, sizeof row, "%.0f,%.2f,%.4f,%.0f,%.2f,%.2f,%.1f", Simulator::Now().GetSeconds(),
                          link->GetElevation().in_degrees(), link->GetDelay().GetSeconds() * 1e3, link->GetDopplerHz(),
                          link->GetDownlinkSinrDb(0), link->GetUplinkSinrInOneBlockDb(0), static_cast<double>(bits) / 10e3);
            std::printf("%s\n", row);
            plot.rows.emplace_back(row);
        }
        bits = 0;
        Simulator::Schedule(Seconds(10), &Pass::Print, this);
    }
};

}  // namespace ns3

int main(int argc, char* argv[]) {
    using namespace ns3;
    double altitude = 360.0;
    std::string environment = "open", prefix;
    CommandLine command(__FILE__);
    command.AddValue("altitude", "of the satellite [km]", altitude);
    command.AddValue("environment", "open, suburban-rural, urban or dense-urban", environment);
    command.AddValue("plot", "prefix of the plot's files", prefix);
    command.Parse(argc, argv);
    if (!(altitude >= 300.0 && altitude <= 2000.0) || !d2c::parse_surroundings(environment)) {
        std::fprintf(stderr, "--altitude: 300 to 2000 [km]; --environment: open, suburban-rural, urban or dense-urban\n");
        return 2;
    }
    std::printf("%s\n", D2cRunLine(argc, argv).c_str());
    D2cConstellationStudy study;
    study.start = *d2c::parse_instant("2026-06-01T00:00:00Z");
    study.phones = {{d2c::Angle::degrees(46.9), d2c::Angle::degrees(-110.4)}};
    study.satellites = StringOver(study.phones[0], study.start, altitude, 6.0 + altitude / 200.0, 2);
    study.satellites.erase(study.satellites.begin());  // it rises, passes overhead and sets
    study.duration_s = 400.0;
    study.environment = environment;
    const auto network = NetworkOf(study, std::cerr);
    if (!network) return 3;
    const NodeContainer phones = network->Install();
    InstallContentServer(network->GetServer());
    Pass pass{network.get(), InstallClient<D2cBulk>(phones.Get(0), network->GetServerAddress()), {}, 0};
    pass.plot = {"time_s,elevation_deg,delay_ms,doppler_hz,sinr_db,uplink_sinr_db,kbps",
                 "time [s]",
                 "SINR [dB], delay [ms]",
                 "plot DATA using 1:5 skip 1 with lines title 'SINR', DATA using 1:3 skip 1 with lines title 'delay'",
                 {}};
    network->GetManager(0)->TraceConnectWithoutContext("Event", MakeCallback(&Pass::Attached, &pass));
    std::printf("%s\n", pass.plot.columns.c_str());
    Simulator::Schedule(Seconds(0), &Pass::Print, &pass);
    Simulator::Stop(Seconds(study.duration_s));
    Simulator::Run();
    const bool written = pass.plot.Write(prefix);
    const auto events = Simulator::GetEventCount();
    Simulator::Destroy();
    std::printf("events %llu\n", static_cast<unsigned long long>(events));
    return written ? 0 : 1;
}
