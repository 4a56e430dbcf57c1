// Crossing a border in a fast vehicle: another network, another address, and a call and a film that go on after it.
//
//   bin/d2c-example-border [--agreement=0] [--homeRouted=1] [--plot=PREFIX]

#include <ns3/command-line.h>

#include <cstdio>
#include <iostream>
#include <sstream>

#include "ns3-modules/d2c-roaming/examples/example-study.h"

namespace ns3 {

struct Border {
    Ptr<Node> phone;
    ExamplePlot plot;
    void Event(const d2c::MachineEvent& event, const d2c::Procedure*) {
        char row[200];
        std::snprintf(row, sizeof row, "%.3f,%s,%s,%s,%.1f", Simulator::Now().GetSeconds(), std::string{to_string(event.kind)}.c_str(),
                      event.from_network.str().c_str(), event.to_network.str().c_str(),
                      static_cast<double>(event.interruption.count()) * 1e-6);
        std::printf("%s\n", row);
        plot.rows.emplace_back(row);
    }
    void Address(Ptr<D2cUeDevice>, Ipv4Address from, Ipv4Address to) {
        std::printf("%.3f,address,%s,%s,\n", Simulator::Now().GetSeconds(), Text(from).c_str(), Text(to).c_str());
        D2cReconnectAll(phone);
    }
    static std::string Text(Ipv4Address address) {
        std::ostringstream out;
        out << address;
        return out.str();
    }
};

}  // namespace ns3

int main(int argc, char* argv[]) {
    using namespace ns3;
    bool agreement = false, homeRouted = true;
    std::string prefix;
    CommandLine command(__FILE__);
    command.AddValue("agreement", "whether the networks hand connections over to each other", agreement);
    command.AddValue("homeRouted", "whether packets go by way of the home network's anchor", homeRouted);
    command.AddValue("plot", "prefix of the plot's files", prefix);
    command.Parse(argc, argv);
    std::printf("%s\n", D2cRunLine(argc, argv).c_str());
    d2c::RouteConfig way;
    way.id = "border";
    way.carrier = d2c::Conveyance::kTrain;
    way.waypoints = {{"west", "", {d2c::Angle::degrees(10.0), d2c::Angle::degrees(19.95)}, d2c::MetresPerSecond{55.0}, 0.0},
                     {"east", "", {d2c::Angle::degrees(10.0), d2c::Angle::degrees(20.1)}, {}, 0.0}};
    std::vector<d2c::RouteFault> faults;
    const auto route = d2c::Route::make(way, faults);
    D2cConstellationStudy study;
    study.start = *d2c::parse_instant("2026-06-01T00:00:00Z");
    study.route = &*route;
    study.satellites = StringOver({d2c::Angle::degrees(10.0), d2c::Angle::degrees(20.0)}, study.start, 360.0, 6.0, 6);
    study.duration_s = 240.0;
    study.networks = {{"west", "99901", true, 1, -180.0, 20.005, 0.005, 0.0}, {"east", "99902", true, 0, 20.0, 180.0, 0.005, 0.02}};
    study.agreement = agreement;
    study.homeRouted = homeRouted;
    const auto network = NetworkOf(study, std::cerr);
    if (!network) return 3;
    const NodeContainer phones = network->Install();
    const auto call = InstallPair<D2cVoice>(phones.Get(0), network->GetServer(), network->GetServerAddress(), 5004);
    for (const auto& end : {call.phone, call.far}) end->SetStopTime(Seconds(235));
    Border border{phones.Get(0), {}};
    border.plot = {
        "time_s,event,from,to,interruption_ms", "time [s]", "interruption [ms]", "plot DATA using 1:5 skip 1 with impulses notitle", {}};
    network->GetManager(0)->TraceConnectWithoutContext("Event", MakeCallback(&Border::Event, &border));
    network->GetManager(0)->TraceConnectWithoutContext("AddressChanged", MakeCallback(&Border::Address, &border));
    std::printf("%s\n", border.plot.columns.c_str());
    Simulator::Stop(Seconds(study.duration_s));
    Simulator::Run();
    std::printf("frames up lost %.4f, down lost %.4f\n", D2cVoice::LossShare(*call.phone, *call.far),
                D2cVoice::LossShare(*call.far, *call.phone));
    const bool written = border.plot.Write(prefix);
    Simulator::Destroy();
    return written ? 0 : 1;
}
