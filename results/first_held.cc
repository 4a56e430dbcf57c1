#include "results/first_held.h"

#include "base/instant.h"

namespace d2c::results {

FirstHeld first_held(std::span<const HeldSample> samples) {
    FirstHeld first;
    for (const HeldSample& sample : samples) {
        if (sample.held) {
            first.first_with = sample.quarter;
            return first;
        }
        first.last_without = sample.quarter;
    }
    return {};
}

std::string label_of(const FirstHeld& first) {
    if (!first.first_with) return {};
    const std::string with = to_string(Quarter{*first.first_with});
    if (!first.last_without) return "by " + with;
    return *first.last_without + 1 == *first.first_with ? with : to_string(Quarter{*first.last_without}) + ".." + with;
}

}  // namespace d2c::results
