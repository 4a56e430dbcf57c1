#pragma once
// When a yes first came, said no more precisely than the quarters that were computed.

#include <optional>
#include <span>
#include <string>

#include "results/rows.h"

namespace d2c::results {

struct HeldSample {
    int quarter = 0;  ///< quarters since 2000Q1
    bool held = false;
};
/// The first computed quarter with a yes, and the computed one before it.
struct FirstHeld {
    std::optional<int> first_with, last_without;
};
/// `samples` in order of time.
FirstHeld first_held(std::span<const HeldSample> samples);

/// `2029Q2`, or `2028Q2..2029Q2` where quarters between the two were not computed; `by 2024Q2` where the first computed one holds already.
/// Empty where there is none.
std::string label_of(const FirstHeld& first);

}  // namespace d2c::results
