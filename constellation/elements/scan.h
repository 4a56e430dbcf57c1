#pragma once
// What the readers of element files share: lines, trimming, whole numbers.

#include <charconv>
#include <optional>
#include <string_view>

namespace d2c {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
inline std::string_view trim_left(std::string_view s) {
    while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
    return s;
}
inline std::string_view trim_right(std::string_view s) {
    while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
    return s;
}
inline std::string_view trim(std::string_view s) { return trim_left(trim_right(s)); }

/// Digits only, blanks around them apart; no sign. Nothing beyond an int.
inline std::optional<int> parse_integer(std::string_view field) {
    const std::string_view digits = trim(field);
    int value = 0;
    for (const char c : digits)
        if (!is_digit(c)) return std::nullopt;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

/// The lines of a text one after the other, without their line feed.
class Lines {
  public:
    explicit Lines(std::string_view text) : rest_{text} {}
    bool next() {
        if (rest_.empty()) return false;
        ++number_;
        const std::size_t end = rest_.find('\n');
        line_ = rest_.substr(0, end);
        rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
        return true;
    }
    std::string_view line() const { return line_; }
    int number() const { return number_; }  ///< 1-based

  private:
    std::string_view rest_, line_;
    int number_ = 0;
};

}  // namespace d2c
