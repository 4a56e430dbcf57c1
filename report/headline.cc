#include "report/headline.h"

#include <algorithm>

#include "report/text.h"

namespace d2c::report {
namespace {

using results::EnvironmentQualityRow;
using results::GlobalQualityRow;

const GlobalQualityRow* figures(const Tables& t, const Moment& at, const results::ServiceRow& service) {
    return global_of(t, t.quarters[at.quarter].quarter, t.classes[at.phone].handset_class, service.service);
}

std::string small(const std::string& text) { return text.empty() ? text : "<small>" + text + "</small>"; }
std::string strong(const std::string& text) { return "<strong>" + text + "</strong>"; }

using Bound = std::optional<double> results::ShareIntervals::*;
struct Share {
    double GlobalQualityRow::*share;
    Bound low, high;
};
using results::ShareIntervals;
constexpr Share kPeople{&GlobalQualityRow::held_people_share, &ShareIntervals::people_low, &ShareIntervals::people_high};
constexpr Share kLand{&GlobalQualityRow::held_land_share, &ShareIntervals::land_low, &ShareIntervals::land_high};
constexpr Share kArea{&GlobalQualityRow::held_area_share, &ShareIntervals::area_low, &ShareIntervals::area_high};
std::string plus_minus_of(const GlobalQualityRow& row, const Share& share) {
    return plus_minus(row.*share.share, row.held.*share.low, row.held.*share.high);
}

/// `1.5 %, 0.68 % and 0.27 %`, with `words` put behind each.
std::string shares(const Tables& t, const Moment& at, const std::vector<const results::ServiceRow*>& services, Share share,
                   const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < services.size(); ++i) {
        const GlobalQualityRow* row = figures(t, at, *services[i]);
        text += (i == 0                     ? ""
                 : i + 1 == services.size() ? " and "
                                            : ", ") +
                (row == nullptr ? strong("–") : strong(share_text(row->*share.share)) + plus_minus_of(*row, share)) + words[i];
    }
    return text;
}

/// Why no more people can hold anything. Empty where nobody lives outside coverage.
std::string right_sentence(const RightPeople& of) {
    if (!(of.people > 0.0)) return "";
    const double without = std::max(0.0, of.people - of.with_right);
    // What is left of rounding in the sum of the cells is nobody.
    if (without < 0.5) return " All those people live where somebody has a right to serve that phone.";
    return " Of those people " + strong(people_text(without)) + " (" + share_text(without / of.people) +
           ") live where nobody has a right to serve that phone.";
}

/// People by the phones in use then. Empty where the run knows of no adoption.
std::string in_use_html(const Tables& t, const Moment& at, const std::vector<const results::ServiceRow*>& services) {
    if (t.mix.empty()) return "";
    std::string html = "<tr><th scope=\"row\">phones in use</th>";
    for (const results::ServiceRow* service : services) {
        const results::MixQualityRow* row = mix_of(t, t.quarters[at.quarter].quarter, service->service);
        html += "<td>" +
                (row == nullptr ? "–"
                                : share_text(row->held_people_share) +
                                      small(plus_minus(row->held_people_share, row->held.people_low, row->held.people_high))) +
                "</td>";
    }
    return html + "</tr>";
}

std::string label_of(const Tables& t, const Moment& at) { return html_escaped(t.quarters[at.quarter].label); }

}  // namespace

std::vector<const results::ServiceRow*> shown_services(const Tables& t) {
    std::vector<const results::ServiceRow*> shown;
    for (const results::ServiceRow& service : t.services)
        for (const char* id : {"text", "light-data", "voice", "video-240p", "video-360p", "video-720p"})
            if (service.id == id) shown.push_back(&service);
    if (shown.size() < 2) {
        shown.clear();
        for (const results::ServiceRow& service : t.services) shown.push_back(&service);
    }
    return shown;
}

std::vector<const EnvironmentQualityRow*> environments_of(const Tables& t) {
    std::vector<const EnvironmentQualityRow*> rows;
    for (const EnvironmentQualityRow& row : t.environments) {
        if (row.environment != static_cast<int>(rows.size())) break;  // the next service begins
        rows.push_back(&row);
    }
    return rows;
}

std::string where_words(const Tables& t) {
    const auto rows = environments_of(t);
    if (rows.empty()) return "outdoors";
    std::string words = "where phones are (";
    for (const EnvironmentQualityRow* row : rows)
        words += (row == rows.front() ? "" : ", ") + share_text(row->share_of_tries) + " " + row->id;
    return words + ")";
}

const EnvironmentQualityRow* tries_of(const Tables& t, const Moment& at, int service, int environment) {
    const auto found = std::ranges::find_if(t.environments, [&](const EnvironmentQualityRow& row) {
        return row.quarter == t.quarters[at.quarter].quarter && row.handset_class == t.classes[at.phone].handset_class &&
               row.service == service && row.environment == environment;
    });
    return found == t.environments.end() ? nullptr : &*found;
}

