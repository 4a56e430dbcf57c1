// Thirty phones in one beam, each fetching as much as it gets, or watching films, over TCP: who gets what, and what the run costs.
//
//   bin/d2c-example-thirty-phones --help
//   bin/d2c-example-thirty-phones --traffic=dash --scheduler=ProportionalFair --plot=/tmp/thirty

#include <ns3/command-line.h>
#include <ns3/double.h>
#include <ns3/global-value.h>
#include <ns3/rng-seed-manager.h>
#include <ns3/simulator.h>
#include <ns3/string.h>
#include <sys/resource.h>

#include <cmath>
#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

#include "handset_phy/adaptation/rate/rate_table.h"
#include "ns3-modules/d2c-channel/model/d2c-fixed-radio-link.h"
#include "ns3-modules/d2c-radio/examples/example-plot.h"
#include "ns3-modules/d2c-radio/helper/d2c-radio-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-dash-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-service-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-session-recorder.h"
#include "ns3-modules/d2c-video/helper/d2c-tcp-defaults.h"

namespace {

using namespace ns3;

struct Options {
    std::uint32_t phones = 30, carriers = 1;
    double seconds = 20.0, lowestDb = 5.0, highestDb = 18.0, delayMs = 2.0;
    std::string traffic = "bulk", scheduler = "RoundRobin", plot;
};

struct Decoded {
    std::vector<double> bits;
    std::uint64_t packets = 0;
    void Hear(const D2cTransportBlock& block) {
        if (block.downlink && block.ok) bits.at(block.user) += block.bits;
    }
    void Count(Ptr<const Packet>) { ++packets; }
};

bool Valid(const Options& o) {
    bool valid = true;
    const auto require = [&](bool good, const char* text) {
        if (!good) std::fprintf(stderr, "%s\n", text);
        valid = valid && good;
    };
    require(o.phones >= 1 && o.phones <= 1000, "--phones: 1 to 1000");
    require(o.carriers >= 1 && o.carriers <= 16, "--carriers: 1 to 16");
    require(o.seconds > 0.0 && o.seconds <= 3600.0, "--seconds: above 0, to 3600 [s]");
    require(o.lowestDb >= -10.0 && o.lowestDb <= o.highestDb && o.highestDb <= 40.0, "--lowest, --highest: -10 to 40, in this order [dB]");
    require(o.delayMs >= 0.0 && o.delayMs <= 1000.0, "--delay: 0 to 1000 [ms]");
    require(o.traffic == "bulk" || o.traffic == "dash", "--traffic: bulk or dash");
    return valid;
}

}  // namespace

