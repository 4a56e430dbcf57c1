#include "report/document.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "report/data/outlines.h"
#include "report/data/planes.h"
#include "results/first_held.h"

namespace d2c::report {
namespace {

using nlohmann::json;

/// `value` to `digits` decimals; null where there is none.
json rounded(std::optional<double> value, int digits) {
    if (!value || !std::isfinite(*value)) return nullptr;
    const double scale = std::pow(10.0, digits);
    const double at = std::round(*value * scale) / scale;
    // A figure that is not nothing never becomes it.
    return at == 0.0 && *value != 0.0 ? *value : at;
}

CellIndex index_of(const std::vector<results::CellRow>& cells) {
    CellIndex index;
    for (std::size_t i = 0; i < cells.size(); ++i) index.emplace(cells[i].cell, i);
    return index;
}

json cells_json(const Tables& t) {
    std::map<std::string, std::uint16_t> areas;
    for (const results::CellRow& cell : t.cells) areas.emplace(cell.main_area, std::uint16_t{0});
    json names = json::array();
    for (auto& [name, number] : areas) {
        number = static_cast<std::uint16_t>(names.size());
        names.push_back(name);
    }
    Bytes pixels, area, people, land, covered;
    for (const results::CellRow& cell : t.cells) {
        append_u32(pixels, static_cast<std::uint32_t>(cell.cell));
        append_u16(area, areas.at(cell.main_area));
        append_u32(people, static_cast<std::uint32_t>(std::clamp(std::ceil(cell.people_outside_coverage), 0.0, 4294967295.0)));
        land.push_back(share_levels().encode(cell.land_share));
        covered.push_back(share_levels().encode(cell.covered_area_share));
    }
    return {{"order", t.grid_order},
            {"count", t.cells.size()},
            {"area_km2", rounded(t.cells.front().area_km2, 0)},
            {"pixel", packed(pixels)},
            {"areas", names},
            {"area", packed(area)},
            {"people_outside_coverage", packed(people)},
            {"land_share", packed(land)},
            {"covered_area_share", packed(covered)}};
}

json levels_json() {
    json all = json::object();
    for (const Levels* l : {&share_levels(), &sinr_levels(), &rsrp_levels(), &rate_levels(), &count_levels(), &time_levels()})
        all[l->id()] = {{"unit", l->unit()}, {"values", l->values()}, {"open_below", l->open_below()}, {"open_above", l->open_above()}};
    return all;
}

json planes_json(const Tables& t) {
    json all = json::array();
    for (const PlaneInfo& p : planes(t.services)) {
        json one{{"id", p.id}};
        if (p.levels != nullptr) one["levels"] = p.levels->id();
        if (!p.minus.empty()) one["minus"] = p.minus;
        all.push_back(std::move(one));
    }
    return all;
}

json quarters_json(const Tables& t) {
    json all = json::array();
    for (std::size_t q = 0; q < t.quarters.size(); ++q) {
        const results::QuarterRow& row = t.quarters[q];
        results::FirstHeld first{row.quarter, std::nullopt};
        if (q > 0) first.last_without = t.quarters[q - 1].quarter;
        const std::optional<std::size_t> newest = newest_on_sale(t, row);
        json on_sale = json::array();
        for (const results::HandsetClassRow& c : t.classes) on_sale.push_back(is_on_sale(c, row));
        all.push_back({{"index", row.quarter},
                       {"on_sale", std::move(on_sale)},
                       {"label", row.label},
                       {"first", results::label_of(first)},
                       {"satellites", rounded(row.satellites_in_service, 1)},
                       {"newest", newest ? json(*newest) : json(nullptr)}});
    }
    return all;
}

/// By quarter, class and service: shares of area, land and people, people; null where there is no row.
json global_json(const Tables& t) {
    json all = json::array();
    for (const results::QuarterRow& q : t.quarters) {
        json of_quarter = json::array();
        for (const results::HandsetClassRow& c : t.classes) {
            json of_class = json::array();
            for (const results::ServiceRow& s : t.services) {
                const results::GlobalQualityRow* row = global_of(t, q.quarter, c.handset_class, s.service);
                if (row == nullptr) {
                    of_class.push_back(nullptr);
                    continue;
                }
                of_class.push_back({rounded(row->held_area_share, 6), rounded(row->held_land_share, 6), rounded(row->held_people_share, 6),
                                    rounded(row->held_people, 0), rounded(row->people_outside_coverage, 0)});
            }
            of_quarter.push_back(std::move(of_class));
        }
        all.push_back(std::move(of_quarter));
    }
    return all;
}

/// Phones in use: groups with their people, and by quarter, group and class the shares. Null where the run knows of no adoption.
json phones_json(const Tables& t) {
    if (t.phones.empty()) return nullptr;
    json groups = json::array(), shares = json::array();
    for (const results::QuarterRow& q : t.quarters) {
        json of_quarter = json::array();
        for (const results::PhoneShareRow& row : t.phones) {
            if (row.quarter != q.quarter) continue;
            const auto group = static_cast<std::size_t>(row.country_group);
            while (groups.size() <= group) groups.push_back(nullptr);
            groups[group] = {{"id", row.id}, {"people", rounded(row.people_outside_coverage, 0)}};
            while (of_quarter.size() <= group) of_quarter.push_back(json::array());
            of_quarter[group].push_back(rounded(row.share_in_use, 6));
        }
        shares.push_back(std::move(of_quarter));
    }
    return {{"groups", std::move(groups)}, {"shares", std::move(shares)}};
}

/// By quarter and service: share of people who hold it with the phones in use.
json mix_json(const Tables& t) {
    if (t.mix.empty()) return nullptr;
    json all = json::array();
    for (const results::QuarterRow& q : t.quarters) {
        json of_quarter = json::array();
        for (const results::ServiceRow& s : t.services) {
            const results::MixQualityRow* row = mix_of(t, q.quarter, s.service);
            of_quarter.push_back(row == nullptr ? json(nullptr) : rounded(row->held_people_share, 6));
        }
        all.push_back(std::move(of_quarter));
    }
    return all;
}

/// By quarter and generation: launched, in service at its end, lost (with a launch, early, failed), retired.
json fleet_json(const Tables& t) {
    if (t.fleet.empty()) return nullptr;
    json generations = json::array(), counts = json::array();
    for (const results::QuarterRow& q : t.quarters) {
        json of_quarter = json::array();
        for (const results::FleetRow& row : t.fleet) {
            if (row.quarter != q.quarter) continue;
            if (counts.empty()) generations.push_back(row.id);
            of_quarter.push_back({row.launched, row.in_service, row.lost_with_launch + row.lost_early + row.failed, row.retired});
        }
        counts.push_back(std::move(of_quarter));
    }
    return {{"generations", std::move(generations)}, {"counts", std::move(counts)}};
}

json place_row_json(const results::PlaceQualityRow& row) {
    json services = json::array();
    for (const auto& s : row.services)
        services.push_back({rounded(s.success_share, 4), rounded(s.success_low, 4), rounded(s.success_high, 4), s.held});
    return {{"state", static_cast<int>(cell_state(row.state))},
            {"tries", row.tries},
            {"lit_share", rounded(row.lit_share, 4)},
            {"rsrp_dbm", rounded(row.rsrp_dbm, 1)},
            {"sinr_db", rounded(row.sinr_db, 1)},
            {"rate_kbps", rounded(row.rate_kbps, 1)},
            {"satellites_in_view", rounded(row.satellites_in_view, 2)},
            {"handovers_per_hour", rounded(row.handovers_per_hour, 2)},
            {"interruption_p50_ms", rounded(row.interruption_p50_ms, 1)},
            {"interruption_p95_ms", rounded(row.interruption_p95_ms, 1)},
            {"ping_pongs_per_hour", rounded(row.ping_pongs_per_hour, 2)},
            {"without_service_share", rounded(row.without_service_share, 4)},
            {"serving_operator", row.serving_operator},
            {"watched_share", rounded(row.watched_share, 4)},
            {"played_kbps", rounded(row.played_kbps, 1)},
            {"longest_gap_s", rounded(row.longest_gap_s, 0)},
            {"gap_p95_s", rounded(row.gap_p95_s, 0)},
            {"mean_wait_s", rounded(row.mean_wait_s, 1)},
            {"services", std::move(services)}};
}

/// By place, quarter and class.
Result<json> place_quality_json(const Tables& t, const results::ResultReader& results) {
    json all = json::array();
    for (const results::PlaceRow& place : t.places) {
        const auto rows = results.place_quality_of(place.place);
        if (!rows) return rows.faults();
        json of_place = json::array();
        for (const results::QuarterRow& q : t.quarters) {
            json of_quarter = json::array();
            for (const results::HandsetClassRow& c : t.classes) {
                const auto row = std::ranges::find_if(
                    *rows, [&](const results::PlaceQualityRow& r) { return r.quarter == q.quarter && r.handset_class == c.handset_class; });
                of_quarter.push_back(row == rows->end() ? json(nullptr) : place_row_json(*row));
            }
            of_place.push_back(std::move(of_quarter));
        }
        all.push_back(std::move(of_place));
    }
    return all;
}

/// One country: its place among the codes, state, people; then, where there is a right, the link's figures and by service the shares of
/// land and of people.
json area_row_json(const results::AreaQualityRow& row, std::size_t code) {
    const bool lives_anybody = row.people_outside_coverage > 0.0;
    json one{code, static_cast<int>(cell_state(row.state)), rounded(row.people_outside_coverage, 0)};
    if (cell_state(row.state) != CellState::kRight) return one;
    for (json figure : {rounded(row.lit_share, 4), rounded(row.rsrp_dbm, 1), rounded(row.sinr_db, 1), rounded(row.beam_capacity_mbps, 2),
                        rounded(row.handovers_per_hour, 2), rounded(row.interruption_p50_ms, 1), rounded(row.interruption_p95_ms, 1)})
        one.push_back(std::move(figure));
    for (const auto& service : row.services) {
        one.push_back(row.area_km2 > 0.0 ? rounded(service.held_land_share, 4) : json(nullptr));
        one.push_back(lives_anybody ? rounded(service.held_people_share, 4) : json(nullptr));
    }
    return one;
}

/// The codes, and by quarter and class the rows; null where the class is not on sale or there are none.
Result<json> areas_json(const Tables& t, const results::ResultReader& results) {
    std::map<std::string, std::size_t> codes;
    json names = json::array(), figures = json::array();
    for (const results::QuarterRow& q : t.quarters) {
        json of_quarter = json::array();
        for (const results::HandsetClassRow& c : t.classes) {
            json of_class;
            const auto rows = results.area_quality(q.quarter, c.handset_class);
            if (!rows) return rows.faults();
            for (const results::AreaQualityRow& row : *rows) {
                if (!is_on_sale(c, q)) break;
                const auto [at, is_new] = codes.emplace(row.area, codes.size());
                if (is_new) names.push_back(row.area);
                of_class.push_back(area_row_json(row, at->second));
            }
            of_quarter.push_back(std::move(of_class));
        }
        figures.push_back(std::move(of_quarter));
    }
    return json{{"codes", std::move(names)}, {"figures", std::move(figures)}};
}

std::string script_element(const std::string& id, const std::string& text) {
    return "<script type=\"application/octet-stream\" id=\"" + id + "\">" + text + "</script>\n";
}

}  // namespace

Result<std::string> document_json(const Tables& t, const results::ResultReader& results, const Borders* borders) {
    auto place_quality = place_quality_json(t, results);
    if (!place_quality) return place_quality.faults();
    auto areas = areas_json(t, results);
    if (!areas) return areas.faults();
    json classes = json::array(), services = json::array(), places = json::array(), parameters = json::array(), inputs = json::array();
    for (const auto& c : t.classes)
        classes.push_back({{"id", c.id}, {"title", c.title}, {"from", c.in_service_from}, {"source", c.source}});
    for (const auto& s : t.services)
        services.push_back({{"id", s.id},
                            {"name", short_name(s)},
                            {"title", s.title},
                            {"min_success_share", s.min_success_share},
                            {"bitrate_kbps", s.bitrate_kbps}});
    for (const auto& p : t.places)
        places.push_back({{"id", p.id},
                          {"title", p.title},
                          {"kind", p.kind},
                          {"latitude_deg", rounded(p.latitude_deg, 4)},
                          {"longitude_deg", rounded(p.longitude_deg, 4)},
                          {"area", p.area},
                          {"source", p.source}});
    for (const auto& p : t.parameters) parameters.push_back({p.name, p.value, p.unit, p.source, static_cast<int>(basis_of(p))});
    for (const auto& i : t.inputs) inputs.push_back({i.name, i.licence, i.sha256});
    const json all{
        {"quarters", quarters_json(t)},
        {"classes", std::move(classes)},
        {"services", std::move(services)},
        {"cells", cells_json(t)},
        {"cell_holds_area_share", kCellHoldsAreaShare},
        {"first_codes",
         {{"never_on_sale", FirstQuarters::kNeverOnSale}, {"no_right", FirstQuarters::kNoRight}, {"never", FirstQuarters::kNever}}},
        {"levels", levels_json()},
        {"planes", planes_json(t)},
        {"global", global_json(t)},
        {"phones", phones_json(t)},
        {"mix", mix_json(t)},
        {"fleet", fleet_json(t)},
        {"places", std::move(places)},
        {"place_quality", std::move(*place_quality)},
        {"areas", std::move(*areas)},
        {"parameters", std::move(parameters)},
        {"inputs", std::move(inputs)},
        {"outlines", borders == nullptr ? json(nullptr) : json(packed(encode_outlines(borders->outlines())))}};
    std::string text = all.dump(-1, ' ', false, json::error_handler_t::replace);
    // Inside strings only, where JSON allows it: no script element can be closed, no comment opened.
    for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) text.replace(at, 1, "\\u003c");
    return text;
}

Result<std::string> cell_blocks(const Tables& t, const results::ResultReader& results) {
    const CellIndex index = index_of(t.cells);
    std::vector<FirstQuarters> first(t.classes.size() + 1, FirstQuarters{t.cells.size(), t.services.size()});
    OperatorNumbers operators;
    std::string blocks;
    for (std::size_t q = 0; q < t.quarters.size(); ++q) {
        std::vector<results::CellQualityRow> any;
        for (std::size_t c = 0; c < t.classes.size(); ++c) {
            const auto rows = results.cell_quality(t.quarters[q].quarter, t.classes[c].handset_class);
            if (!rows) return rows.faults();
            first[c].add(*rows, index);
            merge_best(any, *rows);
            if (rows->empty()) continue;
            blocks += script_element("cells-" + std::to_string(q) + "-" + std::to_string(c),
                                     packed(encode_planes(*rows, index, t.services.size(), operators)));
        }
        first.back().add(any, index);
    }
    for (std::size_t c = 0; c < first.size(); ++c)
        blocks += script_element(c < t.classes.size() ? "first-" + std::to_string(c) : "first-any", packed(first[c].planes()));
    blocks += script_element("operators", packed(operators.text()));
    return blocks;
}

}  // namespace d2c::report
