#include "tests/unit/report/sample_run.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <tuple>

#include "base/instant.h"
#include "geography/grid/grid.h"
#include "results/writer.h"
#include "video/quality.h"

namespace d2c::report {
namespace {

using namespace results;

const std::vector<ServiceRow> kServices{{0, "text", "Text message", 0.95, 0.0},        {1, "video-240p", "Video 240p", 0.95, 400.0},
                                        {2, "video-360p", "Video 360p", 0.95, 800.0},  {3, "video-480p", "Video 480p", 0.95, 1400.0},
                                        {4, "video-720p", "Video 720p", 0.95, 3000.0}, {5, "video-1080p", "Video 1080p", 0.95, 5500.0}};
const std::vector<HandsetClassRow> kClasses{
    {0, "lte-today", "LTE phone of today, unmodified", "2019-01-01", "assumption: made up"},
    {1, "ntn-2027", "First phone with AWS-4, H block and 2 GHz MSS (5G NTN)", "2027-07-01", "assumption: made up"},
    {2, "ntn-2029", "Its successor, 30 MHz and two layers (5G NTN)", "2029-01-01", "assumption: made up"}};

double noise(std::int64_t cell, int quarter, int salt) {
    const double x = std::sin(static_cast<double>(cell) * 12.9898 + quarter * 78.233 + salt * 37.719) * 43758.5453;
    return x - std::floor(x);
}

/// One spot's figures.
template <class Row>
void fill(Row& row, double latitude, double longitude, std::int64_t id) {
    const double years = (row.quarter - 96) / 4.0;
    const bool right = !(longitude > 0.0 && longitude < 90.0) || years > 4.0;
    const bool on_sale =
        parse_instant(kClasses[static_cast<std::size_t>(row.handset_class)].in_service_from).value() < end_of(Quarter{row.quarter});
    row.state = !on_sale ? "not in service" : right ? "right" : "no right";
    row.services.resize(kServices.size());
    if (row.state != "right") return;
    const double strength =
        years * (0.25 + 0.3 * row.handset_class) - std::abs(std::abs(latitude) - 40.0) / 12.0 + 0.6 * noise(id, row.quarter, 1);
    row.tries = 80;
    row.lit_share = std::clamp(strength / 3.0, 0.0, 1.0);
    row.satellites_in_view = std::max(0.0, years * 1.7 + noise(id, row.quarter, 2));
    row.rate_kbps = *row.lit_share * 300.0 * std::pow(2.2, std::max(0.0, strength));
    row.watched_share = std::clamp(strength / 2.5, 0.0, 1.0);
    row.played_kbps = std::min(*row.rate_kbps * 0.8, 5500.0);
    row.handovers_per_hour = 20.0 * *row.lit_share;
    row.ping_pongs_per_hour = 0.5 * *row.lit_share;
    row.without_service_share = 1.0 - *row.lit_share;
    row.serving_operator = latitude > 0.0 ? "one-nz" : "telstra";
    if (*row.lit_share > 0.0) {
        row.sinr_db = -3.0 + 2.0 * strength + 4.0 * noise(id, row.quarter, 3);
        row.rsrp_dbm = -124.0 + 2.0 * strength;
        row.interruption_p50_ms = 62.0;
        row.interruption_p95_ms = 400.0 - 100.0 * *row.lit_share;
    }
    for (std::size_t s = 0; s < kServices.size(); ++s) {
        const double share =
            std::clamp(0.5 + (strength - 1.1 * static_cast<double>(s)) + 0.5 * noise(id, row.quarter, 4 + static_cast<int>(s)), 0.0, 1.0);
        const auto interval = wilson_interval(static_cast<int>(std::lround(80.0 * share)), 80);
        row.services[s].success_share = interval->share;
        row.services[s].success_low = interval->low;
        row.services[s].success_high = interval->high;
    }
}

bool holds(const std::optional<double>& share) { return share.value_or(0.0) >= 0.95; }

const char* area_of(double latitude, double longitude) {
    if (latitude < -65.0) return "AQ";
    if (longitude > 0.0 && longitude < 90.0) return latitude > 40.0 ? "RU" : "KE";
    return longitude > -130.0 && longitude < -50.0 ? "US" : "XZ";
}

/// One quarter and class by country, from its cells: each cell belongs to its main area, the high seas to `XZ`.
std::vector<AreaQualityRow> areas_of(std::span<const CellRow> cells, std::span<const CellQualityRow> rows) {
    std::map<std::string, AreaQualityRow> areas;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const CellQualityRow& row = rows[i];
        AreaQualityRow& area = areas[cells[i].main_area];
        if (area.services.empty()) {
            area.area = cells[i].main_area;
            area.quarter = row.quarter;
            area.handset_class = row.handset_class;
            area.services.resize(row.services.size());
            area.state = row.state;
        }
        area.area_km2 += cells[i].area_km2;
        area.people_outside_coverage += row.people_outside_coverage;
        for (std::size_t s = 0; s < row.services.size(); ++s) {
            area.services[s].held_land_share += cells[i].area_km2 * row.services[s].held_area_share;
            area.services[s].held_people_share += row.people_outside_coverage * row.services[s].held_people_share;
        }
        if (row.state != "right") continue;
        area.state = row.state;
        area.lit_share = std::max(area.lit_share.value_or(0.0), row.lit_share.value_or(0.0));
        if (row.sinr_db) area.sinr_db = row.sinr_db;
        if (row.rsrp_dbm) area.rsrp_dbm = row.rsrp_dbm;
        if (row.rate_kbps) area.beam_capacity_mbps = 2e-3 * *row.rate_kbps;
        if (row.rate_kbps) area.handovers_per_hour = 17.25;
        if (row.rate_kbps) area.interruption_p50_ms = 61.2;
    }
    std::vector<AreaQualityRow> all;
    for (auto& [code, area] : areas) {
        for (auto& service : area.services) {
            service.held_land_share /= area.area_km2;
            if (area.people_outside_coverage > 0.0) service.held_people_share /= area.people_outside_coverage;
        }
        all.push_back(std::move(area));
    }
    return all;
}

}  // namespace

