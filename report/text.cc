#include "report/text.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace d2c::report {

std::string html_escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string filled(std::string_view page, const std::map<std::string, std::string, std::less<>>& entries) {
    std::string out;
    for (;;) {
        const std::size_t open = page.find("{{");
        out += page.substr(0, open);
        if (open == std::string_view::npos) return out;
        page.remove_prefix(open + 2);
        const std::size_t close = page.find("}}");
        const std::string_view name = page.substr(0, close);
        const auto entry = entries.find(name);
        if (close == std::string_view::npos || entry == entries.end()) throw std::logic_error("page: no entry for " + std::string{name});
        out += entry->second;
        page.remove_prefix(close + 2);
    }
}

std::string share_text(double share) {
    const double percent = 100.0 * share;
    if (std::isnan(percent)) return "–";
    if (percent <= 0.0) return "0\u00a0%";
    if (percent < 0.01) return "<\u00a00.01\u00a0%";
    if (percent < 0.995) return fmt::format("{:.2f}\u00a0%", percent);
    if (percent < 9.95) return fmt::format("{:.1f}\u00a0%", percent);
    if (percent < 99.0) return fmt::format("{:.0f}\u00a0%", percent);
    if (percent < 99.9) return fmt::format("{:.1f}\u00a0%", std::floor(percent * 10.0) / 10.0);
    return percent < 100.0 - 1e-7 ? ">\u00a099.9\u00a0%" : "100\u00a0%";
}

std::string plus_minus(double share, const std::optional<double>& low, const std::optional<double>& high) {
    if (!low || !high) return "";
    const double half = 100.0 * std::max(share - *low, *high - share);
    if (!(half >= 0.005)) return "";
    return half >= 9.5 ? fmt::format(" ±{:.0f}", half) : half >= 0.095 ? fmt::format(" ±{:.1f}", half) : fmt::format(" ±{:.2f}", half);
}

std::string people_text(double people) {
    if (!std::isfinite(people)) return "–";
    const auto three = [](double value, const char* word) {
        return fmt::format("{:.{}f} {}", value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0, word);
    };
    if (people >= 999.5e6) return three(people / 1e9, "billion");
    if (people >= 999.5e3) return three(people / 1e6, "million");
    const double unit = people >= 1e4 ? 100.0 : people >= 1e3 ? 10.0 : 1.0;
    return grouped(std::llround(people / unit) * static_cast<std::int64_t>(unit));
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = digits[0] == '-' ? 1 : 0;
    for (std::size_t i = digits.size(); i > first + 3; i -= 3) digits.insert(i - 3, ",");
    return digits;
}

}  // namespace d2c::report
