// HARQ with the phone's processes, with 32, and without feedback (RLC repeats), from low orbit to the geostationary one: what a saturated
// phone gets and how long its packets take.
//
//   bin/d2c-example-harq-altitude --sinr=4.7 --plot=/tmp/harq

#include <ns3/command-line.h>
#include <ns3/double.h>
#include <ns3/packet.h>
#include <ns3/simulator.h>
#include <ns3/string.h>
#include <ns3/uinteger.h>

#include <array>
#include <cstdio>
#include <vector>

#include "base/constants.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/adaptation/retransmission/harq.h"
#include "ns3-modules/d2c-channel/model/d2c-fixed-radio-link.h"
#include "ns3-modules/d2c-radio/examples/example-plot.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"
#include "ns3-modules/d2c-radio/model/d2c-ue-device.h"
#include "ns3-modules/d2c-video/helper/d2c-session-recorder.h"

namespace {

using namespace ns3;

/// A saturated phone without a stack: its queue is kept at `kDepth`.
class Phone {
  public:
    static constexpr std::uint32_t kBytes = 1400, kDepth = 150'000;

    Phone(const d2c::HandsetClass& handset, Time delay, double sinrDb, const std::string& harq, std::uint32_t processes)
        : m_cell(CreateObject<D2cCell>()), m_device(CreateObject<D2cUeDevice>()) {
        m_cell->SetAttribute("Harq", StringValue(harq));
        m_cell->SetAttribute("HarqProcesses", UintegerValue(processes));
        const auto link = CreateObject<D2cFixedRadioLink>();
        link->SetAttribute("Delay", TimeValue(delay));
        link->SetAttribute("DownlinkSinr", DoubleValue(sinrDb));
        CreateObject<Node>()->AddDevice(m_device);
        m_device->SetHandset(handset);
        m_device->SetReceiveCallback(MakeCallback(&Phone::Hear, this));
        m_cell->Attach(m_device, link);
        m_cell->TraceConnectWithoutContext("TransportBlock", MakeCallback(&Phone::Count, this));
        Refill();
    }

    std::uint64_t m_transmissions = 0;
    double m_bits = 0.0;

  private:
    void Refill() {
        while (m_cell->GetDownlinkBacklog(m_device) < kDepth) m_cell->SendDown(m_device, Create<Packet>(kBytes));
        Simulator::Schedule(MilliSeconds(5), &Phone::Refill, this);
    }
    bool Hear(Ptr<NetDevice>, Ptr<const Packet> packet, std::uint16_t, const Address&) {
        m_bits += 8.0 * packet->GetSize();
        return true;
    }
    void Count(const D2cTransportBlock& block) { m_transmissions += block.downlink; }

    Ptr<D2cCell> m_cell;
    Ptr<D2cUeDevice> m_device;
};

}  // namespace

int main(int argc, char* argv[]) {
    double sinrDb = 4.7, seconds = 20.0;
    std::string plotPrefix;
    CommandLine command(__FILE__);
    command.AddValue("sinr", "SINR of the downlink [dB]; 4.7 is the threshold of CQI 7, where a tenth of the blocks fail", sinrDb);
    command.AddValue("seconds", "simulated time of each run [s]; its first quarter is not counted", seconds);
    command.AddValue("plot", "prefix of the plot's files", plotPrefix);
    command.Parse(argc, argv);
    if (!(sinrDb >= -6.5 && sinrDb <= 40.0) || !(seconds >= 4.0 && seconds <= 3600.0)) {
        std::fprintf(stderr, "--sinr: -6.5 to 40 [dB]; --seconds: 4 to 3600 [s]\n");
        return 2;
    }
    std::printf("%s\n", D2cRunLine(argc, argv).c_str());
    struct Way {
        const char* name;
        bool lte;
        const char* harq;
        std::uint32_t processes;
    };
    const std::array<Way, 4> ways{{{"lte-8", true, "IncrementalRedundancy", 0},
                                   {"nr-16", false, "IncrementalRedundancy", 16},
                                   {"nr-32", false, "IncrementalRedundancy", 32},
                                   {"nr-off", false, "None", 0}}};
    ExamplePlot plot{
        "altitude_km,way,filled,harq_timing,kbps,share_of_table", "altitude [km]", "share of the table's rate", "plot ", {}, true};
    std::printf("altitude_km way     filled  harq_timing       kbps  share_of_table\n");
    for (const double altitudeKm : {330.0, 600.0, 1200.0, 8000.0, 35786.0})
        for (const Way& way : ways) {
            d2c::HandsetClass handset;
            handset.overhead_share = way.lte ? 0.27 : 0.14;
            if (!way.lte) {
                handset.air_interface = d2c::AirInterface::kNrNtn;
                handset.release = 17;
            }
            const double delayS = altitudeKm * 1e3 / d2c::kSpeedOfLightMPerS;
            Phone phone(handset, Seconds(delayS), sinrDb, way.harq, way.processes);
            Simulator::Stop(Seconds(seconds / 4.0));
            Simulator::Run();
            const double bits = phone.m_bits;
            const std::uint64_t transmissions = phone.m_transmissions;
            Simulator::Stop(Seconds(0.75 * seconds));
            Simulator::Run();
            auto timing = d2c::harq_timing(handset, 2.0 * delayS).value();
            if (way.processes > 0) timing.processes = static_cast<int>(way.processes);
            const double limit = std::string{way.harq} == "None" ? 1.0 : timing.filled_share();
            const double filled = static_cast<double>(phone.m_transmissions - transmissions) / (0.75 * seconds * 1e3);
            const double bps = (phone.m_bits - bits) / (0.75 * seconds);
            const double table = d2c::goodput(d2c::Db{sinrDb}, d2c::Hertz{25 * 180e3}, handset).value;
            std::printf("%11.0f %-7s %6.4f %12.4f %10.1f %15.4f\n", altitudeKm, way.name, filled, limit, bps * 1e-3, bps / table);
            char row[160];
            std::snprintf(row, sizeof row, "%.0f,%s,%.5f,%.5f,%.2f,%.5f", altitudeKm, way.name, filled, limit, bps * 1e-3, bps / table);
            plot.rows.emplace_back(row);
            Simulator::Destroy();
        }
    for (const Way& way : ways)
        plot.plot += std::string(plot.plot.size() > 5 ? ", " : "") + "DATA using 1:(strcol(2) eq '" + way.name +
                     "' ? $6 : NaN) skip 1 with linespoints title '" + way.name + "'";
    if (plot.Write(plotPrefix)) return 0;
    std::fprintf(stderr, "--plot=%s: cannot write: a prefix in a folder that exists\n", plotPrefix.c_str());
    return 1;
}