int main(int argc, char* argv[]) {
    Options o;
    CommandLine command(__FILE__);
    command.AddValue("phones", "phones in the beam", o.phones);
    command.AddValue("carriers", "carriers of 25 blocks each way", o.carriers);
    command.AddValue("seconds", "simulated time [s]", o.seconds);
    command.AddValue("lowest", "SINR of the worst phone [dB]; the others are spread evenly up to --highest", o.lowestDb);
    command.AddValue("highest", "SINR of the best phone [dB]", o.highestDb);
    command.AddValue("delay", "one-way delay [ms]", o.delayMs);
    command.AddValue("traffic", "bulk, or dash: films of 4 s segments to 1 Mbit/s", o.traffic);
    command.AddValue("scheduler", "RoundRobin, ProportionalFair or MaxRate", o.scheduler);
    command.AddValue("plot", "prefix of the plot's files", o.plot);
    command.Parse(argc, argv);
    if (!Valid(o)) return 2;
    std::printf("%s\n", D2cRunLine(argc, argv).c_str());

    D2cTcpDefaults();
    GlobalValue::Bind("SchedulerType", StringValue("ns3::PriorityQueueScheduler"));
    const auto satellite = CreateObject<Node>();
    const auto server = CreateObject<Node>();
    D2cRadioHelper helper;
    helper.SetCellAttribute("Scheduler", StringValue(o.scheduler));
    const auto cell = helper.InstallCell(satellite);
    for (std::uint32_t c = 0; c < o.carriers; ++c) cell->AddCarrier(25, 25);
    helper.InstallServer(server);
    InstallContentServer(server);
    D2cDashHelper films(D2cRadioHelper::GetServerAddress(),
                        d2c::simple_ladder(4.0, {{144, 150.0}, {240, 300.0}, {360, 600.0}, {480, 1000.0}}));
    Decoded decoded;
    std::vector<Ptr<Node>> nodes;
    std::vector<double> sinrDb;
    std::vector<Ptr<D2cDashClient>> watching;
    for (std::uint32_t i = 0; i < o.phones; ++i) {
        nodes.push_back(CreateObject<Node>());
        sinrDb.push_back(o.phones == 1 ? o.highestDb : o.lowestDb + (o.highestDb - o.lowestDb) * i / (o.phones - 1));
        const auto link = CreateObject<D2cFixedRadioLink>();
        link->SetAttribute("Delay", TimeValue(Seconds(o.delayMs * 1e-3)));
        link->SetAttribute("DownlinkSinr", DoubleValue(sinrDb.back()));
        const auto device = helper.InstallPhone(nodes.back(), link);
        device->TraceConnectWithoutContext("MacRx", MakeCallback(&Decoded::Count, &decoded));
        if (o.traffic == "dash")
            watching.push_back(films.Install(nodes.back()));
        else
            InstallClient<D2cBulk>(nodes.back(), D2cRadioHelper::GetServerAddress());
    }
    decoded.bits.assign(nodes.back()->GetId() + 1, 0.0);
    cell->TraceConnectWithoutContext("TransportBlock", MakeCallback(&Decoded::Hear, &decoded));
    const std::clock_t begin = std::clock();
    Simulator::Stop(Seconds(o.seconds));
    Simulator::Run();
    const double cpu = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;

    d2c::HandsetClass handset;
    handset.overhead_share = 0.27;
    ExamplePlot plot{
        "phone,sinr_db,kbps,alone_kbps",
        "SINR [dB]",
        "decoded [kbit/s]",
        "plot DATA using 2:3 skip 1 with points pt 7 title 'decoded', DATA using 2:4 skip 1 with lines title 'alone in the beam'",
        {}};
    double sum = 0.0, squares = 0.0, used = 0.0;
    std::printf("phone  sinr_db      kbps  alone_kbps  share\n");
    for (std::uint32_t i = 0; i < o.phones; ++i) {
        const double bps = decoded.bits[nodes[i]->GetId()] / o.seconds;
        const double alone = d2c::goodput(d2c::Db{sinrDb[i]}, d2c::Hertz{o.carriers * 25 * 180e3}, handset).value;
        sum += bps;
        squares += bps * bps;
        used += alone > 0.0 ? bps / alone : 0.0;
        char row[120];
        std::snprintf(row, sizeof row, "%u,%.3f,%.3f,%.3f", i, sinrDb[i], bps * 1e-3, alone * 1e-3);
        plot.rows.emplace_back(row);
        if (i % std::max(1U, o.phones / 10) == 0)
            std::printf("%5u %8.2f %9.1f %11.1f %6.3f\n", i, sinrDb[i], bps * 1e-3, alone * 1e-3, alone > 0.0 ? bps / alone : 0.0);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("sum_kbps %.1f  beam_used %.4f  jain %.4f\n", sum * 1e-3, used, squares > 0.0 ? sum * sum / (o.phones * squares) : 0.0);
    if (!watching.empty()) {
        double stall = 0.0, kbps = 0.0;
        for (const auto& client : watching) {
            stall += client->GetResult().stall_s / o.phones;
            kbps += client->GetResult().mean_played_kbps / o.phones;
        }
        std::printf("mean_stall_s %.3f  mean_played_kbps %.1f\n", stall, kbps);
    }
    std::printf("events %llu  packets %llu  memory_mib %.0f  cpu_s %.3f  real_time_factor %.1f\n",
                static_cast<unsigned long long>(Simulator::GetEventCount()), static_cast<unsigned long long>(decoded.packets),
                static_cast<double>(usage.ru_maxrss) / 1024.0, cpu, o.seconds / cpu);
    const bool written = plot.Write(o.plot);
    if (!written) std::fprintf(stderr, "--plot=%s: cannot write: a prefix in a folder that exists\n", o.plot.c_str());
    Simulator::Destroy();
    return written ? 0 : 1;
}
