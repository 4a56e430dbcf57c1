#pragma once
// The answer in a sentence and a table.

#include <string>
#include <vector>

#include "report/tables.h"

namespace d2c::report {

/// Services of the table: `text`, `light-data`, `voice`, `video-240p`, `video-360p`, `video-720p` as far as there are, else all.
std::vector<const results::ServiceRow*> shown_services(const Tables& tables);

/// What people outside terrestrial coverage and the Earth's area hold at the end, and today, with the newest phone on sale then. HTML.
std::string headline_html(const Tables& tables);

/// Shares of people, land and the Earth's area today and at the end by service. HTML.
std::string answer_table_html(const Tables& tables);

/// Environments with their share of tries, in the order of the scenario. Empty where every phone is outdoors.
std::vector<const results::EnvironmentQualityRow*> environments_of(const Tables& tables);

/// `outdoors`, or `where phones are (50 % outdoor-open, 50 % vehicle)`.
std::string where_words(const Tables& tables);

/// Tries in one environment; nothing where the row does not exist.
const results::EnvironmentQualityRow* tries_of(const Tables& tables, const Moment& at, int service, int environment);

/// Share of tries that succeed by environment, at the end, and what a cell's verdict then means. HTML; empty where every phone is outdoors.
std::string strata_html(const Tables& tables, const std::vector<const results::ServiceRow*>& services);

}  // namespace d2c::report
