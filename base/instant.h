#pragma once
// Time is an integer with an epoch.

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace d2c {

/// Nanoseconds since 2000-01-01T00:00:00 UTC, days of 86,400 s (leap seconds not counted, as in POSIX time). Range 1708 to 2292.
struct Instant {
    std::int64_t utc_ns;
    auto operator<=>(const Instant&) const = default;
};
constexpr Instant operator+(Instant t, std::chrono::nanoseconds step) { return {t.utc_ns + step.count()}; }
constexpr Instant operator-(Instant t, std::chrono::nanoseconds step) { return {t.utc_ns - step.count()}; }
constexpr std::chrono::nanoseconds operator-(Instant a, Instant b) { return std::chrono::nanoseconds{a.utc_ns - b.utc_ns}; }
/// Seconds from `b` to `a`; exact to a nanosecond for spans under 104 days.
constexpr double seconds_between(Instant a, Instant b) { return static_cast<double>(a.utc_ns - b.utc_ns) * 1e-9; }
constexpr std::chrono::nanoseconds nanoseconds_from_seconds(double s) {
    return std::chrono::nanoseconds{static_cast<std::int64_t>(s * 1e9 + (s < 0 ? -0.5 : 0.5))};
}

/// Midnight UTC of a civil date.
Instant instant_of_date(int year, unsigned month, unsigned day);
/// Days since 2000-01-01T00:00:00 UTC, with the fraction.
double days_since_2000(Instant t);
/// Julian date (UTC) of `t` [days]; resolution about 40 microseconds.
double julian_date(Instant t);
/// Calendar year with the fraction of the year gone by.
double decimal_year(Instant t);
/// Seconds of the UTC day, 0 to 86,400.
double seconds_of_day(Instant t);

/// `2026-05-30T12:00:00Z`, with up to nine decimals of a second; a date alone is its midnight. Nothing if malformed or impossible.
std::optional<Instant> parse_instant(std::string_view text);
/// `2026-05-30T12:00:00Z`; decimals of a second only if there are any.
std::string to_string(Instant t);
/// `2026-05-30`.
std::string date_string(Instant t);

/// A quarter of a year, counted from 2000Q1 = 0.
struct Quarter {
    std::int32_t index;
    static constexpr Quarter of(int year, int quarter_1_to_4) { return {(year - 2000) * 4 + quarter_1_to_4 - 1}; }
    constexpr int year() const { return 2000 + (index >= 0 ? index / 4 : (index - 3) / 4); }
    constexpr int number() const { return index - (year() - 2000) * 4 + 1; }
    auto operator<=>(const Quarter&) const = default;
};
Instant begin_of(Quarter q);
/// First instant of the next quarter.
Instant end_of(Quarter q);
Instant middle_of(Quarter q);
Quarter quarter_of(Instant t);
/// `2026Q2`. Nothing if malformed.
std::optional<Quarter> parse_quarter(std::string_view text);
std::string to_string(Quarter q);

}  // namespace d2c
