#pragma once
// Where the phones of a run are: outdoors all of them, or in strata of environments.

#include <string>
#include <vector>

#include "report/tables.h"

namespace d2c::report {

/// Environments with their share of tries, in the order of the scenario. Empty where every phone is outdoors.
std::vector<const results::EnvironmentQualityRow*> environments_of(const Tables& tables);

/// `outdoors`, or `where phones are (50 % outdoor-open, 50 % vehicle)`.
std::string where_words(const Tables& tables);

/// Tries in one environment; nothing where the row does not exist.
const results::EnvironmentQualityRow* tries_of(const Tables& tables, const Moment& at, int service, int environment);

/// Share of tries that succeed by environment, at the end, and what a cell's verdict then means. HTML; empty where every phone is outdoors.
std::string strata_html(const Tables& tables, const std::vector<const results::ServiceRow*>& services);

}  // namespace d2c::report
