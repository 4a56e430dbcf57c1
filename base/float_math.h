#pragma once
// Logarithm and exponential in single precision, and hashed draws, written without a branch or a call: a compiler puts them into vector
// loops of any width, and every width gives the same digits. Polynomials are summed in pairs, so that few of their steps wait for each
// other.

#include <bit>
#include <cstdint>

namespace d2c {

template <class Number>
Number squared(Number x) {
    return x * x;
}

/// log2 of a positive normal number, to 1e-7 (or two units in the last place where the result is larger).
inline float log2_f32(float x) {
    const auto bits = std::bit_cast<std::int32_t>(x);
    // The exponent that brings the mantissa into [sqrt(1/2), sqrt(2)).
    const std::int32_t exponent = (bits - 0x3f3504f3) >> 23;
    const float m = std::bit_cast<float>(bits - (exponent << 23));
    const float t = (m - 1.0f) / (m + 1.0f), t2 = t * t;
    // 2 / ln 2 times the series of artanh; the first term left out is below 4e-10.
    const float t4 = t2 * t2;
    const float series = (2.88539008f + t2 * 0.961796694f) + t4 * ((0.577078016f + t2 * 0.412198583f) + t4 * 0.320598898f);
    return static_cast<float>(exponent) + t * series;
}

/// 2^x for x from -126 to 126, relative error 3e-7.
inline float exp2_f32(float x) {
    const float shifted = x + 12582912.0f;  // 1.5 * 2^23: the sum's last bit is 1, so it holds x rounded to a whole number
    const float f = x - (shifted - 12582912.0f);
    const std::int32_t exponent = std::bit_cast<std::int32_t>(shifted) - 0x4b400000;
    // Taylor in f ln 2, |f| <= 1/2.
    const float f2 = f * f;
    const float p = (1.0f + f * 0.693147181f) +
                    f2 * ((0.240226507f + f * 0.0555041087f) + f2 * ((0.00961812911f + f * 0.00133335581f) + f2 * 0.000154035304f));
    return std::bit_cast<float>(std::bit_cast<std::int32_t>(p) + (exponent << 23));
}

/// Four mixed words of four: PCG4D (M. Jarzynski, M. Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020). A draw for hot loops,
/// where Philox would be the larger part of the work.
struct Words4 {
    std::uint32_t a, b, c, d;
};
inline Words4 hash4(Words4 v) {
    v.a = v.a * 1664525u + 1013904223u;
    v.b = v.b * 1664525u + 1013904223u;
    v.c = v.c * 1664525u + 1013904223u;
    v.d = v.d * 1664525u + 1013904223u;
    v.a += v.b * v.d;
    v.b += v.c * v.a;
    v.c += v.a * v.b;
    v.d += v.b * v.c;
    v.a ^= v.a >> 16u;
    v.b ^= v.b >> 16u;
    v.c ^= v.c >> 16u;
    v.d ^= v.d >> 16u;
    v.a += v.b * v.d;
    v.b += v.c * v.a;
    v.c += v.a * v.b;
    v.d += v.b * v.c;
    return v;
}
/// Uniform in (0, 1) from the upper 23 bits: never 0 or 1, and exact in single precision.
inline float uniform_f32(std::uint32_t word) { return (static_cast<float>(static_cast<std::int32_t>(word >> 9u)) + 0.5f) * 0x1p-23f; }

}  // namespace d2c
