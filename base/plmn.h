#pragma once
// The key of a mobile network.

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace d2c {

/// Public land mobile network: mobile country code of three digits, then network code of two or three (3GPP TS 23.003 clause 12.1 with
/// ITU-T E.212). `310260` and `31026` are two networks.
class Plmn {
  public:
    constexpr Plmn() = default;
    /// Nothing unless `text` is five or six ASCII digits.
    static constexpr std::optional<Plmn> parse(std::string_view text) {
        if (text.size() != 5 && text.size() != 6) return std::nullopt;
        std::uint32_t number = 0;
        for (const char c : text) {
            if (c < '0' || c > '9') return std::nullopt;
            number = number * 10 + static_cast<std::uint32_t>(c - '0');
        }
        return Plmn{number + (text.size() == 6 ? kSixDigits : kFiveDigits)};
    }
    /// Empty for the empty code.
    std::string str() const {
        if (empty()) return {};
        const bool six = key_ >= kSixDigits;
        std::string digits = std::to_string(key_ - (six ? kSixDigits : kFiveDigits));
        return std::string((six ? 6U : 5U) - digits.size(), '0') + digits;
    }
    constexpr bool empty() const { return key_ == 0; }
    /// Distinct for every network, 0 for the empty code.
    constexpr std::uint32_t key() const { return key_; }
    auto operator<=>(const Plmn&) const = default;

  private:
    static constexpr std::uint32_t kFiveDigits = 1, kSixDigits = 100'001;
    explicit constexpr Plmn(std::uint32_t key) : key_{key} {}
    std::uint32_t key_ = 0;
};

}  // namespace d2c

template <>
struct std::hash<d2c::Plmn> {
    std::size_t operator()(const d2c::Plmn& p) const noexcept { return p.key(); }
};
