// A packet study of one's own: one film over a link that a satellite hands over every fifteen seconds, for four lengths of the
// interruption.

#include <cstdio>

#include "ns3-modules/d2c-video/helper/d2c-session-recorder.h"
#include "ns3-modules/d2c-video/helper/d2c-study-link.h"

int main(int argc, char* argv[]) {
    std::printf("%s\ngap_ms  startup_s  stall_s  stalls  mean_kbps  mean_fetch_s\n", ns3::D2cRunLine(argc, argv).c_str());
    for (const double gap_s : {0.001, 0.05, 0.3, 2.0}) {
        {
            ns3::D2cStudyLink link(ns3::D2cScriptWithGaps(2e6, 15.0, gap_s, 1000.0), ns3::MilliSeconds(25));
            ns3::D2cDashHelper films(link.GetServerAddress(), d2c::simple_ladder(4.0, {{240, 300.0}, {360, 700.0}, {480, 1200.0}}));
            const auto client = films.Install(link.GetPhone());
            ns3::D2cSessionRecorder recorder(client);
            ns3::Simulator::Stop(ns3::Seconds(600));
            ns3::Simulator::Run();
            const d2c::SessionResult r = client->GetResult();
            std::printf("%6.0f %10.3f %8.2f %7d %10.1f %13.3f\n", gap_s * 1e3, r.startup_s, r.stall_s, r.stall_events, r.mean_played_kbps,
                        recorder.GetMeanFetchSeconds());
        }
        ns3::Simulator::Destroy();
    }
    return 0;
}
