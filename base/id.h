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

}  // namespace d2c

template <>
struct std::hash<d2c::AreaCode> {
    std::size_t operator()(const d2c::AreaCode& a) const noexcept { return a.index(); }
};
