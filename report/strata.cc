#include "report/strata.h"

#include <algorithm>
#include <limits>

#include "report/text.h"

namespace d2c::report {

using results::EnvironmentQualityRow;

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
            html += "<td>" +
                    share_text(row == nullptr ? std::numeric_limits<double>::quiet_NaN()
                                              : row->area_success_share.value_or(std::numeric_limits<double>::quiet_NaN())) +
                    "</td>";
        }
        html += "</tr>";
    }
    return html + "</tbody></table>";
}

}  // namespace d2c::report
