#include "apps/d2c/calculators/passes_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "apps/d2c/print.h"

namespace d2c::apps {
namespace {

using Json = nlohmann::ordered_json;

Json event_json(const PassEvent& e, const std::optional<Hertz>& carrier) {
    const auto doppler = [&](double rate) { return carrier ? Json(doppler_shift(*carrier, rate).value) : Json(nullptr); };
    return {{"time_utc", time_text(e.at, 3)},
            {"elevation_deg", e.look.elevation.in_degrees()},
            {"azimuth_deg", e.look.azimuth.in_degrees()},
            {"slant_range_km", e.look.slant_range.in_kilo()},
            {"range_rate_m_per_s", e.look.range_rate_m_per_s},
            {"doppler_hz", doppler(e.look.range_rate_m_per_s)},
            {"doppler_rate_hz_per_s", doppler(e.range_acceleration_m_per_s2)},
            {"light", name(e.light)}};
}

/// A cell with quotes where it needs them, RFC 4180.
std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + "\"";
}

std::string light_text(const Pass& pass) {
    std::string text = name(pass.rise.light);
    for (const LightChange& change : pass.light_changes)
        text += fmt::format(", {} {}", name(change.to), time_text(change.at, 1).substr(11, 10));
    return text;
}

}  // namespace

std::string time_text(Instant t, int decimals) {
    const std::int64_t unit = decimals == 1 ? 100'000'000 : 1'000'000;
    const std::int64_t shifted = t.utc_ns + unit / 2;
    const std::int64_t rounded = shifted - ((shifted % unit) + unit) % unit;
    std::string text = to_string(Instant{rounded});
    text.pop_back();  // Z
    const std::size_t point = text.find('.');
    std::string fraction = point == std::string::npos ? "" : text.substr(point + 1);
    fraction.resize(static_cast<std::size_t>(decimals), '0');
    return text.substr(0, point) + "." + fraction + "Z";
}

void print_passes_json(const std::string& file, const PassQuery& query, const PassSky& sky, const PassAnswer& answer) {
    Json json{{"schema", "d2c.passes/1"},
              {"file", file},
              {"latitude_deg", query.at.latitude.in_degrees()},
              {"longitude_deg", query.at.longitude.in_degrees()},
              {"altitude_m", query.at.height.value},
              {"from_utc", to_string(query.from)},
              {"to_utc", to_string(query.to)}};
    Json groups = Json::array();
    for (const PassGroup& group : sky.groups) {
        if (group.satellites == 0) continue;
        groups.push_back({{"id", group.name},
                          {"satellites", group.satellites},
                          {"minimum_elevation_deg", group.mask.in_degrees()},
                          {"frequency_mhz", group.carrier ? Json(group.carrier->in_mega()) : Json(nullptr)}});
    }
    json["generations"] = groups;
    json["why_dark"] = sky.why_dark.empty() ? Json(nullptr) : Json(sky.why_dark);
    json["served_share"] = answer.served.share;
    json["longest_gap_s"] = static_cast<double>(answer.served.longest_gap.count()) * 1e-9;
    json["longest_gap_from_utc"] =
        answer.served.longest_gap.count() > 0 ? Json(time_text(answer.served.longest_gap_from, 3)) : Json(nullptr);
    Json passes = Json::array();
    for (const PassRow& row : answer.rows) {
        const PassGroup& group = sky.groups[row.satellite->group];
        Json changes = Json::array();
        for (const LightChange& change : row.pass.light_changes)
            changes.push_back({{"time_utc", time_text(change.at, 3)}, {"to", name(change.to)}});
        passes.push_back({{"satellite", row.satellite->name},
                          {"norad_id", row.satellite->norad_id ? Json(*row.satellite->norad_id) : Json(nullptr)},
                          {"generation", group.name == "file" ? Json(nullptr) : Json(group.name)},
                          {"duration_s", seconds_between(row.pass.set.at, row.pass.rise.at)},
                          {"begins_before_window", row.pass.begins_before_window},
                          {"ends_after_window", row.pass.ends_after_window},
                          {"rise", event_json(row.pass.rise, group.carrier)},
                          {"culmination", event_json(row.pass.culmination, group.carrier)},
                          {"set", event_json(row.pass.set, group.carrier)},
                          {"light_changes", changes}});
    }
    json["passes"] = passes;
    fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
}

