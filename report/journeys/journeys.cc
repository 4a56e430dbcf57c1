#include "report/journeys/journeys.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/instant.h"
#include "report/data/origin.h"
#include "report/data/outlines.h"
#include "report/journeys/strip.h"
#include "report/page_text.h"
#include "report/tables.h"
#include "report/text.h"

namespace d2c::report {
namespace {

using nlohmann::json;
using namespace results;

constexpr std::size_t kMostEventsListed = 400;
constexpr int kDistributionPoints = 120;

template <class T>
json or_null(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}
double rounded(double value, double step) { return std::round(value / step) * step; }

json shares(const WayShares& way) { return {or_null(way.text), or_null(way.voice), or_null(way.video_360p)}; }

json pieces_json(const std::vector<BandPiece>& pieces) {
    json list = json::array();
    for (const BandPiece& p : pieces) list.push_back({rounded(p.begin_s, 0.1), rounded(p.end_s, 0.1), p.value});
    return list;
}

/// Ascending values as so many quantiles.
json distribution(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    json list = json::array();
    if (values.empty()) return list;
    for (int i = 0; i <= kDistributionPoints; ++i)
        list.push_back(rounded(quantile(values, static_cast<double>(i) / kDistributionPoints), 0.01));
    return list;
}

/// What events of one kind took, and the mean of each of their components.
json kinds_json(const std::vector<JourneyEventRow>& events, const std::vector<JourneyDelayRow>& delays) {
    struct Kind {
        int count = 0;
        std::vector<double> interruptions_ms;
        std::vector<std::pair<std::string, std::string>> order;
        std::map<std::pair<std::string, std::string>, double> sums_ms;
        std::set<int> with_components;
    };
    std::map<std::string, Kind> kinds;
    std::map<int, std::string> kind_of;
    for (const JourneyEventRow& e : events) {
        Kind& kind = kinds[e.kind];
        ++kind.count;
        if (e.interruption_ms) kind.interruptions_ms.push_back(*e.interruption_ms);
        kind_of[e.event] = e.kind;
    }
    for (const JourneyDelayRow& d : delays) {
        const auto event = kind_of.find(d.event);
        if (event == kind_of.end()) continue;
        Kind& kind = kinds[event->second];
        const std::pair key{d.name, d.crossing};
        if (!kind.sums_ms.contains(key)) kind.order.push_back(key);
        kind.sums_ms[key] += d.delay_ms;
        kind.with_components.insert(d.event);
    }
    json list = json::array();
    for (auto& [name, kind] : kinds) {
        json components = json::array();
        for (const auto& key : kind.order)
            components.push_back(
                {key.first, key.second, rounded(kind.sums_ms[key] / static_cast<double>(kind.with_components.size()), 0.001)});
        std::sort(kind.interruptions_ms.begin(), kind.interruptions_ms.end());
        const auto at = [&](double share) {
            return kind.interruptions_ms.empty() ? json(nullptr) : json(rounded(quantile(kind.interruptions_ms, share), 0.01));
        };
        list.push_back({{"kind", name}, {"count", kind.count}, {"p50", at(0.5)}, {"p95", at(0.95)}, {"components", std::move(components)}});
    }
    return list;
}

json events_json(const std::vector<JourneyEventRow>& events) {
    const auto end = [](const std::optional<std::int64_t>& satellite, const std::optional<std::int64_t>& beam, const std::string& plmn) {
        std::string text = satellite ? std::to_string(*satellite) : "";
        if (beam) text += '/' + std::to_string(*beam);
        if (!plmn.empty()) text += (text.empty() ? "" : " ") + plmn;
        return text;
    };
    json list = json::array();
    for (const JourneyEventRow& e : events) {
        const bool listed = list.size() < kMostEventsListed;
        json row{rounded(e.elapsed_s, 0.001), e.kind};
        if (listed) {
            row.push_back(end(e.from_satellite, e.from_beam, e.from_plmn));
            row.push_back(end(e.to_satellite, e.to_beam, e.to_plmn));
            row.push_back(e.cause);
            row.push_back(or_null(e.interruption_ms));
            row.push_back(rounded(e.latitude_deg, 1e-3));
            row.push_back(rounded(e.longitude_deg, 1e-3));
        }
        list.push_back(std::move(row));
    }
    return list;
}

json track_json(const std::vector<JourneyTrackRow>& track, int journey) {
    double west = 180.0, east = -180.0, south = 90.0, north = -90.0;
    for (const JourneyTrackRow& row : track)
        if (row.journey == journey)
            for (const auto& line : row.lines_lon_lat_deg)
                for (const auto& [lon, lat] : line) {
                    west = std::min(west, lon);
                    east = std::max(east, lon);
                    south = std::min(south, lat);
                    north = std::max(north, lat);
                }
    const double tolerance = std::max({1e-4, (north - south) / 1500.0, std::min(east - west, 60.0) / 1500.0});
    json list = json::array();
    for (const JourneyTrackRow& row : track) {
        if (row.journey != journey) continue;
        for (const auto& line : row.lines_lon_lat_deg) {
            std::vector<double> lon, lat;
            for (const auto& [x, y] : line) {
                lon.push_back(x);
                lat.push_back(y);
            }
            json points = json::array();
            for (const std::size_t i : thinned(lon, lat, tolerance)) {
                points.push_back(rounded(lat[i], 1e-4));
                points.push_back(rounded(lon[i], 1e-4));
            }
            list.push_back({rounded(row.begin_s, 0.1), row.access, row.operator_id, row.rung, std::move(points)});
        }
    }
    return list;
}

struct Read {
    Faults faults;
    template <class T>
    T of(Result<T> result) {
        if (result) return std::move(result).value();
        faults.insert(faults.end(), result.faults().begin(), result.faults().end());
        return {};
    }
};

json journey_json(const JourneyRow& j, const ResultReader& results, const std::vector<JourneyTrackRow>& track,
                  std::vector<double>& all_interruptions, Read& read) {
    const auto areas = read.of(results.journey_areas(j.journey));
    const auto steps = read.of(results.journey_steps(j.journey));
    const auto events = read.of(results.journey_events(j.journey));
    const auto delays = read.of(results.journey_delays(j.journey));
    std::vector<double> interruptions;
    for (const JourneyEventRow& e : events)
        if (e.interruption_ms) interruptions.push_back(*e.interruption_ms);
    all_interruptions.insert(all_interruptions.end(), interruptions.begin(), interruptions.end());
    const auto thin = [&](auto value) { return pieces_json(thinned_band(band(steps, j.duration_s, value), j.duration_s)); };
    json area_list = json::array();
    for (const JourneyAreaRow& a : areas)
        area_list.push_back({{"area", a.area},
                             {"duration_s", a.duration_s},
                             {"distance_km", a.distance_km},
                             {"watched_minutes", a.watched_minutes},
                             {"handovers", a.handovers},
                             {"without_service_s", a.without_service_s},
                             {"way", shares(a.way)}});
    json bins = json::array();
    for (const auto& bin : sinr_bins(steps, j.duration_s))
        bins.push_back(bin ? json{rounded(bin->low, 0.1), rounded(bin->middle, 0.1), rounded(bin->high, 0.1)} : json(nullptr));
    return {{"route", j.route},
            {"departure", j.departure},
            {"start", j.start_utc},
            {"duration_s", j.duration_s},
            {"distance_km", j.distance_km},
            {"handset", j.handset},
            {"operator", j.operator_id},
            {"watched_minutes", j.watched_minutes},
            {"handovers", j.handovers},
            {"handovers_per_hour", j.handovers_per_hour},
            {"p50", or_null(j.interruption_p50_ms)},
            {"p95", or_null(j.interruption_p95_ms)},
            {"failures",
             {j.radio_link_failures, j.handover_failures, j.too_early, j.too_late, j.wrong_cell, j.ping_pongs, j.access_failures,
              j.paging_misses}},
            {"plmn_changes", j.plmn_changes},
            {"without_service_s", j.without_service_s},
            {"longest_without_service_s", j.longest_without_service_s},
            {"way", shares(j.way)},
            {"areas", std::move(area_list)},
            {"access", thin([](const JourneyStepRow& s) { return s.access == "none" ? std::string{} : s.access + '|' + s.operator_id; })},
            {"rung", thin([](const JourneyStepRow& s) { return s.rung; })},
            {"area", thin([](const JourneyStepRow& s) { return s.area + (s.on_land ? '+' : '-'); })},
            {"sinr", std::move(bins)},
            {"events", events_json(events)},
            {"kinds", kinds_json(events, delays)},
            {"interruptions", distribution(interruptions)},
            {"track", track_json(track, j.journey)}};
}

/// Mean, and least to most over the journeys where there are several; en dash where none has a figure.
template <class Value, class Text>
std::string over_departures(const std::vector<JourneyRow>& journeys, Value&& value, Text&& text) {
    double sum = 0.0, low = 0.0, high = 0.0;
    int count = 0;
    for (const JourneyRow& j : journeys) {
        const std::optional<double> v = value(j);
        if (!v) continue;
        low = count == 0 ? *v : std::min(low, *v);
        high = count == 0 ? *v : std::max(high, *v);
        sum += *v;
        ++count;
    }
    if (count == 0) return "–";
    std::string words = "<b>" + text(sum / count) + "</b>";
    if (count > 1 && text(low) != text(high)) words += fmt::format(" <span class=\"range\">{} to {}</span>", text(low), text(high));
    return words;
}

std::string fact(std::string_view name, const std::string& html) {
    return fmt::format("<div class=\"fact\"><span>{}</span>{}</div>", name, html);
}

std::string facts_html(const std::vector<JourneyRow>& journeys) {
    const auto share = [](double v) { return share_text(v); };
    const auto one = [](const char* unit) {
        return [unit](double v) { return fmt::format("{:.{}f}\u00a0{}", v, v < 10.0 ? 1 : 0, unit); };
    };
    const auto minutes = [&](double v) { return v < 600.0 ? one("min")(v) : one("h")(v / 60.0); };
    const auto optional = [](double v) { return std::optional<double>{v}; };
    return fact("Way with text", over_departures(
                                     journeys, [](const JourneyRow& j) { return j.way.text; }, share)) +
           fact("Way with voice", over_departures(
                                      journeys, [](const JourneyRow& j) { return j.way.voice; }, share)) +
           fact("Way with video 360p", over_departures(
                                           journeys, [](const JourneyRow& j) { return j.way.video_360p; }, share)) +
           fact("Video watched", over_departures(
                                     journeys, [&](const JourneyRow& j) { return optional(j.watched_minutes); }, minutes)) +
           fact("Handovers", over_departures(
                                 journeys, [&](const JourneyRow& j) { return optional(j.handovers_per_hour); }, one("an hour"))) +
           fact("Interruption, median", over_departures(
                                            journeys, [](const JourneyRow& j) { return j.interruption_p50_ms; }, one("ms"))) +
           fact("Interruption, 95 %", over_departures(
                                          journeys, [](const JourneyRow& j) { return j.interruption_p95_ms; }, one("ms"))) +
           fact("Time without service", over_departures(
                                            journeys,
                                            [](const JourneyRow& j) {
                                                return j.duration_s > 0.0 ? std::optional{j.without_service_s / j.duration_s}
                                                                          : std::nullopt;
                                            },
                                            share));
}

}  // namespace

Result<std::string> render_journeys(const ResultReader& results, const std::vector<JourneyRow>& journeys, const Borders* borders) {
    Read read;
    const RunRow run = read.of(results.run());
    const auto parameters = read.of(results.parameters());
    const auto inputs = read.of(results.input_files());
    const auto track = read.of(results.journey_track());
    std::vector<double> interruptions;
    json list = json::array();
    for (const JourneyRow& j : journeys) list.push_back(journey_json(j, results, track, interruptions, read));
    if (!read.faults.empty()) return read.faults;

    json routes = json::array();
    std::set<std::string> seen;
    std::string carried;
    for (const JourneyRow& j : journeys)
        if (seen.insert(j.route).second) {
            routes.push_back({{"id", j.route}, {"title", j.title}, {"carrier", j.carrier}});
            carried += (carried.empty() ? "" : "; ") + j.title;
        }
    json parameter_list = json::array(), input_list = json::array();
    std::size_t assumed = 0;
    for (const ParameterRow& p : parameters) {
        parameter_list.push_back({p.name, p.value, p.unit, p.source, static_cast<int>(basis_of(p))});
        assumed += basis_of(p) != Basis::kSource;
    }
    for (const InputFileRow& i : inputs) input_list.push_back({i.name, i.licence, i.sha256});
    const json document{{"journeys", std::move(list)},
                        {"routes", std::move(routes)},
                        {"bins", kStripBins},
                        {"interruptions", distribution(interruptions)},
                        {"parameters", std::move(parameter_list)},
                        {"inputs", std::move(input_list)},
                        {"outlines", borders == nullptr ? json(nullptr) : json(packed(encode_outlines(borders->outlines())))}};
    std::string text = document.dump(-1, ' ', false, json::error_handler_t::replace);
    for (std::size_t at = 0; (at = text.find("</", at)) != std::string::npos; at += 3) text.replace(at, 2, "<\\/");

    const JourneyRow& first = journeys.front();
    const std::string banner = run.state == "done" ? ""
                                                   : fmt::format(
                                                         "<p class=\"banner\" role=\"status\">This run is not finished (state: {}). The "
                                                         "journeys shown are whole; others may be missing, and so is the digest.</p>",
                                                         html_escaped(run.state));
    return filled(page::kJourneysHtml,
                  {{"csp", "default-src 'none'; script-src " + csp_hash(page::kJourneyScript) +
                               "; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"},
                   {"css", std::string{page::kPageCss} + std::string{page::kJourneysCss}},
                   {"script", std::string{page::kJourneyScript}},
                   {"document", std::move(text)},
                   {"version", html_escaped(run.program_version)},
                   {"title", html_escaped(carried)},
                   {"scenario_title", html_escaped(run.title)},
                   {"banner", banner},
                   {"departures", journeys.size() == 1 ? "one departure" : fmt::format("{} departures", journeys.size())},
                   {"length", fmt::format("{}\u00a0km", grouped(std::llround(first.distance_km)))},
                   {"handset", html_escaped(first.handset)},
                   {"operator", html_escaped(first.operator_id.empty() ? "none" : first.operator_id)},
                   {"seed", std::to_string(run.seed)},
                   {"run", std::to_string(run.run)},
                   {"facts", facts_html(journeys)},
                   {"parameters", grouped(static_cast<std::int64_t>(parameters.size()))},
                   {"assumed", grouped(static_cast<std::int64_t>(assumed))},
                   {"scenario", html_escaped(run.scenario_id)},
                   {"scenario_sha256", html_escaped(run.scenario_sha256)},
                   {"scenario_text", html_escaped(run.scenario_text)},
                   {"schema_version", std::to_string(run.schema_version)},
                   {"digest", run.result_digest.empty() ? "none, the run is not finished" : html_escaped(run.result_digest)},
                   {"digest_short", run.result_digest.empty() ? "none" : html_escaped(run.result_digest.substr(0, 12)) + "…"},
                   {"machine", machine_html(run, {})}});
}

}  // namespace d2c::report
