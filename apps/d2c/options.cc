#include "apps/d2c/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/instant.h"

namespace d2c::apps {

void check_range(Faults& faults, const std::string& option, double value, double low, double high, const std::string& unit) {
    if (value >= low && value <= high) return;
    faults.push_back(
        {"", 0, option, fmt::format("{:g}", value), fmt::format("{:g} to {:g}{}", low, high, unit.empty() ? "" : " [" + unit + "]")});
}

void check_choice(Faults& faults, const std::string& option, const std::string& value, const std::vector<std::string>& allowed) {
    if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return;
    faults.push_back({"", 0, option, value, fmt::format("one of {}", fmt::join(allowed, ", "))});
}

std::optional<std::vector<double>> parse_numbers(const std::string& text) {
    std::vector<double> numbers;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        const std::string part = text.substr(from, comma - from);
        char* end = nullptr;
        const double value = std::strtod(part.c_str(), &end);
        if (part.empty() || end != part.c_str() + part.size()) return std::nullopt;
        numbers.push_back(value);
        from = comma + 1;
    }
    return numbers;
}

std::optional<std::chrono::nanoseconds> parse_duration(const std::string& text) {
    const std::size_t unit_at = text.find_first_not_of("0123456789.");
    if (unit_at == 0 || unit_at == std::string::npos) return std::nullopt;
    const auto number = parse_numbers(text.substr(0, unit_at));
    const std::string unit = text.substr(unit_at);
    const double seconds = unit == "s" ? 1.0 : unit == "min" ? 60.0 : unit == "h" ? 3600.0 : unit == "d" ? 86400.0 : 0.0;
    if (!number || number->size() != 1 || !(number->front() * seconds > 0.0 && number->front() * seconds <= 366.0 * 86400.0))
        return std::nullopt;
    return nanoseconds_from_seconds(number->front() * seconds);
}

Result<std::string> read_file(const std::string& path) {
    std::error_code error;
    std::ifstream file{path, std::ios::binary};
    if (!file || std::filesystem::is_directory(path, error)) return Fault{path, 0, "", "", "a file that can be read"};
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace d2c::apps
