#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "apps/d2c/calculators/calculators.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/options.h"
#include "apps/d2c/print.h"
#include "video/abr/stream.h"

namespace d2c::apps {
namespace {

struct Options {
    std::string movie, network, rule;
    double max_buffer_s = 25.0;
    bool abandon = false, json = false;
};

/// What a file holds; its faults are added to `faults`.
template <class T>
std::optional<T> read(const std::string& option, const std::string& path, Result<T> (*parse)(std::string_view, const std::string&),
                      Faults& faults) {
    if (path.empty()) {
        faults.push_back({"", 0, option, "missing", "a JSON file"});
        return std::nullopt;
    }
    const auto text = read_file(path);
    Result<T> parsed = text ? parse(*text, path) : Result<T>{text.faults()};
    faults.insert(faults.end(), parsed.faults().begin(), parsed.faults().end());
    if (!parsed) return std::nullopt;
    return std::move(*parsed);
}

void print_json(const Options& o, const abr::Movie& movie, const abr::StreamResult& r) {
    nlohmann::ordered_json answer{{"schema", "d2c.abr/1"}, {"rule", o.rule}, {"max_buffer_s", o.max_buffer_s}, {"abandon", o.abandon}};
    answer["segments"] = movie.segments();
    answer["segment_s"] = movie.segment_ms * 1e-3;
    answer["average_bitrate_kbps"] = r.average_bitrate_kbps;
    answer["rebuffer_s"] = r.rebuffer_ms * 1e-3;
    answer["rebuffer_ratio"] = r.rebuffer_ratio();
    answer["rebuffer_events"] = r.rebuffer_events;
    answer["bitrate_changes"] = r.bitrate_changes;
    answer["bitrate_change_sum_kbps"] = r.bitrate_change_sum_kbps;
    answer["reaction_s"] = r.reaction_ms * 1e-3;
    answer["startup_s"] = r.startup_ms * 1e-3;
    answer["total_play_s"] = r.play_ms * 1e-3;
    answer["downloads_given_up"] = r.given_up;
    fmt::print("{}\n", answer.dump(2));
}

void print_table(const Options& o, const abr::Movie& movie, const abr::StreamResult& r) {
    fmt::print("{}: {} segments of {:g} s, {} bit rates from {:g} to {:g} kbit/s\n", o.movie, movie.segments(), movie.segment_ms * 1e-3,
               movie.rungs(), movie.bitrates_kbps.front(), movie.bitrates_kbps.back());
    fmt::print("{}, rule {}, maximum buffer {:g} s, downloads are {}given up\n\n", o.network, o.rule, o.max_buffer_s,
               o.abandon ? "" : "not ");
    const auto row = [](const char* name, double value, const char* unit) { fmt::print("  {:<26} {:>12.3f} {}\n", name, value, unit); };
    const auto count = [](const char* name, int value) { fmt::print("  {:<26} {:>8}\n", name, value); };
    row("Average bit rate", r.average_bitrate_kbps, "kbit/s, over the time of playing");
    row("Rebuffering", r.rebuffer_ms * 1e-3, "s");
    row("Rebuffering ratio", r.rebuffer_ratio() * 100.0, "% of the time of playing");
    count("Rebuffering events", r.rebuffer_events);
    count("Bit rate changes", r.bitrate_changes);
    row("Sum of their steps", r.bitrate_change_sum_kbps, "kbit/s");
    row("Reaction to rises, sum", r.reaction_ms * 1e-3, "s");
    row("Start-up", r.startup_ms * 1e-3, "s");
    row("Time of playing", r.play_ms * 1e-3, "s, start-up and stalls included");
    if (o.abandon) count("Downloads given up", r.given_up);
    fmt::print(
        "\nAssumed\n  one download at a time, the latency before each; the trace begins anew at its end\n"
        "  playing starts with the first segment, which is of the lowest bit rate\n  {}\n",
        o.rule == "mpc" ? "throughput: harmonic mean of five downloads over 1 + its largest error; 1 s of stall weighs as 3000 kbit/s "
                          "(weight from memory of the paper)"
                        : "throughput: the lower of two exponential means, half-lives 3 and 8 s of downloading");
}

}  // namespace

Action add_abr(CLI::App& app, const Program&) {
    auto options = std::make_shared<Options>();
    app.add_option("--movie", options->movie,
                   "JSON: segment_duration_ms, bitrates_kbps (rising), segment_sizes_bits (Sabre's format); needed");
    app.add_option("--network", options->network, "JSON: array of {duration_ms, bandwidth_kbps, latency_ms} (Sabre's format); needed");
    app.add_option("--rule", options->rule, "throughput, bola, bolae, dynamic or mpc (RobustMPC); needed");
    app.add_option("--max-buffer", options->max_buffer_s, "above one segment, up to 3600 [s]")->capture_default_str();
    app.add_flag("--abandon", options->abandon, "give slow downloads up for a lower bit rate");
    app.add_flag("--json", options->json, "print JSON");
    return [options] {
        const Options& o = *options;
        Faults faults;
        const auto movie = read("--movie", o.movie, abr::read_movie, faults);
        const auto network = read("--network", o.network, abr::read_network, faults);
        const auto rule = abr::rule_named(o.rule);
        check_choice(faults, "--rule", o.rule.empty() ? "missing" : o.rule, {"throughput", "bola", "bolae", "dynamic", "mpc"});
        const double segment_s = movie ? movie->segment_ms * 1e-3 : 0.0;
        if (!(o.max_buffer_s > segment_s && o.max_buffer_s <= 3600.0))
            faults.push_back({"", 0, "--max-buffer", fmt::format("{:g}", o.max_buffer_s), "above one segment, up to 3600 [s]"});
        if (faults.empty()) {
            const auto result = abr::stream(*movie, *network, *rule, {o.max_buffer_s * 1e3, o.abandon});
            if (result) {
                if (o.json) {
                    print_json(o, *movie, *result);
                } else {
                    print_table(o, *movie, *result);
                }
                return kDone;
            }
            faults = result.faults();
        }
        print_faults(faults, o.json);
        return kBadInput;
    };
}

}  // namespace d2c::apps
