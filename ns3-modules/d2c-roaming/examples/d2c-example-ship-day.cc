// A ship's day: a phone on deck crosses an ocean under a Walker constellation with gateways on its two shores. A line per hour.
//
//   bin/d2c-example-ship-day [--planes=24] [--perPlane=20] [--hours=24] [--plot=PREFIX]

#include <ns3/command-line.h>

#include <cstdio>
#include <iostream>

#include "constellation/launches/launch_plan.h"
#include "ns3-modules/d2c-roaming/examples/example-study.h"

namespace ns3 {

struct Hour {
    int steps = 0, served = 0;
    double sinr = 0.0;
};
struct Day {
    std::vector<Hour> hours{25};
    void Sample(const D2cRoamingSample& sample) {
        Hour& hour = hours[static_cast<std::size_t>(Simulator::Now().GetHours())];
        ++hour.steps;
        if (sample.state != d2c::PhoneState::kConnected) return;
        ++hour.served;
        hour.sinr += sample.sinrDb;
    }
};

}  // namespace ns3

int main(int argc, char* argv[]) {
    using namespace ns3;
    int planes = 24, perPlane = 20;
    double hours = 24.0;
    std::string prefix;
    CommandLine command(__FILE__);
    command.AddValue("planes", "of the constellation", planes);
    command.AddValue("perPlane", "satellites in a plane", perPlane);
    command.AddValue("hours", "simulated time [h]", hours);
    command.AddValue("plot", "prefix of the plot's files", prefix);
    command.Parse(argc, argv);
    if (!(hours > 0.0 && hours <= 24.0) || planes < 1 || perPlane < 1 || planes * perPlane > 5000) {
        std::fprintf(stderr, "--hours: above 0, to 24; --planes times --perPlane: 1 to 5000\n");
        return 2;
    }
    std::printf("%s\n", D2cRunLine(argc, argv).c_str());
    d2c::RouteConfig way;
    way.id = "pacific";
    way.carrier = d2c::Conveyance::kShip;
    way.waypoints = {{"west", "", {d2c::Angle::degrees(35.0), d2c::Angle::degrees(175.0)}, d2c::MetresPerSecond{10.0}, 0.0},
                     {"east", "", {d2c::Angle::degrees(36.0), d2c::Angle::degrees(-173.0)}, {}, 0.0}};
    std::vector<d2c::RouteFault> faults;
    const auto route = d2c::Route::make(way, faults);
    d2c::Shell shell;
    shell.altitude = d2c::Metres::kilo(525.0);
    shell.inclination = d2c::Angle::degrees(53.0);
    shell.planes = planes;
    shell.satellites_per_plane = perPlane;
    shell.phasing = 1;
    D2cConstellationStudy study;
    study.start = *d2c::parse_instant("2026-06-01T00:00:00Z");
    study.satellites = d2c::walker_states(shell, study.start);
    study.leastElevation = d2c::Angle::degrees(20.0);
    study.route = &*route;
    study.duration_s = hours * 3600.0;
    study.measureStep_s = 10.0;
    // Gateways on islands and both shores: where a satellite sees none, it serves nobody.
    study.gateways = {{d2c::Angle::degrees(35.5), d2c::Angle::degrees(139.7)},
                      {d2c::Angle::degrees(21.3), d2c::Angle::degrees(-157.9)},
                      {d2c::Angle::degrees(51.9), d2c::Angle::degrees(-176.6)},
                      {d2c::Angle::degrees(13.5), d2c::Angle::degrees(144.8)}};
    const auto network = NetworkOf(study, std::cerr);
    if (!network) return 3;
    network->Install();
    Day day;
    network->GetManager(0)->TraceConnectWithoutContext("Sample", MakeCallback(&Day::Sample, &day));
    Simulator::Stop(Seconds(study.duration_s));
    Simulator::Run();
    ExamplePlot plot{"hour,served_share,mean_sinr_db", "hour", "share of time served", "plot DATA using 1:2 skip 1 with steps notitle", {}};
    std::printf("%s\n", plot.columns.c_str());
    for (std::size_t h = 0; h < day.hours.size(); ++h) {
        const Hour& hour = day.hours[h];
        if (hour.steps < 2) continue;
        char row[80];
        std::snprintf(row, sizeof row, "%zu,%.4f,%.2f", h, static_cast<double>(hour.served) / hour.steps,
                      hour.served ? hour.sinr / hour.served : 0.0);
        std::printf("%s\n", row);
        plot.rows.emplace_back(row);
    }
    const d2c::FailureCounts counts = network->GetManager(0)->GetCounts();
    std::printf("handovers %llu, radio link failures %llu, without service %.0f s, cells %zu, events %llu\n",
                static_cast<unsigned long long>(counts.handovers), static_cast<unsigned long long>(counts.radio_link_failures),
                static_cast<double>(counts.without_service.count()) * 1e-9, network->GetCells()->GetCellCount(),
                static_cast<unsigned long long>(Simulator::GetEventCount()));
    const bool written = plot.Write(prefix);
    Simulator::Destroy();
    return written ? 0 : 1;
}
