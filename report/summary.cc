#include "report/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/instant.h"
#include "results/first_held.h"

namespace d2c {
namespace {

using namespace results;

/// The result file, read once.
struct Content {
    RunRow run;
    std::vector<QuarterRow> quarters;
    std::vector<HandsetClassRow> classes;
    std::vector<ServiceRow> services;
    std::vector<PlaceRow> places;
    std::vector<GlobalQualityRow> global;
    std::vector<ParameterRow> parameters;
};

template <class T>
bool take(Result<T> from, T& into, Faults& faults) {
    if (from) into = std::move(*from);
    faults.insert(faults.end(), from.faults().begin(), from.faults().end());
    return faults.empty();
}

/// Newest class on sale in a quarter.
const HandsetClassRow* phone_of(const Content& content, const QuarterRow& quarter) {
    const HandsetClassRow* newest = nullptr;
    for (const HandsetClassRow& row : content.classes) {
        if (row.in_service_from < quarter.end_utc.substr(0, 10) && (newest == nullptr || row.in_service_from >= newest->in_service_from))
            newest = &row;
    }
    return newest;
}

/// Services of the table: text and three rungs spread over the ladder.
std::vector<const ServiceRow*> shown_services(const Content& content) {
    std::vector<const ServiceRow*> shown;
    for (const ServiceRow& row : content.services) {
        for (const char* id : {"text", "video-240p", "video-360p", "video-720p"}) {
            if (row.id == id) shown.push_back(&row);
        }
    }
    if (shown.size() < 2) {
        shown.clear();
        for (const ServiceRow& row : content.services) shown.push_back(&row);
    }
    return shown;
}

std::string table_line(const Content& content, const std::string& title, int quarter, int handset_class,
                       double GlobalQualityRow::*measure) {
    std::string line = fmt::format("  {:<62}", title);
    for (const ServiceRow* service : shown_services(content)) {
        const auto row = std::find_if(content.global.begin(), content.global.end(), [&](const GlobalQualityRow& g) {
            return g.quarter == quarter && g.handset_class == handset_class && g.service == service->service;
        });
        line += row == content.global.end() ? fmt::format("{:>12}", "-") : fmt::format("{:>10.1f} %", 100.0 * (*row).*measure);
    }
    return line + "\n";
}

/// The sampled quarter nearest to 2026Q2, the last before it or else the first.
const QuarterRow& early_quarter(const Content& content) {
    const int wanted = Quarter::of(2026, 2).index;
    const QuarterRow* best = &content.quarters.front();
    for (const QuarterRow& row : content.quarters) {
        if (row.quarter <= wanted) best = &row;
    }
    return *best;
}

std::string held_table(const Content& content) {
    std::string text = fmt::format("{:<64}", "Can a phone outdoors hold it?");
    for (const ServiceRow* service : shown_services(content))
        text += fmt::format("{:>12}", service->id.starts_with("video-") ? service->id.substr(6) : service->id);
    text += "\n";
    std::set<int> done;
    for (const QuarterRow* quarter : {&early_quarter(content), &content.quarters.back()}) {
        const HandsetClassRow* phone = phone_of(content, *quarter);
        if (phone == nullptr || !done.insert(quarter->quarter).second) continue;
        text += table_line(content, fmt::format("people outside terrestrial coverage, {} ({})", quarter->label, phone->id),
                           quarter->quarter, phone->handset_class, &GlobalQualityRow::held_people_share);
        text += table_line(content, fmt::format("the Earth's area, {} ({})", quarter->label, phone->id), quarter->quarter,
                           phone->handset_class, &GlobalQualityRow::held_area_share);
    }
    return text;
}

Result<std::string> first_quarters(const ResultReader& reader, const Content& content) {
    const auto service =
        std::find_if(content.services.begin(), content.services.end(), [](const ServiceRow& s) { return s.id == "video-360p"; });
    if (service == content.services.end() || content.quarters.size() < 2) return std::string{};
    std::string text = "First quarter with 360p, any phone on sale:";
    std::set<std::string> kinds{"capital"};
    int count = 0;
    for (const PlaceRow& place : content.places) {
        if (count == 5 || !kinds.insert(place.kind).second) continue;
        const auto rows = reader.place_quality_of(place.place);
        if (!rows) return rows.faults();
        std::vector<HeldSample> held;
        std::string state = "no right";
        for (const PlaceQualityRow& row : *rows) {
            if (held.empty() || held.back().quarter != row.quarter) held.push_back({row.quarter, false});
            held.back().held |= row.services[static_cast<std::size_t>(service->service)].held;
            if (row.state == "right") state = "not held";
        }
        const std::string label = label_of(first_held(held));
        text += fmt::format("{}{}: {}", count == 0 ? "\n  " : "; ", place.title.substr(0, place.title.find(',')),
                            label.empty() ? "none, " + state : label);
        ++count;
    }
    return count == 0 ? std::string{} : text + "\n";
}

/// The United States beside what was measured there, for the run's first phone, if it has a right there in that quarter.
Result<std::string> field_line(const ResultReader& reader, const Content& content) {
    const QuarterRow& quarter = early_quarter(content);
    if (quarter.quarter > Quarter::of(2026, 4).index) return std::string{};  // another network than the one measured
    const auto areas = reader.area_quality(quarter.quarter, 0);
    if (!areas) return areas.faults();
    for (const AreaQualityRow& row : *areas) {
        if (row.area != "US" || !row.rsrp_dbm || !row.sinr_db || !row.beam_capacity_mbps) continue;
        return fmt::format(
            "Believe it? US outdoors {}, while lit: median RSRP {:.1f} dBm (field -121), median SINR {:.1f} dB (field 0), {:.1f} Mbit/s "
            "per 5 MHz "
            "beam (estimate from the field 3 to 4); a satellite serves {:.0f} % of the time\n",
            quarter.label, *row.rsrp_dbm, *row.sinr_db, *row.beam_capacity_mbps, 100.0 * row.lit_share.value_or(0.0));
    }
    return std::string{};
}

}  // namespace

Result<std::string> summary(const ResultReader& reader) {
    Content content;
    Faults faults;
    take(reader.run(), content.run, faults);
    take(reader.quarters(), content.quarters, faults);
    take(reader.handset_classes(), content.classes, faults);
    take(reader.services(), content.services, faults);
    take(reader.places(), content.places, faults);
    take(reader.global_quality(), content.global, faults);
    take(reader.parameters(), content.parameters, faults);
    if (!faults.empty()) return faults;
    if (content.quarters.empty()) return std::string{"no quarter finished\n"};
    auto places = first_quarters(reader, content);
    if (!places) return places.faults();
    const auto field = field_line(reader, content);
    if (!field) return field.faults();
    const auto assumptions = std::count_if(content.parameters.begin(), content.parameters.end(),
                                           [](const ParameterRow& p) { return p.source.starts_with("assumption"); });
    std::string text = held_table(content) + *places + *field;
    text += fmt::format("It rests on {} parameters, {} of them assumptions: all with their sources in the report\n",
                        content.parameters.size(), assumptions);
    return text;
}

}  // namespace d2c
