#include "apps/d2c/travel/packet_print.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "apps/d2c/print.h"
#include "apps/d2c/travel/journey_print.h"

namespace d2c::apps {
namespace {

using Json = nlohmann::ordered_json;
using results::PacketRunRow;
using results::PacketUnitRow;
using results::PacketUserRow;
using Value = std::optional<double>;

struct Figure {
    const char* key;
    const char* name;
    const char* format;  ///< of the value
    double scale;        ///< for the text
    std::function<Value(const PacketUserRow&)> of;
};
const std::vector<Figure>& figures() {
    static const std::vector<Figure> all{
        {"goodput_bps", "goodput [kbit/s]", "{:.1f}", 1e-3, [](const PacketUserRow& u) { return Value{u.goodput_bps}; }},
        {"watched_s", "film watched [min]", "{:.2f}", 1.0 / 60.0, [](const PacketUserRow& u) { return u.watched_s; }},
        {"stall_share", "stalled [%]", "{:.2f}", 100.0, [](const PacketUserRow& u) { return u.stall_share; }},
        {"startup_s", "start-up [s]", "{:.2f}", 1.0, [](const PacketUserRow& u) { return u.startup_s; }},
        {"mean_played_kbps", "played [kbit/s]", "{:.0f}", 1.0, [](const PacketUserRow& u) { return u.mean_played_kbps; }},
        {"switches", "switches of rung", "{:.1f}", 1.0,
         [](const PacketUserRow& u) { return u.switches ? Value{*u.switches} : std::nullopt; }},
        {"voice_loss_share", "voice frames lost [%]", "{:.2f}", 100.0, [](const PacketUserRow& u) { return u.voice_loss_share; }},
        {"handovers", "handovers", "{:.1f}", 1.0, [](const PacketUserRow& u) { return Value{u.handovers}; }},
        {"interruption_mean_s", "interruption, mean [ms]", "{:.1f}", 1e3, [](const PacketUserRow& u) { return u.interruption_mean_s; }},
        {"interruption_max_s", "interruption, longest [ms]", "{:.1f}", 1e3, [](const PacketUserRow& u) { return u.interruption_max_s; }},
        {"radio_link_failures", "radio link failures", "{:.1f}", 1.0, [](const PacketUserRow& u) { return Value{u.radio_link_failures}; }},
        {"packet_loss_share", "packets lost [%]", "{:.3f}", 100.0,
         [](const PacketUserRow& u) {
             return u.packets_sent > 0 ? Value{static_cast<double>(u.packets_lost) / static_cast<double>(u.packets_sent)} : std::nullopt;
         }},
        {"delay_p50_s", "delay, median [ms]", "{:.1f}", 1e3, [](const PacketUserRow& u) { return u.delay_p50_s; }},
        {"delay_p95_s", "delay, 95 % below [ms]", "{:.1f}", 1e3, [](const PacketUserRow& u) { return u.delay_p95_s; }}};
    return all;
}

/// Phones of one class with one application.
struct Group {
    std::string handset, application;
    std::map<int, std::vector<const PacketUserRow*>> by_run;
    std::size_t users() const { return by_run.empty() ? 0 : by_run.begin()->second.size(); }
};
std::vector<Group> groups_of(const std::vector<PacketUserRow>& users) {
    std::vector<Group> groups;
    for (const PacketUserRow& user : users) {
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const Group& g) { return g.handset == user.handset && g.application == user.application; });
        if (group == groups.end()) group = groups.insert(groups.end(), {user.handset, user.application, {}});
        group->by_run[user.run].push_back(&user);
    }
    return groups;
}

/// Each run's mean over those of its phones that have the figure; then over runs.
std::optional<MeanOf> mean_in(const Group& group, const Figure& figure) {
    std::vector<Value> runs;
    for (const auto& [run, users] : group.by_run) {
        double sum = 0.0;
        int count = 0;
        for (const PacketUserRow* user : users) {
            const Value value = figure.of(*user);
            if (!value) continue;
            sum += *value;
            ++count;
        }
        runs.push_back(count > 0 ? Value{sum / count} : std::nullopt);
    }
    return mean_of(runs);
}

std::string shown(const Figure& figure, const std::optional<MeanOf>& mean) {
    if (!mean) return "-";
    const auto number = [&](double value) { return fmt::format(fmt::runtime(figure.format), value * figure.scale); };
    std::string text = number(mean->mean);
    if (mean->low) text += fmt::format(" ({} to {})", number(*mean->low), number(*mean->high));
    return text;
}

Value speed_of(const PacketRunRow& run, const PacketUnitRow* unit) {
    return unit != nullptr && unit->wall_s > 0.0 ? Value{run.duration_s / unit->wall_s} : std::nullopt;
}
const PacketUnitRow* unit_of(const results::PacketResults& all, int run) {
    const auto found = std::find_if(all.units.begin(), all.units.end(), [&](const PacketUnitRow& u) { return u.run == run; });
    return found == all.units.end() ? nullptr : &*found;
}

Json optional_json(const Value& value) { return value ? Json(*value) : Json(nullptr); }

}  // namespace

