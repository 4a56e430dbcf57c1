#include "report/tables.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/instant.h"
#include "report/data/planes.h"

namespace d2c::report {
namespace {

// Surface of the sphere whose area is the Earth's (WGS 84 ellipsoid, authalic radius 6371.0072 km) [km^2]; the order needs it to 10 % only.
constexpr double kEarthAreaKm2 = 510065621.7;
constexpr int kMaximumOrder = 10;

template <class T>
bool take(Result<T> read, T& into, Faults& faults) {
    if (!read) {
        faults.insert(faults.end(), read.faults().begin(), read.faults().end());
        return false;
    }
    into = std::move(*read);
    return true;
}

std::optional<int> order_of(const std::vector<results::CellRow>& cells) {
    const double area = cells.front().area_km2;
    if (!(area > 0.0 && area <= kEarthAreaKm2)) return std::nullopt;
    const double order = std::round(std::log2(kEarthAreaKm2 / (12.0 * area)) / 2.0);
    if (!(order >= 0.0 && order <= kMaximumOrder)) return std::nullopt;
    const std::int64_t count = std::int64_t{12} << (2 * static_cast<int>(order));
    const auto fits = [&](const results::CellRow& cell) {
        return cell.cell >= 0 && cell.cell < count && std::abs(cell.area_km2 * static_cast<double>(count) / kEarthAreaKm2 - 1.0) < 0.1;
    };
    return std::ranges::all_of(cells, fits) ? std::optional{static_cast<int>(order)} : std::nullopt;
}

std::vector<Moment> moments_of(const Tables& t) {
    const std::size_t today = today_quarter(t.quarters), end = t.quarters.size() - 1;
    std::vector<Moment> all;
    for (const std::size_t q : {today, end}) {
        const std::optional<std::size_t> phone = newest_on_sale(t, t.quarters[q]);
        if (phone && (all.empty() || all.front().quarter != q)) all.push_back({q, *phone});
    }
    return all;
}

}  // namespace

Result<Tables> read_small_tables(const results::ResultReader& results) {
    Tables t;
    Faults faults;
    take(results.run(), t.run, faults);
    take(results.parameters(), t.parameters, faults);
    take(results.input_files(), t.inputs, faults);
    take(results.units(), t.units, faults);
    take(results.quarters(), t.quarters, faults);
    take(results.handset_classes(), t.classes, faults);
    take(results.services(), t.services, faults);
    take(results.places(), t.places, faults);
    take(results.global_quality(), t.global, faults);
    take(results.footprints(), t.footprints, faults);
    take(results.fleet(), t.fleet, faults);
    take(results.phone_shares(), t.phones, faults);
    take(results.mix_quality(), t.mix, faults);
    take(results.environment_quality(), t.environments, faults);
    if (!faults.empty()) return faults;
    if (!t.quarters.empty()) t.moments = moments_of(t);
    return t;
}

Result<Tables> read_tables(const results::ResultReader& results) {
    auto small = read_small_tables(results);
    if (!small) return small;
    Tables& t = *small;
    Faults faults;
    take(results.cells(), t.cells, faults);
    if (!faults.empty()) return faults;
    const auto expect = [&](bool good, const char* field, std::string value, const char* allowed) {
        if (!good) faults.push_back({results.path(), 0, field, std::move(value), allowed});
    };
    expect(!t.quarters.empty(), "quarter", "no rows", "a finished quarter: let the run finish one");
    expect(t.quarters.size() <= FirstQuarters::kMaximumQuarters, "quarter", std::to_string(t.quarters.size()) + " rows", "at most 250");
    expect(!t.classes.empty(), "handset_class", "no rows", "at least one");
    expect(!t.services.empty(), "service", "no rows", "at least one");
    expect(!t.cells.empty(), "cell", "no rows", "at least one");
    if (!t.cells.empty()) {
        const std::optional<int> order = order_of(t.cells);
        expect(order.has_value(), "cell.area_km2", std::to_string(t.cells.front().area_km2), "HEALPix cells of one order, 0 to 10");
        t.grid_order = order.value_or(0);
    }
    if (!faults.empty()) return faults;
    for (const Moment& at : t.moments) {
        const auto rows = results.cell_quality(t.quarters[at.quarter].quarter, t.classes[at.phone].handset_class);
        if (!rows) return rows.faults();
        t.right_people.push_back(right_people_of(*rows));
    }
    return t;
}

RightPeople right_people_of(std::span<const results::CellQualityRow> rows) {
    RightPeople sum;
    for (const results::CellQualityRow& row : rows) {
        sum.people += row.people_outside_coverage;
        sum.with_right += row.people_outside_coverage * row.right_people_share;
    }
    return sum;
}

bool is_on_sale(const results::HandsetClassRow& handset_class, const results::QuarterRow& quarter) {
    const std::optional<Instant> from = parse_instant(handset_class.in_service_from);
    return !from || *from < end_of(Quarter{quarter.quarter});
}

std::optional<std::size_t> newest_on_sale(const Tables& tables, const results::QuarterRow& quarter) {
    std::optional<std::size_t> newest;
    std::optional<Instant> newest_from;
    for (std::size_t c = 0; c < tables.classes.size(); ++c) {
        if (!is_on_sale(tables.classes[c], quarter)) continue;
        const std::optional<Instant> from = parse_instant(tables.classes[c].in_service_from);
        if (newest && newest_from && (!from || *from < *newest_from)) continue;
        newest = c;
        newest_from = from;
    }
    return newest;
}

std::size_t today_quarter(const std::vector<results::QuarterRow>& quarters) {
    std::size_t today = 0;
    for (std::size_t q = 0; q < quarters.size(); ++q)
        if (quarters[q].quarter <= Quarter::of(2026, 2).index) today = q;
    return today;
}

const results::GlobalQualityRow* global_of(const Tables& tables, int quarter, int handset_class, int service) {
    const auto found = std::ranges::find_if(tables.global, [&](const results::GlobalQualityRow& row) {
        return row.quarter == quarter && row.handset_class == handset_class && row.service == service;
    });
    return found == tables.global.end() ? nullptr : &*found;
}

const results::MixQualityRow* mix_of(const Tables& tables, int quarter, int service) {
    const auto found = std::ranges::find_if(
        tables.mix, [&](const results::MixQualityRow& row) { return row.quarter == quarter && row.service == service; });
    return found == tables.mix.end() ? nullptr : &*found;
}

std::string short_name(const results::ServiceRow& service) {
    static constexpr std::string_view kVideo = "video-";
    return service.id.starts_with(kVideo) ? service.id.substr(kVideo.size()) : service.id;
}

Basis basis_of(const results::ParameterRow& parameter) {
    if (parameter.source.starts_with("assumption")) return Basis::kAssumption;
    return parameter.source.find("assumption:") != std::string::npos ? Basis::kPartlyAssumed : Basis::kSource;
}

}  // namespace d2c::report
