#include "base/float_math.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace d2c {
namespace {

TEST(FloatMath, LogarithmAndExponentialAreThoseOfTheLibrary) {
    for (int i = 0; i < 200'000; ++i) {
        const float x = std::exp(-60.0f + 0.0006f * static_cast<float>(i));
        const double exact = std::log2(static_cast<double>(x));
        ASSERT_NEAR(static_cast<double>(log2_f32(x)), exact, std::max(1e-7, 1.3e-7 * std::abs(exact))) << x;
    }
    for (int i = -125'999; i < 126'000; ++i) {
        const float x = 0.001f * static_cast<float>(i);
        if (x <= -126.0f) continue;
        ASSERT_NEAR(static_cast<double>(exp2_f32(x)) / std::exp2(static_cast<double>(x)), 1.0, 3e-7) << x;
    }
}

/// 256 bins of each word, over counters that differ in one word at a time: chi-square with 255 degrees of freedom stays below 380 (one in a
/// million).
TEST(FloatMath, HashedWordsAreEvenAlongEveryArgument) {
    constexpr int kDraws = 1 << 16;
    for (int argument = 0; argument < 4; ++argument) {
        std::array<std::array<int, 256>, 4> bins{};
        for (std::uint32_t i = 0; i < kDraws; ++i) {
            Words4 in{7u, 11u, 13u, 17u};
            (argument == 0 ? in.a : argument == 1 ? in.b : argument == 2 ? in.c : in.d) = i;
            const Words4 out = hash4(in);
            ++bins[0][out.a >> 24u];
            ++bins[1][out.b >> 24u];
            ++bins[2][out.c >> 24u];
            ++bins[3][out.d >> 24u];
        }
        for (const auto& word : bins) {
            double chi_square = 0.0;
            for (const int count : word) chi_square += std::pow(count - kDraws / 256.0, 2) / (kDraws / 256.0);
            EXPECT_LT(chi_square, 380.0) << "argument " << argument;
        }
    }
}

}  // namespace
}  // namespace d2c
