#include "apps/d2c/print.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace d2c::apps {
namespace {

std::optional<double> whole_number(const std::string& text) {
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + (!text.empty() && text[0] == '+' ? 1 : 0), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

}  // namespace

void print_faults(const Faults& faults, bool json) {
    if (!json) {
        for (const Fault& fault : faults) fmt::print(stderr, "{}\n", to_string(fault));
        return;
    }
    nlohmann::ordered_json errors = nlohmann::ordered_json::array();
    for (const Fault& fault : faults) {
        nlohmann::ordered_json entry;
        entry["file"] = fault.file;
        entry["line"] = fault.line > 0 ? nlohmann::ordered_json(fault.line) : nlohmann::ordered_json(nullptr);
        entry["field"] = fault.field;
        entry["value"] = fault.value;
        entry["allowed"] = fault.allowed;
        entry["message"] = to_string(fault);
        errors.push_back(entry);
    }
    fmt::print("{}\n", nlohmann::ordered_json{{"errors", errors}}.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

std::optional<Geodetic> parse_lat_lon(const std::string& text) {
    const std::size_t comma = text.find(',');
    if (comma == std::string::npos) return std::nullopt;
    std::string second = text.substr(comma + 1);
    second.erase(0, second.find_first_not_of(' '));
    const auto latitude = whole_number(text.substr(0, comma));
    const auto longitude = whole_number(second);
    if (!latitude || !longitude || !(std::abs(*latitude) <= 90.0) || !(*longitude >= -180.0 && *longitude <= 360.0)) return std::nullopt;
    return Geodetic{Angle::degrees(*latitude), Angle::degrees(*longitude > 180.0 ? *longitude - 360.0 : *longitude), Metres{0.0}};
}

std::string with_thousands(double value) {
    std::string digits = fmt::format("{:.0f}", value);
    for (std::size_t at = digits.size(); at > 3 + (digits[0] == '-' ? 1u : 0u);) digits.insert(at -= 3, ",");
    return digits;
}

}  // namespace d2c::apps
