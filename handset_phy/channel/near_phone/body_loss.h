#pragma once

#include "base/quantity.h"

namespace d2c {

/// How the phone is held.
enum class Grip { kFree, kHand, kHandAndHead };
/// Loss to hand and head. Assumption: the middle of what Berg, Sonkki and Salonen (EuCAP 2009) measured over six grips of a phantom, 0.0 to
/// 6.7 dB by the hand, 1.4 to 9.5 dB by hand and head. Never added to an antenna gain that holds it.
constexpr Db body_loss(Grip grip) {
    if (grip == Grip::kHandAndHead) return {(1.4 + 9.5) / 2.0};
    return {grip == Grip::kHand ? (0.0 + 6.7) / 2.0 : 0.0};
}

}  // namespace d2c
