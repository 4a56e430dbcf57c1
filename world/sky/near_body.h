#pragma once
// The loop over lit beams, as a phone hears them above their floor; included by kernel_body.h, with KERNEL_SPACE its namespace.

#include <cmath>

#include "world/sky/kernels.h"

namespace d2c::sky::KERNEL_SPACE {

/// Without a branch, for loops.
static inline float above_floor(const ChordTable& table, float chord2) {
    const float square = chord2 * table.knots_per_chord2, end = static_cast<float>(table.knots), position = square < end ? square : end;
    const auto rounded = static_cast<std::int32_t>(position);
    const std::int32_t knot = rounded < table.knots - 1 ? rounded : table.knots - 1;
    const float part = position - static_cast<float>(knot);
    return table.above_floor[knot] + part * (table.above_floor[knot + 1] - table.above_floor[knot]);
}

/// Always in the same order. `sum` is used up.
static inline float sum_of_lanes(float* sum) {
    for (std::size_t half = kNearLanes / 2; half > 0; half /= 2)
        for (std::size_t l = 0; l < half; ++l) sum[l] += sum[l + half];
    return sum[0];
}

static Heard hear_beams(const HeardBeams& beams, const PhoneView& phone, const float* gain_per_m2, std::uint32_t* suspects) {
    const PhoneView p = phone;
    const ChordTable pattern = beams.pattern;
    const float reach2 = static_cast<float>(pattern.knots) / pattern.knots_per_chord2, suspect_m = beams.suspect_m,
                suspect2_m2 = suspect_m * suspect_m;
    const float* __restrict gain = gain_per_m2;
    float sum[kNearLanes] = {};
    std::size_t found = 0;
    for (std::size_t b = 0; b < beams.count; ++b) {
        const BeamBlock& rows = beams.blocks[b];
        float square[kNearLanes], apart[kNearLanes];
        std::int32_t near = 0, some = 0;
#pragma GCC unroll 1
#pragma GCC ivdep
        for (std::size_t l = 0; l < kNearLanes; ++l) {
            const float dx = p.x_m - rows.x_m[l], dy = p.y_m - rows.y_m[l], dz = p.z_m - rows.z_m[l];
            const float range2 = dx * dx + dy * dy + dz * dz, inverse = 1.0f / std::sqrt(range2);
            const float bx = rows.axis_x[l] - dx * inverse, by = rows.axis_y[l] - dy * inverse, bz = rows.axis_z[l] - dz * inverse;
            square[l] = bx * bx + by * by + bz * bz;
            near |= square[l] < reach2 ? 1 : 0;
            // The chord between two directions is at most their ends' distance over the shorter way.
            const float rest = range2 * inverse - suspect_m, shorter = rest > 0.0f ? rest : 0.0f;
            apart[l] = square[l] * shorter * shorter > suspect2_m2 ? 1.0f : 0.0f;
        }
        if (near == 0) continue;
#pragma GCC unroll 1
#pragma GCC ivdep
        for (std::size_t l = 0; l < kNearLanes; ++l)
            sum[l] += apart[l] * (gain[rows.satellite[l]] * rows.eirp_w_per_hz[l] * above_floor(pattern, square[l]));
#pragma GCC unroll 1
        for (std::size_t l = 0; l < kNearLanes; ++l) some |= apart[l] == 0.0f ? 1 : 0;
        if (some == 0) continue;
        for (std::size_t l = 0; l < kNearLanes; ++l) {
            suspects[found] = static_cast<std::uint32_t>(b * kNearLanes + l);
            found += apart[l] == 0.0f ? 1u : 0u;
        }
    }
    return {sum_of_lanes(sum), found};
}

}  // namespace d2c::sky::KERNEL_SPACE
