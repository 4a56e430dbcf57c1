#pragma once
// The progress that a program writes on its stderr, one JSON object a line.

#include <optional>
#include <string>

#include "base/progress.h"

namespace d2c {

/// `{"event": "progress", "unit": …, "label": …, "done": 3, "total": 36, …}`; nothing where a line is something else. Finite numbers only.
std::optional<ProgressEvent> parse_progress(const std::string& line);

}  // namespace d2c
