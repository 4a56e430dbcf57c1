#pragma once
// The loops over phones that transmit, as a satellite hears them; included by kernel_body.h, with KERNEL_SPACE its namespace.

#include <cmath>

#include "world/sky/kernels.h"

namespace d2c::sky::KERNEL_SPACE {

/// The mean path gain at 1 m, between knots; nothing below the lowest.
static inline float mean_gain(float sine, const float* mean, float lowest, std::int32_t last) {
    const float position = (sine - lowest) * static_cast<float>(kGainKnots);
    const auto rounded = static_cast<std::int32_t>(position), low = rounded < 0 ? 0 : rounded;
    const std::int32_t knot = low < last ? low : last - 1;
    const float part = position - static_cast<float>(knot);
    return (mean[knot] + part * (mean[knot + 1] - mean[knot])) * (sine > lowest ? 1.0f : 0.0f);
}

static inline void hear(const GroundView& ground, const Receiver& at, std::size_t row, std::uint64_t carriers, float* sums) {
    const float sx = at.x_m, sy = at.y_m, sz = at.z_m, lowest = at.lowest_sine;
    const std::int32_t last = at.last_knot;
    const float* __restrict mean = at.mean_gain;
    const float* __restrict x = ground.x_m + row;
    const float* __restrict y = ground.y_m + row;
    const float* __restrict z = ground.z_m + row;
    const float* __restrict ux = ground.up_x + row;
    const float* __restrict uy = ground.up_y + row;
    const float* __restrict uz = ground.up_z + row;
    float gain[kNearLanes];
#pragma GCC ivdep
    for (std::size_t l = 0; l < kNearLanes; ++l) {
        const float dx = sx - x[l], dy = sy - y[l], dz = sz - z[l];
        const float inverse = 1.0f / (dx * dx + dy * dy + dz * dz);
        gain[l] = mean_gain((dx * ux[l] + dy * uy[l] + dz * uz[l]) * std::sqrt(inverse), mean, lowest, last) * inverse;
    }
    for (; carriers != 0; carriers &= carriers - 1) {
        const auto k = static_cast<std::size_t>(__builtin_ctzll(carriers));
        const float* __restrict power = ground.power + k * ground.stride + row;
        float* __restrict sum = sums + k * kNearLanes;
#pragma GCC unroll 1
        for (std::size_t l = 0; l < kNearLanes; ++l) sum[l] += gain[l] * power[l];
    }
}

static void hear_all(const GroundView& ground, const Receiver& at, const RowRange* ranges, std::size_t count, std::uint64_t wanted,
                     float* sums) {
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t row = ranges[i].first; row < ranges[i].last; row += kNearLanes) {
            const std::uint64_t carriers = ground.carriers[row / kNearLanes] & wanted;
            if (carriers != 0) hear(ground, at, row, carriers, sums);
        }
    }
}

static void see_block(const GroundView& ground, const Receiver& at, std::uint32_t block, SeenBlock& seen) {
    const std::size_t row = static_cast<std::size_t>(block) * kNearLanes;
    const float sx = at.x_m, sy = at.y_m, sz = at.z_m, lowest = at.lowest_sine;
    const std::int32_t last = at.last_knot;
    const float* __restrict mean = at.mean_gain;
    const float* __restrict x = ground.x_m + row;
    const float* __restrict y = ground.y_m + row;
    const float* __restrict z = ground.z_m + row;
    const float* __restrict ux = ground.up_x + row;
    const float* __restrict uy = ground.up_y + row;
    const float* __restrict uz = ground.up_z + row;
    SeenBlock* __restrict out = &seen;
#pragma GCC ivdep
    for (std::size_t l = 0; l < kNearLanes; ++l) {
        const float dx = x[l] - sx, dy = y[l] - sy, dz = z[l] - sz;
        const float inverse = 1.0f / (dx * dx + dy * dy + dz * dz), range1 = std::sqrt(inverse);
        const float sine = -(dx * ux[l] + dy * uy[l] + dz * uz[l]) * range1;
        out->x[l] = dx * range1;
        out->y[l] = dy * range1;
        out->z[l] = dz * range1;
        out->gain[l] = mean_gain(sine, mean, lowest, last) * inverse;
    }
}

/// Which of sixteen matter, as bits.
static inline std::uint32_t near_ones(const Reaches& all, std::size_t first, float ax, float ay, float az) {
    const float* __restrict x = all.x + first;
    const float* __restrict y = all.y + first;
    const float* __restrict z = all.z + first;
    const float* __restrict reach2 = all.chord2 + first;
    std::uint32_t bits = 0;
#pragma GCC unroll 1
    for (std::size_t l = 0; l < kLanes; ++l) {
        const float bx = x[l] - ax, by = y[l] - ay, bz = z[l] - az;
        bits |= bx * bx + by * by + bz * bz <= reach2[l] ? 1u << l : 0u;
    }
    return bits;
}

static std::size_t near_blocks(const Reaches& groups, const Reaches& blocks, const float* axis, std::uint32_t* place) {
    const float ax = axis[0], ay = axis[1], az = axis[2];
    std::size_t found = 0;
    for (std::size_t g = 0; g < groups.count; g += kLanes) {
        for (std::uint32_t some = near_ones(groups, g, ax, ay, az); some != 0; some &= some - 1) {
            const std::size_t first = (g + static_cast<std::size_t>(__builtin_ctz(some))) * kLanes;
            for (std::uint32_t near = near_ones(blocks, first, ax, ay, az); near != 0; near &= near - 1)
                place[found++] = static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(__builtin_ctz(near));
        }
    }
    return found;
}

static Heard hear_near(const GroundView& ground, const ReceiveBeam& beam, const std::uint32_t* block, const SeenBlock* seen,
                       const std::uint32_t* place, std::size_t count, std::size_t carrier, std::uint32_t* suspects) {
    const float ax = beam.axis_x, ay = beam.axis_y, az = beam.axis_z, suspect2 = beam.suspect_chord2;
    const ChordTable pattern = beam.pattern;
    float sum[kNearLanes] = {};
    std::size_t found = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t at = block[place[i]];
        if ((ground.carriers[at] >> carrier & 1) == 0) continue;
        const SeenBlock& rows = seen[place[i]];
        const float* __restrict power = ground.power + carrier * ground.stride + static_cast<std::size_t>(at) * kNearLanes;
        float apart[kNearLanes];
        std::int32_t some = 0;
#pragma GCC unroll 1
#pragma GCC ivdep
        for (std::size_t l = 0; l < kNearLanes; ++l) {
            const float bx = rows.x[l] - ax, by = rows.y[l] - ay, bz = rows.z[l] - az;
            const float square = bx * bx + by * by + bz * bz;
            apart[l] = square > suspect2 ? 1.0f : 0.0f;
            sum[l] += apart[l] * (rows.gain[l] * power[l] * above_floor(pattern, square));
        }
#pragma GCC unroll 1
        for (std::size_t l = 0; l < kNearLanes; ++l) some |= apart[l] == 0.0f ? 1 : 0;
        if (some == 0) continue;
        for (std::size_t l = 0; l < kNearLanes; ++l) {
            suspects[found] = static_cast<std::uint32_t>(place[i] * kNearLanes + l);
            found += apart[l] == 0.0f && power[l] > 0.0f ? 1u : 0u;
        }
    }
    return {sum_of_lanes(sum), found};
}

}  // namespace d2c::sky::KERNEL_SPACE
