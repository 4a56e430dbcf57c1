#pragma once
// A small run with every table filled.

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/instant.h"
#include "results/reader.h"
#include "results/writer.h"

namespace d2c::results::test {

/// A folder of its own, gone with the test.
class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "d2c_results_XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string file(const std::string& name) const { return path_ + '/' + name; }

  private:
    std::string path_;
};

inline RunRow run_row() {
    RunRow run;
    run.scenario_id = "sample";
    run.title = "A sample – with a dash";
    run.profile = "quick";
    run.scenario_text = "schema: d2c.scenario/1\nid: sample\n";
    run.seed = 1;
    run.started_utc = "2026-05-30T12:00:00Z";
    run.finished_utc = "2026-05-30T12:01:30Z";
    run.wall_s = 90.5;
    run.threads = 2;
    run.link_count = 1e9;
    return run;
}
inline std::vector<ParameterRow> parameter_rows() {
    return {{"world.step_s", "15", "s", "scenario"}, {"constellation.eirp", "33", "dBW/MHz", "assumption: between measured medians"}};
}
inline std::vector<InputFileRow> input_rows() { return {{"cities.csv", "CC-BY-4.0", std::string(64, 'a')}}; }
inline std::vector<HandsetClassRow> class_rows() {
    return {{0, "lte-today", "Unmodified LTE phone", "2024-01-01", "3GPP"},
            {1, "ntn-2027", "First NTN phone", "2027-07-01", "assumption: x"}};
}
inline std::vector<ServiceRow> service_rows() { return {{0, "text", "Text", 0.95, 0.0}, {1, "video-360p", "Video 360p", 0.95, 700.0}}; }
/// Four cells: plain, across 180 degrees, and one at each pole, as HEALPix has them.
inline std::vector<CellRow> cell_rows() {
    std::vector<CellRow> cells(4);
    cells[0].boundary_lon_lat_deg = {{10, 0}, {14, 4}, {10, 8}, {6, 4}};
    cells[1].boundary_lon_lat_deg = {{180, 0}, {-176, 4}, {180, 8}, {176, 4}};
    cells[2].boundary_lon_lat_deg = {{45, 80}, {90, 85}, {0, 90}, {0, 85}};
    cells[3].boundary_lon_lat_deg = {{135, -80}, {90, -85}, {77, -90}, {180, -85}};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].cell = static_cast<std::int64_t>(i) * 100 + 7;
        cells[i].latitude_deg = cells[i].boundary_lon_lat_deg[1].second;
        cells[i].area_km2 = 166000.25;
        cells[i].land_share = 0.1 * static_cast<double>(i);
        cells[i].main_area = i == 3 ? "AQ" : "XZ";
        cells[i].people = 1234.5;
    }
    return cells;
}
/// Two contours, the second open where it misses the Earth.
inline std::vector<FootprintRow> footprint_rows() {
    std::vector<FootprintRow> rows;
    for (int contour = 0; contour < 2; ++contour)
        for (int point = 0; point < 3 - contour; ++point)
            rows.push_back({0, contour, point, "starlink-v1", 1992.5, 360.5, 60.0 * contour, 800.25 * contour, -3.0, 10.5 * point, -2.5});
    return rows;
}
inline std::vector<PlaceRow> place_rows() {
    return {{0, "mcmurdo", "McMurdo station", "station", -77.85, 166.67, "AQ", "GeoNames"},
            {1, "bern", "Bern", "capital", 46.95, 7.45, "CH", "GeoNames"}};
}
inline QuarterResults quarter_results(int quarter, std::size_t services = 2) {
    QuarterResults q;
    q.quarter = {quarter, to_string(Quarter{quarter}), to_string(begin_of(Quarter{quarter})), to_string(end_of(Quarter{quarter})), 640.5,
                 20};
    for (int handset = 0; handset < 2; ++handset) {
        for (const CellRow& cell : cell_rows()) {
            CellQualityRow row;
            row.cell = cell.cell;
            row.quarter = quarter;
            row.handset_class = handset;
            row.state = cell.main_area == "AQ" ? "no right" : "right";
            row.tries = 80;
            row.right_area_share = 1.0 / 3.0;
            if (row.state == "right") {
                row.rsrp_dbm = -121.0 - handset - 1e-13;
                row.lit_share = 0.25;
                row.interruption_p95_ms = 71.5;
                row.serving_operator = "t-mobile-us";
            }
            row.services.resize(services);
            row.services[0] = {0.95, 0.8783, 0.9804, 0.5, 0.25, 0.125};
            q.cells.push_back(row);
        }
        for (const PlaceRow& place : place_rows()) {
            PlaceQualityRow row;
            row.place = place.place;
            row.quarter = quarter;
            row.handset_class = handset;
            row.state = "right";
            row.tries = 40;
            row.rate_kbps = 812.75;
            row.longest_gap_s = 310.5;
            row.gap_p95_s = 301.25;
            row.services.resize(services);
            row.services[1].held = place.place == 1;
            row.services[0].success_share = 0.5;
            q.places.push_back(row);
            for (std::int64_t step = 0; step < 3; ++step) {
                PlaceSeriesRow s;
                s.place = place.place;
                s.quarter = quarter;
                s.handset_class = handset;
                s.utc_s = 800000000 + 15 * step;
                s.satellites_in_view = static_cast<int>(step);
                if (step > 0) s.satellite = 100 + step;
                if (step > 0) s.elevation_deg = 45.5;
                q.place_series.push_back(s);
            }
        }
        AreaQualityRow area;
        area.area = "CH";
        area.quarter = quarter;
        area.handset_class = handset;
        area.state = "right";
        area.area_km2 = 41285.5;
        area.sinr_db = -1.5;
        area.services.resize(services);
        area.services[1].held_people_share = 0.75;
        q.areas.push_back(area);
        area.area = "AQ";
        q.areas.push_back(area);
        for (int service = 0; service < 2; ++service) q.global.push_back({quarter, handset, service, 0.1, 0.2, 0.3, 3e8, 1e9});
    }
    q.fleet = {{quarter, 0, "starlink-v1", 642, 0, 640, 0, 0, 2, 0, 1}, {quarter, 1, "starlink-v2", 150, 50, 93, 0, 3, 4, 0, 2}};
    for (int group = 0; group < 2; ++group)
        for (int handset = 0; handset < 2; ++handset)
            q.phones.push_back({quarter, group, handset, group == 0 ? "early" : "rest", handset == 0 ? 0.75 : 0.25, 1e8 + group});
    for (int service = 0; service < 2; ++service) q.mix.push_back({quarter, service, 0.125, 2e8, 1e9});
    for (int environment = 0; environment < 2; ++environment)
        q.environments.push_back({quarter,
                                  1,
                                  0,
                                  environment,
                                  environment == 0 ? "outdoor" : "vehicle",
                                  0.5,
                                  1200,
                                  0.75,
                                  {},
                                  0.875,
                                  {0.625, 0.8125, {}, {}, {}, 0.9375}});
    q.ships.push_back({quarter, 1, 1, 0.25, 3e5, 1.2e6, {{}, {}, {}, {}, 0.125, 0.5}});
    return q;
}
/// All tables but the quarters; empty on success.
inline Faults write_heads(ResultWriter& writer) {
    Faults all;
    for (const Faults& faults :
         {writer.write(run_row()), writer.write(std::span<const ParameterRow>{parameter_rows()}),
          writer.write(std::span<const InputFileRow>{input_rows()}), writer.write(std::span<const HandsetClassRow>{class_rows()}),
          writer.write(std::span<const ServiceRow>{service_rows()}), writer.write(std::span<const CellRow>{cell_rows()}),
          writer.write(std::span<const PlaceRow>{place_rows()}), writer.write(std::span<const FootprintRow>{footprint_rows()})})
        all.insert(all.end(), faults.begin(), faults.end());
    return all;
}
inline std::string text_of(const Faults& faults) {
    std::string text;
    for (const Fault& fault : faults) text += to_string(fault) + '\n';
    return text;
}
inline UnitRow unit_row(int quarter, int first_window = 0) { return {quarter, first_window, 10, "done", "", 12.25, 1e6, 2e7}; }
/// A whole file with the quarters 105 (2026Q2) and 106; returns its digest, empty on a fault.
inline std::string write_sample(const std::string& path) {
    Result<ResultWriter> writer = ResultWriter::create(path, false);
    if (!writer || !write_heads(*writer).empty() || !writer->write(unit_row(105), "a").empty() ||
        !writer->finish_quarter(quarter_results(105)).empty() || !writer->write(unit_row(106), "b").empty() ||
        !writer->finish_quarter(quarter_results(106)).empty())
        return {};
    const Result<std::string> digest = writer->finish(run_row());
    return digest ? *digest : std::string{};
}

}  // namespace d2c::results::test
