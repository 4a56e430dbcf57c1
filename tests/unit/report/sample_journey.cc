#include "tests/unit/report/sample_journey.h"

#include <cmath>
#include <map>
#include <numbers>

#include "geography/routes/crossings.h"
#include "results/writer.h"
#include "tests/unit/report/sample_run.h"

namespace d2c::report {
namespace {

using namespace results;

Waypoint point(double latitude_deg, double longitude_deg, double speed_kmh) {
    Waypoint w;
    w.place = {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg)};
    if (speed_kmh > 0.0) w.speed = MetresPerSecond{speed_kmh / 3.6};
    return w;
}

std::string rung_at(double sinr_db) {
    return sinr_db > 8 ? "video-720p" : sinr_db > 4 ? "video-360p" : sinr_db > 0 ? "voice" : sinr_db > -6 ? "text" : "";
}

RouteConfig over_the_pole() {
    RouteConfig config;
    config.id = "over-the-pole";
    config.title = "Hamburg to Anchorage <over the pole>";
    config.carrier = Conveyance::kAircraft;
    config.cruise_altitude = Metres::kilo(11.0);
    config.waypoints = {point(53.63, 9.99, 860), point(78.25, 15.47, 880), point(89.0, 100.0, 880), point(61.17, -149.99, 0)};
    return config;
}

JourneyResults one_journey(int departure, const Borders& borders, const RouteConfig& config, double step_width_s) {
    std::vector<RouteFault> faults;
    const Route route = Route::make(config, faults).value();

    JourneyResults r;
    JourneyRow& j = r.journey;
    j.journey = departure;
    j.route = config.id;
    j.title = config.title;
    j.carrier = to_string(config.carrier);
    j.departure = departure;
    j.handset = "lte-today";
    j.operator_id = "telekom";
    j.start_utc = departure == 0 ? "2027-11-15T11:00:00Z" : "2027-11-16T11:00:00Z";
    j.duration_s = route.duration_s();
    j.distance_km = route.length().in_kilo();
    j.step_s = 1.0;
    std::map<std::string, JourneyAreaRow> areas;
    std::string before_access, before_area;
    for (const RouteStep& at : steps_along(route, borders, step_width_s)) {
        JourneyStepRow s;
        s.journey = departure;
        s.step = static_cast<int>(r.steps.size());
        s.elapsed_s = at.elapsed_s;
        s.latitude_deg = at.state.place.latitude.in_degrees();
        s.longitude_deg = at.state.place.longitude.in_degrees();
        s.altitude_m = at.state.place.height.value;
        s.distance_km = at.state.travelled.in_kilo();
        s.area = at.area.str();
        s.on_land = at.on_land;
        const double phase = std::fmod(at.elapsed_s + 90.0 * departure, 300.0) / 300.0;
        const int satellite = static_cast<int>((at.elapsed_s + 90.0 * departure) / 300.0);
        if (s.area == "US" && route.duration_s() - at.elapsed_s < 600.0) {
            s.access = "terrestrial";
            s.operator_id = "gci";
            s.plmn = "311370";
            s.sinr_db = 12.0;
            s.rung = "video-1080p";
            s.state = "connected";
        } else if (s.area == "RU") {
            s.access = "none";
            s.state = "no-service";
        } else {
            s.access = "satellite";
            s.operator_id = s.area == "XZ" ? "starlink" : "telekom";
            s.plmn = "26201";
            s.generation = "starlink-v2";
            s.satellite = satellite;
            s.beam = satellite % 7;
            s.elevation_deg = 30.0 + 50.0 * std::sin(std::numbers::pi * phase);
            s.sinr_db = -8.0 + 19.0 * std::sin(std::numbers::pi * phase) + 1.5 * std::sin(at.elapsed_s / 37.0);
            s.rsrp_dbm = -121.0 + *s.sinr_db;
            s.rate_kbps = 900.0 * std::log2(1.0 + std::pow(10.0, *s.sinr_db / 10.0));
            s.rung = rung_at(*s.sinr_db);
            s.state = "connected";
        }
        JourneyAreaRow& area = areas[s.area];
        area.journey = departure;
        area.area = s.area;
        const double step_km = r.steps.empty() ? 0.0 : s.distance_km - r.steps.back().distance_km,
                     step_s = r.steps.empty() ? 0.0 : s.elapsed_s - r.steps.back().elapsed_s;
        area.distance_km += step_km;
        area.duration_s += step_s;
        const auto add = [&](std::optional<double>& share, bool held) { share = share.value_or(0.0) + (held ? step_km : 0.0); };
        const bool video = s.rung.starts_with("video");
        add(area.way.text, !s.rung.empty());
        add(area.way.voice, video || s.rung == "voice");
        add(area.way.video_360p, video);
        if (s.rung.empty()) area.without_service_s += step_s;
        if (s.rung.empty()) j.without_service_s += step_s;
        if (video) area.watched_minutes += step_s / 60.0;
        const auto event = [&](const char* kind, const char* cause, std::optional<double> interruption_ms) {
            JourneyEventRow e;
            e.journey = departure;
            e.event = static_cast<int>(r.events.size());
            e.elapsed_s = s.elapsed_s;
            e.kind = kind;
            if (s.satellite) e.from_satellite = *s.satellite - 1;
            e.to_satellite = s.satellite;
            e.to_beam = s.beam;
            e.from_plmn = e.to_plmn = s.plmn;
            e.cause = cause;
            e.interruption_ms = interruption_ms;
            e.latitude_deg = s.latitude_deg;
            e.longitude_deg = s.longitude_deg;
            r.events.push_back(e);
            return e.event;
        };
        if (s.satellite && !r.steps.empty() && r.steps.back().satellite && *r.steps.back().satellite != *s.satellite) {
            const double slant_ms = 2.0 + 0.01 * (satellite % 90);
            if (satellite % 11 == 0) {
                const int e = event("radio-link-failure", "T310", 900.0 + 40.0 * (satellite % 5));
                r.delays.push_back({departure, e, 0, "detection, T310", "", 600.0});
                r.delays.push_back({departure, e, 1, "cell selection", "service link", 180.0});
                r.delays.push_back({departure, e, 2, "re-establishment", "service link", 30.0 + 8.0 * slant_ms});
                ++j.radio_link_failures;
            } else {
                const int e = event("handover-completed", "A3", 12.0 + 8.0 * slant_ms + satellite % 13);
                r.delays.push_back({departure, e, 0, "command", "service link", slant_ms});
                r.delays.push_back({departure, e, 1, "preamble", "service link", slant_ms});
                r.delays.push_back({departure, e, 2, "response", "service link", slant_ms + 3.0});
                r.delays.push_back({departure, e, 3, "path switch", "feeder link", 2.0 * slant_ms + 6.0});
                ++j.handovers;
                ++area.handovers;
            }
        }
        if (!r.steps.empty() && s.access != r.steps.back().access)
            event(s.access == "none" ? "service-lost" : "network-changed", "coverage",
                  s.access == "none" ? std::nullopt : std::optional{2400.0});
        r.steps.push_back(std::move(s));
    }
    double text = 0.0, voice = 0.0, video = 0.0;
    for (auto& [code, area] : areas) {
        text += *area.way.text;
        voice += *area.way.voice;
        video += *area.way.video_360p;
        j.watched_minutes += area.watched_minutes;
        for (auto* share : {&area.way.text, &area.way.voice, &area.way.video_360p})
            if (area.distance_km > 0.0) *share = **share / area.distance_km;
        r.areas.push_back(area);
    }
    j.way = {text / j.distance_km, voice / j.distance_km, video / j.distance_km};
    j.handovers_per_hour = j.handovers / (j.duration_s / 3600.0);
    j.interruption_p50_ms = 38.0 + departure;
    j.interruption_p95_ms = 940.0;
    j.longest_without_service_s = 1800.0;
    j.ping_pongs = 2;
    return r;
}

}  // namespace

