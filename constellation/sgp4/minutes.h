#pragma once
// Minutes between instants without losing the nanoseconds.

#include <cstdint>

#include "base/instant.h"

namespace d2c::sgp4 {

/// A span in whole minutes and a rest, less than a minute either way.
struct SplitMinutes {
    double whole, rest;
};
inline SplitMinutes split_minutes(Instant t, Instant origin) {
    // Each apart, since the difference of two instants may not fit 64 bits of nanoseconds.
    constexpr std::int64_t kNsPerMinute = 60'000'000'000;
    return {static_cast<double>(t.utc_ns / kNsPerMinute - origin.utc_ns / kNsPerMinute),
            static_cast<double>(t.utc_ns % kNsPerMinute - origin.utc_ns % kNsPerMinute) / static_cast<double>(kNsPerMinute)};
}
inline double minutes_between(Instant t, Instant origin) {
    const SplitMinutes m = split_minutes(t, origin);
    return m.whole + m.rest;
}

}  // namespace d2c::sgp4
