// A call while the phone roams: at --changeAt it loses its link for --gap, comes back with another address and is told --toldAfter later.
// The link stands for the radio and the network behind it.   bin/d2c-example-voice-roaming [--changeAt=30] [--gap=1.5] [--plot=PREFIX]

#include <ns3/command-line.h>
#include <ns3/simulator.h>

#include <cstdio>
#include <fstream>
#include <vector>

#include "ns3-modules/d2c-video/helper/d2c-session-recorder.h"
#include "ns3-modules/d2c-video/helper/d2c-study-link.h"

namespace {

struct Heard {
    std::vector<double> at, delay;
    void Frame(std::uint32_t, ns3::Time frameDelay, bool) {
        at.push_back(ns3::Simulator::Now().GetSeconds());
        delay.push_back(frameDelay.GetSeconds());
    }
};

}  // namespace

int main(int argc, char* argv[]) {
    double changeAt = 30.0, gap = 1.5, toldAfter = 0.2, delay = 0.03;
    std::string plot;
    ns3::CommandLine command(__FILE__);
    command.AddValue("changeAt", "when the link goes [s]", changeAt);
    command.AddValue("gap", "how long it is gone [s]", gap);
    command.AddValue("toldAfter", "from its return until the applications reconnect [s]", toldAfter);
    command.AddValue("delay", "one way [s]", delay);
    command.AddValue("plot", "prefix of the plot's files", plot);
    command.Parse(argc, argv);
    if (!(changeAt > 1.0 && changeAt < 50.0 && gap > 0.0 && gap < 8.0 && toldAfter >= 0.0 && toldAfter < 10.0 && delay >= 0.0 &&
          delay < 1.0)) {
        std::fprintf(stderr, "--changeAt 1 to 50, --gap above 0 to 8, --toldAfter 0 to 10, --delay 0 to 1 [s]\n");
        return 2;
    }
    std::printf("%s\n", ns3::D2cRunLine(argc, argv).c_str());

    const std::vector<ns3::D2cScriptStep> steps{{0.0, 200e3}, {changeAt, 0.0}, {changeAt + gap, 200e3}};
    ns3::D2cStudyLink link(ns3::D2cScript(steps, 1000.0), ns3::Seconds(delay));
    const auto call = ns3::InstallPair<ns3::D2cVoice>(link.GetPhone(), link.GetServer(), link.GetServerAddress(), 5004);
    for (const auto& end : {call.phone, call.far}) end->SetStopTime(ns3::Seconds(60));
    Heard heard;
    call.phone->TraceConnectWithoutContext("Frame", ns3::MakeCallback(&Heard::Frame, &heard));
    ns3::Simulator::Schedule(ns3::Seconds(changeAt), [&link] { link.ChangePhoneAddress("10.8.0.2"); });
    ns3::Simulator::Schedule(ns3::Seconds(changeAt + gap + toldAfter), [&link] { ns3::D2cReconnectAll(link.GetPhone()); });
    ns3::Simulator::Stop(ns3::Seconds(70));
    ns3::Simulator::Run();

    std::printf("way   frames  in_time  late  loss_share  mean_delay_ms\n");
    const auto row = [](const char* way, const ns3::D2cVoice& talker, const ns3::D2cVoice& listener) {
        std::printf("%-5s %6u %8u %5u %11.4f %14.2f\n", way, talker.GetSent(), listener.GetInTime(), listener.GetLate(),
                    ns3::D2cVoice::LossShare(talker, listener), listener.GetMeanDelay().GetSeconds() * 1e3);
    };
    row("up", *call.phone, *call.far);
    row("down", *call.far, *call.phone);
    bool written = true;
    if (!plot.empty()) {
        std::ofstream table(plot + ".csv"), script(plot + ".gp");
        table << "time_s,delay_s\n";
        for (std::size_t i = 0; i < heard.at.size(); ++i) table << heard.at[i] << ',' << heard.delay[i] << '\n';
        script << "set datafile separator ','\nset terminal svg\nset output '" << plot << ".svg'\nset xlabel 'time [s]'\nset ylabel "
               << "'delay of frames down [s]'\nplot '" << plot << ".csv' skip 1 using 1:2 with dots notitle\n";
        written = table.flush().good() && script.flush().good();
    }
    ns3::Simulator::Destroy();
    return written ? 0 : 1;
}