std::string packet_text(const PacketAnswers& answers, const PacketAnswerText& about) {
    const results::PacketResults& all = answers.results;
    if (all.runs.empty()) return "";
    const PacketRunRow& first = all.runs.front();
    std::string text =
        fmt::format("{}: {:.0f} s from {}, {} phone{}, {} run{}, seed {}\n\n", about.title, first.duration_s, first.start_utc, first.users,
                    first.users == 1 ? "" : "s", all.runs.size(), all.runs.size() == 1 ? "" : "s", first.seed);
    const std::vector<Group> groups = groups_of(all.users);
    text += fmt::format("{:30}", all.runs.size() < 2 ? "mean of phones" : "mean of runs (95 % interval)");
    for (const Group& g : groups) text += fmt::format("{:<34}", fmt::format("{} x {}, {}", g.users(), g.application, g.handset));
    text += '\n';
    for (const Figure& figure : figures()) {
        std::vector<std::optional<MeanOf>> means;
        for (const Group& g : groups) means.push_back(mean_in(g, figure));
        if (std::none_of(means.begin(), means.end(), [](const auto& m) { return m.has_value(); })) continue;
        text += fmt::format("{:30}", figure.name);
        for (const auto& mean : means) text += fmt::format("{:<34}", shown(figure, mean));
        text += '\n';
    }
    if (about.world != nullptr)
        text += fmt::format("\nThe world engine of the first phone: {:.2f} min of film watched, {} handovers, {:.0f} s without service\n",
                            about.world->watched_minutes, about.world->handovers, about.world->without_service_s);
    text += fmt::format("\n{:>6}{:>15}{:>14}{:>8}{:>12}{:>9}{:>9}{:>10}{:>14}\n", "run", "events", "packets", "beams", "satellites",
                        "wall [s]", "CPU [s]", "MiB", "x real time");
    for (const PacketRunRow& run : all.runs) {
        const PacketUnitRow* unit = unit_of(all, run.run);
        text += fmt::format("{:>6}{:>15}{:>14}{:>8}{:>12}", run.run, with_thousands(static_cast<double>(run.events)),
                            with_thousands(static_cast<double>(run.packets)), run.beams_used, run.satellites_used);
        if (unit != nullptr) text += fmt::format("{:>9.1f}{:>9.1f}{:>10.0f}", unit->wall_s, unit->cpu_s, unit->peak_memory_mib);
        if (const Value speed = speed_of(run, unit)) text += fmt::format("{:>14.1f}", *speed);
        text += '\n';
    }
    for (std::size_t at = 0; (at = text.find(" \n", at)) != std::string::npos;) text.erase(at > 0 ? at-- : at, 1);  // of the last column
    return text;
}

std::string packet_json(const PacketAnswers& answers, const PacketAnswerText& about) {
    const results::PacketResults& all = answers.results;
    Json json{{"schema", "d2c.packet/1"}, {"scenario", about.scenario}, {"title", about.title}};
    if (!all.runs.empty()) {
        const PacketRunRow& first = all.runs.front();
        json["start_utc"] = first.start_utc;
        json["duration_s"] = first.duration_s;
        json["users"] = first.users;
        json["seed"] = first.seed;
        json["slice_sha256"] = first.slice_sha256;
    }
    json["runs"] = Json::array();
    for (const PacketRunRow& run : all.runs) {
        const PacketUnitRow* unit = unit_of(all, run.run);
        const auto cost = [&](auto of) { return unit != nullptr ? Json(of(*unit)) : Json(nullptr); };
        json["runs"].push_back({{"run", run.run},
                                {"events", run.events},
                                {"packets", run.packets},
                                {"beams_used", run.beams_used},
                                {"satellites_used", run.satellites_used},
                                {"wall_s", cost([](const PacketUnitRow& u) { return u.wall_s; })},
                                {"cpu_s", cost([](const PacketUnitRow& u) { return u.cpu_s; })},
                                {"peak_memory_mib", cost([](const PacketUnitRow& u) { return u.peak_memory_mib; })},
                                {"real_time_factor", optional_json(speed_of(run, unit))}});
    }
    json["groups"] = Json::array();
    for (const Group& group : groups_of(all.users)) {
        Json entry{{"handset", group.handset}, {"application", group.application}, {"users", group.users()}};
        for (const Figure& figure : figures()) {
            const auto mean = mean_in(group, figure);
            entry[figure.key] = !mean ? Json(nullptr)
                                      : Json{{"mean", mean->mean},
                                             {"low", optional_json(mean->low)},
                                             {"high", optional_json(mean->high)},
                                             {"runs", mean->departures}};
        }
        json["groups"].push_back(std::move(entry));
    }
    if (about.world != nullptr)
        json["world_engine"] = {{"watched_s", 60.0 * about.world->watched_minutes},
                                {"handovers", about.world->handovers},
                                {"without_service_s", about.world->without_service_s}};
    json["failed"] = Json::array();
    for (const FailedPacketRun& f : answers.failed) json["failed"].push_back({{"run", f.run}, {"how", f.how}, {"last_lines", f.lines}});
    json["slice"] = about.slice;
    json["result"] = about.result;
    json["result_digest"] = about.digest.empty() ? Json(nullptr) : Json(about.digest);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string failures_text(const PacketAnswers& answers) {
    std::string text;
    for (const FailedPacketRun& f : answers.failed) {
        text += fmt::format("run {}: {}\n", f.run, f.how);
        for (const std::string& line : f.lines) text += "  " + line + "\n";
    }
    return text;
}

}  // namespace d2c::apps
