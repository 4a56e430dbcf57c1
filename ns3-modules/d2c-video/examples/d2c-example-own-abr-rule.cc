// A rate adaptation rule of one's own against a built-in one: highest rung that two thirds of the last throughput carry, lowest while less
// than two segments are buffered. The link rises and falls.   bin/d2c-example-own-abr-rule [--rule=own|world|bola|…] [--plot=PREFIX]

#include <ns3/command-line.h>
#include <ns3/string.h>

#include <array>
#include <cstdio>

#include "ns3-modules/d2c-video/helper/d2c-session-recorder.h"
#include "ns3-modules/d2c-video/helper/d2c-study-link.h"

class Careful : public d2c::abr::Rule {
  public:
    explicit Careful(const d2c::abr::Movie& movie) : m_movie(movie) {}
    d2c::abr::Choice choose(const d2c::abr::Situation& now) override {
        std::size_t rung = 0;
        const double carried = now.buffer_ms < 2.0 * m_movie.segment_ms ? 0.0 : 0.667 * now.throughput_kbps;
        while (rung + 1 < m_movie.rungs() && m_movie.bitrates_kbps[rung + 1] < carried) ++rung;
        return {rung, 0.0};
    }
    const d2c::abr::Movie& m_movie;
};

int main(int argc, char* argv[]) {
    std::string rule = "own", plot;
    ns3::CommandLine command(__FILE__);
    command.AddValue("rule", "own, or a rule of D2cDashClient::Rule", rule);
    command.AddValue("plot", "prefix of the plot's files", plot);
    command.Parse(argc, argv);
    std::printf("%s\n", ns3::D2cRunLine(argc, argv).c_str());

    const std::array<ns3::D2cScriptStep, 4> rates{{{0.0, 4e6}, {40.0, 1e6}, {80.0, 6e6}, {120.0, 2e6}}};
    ns3::D2cStudyLink link(ns3::D2cScript(rates, 1000.0), ns3::MilliSeconds(30));
    ns3::D2cDashHelper films(link.GetServerAddress(), d2c::simple_ladder(4.0, {{240, 300.0}, {360, 700.0}, {480, 1200.0}, {720, 2500.0}}));
    if (rule != "own") films.SetAttribute("Rule", ns3::StringValue(rule));
    if (rule == "own") films.SetRuleFactory([](const d2c::abr::Movie& movie, double) { return std::make_unique<Careful>(movie); });
    const auto client = films.Install(link.GetPhone());
    ns3::D2cSessionRecorder recorder(client);
    ns3::Simulator::Stop(ns3::Seconds(600));
    ns3::Simulator::Run();
    const d2c::SessionResult r = client->GetResult();
    std::printf("rule       startup_s  stall_s  stalls  mean_kbps  switches\n%-10s %9.3f %8.2f %7d %10.1f %9d\n", rule.c_str(), r.startup_s,
                r.stall_s, r.stall_events, r.mean_played_kbps, r.switches);
    if (!plot.empty() && !recorder.WritePlot(plot)) return 1;
    ns3::Simulator::Destroy();
    return 0;
}
