#pragma once
// What a unit of work counted, as bytes that can be stored and added up later.

#include <array>
#include <string>

#include "base/error.h"
#include "results/rows.h"
#include "world/run/window.h"

namespace d2c {

/// Sums over a range of a quarter's windows. All integers, so that units make the same sums in whatever order and size they come.
struct WindowSums {
    Tallies tallies;                                           ///< spot x class
    std::array<EnvironmentTally, kWindowGroups> environments;  ///< by group of windows
    std::vector<results::PlaceSeriesRow> place_series;
    std::uint64_t satellites = 0;  ///< of each window's sky, summed
};

/// Magic, version, size, CRC-32, then zlib: varints, runs of zeros as one. Little-endian.
std::string encode(const WindowSums& sums);
/// Adds encoded sums to `all`. Faults: not such bytes, of another version, damaged, or of another number of tallies; `all` is then not to
/// be used.
Faults add_encoded(const std::string& bytes, WindowSums& all);

}  // namespace d2c
