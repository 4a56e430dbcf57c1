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

/// What one transmitter adds to the floor's sum, or, silent, takes off it; nothing beyond the near angle. Without a branch, for loops.
static inline float hear_one(const GroundView& ground, const Receiver& at, const ReceiveBeam& beam, std::size_t row, float power) {
    const float dx = ground.x_m[row] - at.x_m, dy = ground.y_m[row] - at.y_m, dz = ground.z_m[row] - at.z_m;
    const float inverse = 1.0f / (dx * dx + dy * dy + dz * dz), range1 = std::sqrt(inverse);
    const float sine = -(dx * ground.up_x[row] + dy * ground.up_y[row] + dz * ground.up_z[row]) * range1;
    const float arrives = mean_gain(sine, at.mean_gain, at.lowest_sine, at.last_knot) * inverse * power;
    const float bx = dx * range1 - beam.axis_x, by = dy * range1 - beam.axis_y, bz = dz * range1 - beam.axis_z;
    const float square = (bx * bx + by * by + bz * bz) * beam.knots_per_chord2, end = static_cast<float>(beam.knots),
                position = square < end ? square : end;
    const auto rounded = static_cast<std::int32_t>(position);
    const std::int32_t knot = rounded < beam.knots - 1 ? rounded : beam.knots - 1;
    const float part = position - static_cast<float>(knot);
    const float excess = beam.above_floor[knot] + part * (beam.above_floor[knot + 1] - beam.above_floor[knot]);
    const float gx = ground.x_m[row] - beam.phone_x_m, gy = ground.y_m[row] - beam.phone_y_m, gz = ground.z_m[row] - beam.phone_z_m;
    const float apart = gx * gx + gy * gy + gz * gz < ground.silent_within2_m2[row] ? 0.0f : 1.0f,
                other = ground.phone[row] == beam.phone ? 0.0f : 1.0f, heard = apart * other;
    return arrives * (excess * heard - beam.floor_ratio * (1.0f - heard));
}

/// The same of all of a block's transmitters.
static inline float hear_block(const GroundView& ground, const Receiver& at, const ReceiveBeam& beam, std::size_t first,
                               const float* power) {
    const GroundView from = ground;
    const Receiver to = at;
    const ReceiveBeam by = beam;
    float sum[kNearLanes];
#pragma GCC ivdep
    for (std::size_t l = 0; l < kNearLanes; ++l) sum[l] = hear_one(from, to, by, first + l, power[l]);
    for (std::size_t half = kNearLanes / 2; half > 0; half /= 2)
        for (std::size_t l = 0; l < half; ++l) sum[l] += sum[l + half];
    return sum[0];
}

/// Up to so many transmitters of a block are weighed one by one.
constexpr std::int32_t kFewNear = 2;

static float hear_near(const GroundView& ground, const Receiver& at, const ReceiveBeam& beam, const GroundBlocks& blocks,
                       std::size_t carrier) {
    const float sx = at.x_m, sy = at.y_m, sz = at.z_m, ax = beam.axis_x, ay = beam.axis_y, az = beam.axis_z, cosine2 = beam.near_cosine2;
    float sum = 0.0f;
    for (std::size_t c = 0; c < blocks.count; c += kLanes) {
        const float* __restrict cx = blocks.x + c;
        const float* __restrict cy = blocks.y + c;
        const float* __restrict cz = blocks.z + c;
        const float* __restrict reach = blocks.chord2 + c;
        std::int32_t near[kLanes], any = 0;
        for (std::size_t l = 0; l < kLanes; ++l) {
            const float bx = cx[l] - ax, by = cy[l] - ay, bz = cz[l] - az;
            near[l] = bx * bx + by * by + bz * bz <= reach[l] ? 1 : 0;
            any |= near[l];
        }
        if (any == 0) continue;
        for (std::size_t i = 0; i < kLanes; ++i) {
            if (near[i] == 0) continue;
            const std::uint32_t block = blocks.block[c + i];
            if ((ground.carriers[block] >> carrier & 1) == 0) continue;
            const std::size_t first = static_cast<std::size_t>(block) * kNearLanes;
            const float* __restrict x = ground.x_m + first;
            const float* __restrict y = ground.y_m + first;
            const float* __restrict z = ground.z_m + first;
            const float* __restrict power = ground.power + carrier * ground.stride + first;
            std::int32_t within[kNearLanes], count = 0;
            for (std::size_t l = 0; l < kNearLanes; ++l) {
                const float dx = x[l] - sx, dy = y[l] - sy, dz = z[l] - sz;
                const float along = dx * ax + dy * ay + dz * az, range2 = dx * dx + dy * dy + dz * dz;
                within[l] = (along > 0.0f) & (along * along >= cosine2 * range2) & (power[l] > 0.0f) ? 1 : 0;
                count += within[l];
            }
            if (count > kFewNear) {
                sum += hear_block(ground, at, beam, first, power);
            } else if (count > 0) {
                for (std::size_t l = 0; l < kNearLanes; ++l)
                    if (within[l] != 0) sum += hear_one(ground, at, beam, first + l, power[l]);
            }
        }
    }
    return sum;
}

}  // namespace d2c::sky::KERNEL_SPACE