std::string strata_html(const Tables& t, const std::vector<const results::ServiceRow*>& services) {
    const auto rows = environments_of(t);
    if (rows.empty() || t.moments.empty()) return "";
    const Moment& at = t.moments.back();
    std::string html =
        "<table class=\"answer\"><caption>Share of tries that succeed by environment, by area outside terrestrial coverage where there is "
        "a "
        "right, " +
        html_escaped(t.quarters[at.quarter].label) +
        ". A cell holds a service when enough of its tries in all environments together succeed.</caption><thead><tr><th "
        "scope=\"col\">in</th>";
    for (const results::ServiceRow* service : services) html += "<th scope=\"col\">" + html_escaped(short_name(*service)) + "</th>";
    html += "</tr></thead><tbody>";
    for (const EnvironmentQualityRow* environment : rows) {
        html += "<tr><th scope=\"row\">" + html_escaped(environment->id) + "</th>";
        for (const results::ServiceRow* service : services) {
            const EnvironmentQualityRow* row = tries_of(t, at, service->service, environment->environment);
            const bool known = row != nullptr && row->area_success_share;
            html += "<td>" +
                    (known ? share_text(*row->area_success_share) +
                                 small(plus_minus(*row->area_success_share, row->success.area_low, row->success.area_high))
                           : "–") +
                    "</td>";
        }
        html += "</tr>";
    }
    return html + "</tbody></table>";
}

std::string headline_html(const Tables& t) {
    const std::vector<Moment>& all = t.moments;
    if (all.empty()) return "No handset class is on sale in any of the computed quarters.";
    std::vector<const results::ServiceRow*> services;
    for (const results::ServiceRow* service : shown_services(t))
        if (service->id != "video-240p" && service->id != "light-data") services.push_back(service);
    std::vector<std::string> words;
    words.reserve(services.size());
    for (const results::ServiceRow* service : services)
        words.push_back(service->id == "text"    ? " can text"
                        : service->id == "voice" ? " can call"
                                                 : " hold " + html_escaped(short_name(*service)));
    const std::vector<std::string> none(services.size());
    const Moment& end = all.back();
    const GlobalQualityRow* any = figures(t, end, *services.front());
    const std::string people = any == nullptr ? "the people" : "the " + people_text(any->people_outside_coverage) + " people";
    std::string text = "In " + strong(label_of(t, end)) + ", of " + people + " outside terrestrial coverage " +
                       shares(t, end, services, kPeople, words) + ", " + html_escaped(where_words(t)) +
                       " with the newest phone; of the Earth's area " + shares(t, end, services, kArea, none) + "." +
                       right_sentence(t.right_people.back());
    if (all.size() > 1)
        text += " In " + strong(label_of(t, all.front())) + ": of people " + shares(t, all.front(), services, kPeople, none) +
                ", of area " + shares(t, all.front(), services, kArea, none) + ".";
    return text;
}

namespace {

/// Those of a page's width.
std::vector<const results::ServiceRow*> table_services(const Tables& t) {
    std::vector<const results::ServiceRow*> services = shown_services(t);
    if (services.size() > 5) std::erase_if(services, [](const results::ServiceRow* s) { return s->id == "video-240p"; });
    return services;
}

}  // namespace

std::string answer_table_html(const Tables& t) {
    struct Weight {
        const char* title;
        Share share;
    };
    static constexpr Weight kWeights[] = {{"people", kPeople}, {"land", kLand}, {"Earth", kArea}};
    const std::vector<const results::ServiceRow*> services = table_services(t);
    std::string html = "<table class=\"answer\"><caption>Share that can hold it " + html_escaped(where_words(t)) +
                       ": of people outside terrestrial coverage, of all land, of the Earth";
    if (!t.mix.empty()) html += "; phones in use: those people, each with the phone that is in use there";
    html += "</caption><thead><tr><th scope=\"col\">of</th>";
    for (const results::ServiceRow* service : services) html += "<th scope=\"col\">" + html_escaped(short_name(*service)) + "</th>";
    html += "</tr></thead>";
    for (const Moment& at : t.moments) {
        html += "<tbody><tr class=\"when\"><th scope=\"rowgroup\" colspan=\"" + std::to_string(services.size() + 1) + "\"><b>" +
                label_of(t, at) + "</b> " + html_escaped(t.classes[at.phone].title) + "</th></tr>";
        for (const Weight& weight : kWeights) {
            html += std::string{"<tr><th scope=\"row\">"} + weight.title + "</th>";
            for (const results::ServiceRow* service : services) {
                const GlobalQualityRow* row = figures(t, at, *service);
                html += "<td>" + (row == nullptr ? "–" : share_text(row->*weight.share.share) + small(plus_minus_of(*row, weight.share))) +
                        "</td>";
            }
            html += "</tr>";
            if (weight.share.share == kPeople.share) html += in_use_html(t, at, services);
        }
        html += "</tbody>";
    }
    return html + "</table>" + strata_html(t, services);
}

}  // namespace d2c::report
