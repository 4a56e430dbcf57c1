#pragma once
// Bands and the rights to use them, as plain values.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/quantity.h"

namespace d2c {

/// Half-open range of frequency.
struct FrequencyRange {
    Hertz low, high;
    constexpr Hertz width() const { return high - low; }
    constexpr Hertz centre() const { return 0.5 * (low + high); }
    constexpr bool contains(const FrequencyRange& other) const { return low.value <= other.low.value && other.high.value <= high.value; }
    constexpr bool overlaps(const FrequencyRange& other) const { return low.value < other.high.value && other.low.value < high.value; }
    auto operator<=>(const FrequencyRange&) const = default;
};

/// A band as a standard or a licence names it.
struct Band {
    std::string id;  ///< `pcs-g`, `n256`
    std::string title;
    std::string kind;  ///< `3gpp-terrestrial`, `3gpp-ntn`, `licence-block`, `itu-allocation`
    std::optional<FrequencyRange> uplink;
    std::optional<FrequencyRange> downlink;
    std::string source;
};

enum class RightStatus { kPrimary, kSecondary, kNonInterference };
/// `supplemental-coverage` uses a terrestrial operator's band from space; `mss` is a mobile-satellite allocation.
enum class RightService { kSupplementalCoverage, kMobileSatellite };
/// How far a country's right reaches.
enum class RightExtent { kLandOnly, kLandAndTerritorialSea };

/// Permission to light phones in an area from `from` (inclusive) until `until` (exclusive).
struct Right {
    std::string id;
    AreaCode area;
    RightExtent extent = RightExtent::kLandAndTerritorialSea;  ///< the sea to 12 nautical miles
    std::string band;                                          ///< id of the band the phone must know
    FrequencyRange uplink{}, downlink{};
    std::string holder;
    RightService service = RightService::kSupplementalCoverage;
    RightStatus status = RightStatus::kPrimary;
    Instant from{};
    std::optional<Instant> until;
    std::string source;
};

}  // namespace d2c
