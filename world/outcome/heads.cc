// Rows that do not change over the rollout.

#include <algorithm>
#include <map>

#include "geography/grid/grid.h"
#include "scenarios/rollout.h"
#include "world/run/engine.h"

namespace d2c {

namespace {

void put_shape(results::CellRow& row, const Grid& grid, CellId cell) {
    const Geodetic centre = grid.centre(cell);
    row.cell = cell.pixel;
    row.latitude_deg = centre.latitude.in_degrees();
    row.longitude_deg = centre.longitude.in_degrees();
    row.boundary_lon_lat_deg.clear();
    // Four points a side: cell sides are no great circles, and near the poles far from straight on a map.
    for (const Geodetic& corner : grid.boundary(cell, 4))
        row.boundary_lon_lat_deg.emplace_back(corner.longitude.in_degrees(), corner.latitude.in_degrees());
}

}  // namespace

std::vector<results::CellRow> cell_rows(const WorldModel& world) {
    const Grid grid{world.zones.order};
    std::vector<results::CellRow> rows;
    const std::vector<Zone>& zones = world.zones.zones;
    std::size_t z = 0;
    while (z < zones.size()) {
        results::CellRow row;
        const CellId cell = zones[z].cell;
        const std::int64_t first_cell = world.zones.first_cell(zones[z]), count = world.zones.cell_count(zones[z]);
        row.area_km2 = grid.cell_area_km2();
        double largest = 0.0;
        std::map<AreaCode, double> parts;
        for (; z < zones.size() && zones[z].cell == cell; ++z) {
            const Zone& zone = zones[z];
            row.land_share += zone.on_land ? zone.area_share : 0.0;
            row.people += zone.people;
            row.people_outside_coverage += zone.people_uncovered;
            row.covered_area_share += zone.area_share - zone.uncovered_area_share;
            parts[zone.area] += zone.area_share;
        }
        for (const auto& [code, part] : parts) {
            if (part > largest) {
                largest = part;
                row.main_area = code.str();
            }
        }
        row.land_share = std::min(1.0, row.land_share);
        row.covered_area_share = std::clamp(row.covered_area_share / static_cast<double>(count), 0.0, 1.0);
        for (std::int64_t i = 0; i < count; ++i) {  // a zone of several has neither land nor people
            put_shape(row, grid, {world.zones.order, first_cell + i});
            rows.push_back(row);
        }
    }
    return rows;
}

std::vector<results::PlaceRow> place_rows(const WorldModel& world) {
    std::vector<results::PlaceRow> rows;
    for (std::size_t spot = world.zones.zones.size(); spot < world.phones.spots.size(); ++spot) {
        const std::uint32_t p = *world.phones.spots[spot].place;
        const Place& place = world.study->geography.places[p];
        rows.push_back({static_cast<int>(p), place.id, place.title, place.kind, place.location.latitude.in_degrees(),
                        place.location.longitude.in_degrees(), world.phones.spots[spot].jurisdiction.area.str(), place.source});
    }
    return rows;
}

std::vector<results::HandsetClassRow> handset_rows(const Study& study) {
    std::vector<results::HandsetClassRow> rows;
    for (const HandsetClass& handset : study.handsets) {
        rows.push_back({static_cast<int>(rows.size()), handset.id, handset.title, date_string(handset.in_service_from), handset.source});
    }
    return rows;
}

std::vector<results::ServiceRow> service_rows(const Study& study) {
    const ServicesConfig& services = study.services;
    std::vector<results::ServiceRow> rows{
        {kText, "text", "Text message", services.text.min_success_share, 0.0},
        {kLightData, "light-data", "Light data", services.light_data.min_success_share, 0.0},
        {kVoice, "voice", "Voice call", services.voice.min_success_share, services.voice.codec_rate.value * 1e-3}};
    for (const Rung& rung : study.services.ladder.rungs) {
        rows.push_back({static_cast<int>(rows.size()), "video-" + rung.id, "Video at " + rung.id, study.services.video.min_success_share,
                        rung.bitrate.value * 1e-3});
    }
    return rows;
}

}  // namespace d2c
