#include "base/instant.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace d2c {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t kNsPerS = 1'000'000'000;
constexpr std::int64_t kNsPerDay = 86'400 * kNsPerS;
constexpr sys_days kEpoch{year_month_day{std::chrono::year{2000}, std::chrono::month{1}, std::chrono::day{1}}};

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - ((a % b != 0 && (a % b < 0) != (b < 0)) ? 1 : 0); }

year_month_day civil(Instant t) { return year_month_day{kEpoch + std::chrono::days{floor_div(t.utc_ns, kNsPerDay)}}; }

std::optional<Instant> instant_of(const year_month_day& ymd) {
    if (!ymd.ok()) return std::nullopt;
    return Instant{static_cast<std::int64_t>((sys_days{ymd} - kEpoch).count()) * kNsPerDay};
}

/// Reads exactly `width` decimal digits.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
    if (at + width > text.size()) return std::nullopt;
    int value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace

Instant instant_of_date(int year, unsigned month, unsigned day) {
    const sys_days days{year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}};
    return {static_cast<std::int64_t>((days - kEpoch).count()) * kNsPerDay};
}

double days_since_2000(Instant t) { return static_cast<double>(t.utc_ns) / static_cast<double>(kNsPerDay); }

double julian_date(Instant t) { return 2451544.5 + days_since_2000(t); }

double decimal_year(Instant t) {
    const int year = static_cast<int>(civil(t).year());
    const Instant first = instant_of_date(year, 1, 1);
    const Instant next = instant_of_date(year + 1, 1, 1);
    return year + seconds_between(t, first) / seconds_between(next, first);
}

double seconds_of_day(Instant t) { return static_cast<double>(t.utc_ns - floor_div(t.utc_ns, kNsPerDay) * kNsPerDay) * 1e-9; }

std::optional<Instant> parse_instant(std::string_view text) {
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (*year < 1710 || *year > 2290) return std::nullopt;
    const auto midnight = instant_of(year_month_day{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                                    std::chrono::day{static_cast<unsigned>(*day)}});
    if (!midnight) return std::nullopt;
    if (text.size() == 10) return midnight;
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!hour || !minute || !second || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    std::int64_t ns = ((*hour * 60LL + *minute) * 60LL + *second) * kNsPerS;
    std::size_t at = 19;
    if (at < text.size() && text[at] == '.') {
        std::int64_t weight = kNsPerS / 10;
        const std::size_t first = ++at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, weight /= 10) ns += (text[at] - '0') * weight;
        if (at == first || at - first > 9) return std::nullopt;
    }
    if (at + 1 != text.size() || text[at] != 'Z') return std::nullopt;
    return Instant{midnight->utc_ns + ns};
}

std::string date_string(Instant t) {
    const year_month_day ymd = civil(t);
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                  static_cast<unsigned>(ymd.day()));
    return buffer.data();
}

std::string to_string(Instant t) {
    const std::int64_t of_day = t.utc_ns - floor_div(t.utc_ns, kNsPerDay) * kNsPerDay;
    const int s = static_cast<int>(of_day / kNsPerS);
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    std::string text = date_string(t) + buffer.data();
    if (const std::int64_t ns = of_day % kNsPerS; ns != 0) {
        std::snprintf(buffer.data(), buffer.size(), ".%09d", static_cast<int>(ns));
        text += buffer.data();
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text + 'Z';
}

Instant begin_of(Quarter q) { return instant_of_date(q.year(), static_cast<unsigned>(q.number() * 3 - 2), 1); }
Instant end_of(Quarter q) { return begin_of(Quarter{q.index + 1}); }
Instant middle_of(Quarter q) { return begin_of(q) + (end_of(q) - begin_of(q)) / 2; }

Quarter quarter_of(Instant t) {
    const year_month_day ymd = civil(t);
    return Quarter::of(static_cast<int>(ymd.year()), (static_cast<int>(static_cast<unsigned>(ymd.month())) + 2) / 3);
}

std::optional<Quarter> parse_quarter(std::string_view text) {
    const auto year = digits(text, 0, 4);
    const auto number = digits(text, 5, 1);
    if (!year || !number || text.size() != 6 || text[4] != 'Q' || *number < 1 || *number > 4) return std::nullopt;
    return Quarter::of(*year, *number);
}

std::string to_string(Quarter q) { return std::to_string(q.year()) + 'Q' + std::to_string(q.number()); }

}  // namespace d2c
