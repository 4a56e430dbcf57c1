#pragma once
// A small journey with every table filled: a ship that goes from 179 E over 180 degrees to 178 W, out of a territorial sea.

#include "results/writer.h"
#include "sample.h"

namespace d2c::results::test {

inline JourneyResults journey_results(int journey = 0) {
    JourneyResults r;
    JourneyRow& j = r.journey;
    j.journey = journey;
    j.route = "fiji-east";
    j.title = "Eastwards from Fiji";
    j.carrier = "ship";
    j.departure = journey;
    j.handset = "lte-today";
    j.operator_id = "one";
    j.start_utc = "2027-11-15T11:00:00Z";
    j.duration_s = 36000.0;
    j.distance_km = 320.5;
    j.step_s = 1.0;
    j.watched_minutes = 12.25;
    j.handovers = 3;
    j.handovers_per_hour = 0.3;
    j.interruption_p50_ms = 70.25;
    j.ping_pongs = 1;
    j.without_service_s = 600.5;
    j.way.text = 1.0 / 3.0;
    JourneyAreaRow area;
    area.journey = journey;
    area.area = "XZ";
    area.distance_km = 300.0;
    area.way.voice = 0.25;
    r.areas.push_back(area);
    area.area = "FJ";
    r.areas.push_back(area);
    for (int i = 0; i <= 6; ++i) {
        JourneyStepRow s;
        s.journey = journey;
        s.step = i * 10;
        s.elapsed_s = 6000.0 * i;
        s.latitude_deg = -17.0;
        s.longitude_deg = i < 2 ? 179.0 + 0.5 * i : -181.0 + 0.5 * i;
        s.area = i < 1 ? "FJ" : "XZ";
        s.access = i == 3 ? "none" : "satellite";
        if (i != 3) s.satellite = 600 + i;
        if (i != 3) s.sinr_db = -1.5 * i;
        s.rung = i == 3 ? "" : "text";
        s.state = i == 3 ? "no-service" : "connected";
        s.plmn = i == 3 ? "" : "54201";
        r.steps.push_back(s);
    }
    for (int i = 0; i < 2; ++i) {
        JourneyEventRow e;
        e.journey = journey;
        e.event = i;
        e.elapsed_s = 6000.0 + i;
        e.kind = "handover";
        e.from_satellite = 600;
        e.to_satellite = 601;
        e.to_beam = 7;
        e.from_plmn = e.to_plmn = "54201";
        e.cause = "A3";
        if (i == 1) e.interruption_ms = 70.25;
        r.events.push_back(e);
        for (int c = 0; c < 2; ++c) r.delays.push_back({journey, i, c, c == 0 ? "preamble" : "response", "service link", 2.5 + c});
    }
    return r;
}
/// A file with journeys alone; returns its digest, empty on a fault.
inline std::string write_journeys(const std::string& path, int count) {
    Result<ResultWriter> writer = ResultWriter::create(path, false);
    if (!writer || !writer->write(run_row()).empty()) return {};
    for (int i = 0; i < count; ++i)
        if (!writer->write(journey_results(i)).empty()) return {};
    const Result<std::string> digest = writer->finish(run_row());
    return digest ? *digest : std::string{};
}

}  // namespace d2c::results::test