RunRow sample_run_row() {
    RunRow run;
    run.scenario_id = "sample";
    run.title = "Video on an ordinary phone, anywhere on Earth, 2024 to 2032";
    run.question =
        "At each place and in each quarter, which services can a phone of each generation hold outdoors, and how does that change as "
        "satellites, "
        "spectrum and phones roll out?";
    run.profile = "quick";
    run.scenario_text = "schema: d2c.scenario/1\nid: sample\n";
    run.scenario_sha256 = std::string(64, 'a');
    run.program_version = "0.1.0";
    run.command_line = "d2c run sample.yaml --profile quick";
    run.host = "a-host";
    run.seed = 1;
    run.run = 1;
    run.threads = 2;
    run.started_utc = "2026-06-01T10:00:00Z";
    run.finished_utc = "2026-06-01T10:01:30Z";
    run.wall_s = 90.0;
    run.peak_memory_mib = 512.0;
    run.link_count = 1.5e9;
    run.satellite_cell_steps = 3e11;
    return run;
}

Faults write_sample(const std::string& path, const SampleOptions& options) {
    auto writer = ResultWriter::create(path, true);
    if (!writer) return writer.faults();
    Faults faults;
    const auto keep = [&](Faults more) { faults.insert(faults.end(), more.begin(), more.end()); };
    keep(writer->write(options.run));
    const std::vector<ParameterRow> parameters{
        {"constellation.starlink-v2.launches.per_month", "1", "", "assumption: the operator's words are about five"},
        {"handset_phy.classes.lte-today.noise_figure_db", "9", "dB", "ITU-style system A; assumption: body loss 0 dB"},
        {"run.seed", "1", "", "default: ns-3's words: seed is RngSeed"},
        {"world.interruption_s", "0.1", "s", "3GPP TS 38.133 <b>clause</b> 6.1"}};
    keep(writer->write(parameters));
    keep(writer->write(std::vector<InputFileRow>{{"geography/catalogue/places.yaml", "GPL-2.0-or-later", std::string(64, 'b')}}));
    keep(writer->write(kServices));
    keep(writer->write(kClasses));
    const Grid grid{options.grid_order};
    std::vector<CellRow> cells;
    for (std::int64_t pixel = 0; pixel < grid.cell_count(); ++pixel) {
        const Geodetic centre = grid.centre({options.grid_order, pixel});
        CellRow cell;
        cell.cell = pixel;
        cell.latitude_deg = centre.latitude.in_degrees();
        cell.longitude_deg = centre.longitude.in_degrees();
        for (const auto& [dlon, dlat] : {std::pair{-1.0, 0.0}, {0.0, -1.0}, {1.0, 0.0}, {0.0, 1.0}})
            cell.boundary_lon_lat_deg.emplace_back(cell.longitude_deg + dlon, std::clamp(cell.latitude_deg + dlat, -89.9, 89.9));
        cell.area_km2 = grid.cell_area_km2();
        cell.main_area = area_of(cell.latitude_deg, cell.longitude_deg);
        cell.land_share = cell.main_area == "XZ" ? 0.0 : 0.8;
        cell.people = cell.land_share * 1e6;
        cell.people_outside_coverage = cell.land_share * 1e5 * noise(pixel, 0, 9);
        cell.covered_area_share = 0.1 * cell.land_share;
        cells.push_back(std::move(cell));
    }
    keep(writer->write(cells));
    const std::vector<PlaceRow> places{
        {0, "mcmurdo-station", "McMurdo Station, Antarctica", "research-station", -77.85, 166.67, "AQ", "COMNAP"},
        {1, "jordan-montana", "Jordan, Montana, United States", "rural", 47.321, -106.91, "US", "GeoNames"},
        {2, "marsabit", "North Horr, Marsabit County, Kenya", "rural", 3.32, 37.07, "KE", "assumption: a village"},
        {3, "pacific-shipping-lane", "Yokohama to Los Angeles, half-way", "shipping-lane", 47.6, -169.2, "XZ", "x"}};
    keep(writer->write(places));
    std::vector<FootprintRow> footprints;
    for (int contour = 0; contour < 4; ++contour) {
        const bool steered = contour >= 2, low = contour % 2 == 1;
        for (int point = 0; point < (steered && low ? 20 : 24); ++point) {  // the last one misses the Earth in part
            const double turn = 2.0 * 3.14159265358979 * point / 24.0, size = low ? 2.0 : 1.0;
            footprints.push_back({0, contour, point, "starlink-v1", 1992.5, 360.0, steered ? 62.9 : 0.0, steered ? 780.0 : 0.0,
                                  low ? -10.0 : -3.0, (steered ? 780.0 : 0.0) + (steered ? 60.0 : 9.9) * size * std::cos(turn),
                                  (steered ? 22.0 : 9.9) * size * std::sin(turn)});
        }
    }
    keep(writer->write(footprints));
    for (int i = 0; i < options.quarters; ++i) {
        QuarterResults quarter;
        const Quarter q{options.first_quarter + i * options.every_quarters};
        quarter.quarter = {
            q.index, to_string(q), to_string(begin_of(q)), to_string(end_of(q)), 40.0 * (q.index - 96) * (q.index - 96) / 16.0, 20};
        for (const HandsetClassRow& phone : kClasses) {
            std::vector<GlobalQualityRow> global(kServices.size());
            double people = 0.0, land = 0.0;
            for (const CellRow& cell : cells) {
                CellQualityRow row;
                row.cell = cell.cell;
                row.quarter = q.index;
                row.handset_class = phone.handset_class;
                fill(row, cell.latitude_deg, cell.longitude_deg, cell.cell);
                row.people_outside_coverage = cell.people_outside_coverage;
                row.right_area_share = row.right_people_share = row.state == "right" ? 1.0 : 0.0;
                people += cell.people_outside_coverage;
                land += cell.land_share;
                for (std::size_t s = 0; s < kServices.size(); ++s) {
                    ServiceFigures& figures = row.services[s];
                    if (!holds(figures.success_share)) continue;
                    figures.held_area_share = noise(cell.cell, q.index, 7) < 0.1 ? 0.3 : 1.0;
                    figures.held_land_share = cell.land_share > 0.0 ? figures.held_area_share : 0.0;
                    figures.held_people_share = cell.people_outside_coverage > 0.0 ? figures.held_area_share : 0.0;
                    global[s].held_area_share += figures.held_area_share / static_cast<double>(cells.size());
                    global[s].held_land_share += figures.held_land_share * cell.land_share;
                    global[s].held_people += figures.held_people_share * cell.people_outside_coverage;
                }
                quarter.cells.push_back(std::move(row));
            }
            for (AreaQualityRow& area : areas_of(cells, std::span{quarter.cells}.last(cells.size())))
                quarter.areas.push_back(std::move(area));
            for (std::size_t s = 0; s < kServices.size(); ++s) {
                global[s].quarter = q.index;
                global[s].handset_class = phone.handset_class;
                global[s].service = static_cast<int>(s);
                global[s].held_land_share /= land;
                global[s].people_outside_coverage = people;
                global[s].held_people_share = global[s].held_people / people;
                quarter.global.push_back(global[s]);
            }
            for (const PlaceRow& place : places) {
                PlaceQualityRow row;
                row.place = place.place;
                row.quarter = q.index;
                row.handset_class = phone.handset_class;
                fill(row, place.latitude_deg, place.longitude_deg, 1000 + place.place);
                if (row.state == "right") {  // one place has nobody all day
                    row.longest_gap_s = place.place == 1 ? 86400.0 : 75.0 + 600.0 * place.place;
                    row.gap_p95_s = row.longest_gap_s;
                    if (place.place != 1) row.mean_wait_s = 12.25;
                }
                for (auto& service : row.services) service.held = holds(service.success_share);
                quarter.places.push_back(std::move(row));
            }
        }
        // Half of the people outside coverage have each class's phone a year after its first sale; the rest of the world three years later.
        const double year = 2000.0 + q.index / 4.0;
        for (int group = 0; group < 2; ++group) {
            double left = 1.0;
            for (int c = 2; c >= 0; --c) {
                const double start = (c == 0 ? 2000.0 : 2026.0 + 1.5 * c) + 3.0 * group;
                const double share = c == 0 ? left : left * std::clamp((year - start) / 2.0, 0.0, 0.9);
                left -= share;
                quarter.phones.push_back({q.index, group, c, group == 0 ? "early" : "rest", share, group == 0 ? 1e8 : 4e8});
            }
        }
        std::sort(quarter.phones.begin(), quarter.phones.end(), [](const PhoneShareRow& a, const PhoneShareRow& b) {
            return std::tie(a.country_group, a.handset_class) < std::tie(b.country_group, b.handset_class);
        });
        for (const GlobalQualityRow& row : quarter.global)
            if (row.handset_class == 0)
                quarter.mix.push_back(
                    {q.index, row.service, 0.8 * row.held_people_share, 0.8 * row.held_people, row.people_outside_coverage});
        const int launched = 40 * i;
        quarter.fleet = {{q.index, 0, "starlink-v1", 640, 0, 640, 0, 0, 0, 0, 0},
                         {q.index, 1, "starlink-v2", launched, 0, launched - 3 * i, i, i, i, 0, 2 * i}};
        keep(writer->write(UnitRow{q.index, 0, 20, "done", "", 10.0 + i, 1e6, 1e6}, ""));
        keep(writer->finish_quarter(quarter));
    }
    if (!options.finished) {
        keep(writer->interrupted(options.run));
        return faults;
    }
    const auto digest = writer->finish(options.run);
    keep(digest.faults());
    return faults;
}

}  // namespace d2c::report
