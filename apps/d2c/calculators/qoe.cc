#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>

#include "apps/d2c/calculators/calculators.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/options.h"
#include "apps/d2c/print.h"
#include "video/p1203/integration.h"
#include "video/p1203/read_session.h"

namespace d2c::apps {
namespace {

constexpr const char* kModel =
    "ITU-T P.1203 mode 0, closed form of P.1203.3 without its random forest: no final session score, O35 is for coding alone";

void print_json(const p1203::Scores& s, const std::vector<std::string>& remarks) {
    nlohmann::ordered_json answer{{"schema", "d2c.qoe/1"}, {"model", kModel}, {"mode", 0}};
    answer["duration_s"] = s.o34.size();
    answer["O21"] = s.o21;
    answer["O22"] = s.o22;
    answer["O23"] = s.o23;
    answer["O34"] = s.o34;
    answer["O35"] = s.o35;
    answer["O35_parts"] = {
        {"baseline", s.baseline}, {"negative_bias", s.negative_bias}, {"oscillation", s.oscillation}, {"adaptation", s.adaptation}};
    answer["stalls"] = s.stalls_counted;
    answer["remarks"] = remarks;
    fmt::print("{}\n", answer.dump(2));
}

void print_per_second(const char* name, const char* what, const std::vector<double>& scores) {
    const auto [lowest, highest] = std::minmax_element(scores.begin(), scores.end());
    const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
    fmt::print("  {}  {:<34} {:7.3f} {:7.3f} {:7.3f}  {:>6}\n", name, what, mean, *lowest, *highest, scores.size());
}

void print_table(const std::string& file, const p1203::Scores& s, const std::vector<std::string>& remarks) {
    fmt::print("{}: {} s\n{}\n\n", file, s.o34.size(), kModel);
    fmt::print("  {:<39} {:>7} {:>7} {:>7}  {:>6}\n", "Score per second, 1 (bad) to 5", "mean", "lowest", "highest", "values");
    print_per_second("O21", "audio", s.o21);
    print_per_second("O22", "video", s.o22);
    print_per_second("O34", "audio and video", s.o34);
    fmt::print("\n  Score of the session\n");
    fmt::print("  O23  {:<34} {:7.3f}  {} event{}, initial loading included\n", "stalling", s.o23, s.stalls_counted,
               s.stalls_counted == 1 ? "" : "s");
    fmt::print("  O35  {:<34} {:7.3f}  = {:.3f} - {:.3f} (bias to the worst) - {:.3f} (oscillation) - {:.3f} (adaptation)\n",
               "audio and video, coding alone", s.o35, s.baseline, s.negative_bias, s.oscillation, s.adaptation);
    if (!remarks.empty()) fmt::print("\nAssumed, or outside what the model was validated for\n");
    for (const std::string& remark : remarks) fmt::print("  {}\n", remark);
}

}  // namespace

Action add_qoe(CLI::App& app, const Program&) {
    struct Options {
        std::string file;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    app.add_option(
        "SESSION", options->file,
        "JSON with I13 (video segments: codec h264, bitrate [kbit/s], duration [s], fps, resolution WxH) and, if known, I11 (audio "
        "segments: codec mp2, ac3, aaclc or heaac), I23 (stalling: [media time, duration] in s) and IGen (device pc, tv, mobile or "
        "handheld; displaySize WxH, else 1920x1080); or with O21 and O22 in place of the segments; needed");
    app.add_flag("--json", options->json, "print JSON: O21, O22, O34 (one per second), O23, O35");
    return [options] {
        const auto refuse = [&](Faults faults) {
            for (Fault& fault : faults) {
                if (fault.file.empty()) fault.file = options->file;
            }
            print_faults(faults, options->json);
            return kBadInput;
        };
        if (options->file.empty()) return refuse({Fault{"", 0, "SESSION", "missing", "a JSON file"}});
        const auto text = read_file(options->file);
        if (!text) return refuse(text.faults());
        const auto read = p1203::read_session(*text, options->file);
        if (!read) return refuse(read.faults());
        const auto scores = p1203::score(read->session);
        if (!scores) return refuse(scores.faults());
        std::vector<std::string> remarks = read->remarks;
        for (std::string& remark : p1203::left_out(read->session, *scores)) remarks.push_back(std::move(remark));
        if (options->json) {
            print_json(*scores, remarks);
        } else {
            print_table(options->file, *scores, remarks);
        }
        return kDone;
    };
}

}  // namespace d2c::apps
