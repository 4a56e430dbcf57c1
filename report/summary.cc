#include "report/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/instant.h"
#include "report/headline.h"
#include "report/tables.h"
#include "report/text.h"
#include "results/first_held.h"

namespace d2c {
namespace {

using namespace results;
using report::Tables;

using Bound = std::optional<double> ShareIntervals::*;
struct Measure {
    double GlobalQualityRow::*share;
    Bound low, high;
};
constexpr Measure kPeople{&GlobalQualityRow::held_people_share, &ShareIntervals::people_low, &ShareIntervals::people_high};
constexpr Measure kArea{&GlobalQualityRow::held_area_share, &ShareIntervals::area_low, &ShareIntervals::area_high};

std::string figure(double share, const ShareIntervals& held, Bound low, Bound high) {
    return fmt::format("{:>14}", fmt::format("{:.1f}{} %", 100.0 * share, report::plus_minus(share, held.*low, held.*high)));
}

std::string table_line(const Tables& content, const std::string& title, int quarter, int handset_class, const Measure& measure) {
    std::string line = fmt::format("  {:<58}", title);
    for (const ServiceRow* service : report::shown_services(content)) {
        const GlobalQualityRow* row = report::global_of(content, quarter, handset_class, service->service);
        line += row == nullptr ? fmt::format("{:>14}", "-") : figure((*row).*measure.share, row->held, measure.low, measure.high);
    }
    return line + "\n";
}

/// The same people, each with the phone that is in use where they live. Empty where the run knows of no adoption.
std::string in_use_line(const Tables& content, const QuarterRow& quarter) {
    if (content.mix.empty()) return {};
    std::string line = fmt::format("  {:<58}", fmt::format("the same people, {} (phones in use)", quarter.label));
    for (const ServiceRow* service : report::shown_services(content)) {
        const MixQualityRow* row = report::mix_of(content, quarter.quarter, service->service);
        line += row == nullptr ? fmt::format("{:>14}", "-") : figure(row->held_people_share, row->held, kPeople.low, kPeople.high);
    }
    return line + "\n";
}

const QuarterRow& early_quarter(const Tables& content) { return content.quarters[report::today_quarter(content.quarters)]; }

std::string held_table(const Tables& content) {
    std::string text = fmt::format("{:<60}", content.environments.empty() ? "Can a phone outdoors hold it? (± 95 % of the draw of windows)"
                                                                          : "Can a phone hold it where phones are? (± 95 %)");
    for (const ServiceRow* service : report::shown_services(content)) text += fmt::format("{:>14}", report::short_name(*service));
    text += "\n";
    for (const report::Moment& moment : content.moments) {
        const QuarterRow& quarter = content.quarters[moment.quarter];
        const HandsetClassRow& phone = content.classes[moment.phone];
        text += table_line(content, fmt::format("people outside terrestrial coverage, {} ({})", quarter.label, phone.id), quarter.quarter,
                           phone.handset_class, kPeople);
        text += in_use_line(content, quarter);
        text += table_line(content, fmt::format("the Earth's area, {} ({})", quarter.label, phone.id), quarter.quarter, phone.handset_class,
                           kArea);
    }
    for (const EnvironmentQualityRow* environment : report::environments_of(content)) {
        if (content.moments.empty()) break;
        const report::Moment& at = content.moments.back();
        std::string line = fmt::format("  {:<58}", fmt::format("tries in {} ({:.0f} %), by area, {}", environment->id,
                                                               100.0 * environment->share_of_tries, content.quarters[at.quarter].label));
        for (const ServiceRow* service : report::shown_services(content)) {
            const EnvironmentQualityRow* row = report::tries_of(content, at, service->service, environment->environment);
            line += row == nullptr || !row->area_success_share ? fmt::format("{:>14}", "-")
                                                               : figure(*row->area_success_share, row->success, kArea.low, kArea.high);
        }
        text += line + "\n";
    }
    return text;
}

Result<std::string> first_quarters(const ResultReader& reader, const Tables& content) {
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
Result<std::string> field_line(const ResultReader& reader, const Tables& content) {
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
    const auto tables = report::read_small_tables(reader);
    if (!tables) return tables.faults();
    const Tables& content = *tables;
    if (content.quarters.empty()) return std::string{"no quarter finished\n"};
    auto places = first_quarters(reader, content);
    if (!places) return places.faults();
    const auto field = field_line(reader, content);
    if (!field) return field.faults();
    const auto assumptions = std::count_if(content.parameters.begin(), content.parameters.end(),
                                           [](const ParameterRow& p) { return report::basis_of(p) == report::Basis::kAssumption; });
    std::string text = held_table(content) + *places + *field;
    text += fmt::format("It rests on {} parameters, {} of them assumptions: all with their sources in the report\n",
                        content.parameters.size(), assumptions);
    return text;
}

}  // namespace d2c
