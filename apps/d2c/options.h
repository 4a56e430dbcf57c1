#pragma once
// Checks of options that commands share: all faults at once, each naming the option, its value and what is allowed.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace d2c::apps {

/// A fault unless low <= value <= high; NaN is one. `option` with its dashes.
void check_range(Faults& faults, const std::string& option, double value, double low, double high, const std::string& unit);
/// A fault unless `value` is one of `allowed`.
void check_choice(Faults& faults, const std::string& option, const std::string& value, const std::vector<std::string>& allowed);
/// `0,0.5,1`: numbers between commas; infinities and NaN too, for `check_range` to refuse. Nothing where a part is not a number or empty.
std::optional<std::vector<double>> parse_numbers(const std::string& text);
/// `90s`, `15min`, `1h`, `2d`; above 0, up to 366 days.
std::optional<std::chrono::nanoseconds> parse_duration(const std::string& text);
/// A whole file, or a fault that names it.
Result<std::string> read_file(const std::string& path);

}  // namespace d2c::apps
