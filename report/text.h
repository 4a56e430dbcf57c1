#pragma once
// Figures and words as the page prints them.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace d2c::report {

/// Safe inside an element and inside a quoted attribute.
std::string html_escaped(std::string_view text);
/// Puts each `{{NAME}}` of `page` in place by its entry, in one pass: what is put in is not looked at again. Throws std::logic_error for a
/// name without an entry.
std::string filled(std::string_view page, const std::map<std::string, std::string, std::less<>>& entries);

/// `0 %`, `0.34 %`, `3.4 %`, `34 %`, `99.3 %`, `100 %`: never 0 or 100 for what is not; `–` for NaN. Spaces do
/// not break.
std::string share_text(double share);
/// ` ±1.2`, in percent: the farther side of an interval; in as many digits as tell. Empty without an interval, or where it is narrower than
/// 0.01.
std::string plus_minus(double share, const std::optional<double>& low, const std::optional<double>& high);
/// `412 million`, `1.23 billion`, `5,300`: three digits. `–` for NaN.
std::string people_text(double people);
/// `1,234,567`
std::string grouped(std::int64_t number);

}  // namespace d2c::report