void print_passes_csv(const PassSky& sky, const PassAnswer& answer) {
    fmt::print("satellite,norad_id,duration_s,begins_before_window,ends_after_window");
    for (const char* event : {"rise", "culmination", "set"})
        fmt::print(
            ",{0}_utc,{0}_elevation_deg,{0}_azimuth_deg,{0}_slant_range_km,{0}_range_rate_m_per_s,{0}_doppler_hz,{0}_doppler_rate_hz_per_s,"
            "{0}_light",
            event);
    fmt::print("\n");
    for (const PassRow& row : answer.rows) {
        fmt::print(
            "{},{},{:.3f},{},{}", csv_cell(row.satellite->name), row.satellite->norad_id ? std::to_string(*row.satellite->norad_id) : "",
            seconds_between(row.pass.set.at, row.pass.rise.at), row.pass.begins_before_window ? 1 : 0, row.pass.ends_after_window ? 1 : 0);
        const auto carrier = sky.groups[row.satellite->group].carrier;
        for (const PassEvent* e : {&row.pass.rise, &row.pass.culmination, &row.pass.set}) {
            const auto doppler = [&](double rate) { return carrier ? fmt::format("{:.3f}", doppler_shift(*carrier, rate).value) : ""; };
            fmt::print(",{},{:.5f},{:.5f},{:.4f},{:.4f},{},{},{}", time_text(e->at, 3), e->look.elevation.in_degrees(),
                       e->look.azimuth.in_degrees(), e->look.slant_range.in_kilo(), e->look.range_rate_m_per_s,
                       doppler(e->look.range_rate_m_per_s), doppler(e->range_acceleration_m_per_s2), name(e->light));
        }
        fmt::print("\n");
    }
}

void print_passes_table(const PassQuery& query, const PassSky& sky, const PassAnswer& answer) {
    const auto count = [](std::size_t n, const char* one, const char* many) {
        return fmt::format("{} {}", with_thousands(static_cast<double>(n)), n == 1 ? one : many);
    };
    fmt::print("{:.4f}, {:.4f}, {:g} m from {} to {}\n{}\n", query.at.latitude.in_degrees(), query.at.longitude.in_degrees(),
               query.at.height.value, to_string(query.from), to_string(query.to), sky.model);
    bool doppler = false;
    for (const PassGroup& group : sky.groups) {
        if (group.satellites == 0) continue;
        fmt::print("{}{}, seen above {:g} deg{}\n", group.name == "file" ? "" : group.name + ": ",
                   count(group.satellites, "satellite", "satellites"), group.mask.in_degrees(),
                   group.carrier ? ", Doppler at " + group.carrier_text : "");
        doppler = doppler || group.carrier.has_value();
    }
    if (!answer.rows.empty()) {
        std::size_t width = 9;
        for (const PassRow& row : answer.rows) width = std::max(width, row.satellite->name.size());
        fmt::print("\n{:<{}} {:>9}  {:<22} {:>6}  {:<22} {:>6} {:>6} {:>9}  {:<22} {:>6} {:>8}  ", "satellite", width, "norad id",
                   "rise UTC", "az deg", "culmination UTC", "az deg", "el deg", "range km", "set UTC", "az deg", "for s");
        fmt::print("{}  light\n", doppler ? "rise kHz  set kHz    Hz/s" : "rise km/s set km/s");
        for (const PassRow& row : answer.rows) {
            const Pass& p = row.pass;
            fmt::print("{:<{}} {:>9}  {:<22} {:6.2f}  {:<22} {:6.2f} {:6.2f} {:9.1f}  {:<22} {:6.2f} {:8.1f}  ", row.satellite->name, width,
                       row.satellite->norad_id ? std::to_string(*row.satellite->norad_id) : "",
                       p.begins_before_window ? "in view" : time_text(p.rise.at, 1), p.rise.look.azimuth.in_degrees(),
                       time_text(p.culmination.at, 1), p.culmination.look.azimuth.in_degrees(), p.culmination.look.elevation.in_degrees(),
                       p.culmination.look.slant_range.in_kilo(), p.ends_after_window ? "in view" : time_text(p.set.at, 1),
                       p.set.look.azimuth.in_degrees(), seconds_between(p.set.at, p.rise.at));
            const double rise = p.rise.look.range_rate_m_per_s, set = p.set.look.range_rate_m_per_s;
            if (const auto carrier = sky.groups[row.satellite->group].carrier) {
                fmt::print("{:+8.2f} {:+8.2f} {:+7.1f}", doppler_shift(*carrier, rise).value * 1e-3,
                           doppler_shift(*carrier, set).value * 1e-3,
                           doppler_rate_hz_per_s(*carrier, p.culmination.range_acceleration_m_per_s2));
            } else {
                fmt::print("{:+9.3f} {:+8.3f}", rise * 1e-3, set * 1e-3);
            }
            fmt::print("  {}\n", light_text(p));
        }
    }
    fmt::print("\n{}; at least one satellite above its mask for {:.2f} % of the time", count(answer.rows.size(), "pass", "passes"),
               100.0 * answer.served.share);
    if (answer.served.longest_gap.count() > 0) {
        fmt::print("; longest gap {:.1f} s from {}", static_cast<double>(answer.served.longest_gap.count()) * 1e-9,
                   time_text(answer.served.longest_gap_from, 1));
    }
    fmt::print("\n");
    if (!sky.why_dark.empty()) fmt::print("{}: they pass without serving\n", sky.why_dark);
    fmt::print("Elevation over the WGS 84 horizon, no refraction; UT1 = UTC. Range{} at the culmination, {} at rise and set.\n",
               doppler ? " and rate of the Doppler shift" : "", doppler ? "Doppler shift" : "range rate");
}

}  // namespace d2c::apps
