#pragma once
// Checks of plain values: a fault where a number is not what it must be.

#include <string>

#include "base/error.h"

namespace d2c {

/// False for NaN.
constexpr bool within(double value, double least, double most) { return value >= least && value <= most; }

/// Adds a fault of `field` unless `good`.
inline void require(Faults& faults, bool good, const std::string& field, double value, const char* allowed) {
    if (!good) faults.push_back({"", 0, field, std::to_string(value), allowed});
}

}  // namespace d2c
