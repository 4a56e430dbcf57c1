#pragma once
// Identifiers are types: swapped arguments are a compile error.

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace d2c {

template <class Tag>
struct Id {
    std::uint32_t value;
    auto operator<=>(const Id&) const = default;
};
using SatelliteId = Id<struct SatelliteTag>;
using BeamId = Id<struct BeamTag>;
using HandsetId = Id<struct HandsetTag>;

/// HEALPix nested pixel with its order (nside = 2^order, 12 * 4^order cells): the key of a place everywhere.
struct CellId {
    std::int32_t order;
    std::int64_t pixel;
    auto operator<=>(const CellId&) const = default;
};

/// ISO 3166-1 alpha-2 code of a country or, by our convention, of an area without one: `XZ` high seas (also user-assigned
/// in UN/LOCODE), `AQ` Antarctica. Two upper-case letters.
class AreaCode {
  public:
    constexpr AreaCode() = default;
    /// Nothing unless `text` is two upper-case ASCII letters.
    static constexpr std::optional<AreaCode> parse(std::string_view text) {
        if (text.size() != 2 || text[0] < 'A' || text[0] > 'Z' || text[1] < 'A' || text[1] > 'Z') return std::nullopt;
        return AreaCode{text[0], text[1]};
    }
    static consteval AreaCode literal(const char (&text)[3]) { return AreaCode{text[0], text[1]}; }
    std::string str() const { return {letters_[0], letters_[1]}; }
    /// 0 to 675, and 676 for the empty code: a dense index for tables.
    constexpr std::uint16_t index() const {
        return letters_[0] == 0 ? std::uint16_t{676} : static_cast<std::uint16_t>((letters_[0] - 'A') * 26 + (letters_[1] - 'A'));
    }
    static constexpr std::uint16_t kIndexCount = 677;
    static constexpr AreaCode from_index(std::uint16_t i) {
        return i >= 676 ? AreaCode{} : AreaCode{static_cast<char>('A' + i / 26), static_cast<char>('A' + i % 26)};
    }
    constexpr bool empty() const { return letters_[0] == 0; }
    auto operator<=>(const AreaCode&) const = default;

  private:
    constexpr AreaCode(char a, char b) : letters_{a, b} {}
    std::array<char, 2> letters_{};
};
inline constexpr AreaCode kHighSeas = AreaCode::literal("XZ");
inline constexpr AreaCode kAntarctica = AreaCode::literal("AQ");

/// Public land mobile network: mobile country code of three digits, then network code of two or three (3GPP TS 23.003
/// and ITU-T E.212). `310260` and `31026` are two networks.
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
struct std::hash<d2c::AreaCode> {
    std::size_t operator()(const d2c::AreaCode& a) const noexcept { return a.index(); }
};
template <>
struct std::hash<d2c::Plmn> {
    std::size_t operator()(const d2c::Plmn& p) const noexcept { return p.key(); }
};
