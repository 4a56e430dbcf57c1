#pragma once
// The loops of kernels.h; included by each kernel_<width>.cc, with KERNEL_SPACE its namespace.

#include <cmath>
#include <limits>

#include "base/float_math.h"
#include "world/sky/kernels.h"

namespace d2c::sky::KERNEL_SPACE {

static inline std::int32_t sine_bin(float sine) {
    const auto bin = static_cast<std::int32_t>(sine * static_cast<float>(kSineBins));
    const std::int32_t low = bin < 0 ? 0 : bin;
    return low < static_cast<std::int32_t>(kSineBins) ? low : static_cast<std::int32_t>(kSineBins) - 1;
}

/// A satellite as a phone sees it.
struct Line {
    float dx, dy, dz, range2, sine;
};
static inline Line line_to(const SatelliteView& s, const PhoneView& p, std::size_t i) {
    const float dx = s.x_m[i] - p.x_m, dy = s.y_m[i] - p.y_m, dz = s.z_m[i] - p.z_m;
    const float range2 = dx * dx + dy * dy + dz * dz;
    return {dx, dy, dz, range2, (dx * p.up_x + dy * p.up_y + dz * p.up_z) / std::sqrt(range2)};
}

static void view(const SatelliteView& satellites, const PhoneView& phone, const ViewColumns& out) {
    const SatelliteView s = satellites;
    const PhoneView p = phone;
    float* __restrict sine = out.sine;
    float* __restrict range2 = out.range2_m2;
    float* __restrict along = out.along_nadir_m;
#pragma GCC ivdep
    for (std::size_t i = 0; i < s.count; ++i) {
        const Line line = line_to(s, p, i);
        sine[i] = line.sine;
        range2[i] = line.range2;
        along[i] = -(line.dx * s.nadir_x[i] + line.dy * s.nadir_y[i] + line.dz * s.nadir_z[i]);
    }
}

static void mean_gains(const SatelliteView& satellites, const PhoneView& phone, const ChannelColumns& channel, float* gain_per_m2) {
    const SatelliteView s = satellites;
    const PhoneView p = phone;
    float* __restrict gain = gain_per_m2;
    const float* __restrict mean = channel.mean_gain.data();
#pragma GCC ivdep
    for (std::size_t i = 0; i < s.count; ++i) {
        const Line line = line_to(s, p, i);
        const float g = mean[sine_bin(line.sine)] / line.range2;
        gain[i] = line.sine > 0.0f ? g : 0.0f;
    }
}

static void sines(const SatelliteView& satellites, const PhoneView& phone, float* sine) {
    const SatelliteView s = satellites;
    const PhoneView p = phone;
    float* __restrict out = sine;
#pragma GCC ivdep
    for (std::size_t i = 0; i < s.count; ++i) out[i] = line_to(s, p, i).sine;
}

static std::size_t usable(const float* sine, float least_sine, std::size_t first, std::size_t last, std::uint16_t* index) {
    std::size_t found = 0;
    for (std::size_t i = first; i < last; ++i) {
        index[found] = static_cast<std::uint16_t>(i);
        found += sine[i] >= least_sine ? 1u : 0u;
    }
    return found;
}

static Strongest serve(const ServingView& s, const PathDrawTime& at, std::uint32_t phone, const ChannelColumns& channel,
                       const ClearnessColumn& clearness, float* gain_log2_per_m2, float* strength_db) {
    constexpr float kNone = -std::numeric_limits<float>::infinity();
    constexpr float kDbPerOctave = 3.01029996f, kOctavesPerDb = 0.332192809f;
    const std::uint32_t* __restrict satellite = s.satellite;
    const float* __restrict sine = s.sine;
    const float* __restrict range2 = s.range2_m2;
    const float* __restrict along = s.along_nadir_m;
    const float least = s.least_sine, eirp_db = s.eirp_db, exponent = s.scan_exponent;
    const std::size_t count = s.count;
    float* __restrict gain = gain_log2_per_m2;
    float* __restrict strength = strength_db;
    const float* __restrict below = clearness.below.data();
    const std::int32_t* __restrict losses = channel.loss_and_sigma.data();
    const float* __restrict mean = channel.mean_gain_log2.data();
    const PathDrawTime time = at;
#pragma GCC ivdep
    for (std::size_t i = 0; i < count; ++i) {
        const PathDraw draw = path_draw(time, phone, satellite[i]);
        const std::int32_t bin = sine_bin(sine[i]);
        const float threshold = below[bin];
        const std::int32_t packed = losses[bin + (draw.clearness < threshold ? static_cast<std::int32_t>(kSineBins) : 0)];
        const float loss = (static_cast<float>(packed >> 16) + static_cast<float>(packed & 0xffff) * draw.shadow) * (1.0f / 256.0f);
        const float spread = log2_f32(range2[i]), usual = mean[bin];
        const float drawn = -loss * kOctavesPerDb;
        const float scanned = exponent * (log2_f32(along[i]) - 0.5f * spread);
        const float e = sine[i];
        gain[i] = e > 0.0f ? (e >= least ? drawn : usual) - spread : kNoGainLog2;
        strength[i] = e >= least ? eirp_db + kDbPerOctave * (scanned + drawn - spread) : kNone;
    }
    float most[kLanes];
    std::int32_t block[kLanes] = {}, some[kLanes] = {};
    for (float& lane : most) lane = kNone;
    for (std::size_t i = 0; i < count; i += kLanes) {
        const auto here = static_cast<std::int32_t>(i);
        for (std::size_t l = 0; l < kLanes; ++l) {
            const float db = strength[i + l];
            block[l] = db > most[l] ? here : block[l];
            most[l] = db > most[l] ? db : most[l];
            some[l] += sine[i + l] >= least ? 1 : 0;
        }
    }
    Strongest strongest{kNone, 0, 0};
    for (std::size_t l = 0; l < kLanes; ++l) {
        if (most[l] > strongest.db)
            strongest = {most[l], static_cast<std::uint32_t>(block[l]) + static_cast<std::uint32_t>(l), strongest.count};
        strongest.count += static_cast<std::uint32_t>(some[l]);
    }
    return strongest;
}

static float dot(const float* a, const float* b, std::size_t count) {
    float lane[kLanes] = {};
    for (std::size_t i = 0; i < count; i += kLanes)
        for (std::size_t l = 0; l < kLanes; ++l) lane[l] += a[i + l] * b[i + l];
    for (std::size_t half = kLanes / 2; half > 0; half /= 2)
        for (std::size_t l = 0; l < half; ++l) lane[l] += lane[l + half];
    return lane[0];
}

static void pick_gains(const float* log2, const std::uint16_t* which, std::size_t count, float* gain_per_m2) {
    float* __restrict gain = gain_per_m2;
    for (std::size_t i = 0; i < count; ++i) gain[i] = log2[which[i]];
#pragma GCC ivdep
    for (std::size_t i = 0; i < count; ++i) gain[i] = exp2_f32(gain[i]);
}

}  // namespace d2c::sky::KERNEL_SPACE

#include "world/sky/near_body.h"
#include "world/sky/uplink_body.h"

namespace d2c::sky::KERNEL_SPACE {

extern const Kernels kTable;
const Kernels kTable{view, sines, mean_gains, usable, serve, pick_gains, dot, hear_all, near_blocks, see_block, hear_near, hear_beams};

}  // namespace d2c::sky::KERNEL_SPACE
