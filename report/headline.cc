#include "report/headline.h"

#include <cmath>
#include <limits>

#include "report/text.h"

namespace d2c::report {
namespace {

using results::GlobalQualityRow;

struct Moment {
    const results::QuarterRow* quarter;
    const results::HandsetClassRow* phone;
};

/// Today and the end, one of them if they are the same quarter; only quarters in which a class is on sale.
std::vector<Moment> moments(const Tables& t) {
    const std::size_t today = today_quarter(t.quarters), end = t.quarters.size() - 1;
    std::vector<Moment> all;
    for (const std::size_t q : {today, end}) {
        const std::optional<std::size_t> phone = newest_on_sale(t, t.quarters[q]);
        if (phone && (all.empty() || all.front().quarter != &t.quarters[q])) all.push_back({&t.quarters[q], &t.classes[*phone]});
    }
    return all;
}

const GlobalQualityRow* figures(const Tables& t, const Moment& at, const results::ServiceRow& service) {
    return global_of(t, at.quarter->quarter, at.phone->handset_class, service.service);
}

std::string strong(const std::string& text) { return "<strong>" + text + "</strong>"; }

using Share = double GlobalQualityRow::*;

/// `1.5 %, 0.68 % and 0.27 %`, with `words` put behind each.
std::string shares(const Tables& t, const Moment& at, const std::vector<const results::ServiceRow*>& services, Share share,
                   const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < services.size(); ++i) {
        const GlobalQualityRow* row = figures(t, at, *services[i]);
        text += (i == 0                     ? ""
                 : i + 1 == services.size() ? " and "
                                            : ", ") +
                strong(row == nullptr ? "–" : share_text(row->*share)) + words[i];
    }
    return text;
}

}  // namespace

std::vector<const results::ServiceRow*> shown_services(const Tables& t) {
    std::vector<const results::ServiceRow*> shown;
    for (const results::ServiceRow& service : t.services)
        for (const char* id : {"text", "video-240p", "video-360p", "video-720p"})
            if (service.id == id) shown.push_back(&service);
    if (shown.size() < 2) {
        shown.clear();
        for (const results::ServiceRow& service : t.services) shown.push_back(&service);
    }
    return shown;
}

std::string headline_html(const Tables& t) {
    const std::vector<Moment> all = moments(t);
    if (all.empty()) return "No handset class is on sale in any of the computed quarters.";
    std::vector<const results::ServiceRow*> services;
    for (const results::ServiceRow* service : shown_services(t))
        if (service->id != "video-240p") services.push_back(service);
    std::vector<std::string> words;
    words.reserve(services.size());
    for (const results::ServiceRow* service : services)
        words.push_back(service->id == "text" ? " can text" : " hold " + html_escaped(short_name(*service)));
    const std::vector<std::string> none(services.size());
    const Moment& end = all.back();
    const GlobalQualityRow* any = figures(t, end, *services.front());
    const std::string people = any == nullptr ? "the people" : "the " + people_text(any->people_outside_coverage) + " people";
    std::string text = "In " + strong(html_escaped(end.quarter->label)) + ", of " + people + " outside terrestrial coverage " +
                       shares(t, end, services, &GlobalQualityRow::held_people_share, words) +
                       ", outdoors with the newest phone; of the Earth's area " +
                       shares(t, end, services, &GlobalQualityRow::held_area_share, none) + ".";
    if (all.size() > 1)
        text += " In " + strong(html_escaped(all.front().quarter->label)) + ": of people " +
                shares(t, all.front(), services, &GlobalQualityRow::held_people_share, none) + ", of area " +
                shares(t, all.front(), services, &GlobalQualityRow::held_area_share, none) + ".";
    return text;
}

std::string answer_table_html(const Tables& t) {
    struct Weight {
        const char* title;
        double GlobalQualityRow::*share;
    };
    static constexpr Weight kWeights[] = {{"people", &GlobalQualityRow::held_people_share},
                                          {"land", &GlobalQualityRow::held_land_share},
                                          {"Earth", &GlobalQualityRow::held_area_share}};
    const std::vector<const results::ServiceRow*> services = shown_services(t);
    std::string html =
        "<table class=\"answer\"><caption>Share that can hold it outdoors: of people outside terrestrial coverage, of all land, of the "
        "Earth</caption><thead><tr><th scope=\"col\">of</th>";
    for (const results::ServiceRow* service : services) html += "<th scope=\"col\">" + html_escaped(short_name(*service)) + "</th>";
    html += "</tr></thead>";
    for (const Moment& at : moments(t)) {
        html += "<tbody><tr class=\"when\"><th scope=\"rowgroup\" colspan=\"" + std::to_string(services.size() + 1) + "\"><b>" +
                html_escaped(at.quarter->label) + "</b> " + html_escaped(at.phone->title) + "</th></tr>";
        for (const Weight& weight : kWeights) {
            html += std::string{"<tr><th scope=\"row\">"} + weight.title + "</th>";
            for (const results::ServiceRow* service : services) {
                const GlobalQualityRow* row = figures(t, at, *service);
                html += "<td>" + share_text(row == nullptr ? std::numeric_limits<double>::quiet_NaN() : row->*weight.share) + "</td>";
            }
            html += "</tr>";
        }
        html += "</tbody>";
    }
    return html + "</table>";
}

}  // namespace d2c::report
