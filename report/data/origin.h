#pragma once
// Where a page's figures come from, as every page says it.

#include <span>
#include <string>
#include <string_view>

#include "results/rows.h"

namespace d2c::report {

/// Source expression of a Content-Security-Policy (W3C CSP 3, clause 2.3.1) for an inline element with this text.
std::string csp_hash(std::string_view text);

/// Everything that depends on the machine or the moment, in the one place where it is shown.
std::string machine_html(const results::RunRow& run, std::span<const results::UnitRow> units);

}  // namespace d2c::report
