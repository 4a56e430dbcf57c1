// Quality of experience (ITU-T P.1203 mode 0) and rate adaptation (Sabre's published runs).

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "tests/reference/reference.h"
#include "tests/validation/check.h"
#include "video/abr/stream.h"
#include "video/p1203/integration.h"
#include "video/p1203/quality.h"
#include "video/quality.h"

namespace d2c::validation {
namespace {

double pixels(const std::string& size) { return std::stod(size) * std::stod(size.substr(size.find('x') + 1)); }

constexpr const char* kSoftware = "itu-p1203 1.10.0";
constexpr const char* kNoData = "no reference data";

void video_grid(Rows& rows) {
    auto grid = reference::table("qoe/p1203_mode0_video_grid.csv");
    const std::string what = "O.22, devices x displays x resolutions x frame rates x bit rates";
    if (grid.empty()) return rows.skip(what, kSoftware, kNoData);
    Worst worst;
    for (auto& r : grid) {
        const auto device = r["device"] == "mobile" ? p1203::Device::kMobile : p1203::Device::kPc;
        const auto q = p1203::video_quality(
            {std::stod(r["bitrate_kbps"]), std::stod(r["fps"]), pixels(r["coding_resolution"]), pixels(r["display_resolution"]), device});
        worst.add(std::stod(r["o22"]), q.score,
                  fmt::format("{} {} {} fps {} kbit/s", r["device"], r["coding_resolution"], r["fps"], r["bitrate_kbps"]));
    }
    worst.into(rows, what, kSoftware, Origin::kProgram, 1e-3, "MOS");
}

void audio_grid(Rows& rows) {
    auto grid = reference::table("qoe/p1203_audio_grid.csv");
    const std::string what = "O.21, codecs x bit rates";
    if (grid.empty()) return rows.skip(what, kSoftware, kNoData);
    static const std::map<std::string, p1203::AudioCodec> kCodecs{{"mp2", p1203::AudioCodec::kMp2},
                                                                  {"ac3", p1203::AudioCodec::kAc3},
                                                                  {"aaclc", p1203::AudioCodec::kAacLc},
                                                                  {"heaac", p1203::AudioCodec::kHeAac}};
    Worst worst;
    for (auto& r : grid)
        worst.add(std::stod(r["o21"]), p1203::audio_quality(kCodecs.at(r["codec"]), std::stod(r["bitrate_kbps"])),
                  fmt::format("{} {} kbit/s", r["codec"], r["bitrate_kbps"]));
    worst.into(rows, what, kSoftware, Origin::kProgram, 1e-3, "MOS");
}

void sessions(Rows& rows) {
    const std::string text = reference::text("qoe/p1203_mode0_sessions.json");
    if (text.empty()) {
        rows.skip("O.23 of sessions", kSoftware, kNoData);
        return rows.skip("O.35 of sessions", kSoftware, kNoData);
    }
    const nlohmann::json all = nlohmann::json::parse(text);
    Worst stalling, coding;
    for (const auto& entry : all["sessions"]) {
        p1203::Session s;
        s.device = entry["device"] == "mobile" ? p1203::Device::kMobile : p1203::Device::kPc;
        s.displayed_px = pixels(entry["display"]);
        for (const std::size_t level : entry["ladder_level_per_segment"]) {
            const auto& rung = all["ladder"][level];
            auto& segment = s.video.emplace_back();
            segment.duration_s = entry["segment_s"];
            segment.bitrate_kbps = rung["bitrate_kbps"];
            segment.frame_rate_hz = entry["fps"];
            segment.coded_px = pixels(rung["resolution"]);
        }
        s.audio.emplace_back().duration_s = s.video.front().duration_s * static_cast<double>(s.video.size());
        s.audio.back().bitrate_kbps = entry["audio_aaclc_kbps"];
        for (const auto& stall : entry["stalling_pos_len_s"]) s.stalls.push_back({stall[0], stall[1]});
        const auto scores = p1203::score(s);
        const std::string name = entry["name"];
        const double nan = std::numeric_limits<double>::quiet_NaN();
        stalling.add(entry["O23"], scores ? scores->o23 : nan, name);
        coding.add(entry["O35"], scores ? scores->o35 : nan, name);
    }
    stalling.into(rows, "O.23 of sessions", kSoftware, Origin::kProgram, 1e-3, "MOS");
    coding.into(rows, "O.35 of sessions", kSoftware, Origin::kProgram, 1e-3, "MOS");
}

const Chapter kQoe{70, "Video quality of experience (ITU-T P.1203 mode 0)", [](Rows& rows) {
                       video_grid(rows);
                       audio_grid(rows);
                       sessions(rows);
                       // Newcombe 1998, table I, method 3: 81 of 263.
                       const auto interval = wilson_interval(81, 263);
                       rows.check("Wilson interval of 81 of 263, lower bound", "Newcombe 1998, table I, method 3", Origin::kSecondary,
                                  0.2553, interval->low, 5e-5, "share");
                       rows.check("Wilson interval of 81 of 263, upper bound", "Newcombe 1998, table I, method 3", Origin::kSecondary,
                                  0.3662, interval->high, 5e-5, "share");
                   }};

/// Ratio of ours to Sabre's average bit rate and what else a run prints, the worst of all runs of a rule.
void runs_of(Rows& rows, const std::string& rule, bool abandon, const abr::Movie* movie, std::vector<reference::Row>& sabre) {
    const std::string source = "Sabre (UMass-LIDS/sabre), Big Buck Bunny";
    const std::string what = fmt::format("{}{}", rule, abandon ? ", downloads given up" : "");
    if (movie == nullptr) return rows.skip(what + ": average bit rate", source, kNoData);
    Worst average, rebuffer, changes, reaction;
    for (auto& r : sabre) {
        if (r["abr"] != rule || (r["abandon"] == "1") != abandon) continue;
        const auto trace = abr::read_network(reference::text("abr/" + r["trace"]), r["trace"]);
        const auto run = trace ? abr::stream(*movie, *trace, *abr::rule_named(rule), {std::stod(r["max_buffer_s"]) * 1e3, abandon})
                               : Result<abr::StreamResult>{trace.faults()};
        const auto of = [&](auto&& figure) { return run ? figure(*run) : std::numeric_limits<double>::quiet_NaN(); };
        const std::string where = r["trace"] + ", buffer " + r["max_buffer_s"] + " s";
        const double expected = std::stod(r["time_average_played_bitrate"]);
        average.add(1.0, of([&](const abr::StreamResult& s) { return s.average_bitrate_kbps / expected; }), where);
        rebuffer.add(std::stod(r["total_rebuffer"]), of([](const abr::StreamResult& s) { return s.rebuffer_ms * 1e-3; }), where);
        changes.add(std::stod(r["total_bitrate_change"]), of([](const abr::StreamResult& s) { return s.bitrate_change_sum_kbps; }), where);
        reaction.add(std::stod(r["total_reaction_time"]), of([](const abr::StreamResult& s) { return s.reaction_ms * 1e-3; }), where);
    }
    average.into(rows, what + ": average bit rate over Sabre's", source, Origin::kProgram, 0.01, "ratio");
    rebuffer.into(rows, what + ": stall time", source, Origin::kProgram, 1e-3, "s");
    changes.into(rows, what + ": sum of bit rate changes", source, Origin::kProgram, 1e-3, "kbit/s");
    reaction.into(rows, what + ": reaction time", source, Origin::kProgram, 1e-3, "s");
}

const Chapter kAbr{71, "Rate adaptation (Sabre's published runs)", [](Rows& rows) {
                       auto sabre = reference::table("abr/sabre_reference_results.csv");
                       const std::string film = reference::text("abr/bbb.json");
                       std::optional<abr::Movie> movie;
                       if (!film.empty() && !sabre.empty()) {
                           if (auto read = abr::read_movie(film, "bbb.json")) movie = std::move(*read);
                       }
                       for (const char* rule : {"throughput", "bola", "bolae", "dynamic"}) {
                           for (const bool abandon : {false, true}) runs_of(rows, rule, abandon, movie ? &*movie : nullptr, sabre);
                       }
                   }};

}  // namespace
}  // namespace d2c::validation
