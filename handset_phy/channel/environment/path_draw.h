#pragma once
// What a phone draws towards a satellite as time goes on: two draws that change little by little, one for line of sight and one for
// shadowing.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/float_math.h"
#include "base/instant.h"

namespace d2c {

/// Time between two independent draws of one phone and satellite. Assumption: shadowing keeps until the satellite is seen in another
/// direction, by 20 degrees (kShadowDirectionScale); from 330 to 360 km that takes 15 s overhead and 50 s at 20 degrees of elevation.
inline constexpr double kPathDrawSpacing_s = 30.0;

/// What one phone draws towards one satellite at one instant.
struct PathDraw {
    float clearness;  ///< 0 to below the sum of the weights: line of sight while it is below `clearness_below`
    float shadow;     ///< standard normal
};

/// Where an instant lies between two draws, the same for every pair.
struct PathDrawTime {
    std::uint32_t seed;                 ///< of the study, mixed to one word
    std::uint32_t knot;                 ///< number of the draw before, since 2000
    float before = 1.0f, after = 0.0f;  ///< weights of the draws before and after; their squares sum to 1

    PathDrawTime(std::uint64_t study_seed, Instant at) {
        const Words4 mixed =
            hash4({static_cast<std::uint32_t>(study_seed), static_cast<std::uint32_t>(study_seed >> 32u), 0x70617468u, 0u});
        seed = mixed.a;
        const double knots = static_cast<double>(at.utc_ns) * 1e-9 / kPathDrawSpacing_s;
        const double whole = std::floor(knots);
        knot = static_cast<std::uint32_t>(static_cast<std::int64_t>(whole));
        const double part = knots - whole;
        const double norm = 1.0 / std::sqrt(part * part + (1.0 - part) * (1.0 - part));
        before = static_cast<float>((1.0 - part) * norm);
        after = static_cast<float>(part * norm);
    }
    /// The value below which `clearness` lies with that probability: the distribution of a sum of two uniform draws, one of each weight.
    double clearness_below(double probability) const {
        const double small = static_cast<double>(std::min(before, after)), large = static_cast<double>(std::max(before, after));
        const double p = std::min(probability, 1.0 - probability);
        const double corner = large > 0.0 ? small / (2.0 * large) : 0.0;
        const double lower = p < corner ? std::sqrt(2.0 * p * small * large) : p * large + 0.5 * small;
        return probability <= 0.5 ? lower : small + large - lower;
    }
};

/// The phone's identity in these draws.
inline std::uint32_t path_draw_word(std::uint64_t phone_draw_id) {
    return hash4({static_cast<std::uint32_t>(phone_draw_id), static_cast<std::uint32_t>(phone_draw_id >> 32u), 0x70686f6eu, 0u}).a;
}

/// At every instant both are independent of each other and of other phones and satellites; they are correlated over less than twice
/// kPathDrawSpacing_s. The normal of a knot is the sum of six uniform draws of 16 bits (an Irwin-Hall distribution: variance 1, kurtosis
/// 0.2 below the normal law's at a knot and less between, none beyond 4.2 standard deviations). `phone`: of path_draw_word; `satellite`:
/// its row in the fleet. The keys hold no policy, limit or bandwidth.
inline PathDraw path_draw(const PathDrawTime& at, std::uint32_t phone, std::uint32_t satellite) {
    const Words4 first = hash4({phone, satellite, at.knot, at.seed}), second = hash4({phone, satellite, at.knot + 1u, at.seed});
    const auto sum_of_halves = [](const Words4& w) {
        return static_cast<float>(
            static_cast<std::int32_t>((w.b >> 16u) + (w.b & 0xffffu) + (w.c >> 16u) + (w.c & 0xffffu) + (w.d >> 16u) + (w.d & 0xffffu)));
    };
    // Six uniforms of 65536 steps: mean 3 * 65535, variance 6 (65536^2 - 1) / 12.
    constexpr float kMean = 3.0f * 65535.0f, kInverseDeviation = 1.41421356f / 65536.0f;
    return {at.before * uniform_f32(first.a) + at.after * uniform_f32(second.a),
            kInverseDeviation * (at.before * (sum_of_halves(first) - kMean) + at.after * (sum_of_halves(second) - kMean))};
}

}  // namespace d2c
