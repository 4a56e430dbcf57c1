// A handover policy of one's own: stay until the satellite is about to set, then go to the one that stays longest.
//   bin/d2c-example-own-policy [--last=20]
#include <ns3/command-line.h>

#include <cstdio>
#include <iostream>

#include "ns3-modules/d2c-roaming/examples/example-study.h"

int main(int argc, char* argv[]) {
    double last = 20.0;
    ns3::CommandLine command(__FILE__);
    command.AddValue("last", "leave a cell that serves for less than this [s]", last);
    command.Parse(argc, argv);
    std::printf("%s\n", ns3::D2cRunLine(argc, argv).c_str());
    ns3::D2cConstellationStudy study;
    study.phones = {{d2c::Angle::degrees(10.0), d2c::Angle::degrees(20.0)}};
    study.satellites = StringOver(study.phones[0], study.start, 360.0, 6.0, 8);
    study.duration_s = 600.0;
    const auto network = NetworkOf(study, std::cerr);
    if (!network) return 3;
    network->SetPolicy([&](const std::vector<d2c::Measurement>& cells, d2c::RadioCellId serving) {
        const d2c::Instant now = network->GetSurroundings(0)->GetUtc();
        d2c::RadioCellId target;
        d2c::Instant longest{};
        for (const d2c::Measurement& cell : cells) {
            if (cell.cell == serving && d2c::seconds_between(cell.ceases, now) > last) return d2c::RadioCellId{};  // stay
            if (cell.ceases > longest) target = cell.cell;
            longest = std::max(longest, cell.ceases);
        }
        return target;
    });
    network->Install();
    ns3::Simulator::Stop(ns3::Seconds(study.duration_s));
    ns3::Simulator::Run();
    const d2c::FailureCounts counts = network->GetManager(0)->GetCounts();
    std::printf("handovers %llu\nradio link failures %llu\n", static_cast<unsigned long long>(counts.handovers),
                static_cast<unsigned long long>(counts.radio_link_failures));
    ns3::Simulator::Destroy();
}
