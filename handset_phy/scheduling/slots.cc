#include "handset_phy/scheduling/slots.h"

#include <algorithm>
#include <cmath>

namespace d2c {
namespace {

constexpr double kRounding = 1e-9;  // share x period that is whole but for its last digits
std::int64_t whole(double x) { return static_cast<std::int64_t>(std::floor(x + kRounding)); }

}  // namespace

std::int64_t lit_slots_before(const Hopping& h, std::int64_t slot) {
    const std::int64_t period = std::max<std::int64_t>(1, h.period_slots);
    const std::int64_t begun = slot / period;
    const double per_period = h.lit_share * static_cast<double>(period);
    const std::int64_t before = whole(static_cast<double>(begun) * per_period);
    const std::int64_t here = whole(static_cast<double>(begun + 1) * per_period) - before;
    return before + std::min(slot - begun * period, here);
}

bool is_lit(const Hopping& h, std::int64_t slot) { return lit_slots_before(h, slot + 1) > lit_slots_before(h, slot); }

std::int64_t next_lit(const Hopping& h, std::int64_t slot) {
    if (h.lit_share >= 1.0) return slot;
    const std::int64_t period = std::max<std::int64_t>(1, h.period_slots);
    const double per_period = h.lit_share * static_cast<double>(period);
    if (!(per_period > 0.0)) return -1;
    if (is_lit(h, slot)) return slot;
    // The next period whose first slot is lit: one is within 1 / (slots per period).
    std::int64_t next = slot / period + 1;
    const auto most = next + static_cast<std::int64_t>(std::ceil(1.0 / per_period)) + 1;
    while (next < most && !is_lit(h, next * period)) ++next;
    return next * period;
}

int BlockShare::begin(int blocks, double share) {
    carry_ += blocks * share;
    const int given = std::max(0, static_cast<int>(std::floor(carry_ + 1e-9)));
    carry_ -= given;
    return given;
}

}  // namespace d2c
