// A handover storm: phones side by side in beams that go with their satellite, all handed from beam to beam at about the same moment while
// each watches a film.
//
//   bin/d2c-example-handover-storm [--phones=10] [--seconds=60] [--forward=1] [--plot=PREFIX]

#include <ns3/command-line.h>

#include <cstdio>
#include <iostream>

#include "ns3-modules/d2c-roaming/examples/example-study.h"

int main(int argc, char* argv[]) {
    using namespace ns3;
    std::uint32_t count = 10;
    double seconds = 60.0;
    bool forward = true;
    std::string prefix;
    CommandLine command(__FILE__);
    command.AddValue("phones", "how many", count);
    command.AddValue("seconds", "simulated time [s]", seconds);
    command.AddValue("forward", "whether packets under way follow the phone", forward);
    command.AddValue("plot", "prefix of the plot's files", prefix);
    command.Parse(argc, argv);
    if (count < 1 || count > 200 || !(seconds >= 10.0 && seconds <= 3600.0)) {
        std::fprintf(stderr, "--phones: 1 to 200; --seconds: 10 to 3600 [s]\n");
        return 2;
    }
    std::printf("%s\n", D2cRunLine(argc, argv).c_str());
    D2cConstellationStudy study;
    study.start = *d2c::parse_instant("2026-06-01T00:00:00Z");
    for (std::uint32_t i = 0; i < count; ++i) study.phones.push_back({d2c::Angle::degrees(10.0 + 0.002 * i), d2c::Angle::degrees(20.0)});
    study.satellites = StringOver(study.phones[0], study.start, 360.0, 6.0, 2 + static_cast<int>(seconds / 80.0));
    study.duration_s = seconds;
    study.measureStep_s = 0.2;
    study.movingBeams = true;
    study.machine.procedures.data_forwarding = forward;
    const auto network = NetworkOf(study, std::cerr);
    if (!network) return 3;
    const NodeContainer phones = network->Install();
    InstallContentServer(network->GetServer());
    d2c::Ladder ladder;
    ladder.rungs = {{"240p", 240, d2c::BitsPerSecond{300e3}}};
    D2cDashHelper films(network->GetServerAddress(), ladder);
    Interruptions interruptions;
    std::vector<std::unique_ptr<D2cSessionRecorder>> sessions;
    for (std::uint32_t i = 0; i < count; ++i) {
        sessions.push_back(std::make_unique<D2cSessionRecorder>(films.Install(phones.Get(i))));
        network->GetManager(i)->TraceConnectWithoutContext("Interruption", MakeCallback(&Interruptions::Hear, &interruptions));
    }
    Simulator::Stop(Seconds(seconds));
    Simulator::Run();
    ExamplePlot plot{"phone,handovers,failures,mean_fetch_s,stalls",
                     "phone",
                     "mean fetch of a segment [s]",
                     "plot DATA using 1:4 skip 1 with boxes notitle",
                     {}};
    std::printf("%s\n", plot.columns.c_str());
    std::uint64_t handovers = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const d2c::FailureCounts counts = network->GetManager(i)->GetCounts();
        handovers += counts.handovers;
        char row[120];
        std::snprintf(row, sizeof row, "%u,%llu,%llu,%.3f,%zu", i, static_cast<unsigned long long>(counts.handovers),
                      static_cast<unsigned long long>(counts.radio_link_failures), sessions[i]->GetMeanFetchSeconds(),
                      sessions[i]->GetStalls().size());
        std::printf("%s\n", row);
        plot.rows.emplace_back(row);
    }
    std::printf("handovers %llu, interruption mean %.1f ms, longest %.1f ms, cells %zu, events %llu\n",
                static_cast<unsigned long long>(handovers), interruptions.Mean(), interruptions.Most(), network->GetCells()->GetCellCount(),
                static_cast<unsigned long long>(Simulator::GetEventCount()));
    const bool written = plot.Write(prefix);
    Simulator::Destroy();
    return written ? 0 : 1;
}
