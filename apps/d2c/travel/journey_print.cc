#include "apps/d2c/travel/journey_print.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "world/outcome/intervals.h"

namespace d2c::apps {
namespace {

using Json = nlohmann::ordered_json;
using results::JourneyAreaRow;
using results::JourneyResults;
using results::JourneyRow;
using results::JourneyStepRow;

/// A figure of the whole way, with its unit.
struct Figure {
    const char* key;
    const char* name;
    const char* format;  ///< of the value
    double scale;        ///< for the text
    std::function<std::optional<double>(const JourneyRow&)> of;
};
const std::vector<Figure>& figures() {
    static const std::vector<Figure> all{
        {"watched_minutes", "film watched [min]", "{:.1f}", 1.0, [](const JourneyRow& j) { return std::optional{j.watched_minutes}; }},
        {"text_way_share", "way with text [%]", "{:.1f}", 100.0, [](const JourneyRow& j) { return j.way.text; }},
        {"voice_way_share", "way with voice [%]", "{:.1f}", 100.0, [](const JourneyRow& j) { return j.way.voice; }},
        {"video_360p_way_share", "way with 360p [%]", "{:.1f}", 100.0, [](const JourneyRow& j) { return j.way.video_360p; }},
        {"handovers_per_hour", "handovers an hour", "{:.1f}", 1.0, [](const JourneyRow& j) { return std::optional{j.handovers_per_hour}; }},
        {"interruption_p50_ms", "interruption, median [ms]", "{:.0f}", 1.0, [](const JourneyRow& j) { return j.interruption_p50_ms; }},
        {"interruption_p95_ms", "interruption, 95 % below [ms]", "{:.0f}", 1.0, [](const JourneyRow& j) { return j.interruption_p95_ms; }},
        {"radio_link_failures", "radio link failures", "{:.1f}", 1.0,
         [](const JourneyRow& j) { return std::optional<double>{j.radio_link_failures}; }},
        {"handover_failures", "handover failures", "{:.1f}", 1.0,
         [](const JourneyRow& j) { return std::optional<double>{j.handover_failures}; }},
        {"ping_pongs", "ping-pongs", "{:.1f}", 1.0, [](const JourneyRow& j) { return std::optional<double>{j.ping_pongs}; }},
        {"access_failures", "access failures", "{:.1f}", 1.0, [](const JourneyRow& j) { return std::optional<double>{j.access_failures}; }},
        {"network_changes", "changes of network", "{:.1f}", 1.0, [](const JourneyRow& j) { return std::optional<double>{j.plmn_changes}; }},
        {"paging_misses", "pages missed", "{:.1f}", 1.0, [](const JourneyRow& j) { return std::optional<double>{j.paging_misses}; }},
        {"without_service_s", "without service [min]", "{:.1f}", 1.0 / 60.0,
         [](const JourneyRow& j) { return std::optional{j.without_service_s}; }},
        {"longest_without_service_s", "longest of it [min]", "{:.1f}", 1.0 / 60.0,
         [](const JourneyRow& j) { return std::optional{j.longest_without_service_s}; }}};
    return all;
}

std::string shown(const Figure& figure, const std::optional<MeanOf>& mean) {
    if (!mean) return "-";
    const auto number = [&](double value) { return fmt::format(fmt::runtime(figure.format), value * figure.scale); };
    std::string text = number(mean->mean);
    if (mean->low) text += fmt::format("  ({} to {})", number(*mean->low), number(*mean->high));
    return text;
}

std::string clock(double seconds) {
    const auto minutes = static_cast<long>(seconds / 60.0);
    return fmt::format("{}:{:02d}:{:04.1f}", minutes / 60, minutes % 60, seconds - 60.0 * static_cast<double>(minutes));
}
std::string hours(double seconds) {
    const auto minutes = std::lround(seconds / 60.0);
    return fmt::format("{}:{:02d}", minutes / 60, minutes % 60);
}

std::optional<double> share_of(const results::WayShares& way, int which) {
    return which == 0 ? way.text : which == 1 ? way.voice : way.video_360p;
}

std::optional<MeanOf> mean_in(const std::vector<JourneyResults>& journeys, const std::string& area,
                              const std::function<std::optional<double>(const JourneyAreaRow&)>& of) {
    std::vector<std::optional<double>> values;
    for (const JourneyResults& j : journeys)
        for (const JourneyAreaRow& row : j.areas)
            if (row.area == area) values.push_back(of(row));
    return mean_of(values);
}

/// Areas in the order in which the first departure meets them, then those of others.
std::vector<std::string> areas_of(const std::vector<JourneyResults>& journeys) {
    std::vector<std::string> order;
    for (const JourneyResults& j : journeys)
        for (const JourneyStepRow& step : j.steps)
            if (std::find(order.begin(), order.end(), step.area) == order.end()) order.push_back(step.area);
    return order;
}

constexpr double kShortest_s = 30.0;  // what is shorter is not printed

/// Consecutive steps in one area, all in terrestrial coverage or all out of it.
struct Stretch {
    const JourneyStepRow* first;
    std::string access, operator_id;
    double end_s, served_s;
    std::set<std::int64_t> satellites;
    std::vector<double> sinr_db;
    std::map<std::string, double> seconds_by_rung, seconds_by_reason;
};

std::vector<Stretch> stretches_of(const std::vector<JourneyStepRow>& steps) {
    std::vector<Stretch> all;
    const auto outside = [](const std::string& access) { return access == "none" || access == "satellite"; };
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        const JourneyStepRow& step = steps[i];
        const bool goes_on = !all.empty() && all.back().first->area == step.area &&
                             (all.back().access == step.access || (outside(all.back().access) && outside(step.access))) &&
                             (all.back().operator_id.empty() || step.operator_id.empty() || all.back().operator_id == step.operator_id);
        if (!goes_on) all.push_back({&step, step.access, step.operator_id, step.elapsed_s, 0.0, {}, {}, {}, {}});
        Stretch& now = all.back();
        const double lasts_s = steps[i + 1].elapsed_s - step.elapsed_s;
        now.end_s = steps[i + 1].elapsed_s;
        if (step.access != "none") {
            now.access = step.access;
            now.served_s += lasts_s;
        }
        if (!step.operator_id.empty()) now.operator_id = step.operator_id;
        now.seconds_by_rung[step.rung] += lasts_s;
        if (!step.why.empty()) now.seconds_by_reason[step.why] += lasts_s;
        if (step.satellite) now.satellites.insert(*step.satellite);
        if (step.sinr_db) now.sinr_db.push_back(*step.sinr_db);
    }
    std::erase_if(all, [](const Stretch& s) { return s.end_s - s.first->elapsed_s < kShortest_s; });
    return all;
}

std::string longest(const std::map<std::string, double>& seconds) {
    const auto best = std::max_element(seconds.begin(), seconds.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == seconds.end() ? "" : best->first;
}

std::string median(std::vector<double> values) {
    if (values.empty()) return "-";
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return fmt::format("{:.1f}", values[values.size() / 2]);
}

Json optional_json(const std::optional<double>& value) { return value && std::isfinite(*value) ? Json(*value) : Json(nullptr); }
Json way_json(const results::WayShares& way) {
    return {{"text", optional_json(way.text)}, {"voice", optional_json(way.voice)}, {"video_360p", optional_json(way.video_360p)}};
}

}  // namespace

std::optional<MeanOf> mean_of(const std::vector<std::optional<double>>& values) {
    MeanOf result;
    double sum = 0.0, squares = 0.0;
    for (const auto& value : values) {
        if (!value) continue;
        ++result.departures;
        sum += *value;
    }
    if (result.departures == 0) return std::nullopt;
    result.mean = sum / result.departures;
    for (const auto& value : values)
        if (value) squares += (*value - result.mean) * (*value - result.mean);
    if (result.departures > 1) {
        const int degrees = result.departures - 1;
        const double half = student_t(degrees, 0.95) * std::sqrt(squares / degrees / result.departures);
        result.low = result.mean - half;
        result.high = result.mean + half;
    }
    return result;
}

std::string journey_text(const std::vector<JourneyResults>& journeys) {
    const JourneyRow& first = journeys.front().journey;
    std::string text = fmt::format("{}: {:.0f} km in {} h by {}, {} with {}, {} departure{} from {}\n\n", first.title, first.distance_km,
                                   hours(first.duration_s), first.carrier, first.operator_id, first.handset, journeys.size(),
                                   journeys.size() == 1 ? "" : "s", first.start_utc);
    text += fmt::format("{:32}{}\n", "", journeys.size() == 1 ? "this departure" : "mean of departures (95 % interval)");
    for (const Figure& figure : figures()) {
        std::vector<std::optional<double>> values;
        for (const JourneyResults& j : journeys) values.push_back(figure.of(j.journey));
        text += fmt::format("{:32}{}\n", figure.name, shown(figure, mean_of(values)));
    }
    text += fmt::format("\n{:8}{:>10}{:>10}{:>12}{:>12}{:>12}{:>14}\n", "area", "km", "hours", "text [%]", "voice [%]", "360p [%]",
                        "no service [%]");
    for (const std::string& area : areas_of(journeys)) {
        const auto mean = [&](auto of) { return mean_in(journeys, area, of); };
        const auto km = mean([](const JourneyAreaRow& r) { return std::optional{r.distance_km}; });
        const auto time = mean([](const JourneyAreaRow& r) { return std::optional{r.duration_s}; });
        const auto dark = mean(
            [](const JourneyAreaRow& r) { return r.duration_s > 0.0 ? std::optional{r.without_service_s / r.duration_s} : std::nullopt; });
        if (!km || !time) continue;
        text += fmt::format("{:8}{:>10.0f}{:>10}", area, km->mean, hours(time->mean));
        for (int which = 0; which < 3; ++which) {
            const auto share = mean([which](const JourneyAreaRow& r) { return share_of(r.way, which); });
            text += share ? fmt::format("{:>12.1f}", 100.0 * share->mean) : fmt::format("{:>12}", "-");
        }
        text += dark ? fmt::format("{:>14.1f}\n", 100.0 * dark->mean) : fmt::format("{:>14}\n", "-");
    }
    text += fmt::format("\nDeparture {}\n{:>10}{:>10}{:>8}  {:28}{:>11}{:>12}{:>11}  {}\n", first.start_utc, "from [h]", "to [h]", "area",
                        "access, operator", "served [%]", "satellites", "SINR [dB]", "best service, most of the time");
    for (const Stretch& s : stretches_of(journeys.front().steps)) {
        const std::string who = s.access + (s.operator_id.empty() ? "" : ", " + s.operator_id);
        const double length_s = s.end_s - s.first->elapsed_s;
        const std::string best = longest(s.seconds_by_rung), why = longest(s.seconds_by_reason);
        text += fmt::format("{:>10}{:>10}{:>8}  {:28}{:>11.0f}{:>12}{:>11}  {}\n", hours(s.first->elapsed_s), hours(s.end_s), s.first->area,
                            who, 100.0 * s.served_s / length_s, s.satellites.empty() ? "-" : std::to_string(s.satellites.size()),
                            median(s.sinr_db),
                            !best.empty() ? best
                            : why.empty() ? "none"
                                          : "none: " + why);
    }
    return text;
}

std::string journey_timeline(const JourneyResults& journey) {
    std::string text = fmt::format("\nEvents of the departure {}\n", journey.journey.start_utc);
    const auto cell = [](const auto& satellite, const auto& beam, const std::string& plmn) {
        return satellite ? fmt::format("{}/{}", *satellite, beam.value_or(0)) : plmn.empty() ? std::string{"-"} : "network " + plmn;
    };
    auto part = journey.delays.begin();
    for (const results::JourneyEventRow& e : journey.events) {
        text += fmt::format("{:>12}  {:26}{:>16} -> {:16}{}{}\n", clock(e.elapsed_s), e.kind,
                            cell(e.from_satellite, e.from_beam, e.from_plmn), cell(e.to_satellite, e.to_beam, e.to_plmn),
                            e.interruption_ms ? fmt::format("interrupted {:.1f} ms", *e.interruption_ms) : "",
                            e.cause.empty() ? "" : "  " + e.cause);
        for (; part != journey.delays.end() && part->event == e.event; ++part)
            text += fmt::format("{:>14}{:52}{:26}{:>9.2f} ms\n", "", part->name, part->crossing, part->delay_ms);
    }
    return text;
}

std::string journey_json(const std::vector<JourneyResults>& journeys, const std::string& result, const std::string& digest) {
    const JourneyRow& first = journeys.front().journey;
    Json answer{{"schema", "d2c.journey/1"}, {"route", first.route},          {"title", first.title}, {"carrier", first.carrier},
                {"handset", first.handset},  {"operator", first.operator_id}, {"result", result},     {"result_digest", digest}};
    Json means;
    for (const Figure& figure : figures()) {
        std::vector<std::optional<double>> values;
        for (const JourneyResults& j : journeys) values.push_back(figure.of(j.journey));
        const auto mean = mean_of(values);
        means[figure.key] =
            mean ? Json{{"mean", mean->mean}, {"low", optional_json(mean->low)}, {"high", optional_json(mean->high)}} : Json(nullptr);
    }
    answer["mean_of_departures"] = means;
    answer["departures"] = Json::array();
    for (const JourneyResults& j : journeys) {
        Json one{{"start_utc", j.journey.start_utc}, {"duration_s", j.journey.duration_s}, {"distance_km", j.journey.distance_km}};
        for (const Figure& figure : figures()) one[figure.key] = optional_json(figure.of(j.journey));
        one["areas"] = Json::array();
        for (const JourneyAreaRow& a : j.areas)
            one["areas"].push_back({{"area", a.area},
                                    {"duration_s", a.duration_s},
                                    {"distance_km", a.distance_km},
                                    {"watched_minutes", a.watched_minutes},
                                    {"handovers", a.handovers},
                                    {"without_service_s", a.without_service_s},
                                    {"way_share", way_json(a.way)}});
        one["events"] = Json::array();
        for (const results::JourneyEventRow& e : j.events)
            one["events"].push_back({{"elapsed_s", e.elapsed_s},
                                     {"kind", e.kind},
                                     {"from_satellite", e.from_satellite ? Json(*e.from_satellite) : Json(nullptr)},
                                     {"to_satellite", e.to_satellite ? Json(*e.to_satellite) : Json(nullptr)},
                                     {"interruption_ms", optional_json(e.interruption_ms)},
                                     {"cause", e.cause.empty() ? Json(nullptr) : Json(e.cause)}});
        answer["departures"].push_back(one);
    }
    return answer.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace d2c::apps
