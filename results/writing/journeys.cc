#include "results/writing/journeys.h"

#include <algorithm>
#include <tuple>

#include "results/geometry.h"
#include "results/journeys/columns.h"
#include "results/writing/insert.h"
#include "results/writing/layers.h"

namespace d2c::results {
namespace {

LonLat place_of(const JourneyStepRow& step) { return {step.longitude_deg, step.latitude_deg}; }

void make_tables(SQLite::Database& database) {
    database.exec(kJourneySql);
    for (const char* table : {"journey", "journey_area", "journey_step", "journey_event", "journey_delay"})
        register_attributes(database, table);
    register_features(database, "journey_track", "MULTILINESTRING");
}

template <class Row>
void insert_keyed(SQLite::Database& database, const std::string& path, const std::vector<Row>& rows) {
    insert(database, path, std::span<const Row>{rows}, {}, "id, ", [&](const Row& row, Binder& bind) {
        if (!key_fits(row))
            throw BadRow{{path, 0, table_of(row), std::to_string(row.journey), "a key within its bits, an area of two letters"}};
        bind("id", packed_id(row));
    });
}

}  // namespace

std::vector<JourneyTrackRow> track_of(const JourneyRow& journey, const std::vector<JourneyStepRow>& steps) {
    const auto same = [](const JourneyStepRow& a, const JourneyStepRow& b) {
        return std::tie(a.area, a.access, a.operator_id, a.rung) == std::tie(b.area, b.access, b.operator_id, b.rung);
    };
    std::vector<JourneyTrackRow> track;
    for (std::size_t first = 0; first < steps.size();) {
        std::size_t end = first + 1;
        while (end < steps.size() && same(steps[first], steps[end])) ++end;
        std::vector<LonLat> way;
        for (std::size_t i = first; i < std::min(end + 1, steps.size()); ++i)
            if (way.empty() || way.back() != place_of(steps[i])) way.push_back(place_of(steps[i]));
        JourneyTrackRow row;
        row.lines_lon_lat_deg = lines_on_map(way);
        if (!row.lines_lon_lat_deg.empty()) {
            const JourneyStepRow& begin = steps[first];
            row.journey = journey.journey;
            row.piece = static_cast<int>(track.size());
            row.route = journey.route;
            row.departure = journey.departure;
            row.begin_s = begin.elapsed_s;
            row.end_s = steps[std::min(end, steps.size() - 1)].elapsed_s;
            row.area = begin.area;
            row.access = begin.access;
            row.operator_id = begin.operator_id;
            row.rung = begin.rung;
            track.push_back(std::move(row));
        }
        first = end;
    }
    return track;
}

void store_journey(SQLite::Database& database, const std::string& path, const JourneyResults& results) {
    const JourneyRow& journey = results.journey;
    const auto foreign = [&](const auto& rows) {
        return std::any_of(rows.begin(), rows.end(), [&](const auto& r) { return r.journey != journey.journey; });
    };
    if (foreign(results.areas) || foreign(results.steps) || foreign(results.events) || foreign(results.delays))
        throw BadRow{{path, 0, "journey", std::to_string(journey.journey), "rows of this journey only"}};
    const auto later = [](const JourneyStepRow& a, const JourneyStepRow& b) { return a.step < b.step && a.elapsed_s < b.elapsed_s; };
    for (std::size_t i = 1; i < results.steps.size(); ++i)
        if (!later(results.steps[i - 1], results.steps[i]))
            throw BadRow{{path, 0, "journey_step", std::to_string(results.steps[i].step), "steps in order of time [s]"}};
    for (const JourneyStepRow& step : results.steps)
        if (!(std::abs(step.latitude_deg) <= 90.0 && std::abs(step.longitude_deg) <= 180.0))
            throw BadRow{{path, 0, "journey_step", std::to_string(step.step), "a place on Earth, longitude -180 to 180 [deg]"}};
    if (!database.tableExists("journey")) make_tables(database);
    insert(database, path, std::span<const JourneyRow>{&journey, 1});
    insert_keyed(database, path, results.areas);
    insert_keyed(database, path, results.steps);
    insert_keyed(database, path, results.events);
    insert_keyed(database, path, results.delays);
    const std::vector<JourneyTrackRow> track = track_of(journey, results.steps);
    insert(database, path, std::span<const JourneyTrackRow>{track}, {}, "id, geom, ", [&](const JourneyTrackRow& row, Binder& bind) {
        if (!key_fits(row)) throw BadRow{{path, 0, "journey_track", std::to_string(row.piece), "a key within its bits"}};
        bind("id", packed_id(row));
        bind.blob(multiline_blob(row.lines_lon_lat_deg));
    });
}

}  // namespace d2c::results
