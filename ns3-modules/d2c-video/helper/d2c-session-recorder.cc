#include "ns3-modules/d2c-video/helper/d2c-session-recorder.h"

#include <ns3/rng-seed-manager.h>

#include <filesystem>
#include <fstream>

namespace ns3 {

D2cSessionRecorder::D2cSessionRecorder(Ptr<D2cDashClient> client) : m_client(client) {
    client->TraceConnectWithoutContext("SegmentFetched", MakeCallback(&D2cSessionRecorder::Fetched, this));
    client->TraceConnectWithoutContext("Stall", MakeCallback(&D2cSessionRecorder::Stalled, this));
}

void D2cSessionRecorder::Fetched(const D2cDashClient::Fetched& fetched) {
    const double fetch = (fetched.received - fetched.asked).GetSeconds();
    const double now = fetched.received.GetSeconds();
    m_rows.push_back({now, fetched.segment, fetched.rung, m_client->GetPlayer()->buffer_s(now), fetch,
                      fetch > 0.0 ? 8.0 * static_cast<double>(fetched.octets) / fetch : 0.0});
}

void D2cSessionRecorder::Stalled(const d2c::OnlinePlayer::Stall& stall) { m_stalls.push_back(stall); }

double D2cSessionRecorder::GetMeanFetchSeconds() const {
    double sum = 0.0;
    for (const Row& row : m_rows) sum += row.fetchSeconds;
    return m_rows.empty() ? 0.0 : sum / static_cast<double>(m_rows.size());
}

bool D2cSessionRecorder::WritePlot(const std::string& prefix) const {
    std::ofstream table(prefix + ".csv");
    table << "time_s,segment,rung,buffer_s,fetch_s,throughput_bps\n";
    for (const Row& row : m_rows) {
        table << row.atSeconds << ',' << row.segment << ',' << row.rung << ',' << row.bufferSeconds << ',' << row.fetchSeconds << ','
              << row.throughputBps << '\n';
    }
    const std::string name = std::filesystem::path(prefix).filename().string();
    std::ofstream script(prefix + ".gp");
    script << "set datafile separator ','\nset terminal svg size 900,500\nset output '" << name << ".svg'\nset xlabel 'time [s]'\n"
           << "set ylabel 'buffer [s]'\nset y2label 'rung'\nset y2tics 1\nset y2range [-0.5:*]\nset key top left\n";
    for (const d2c::OnlinePlayer::Stall& stall : m_stalls) {
        script << "set object rectangle from first " << stall.from_s << ", graph 0 to first " << stall.to_s
               << ", graph 1 fillcolor rgb '#f4c7c3' behind\n";
    }
    script << "plot '" << name << ".csv' skip 1 using 1:4 with linespoints title 'buffer', '' skip 1 using 1:3 axes x1y2 with steps title "
           << "'rung'\n";
    table.flush();
    script.flush();
    return table.good() && script.good();
}

std::string D2cRunLine(int argc, char* argv[]) {
    std::string line = "# RngSeed ";
    line += std::to_string(RngSeedManager::GetSeed()) + ", RngRun " + std::to_string(RngSeedManager::GetRun());
    for (int i = 0; i < argc; ++i) {
        line += i == 0 ? ": " : " ";
        line += i == 0 ? std::filesystem::path(argv[i]).filename().string() : argv[i];
    }
    return line;
}

}  // namespace ns3