Faults write_journey_sample(const std::string& path, const Borders& borders, bool finished) {
    return write_journey_sample(path, borders, finished, over_the_pole(), 20.0);
}

Faults write_journey_sample(const std::string& path, const Borders& borders, bool finished, const RouteConfig& way, double step_s) {
    auto writer = ResultWriter::create(path, true);
    if (!writer) return writer.faults();
    const std::vector<ParameterRow> parameters{
        {"roaming.handover.trigger", "conditional", "", "assumption: as Release 17 networks do"},
        {"route.waypoints.svalbard", "{ lat_deg: 78.25, lon_deg: 15.47 }", "", "airport reference point"}};
    const std::vector<InputFileRow> inputs{{"over-the-pole.yaml", "", std::string(64, 'b')}};
    if (Faults f = writer->write(std::span{parameters}); !f.empty()) return f;
    if (Faults f = writer->write(std::span{inputs}); !f.empty()) return f;
    if (Faults f = writer->write(sample_run_row()); !f.empty()) return f;
    for (int departure = 0; departure < 2; ++departure)
        if (Faults f = writer->write(one_journey(departure, borders, way, step_s)); !f.empty()) return f;
    if (!finished) return writer->interrupted(sample_run_row());
    return writer->finish(sample_run_row()).faults();
}

}  // namespace d2c::report
