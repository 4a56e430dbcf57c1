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

}  // namespace d2c::report
