#include "base/random.h"

#include <algorithm>
#include <cmath>

namespace d2c {
namespace {

// Multipliers and Weyl increments of Philox4x32: Salmon et al. 2011, section 4.3 and the authors' Random123 constants.
constexpr std::uint32_t kMultiplier0 = 0xD2511F53u;
constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57u;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9u;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85u;

}  // namespace

std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> k) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{kMultiplier0} * c[0];
        const std::uint64_t p1 = std::uint64_t{kMultiplier1} * c[2];
        c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(p1),
             static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(p0)};
        k[0] += kWeyl0;
        k[1] += kWeyl1;
    }
    return c;
}

double uniform01(const DrawKey& key) {
    // The purpose is spread over the key by a multiplication with an odd constant so that no two (seed, purpose) share a Philox key
    // unless their 64-bit keys collide.
    const std::uint64_t mixed = key.seed ^ (static_cast<std::uint64_t>(key.purpose) * 0x9E3779B97F4A7C15ull);
    const auto block =
        philox4x32_10({static_cast<std::uint32_t>(key.entity), static_cast<std::uint32_t>(key.entity >> 32), key.other, key.step},
                      {static_cast<std::uint32_t>(mixed), static_cast<std::uint32_t>(mixed >> 32)});
    const std::uint64_t bits = (std::uint64_t{block[0]} << 32 | block[1]) >> 12;
    return (static_cast<double>(bits) + 0.5) * 0x1.0p-52;
}

double inverse_normal_cdf(double p) {
    // Coefficients: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
    constexpr std::array a{-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                           1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr std::array b{-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                           -1.328068155288572e+01};
    constexpr std::array c{-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                           -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr std::array d{7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
    constexpr double kTail = 0.02425;
    const auto tail = [&](double q) {
        return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
               ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1.0);
    };
    if (p < kTail) return tail(std::sqrt(-2.0 * std::log(p)));
    if (p > 1.0 - kTail) return -tail(std::sqrt(-2.0 * std::log1p(-p)));
    const double q = p - 0.5;
    const double r = q * q;
    return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
           (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1.0);
}

std::uint32_t inverse_poisson_cdf(double mean, double p) {
    constexpr double kLargestExactMean = 500.0;
    if (mean > kLargestExactMean) {
        return static_cast<std::uint32_t>(std::max(0.0, std::ceil(mean + std::sqrt(mean) * inverse_normal_cdf(p) - 0.5)));
    }
    double term = std::exp(-mean), sum = term;
    std::uint32_t n = 0;
    while (sum < p && term > 0.0) {
        ++n;
        term *= mean / n;
        sum += term;
    }
    return n;
}

std::uint64_t replication_seed(std::uint64_t seed, std::uint32_t run) {
    if (run <= 1) return seed;
    const auto block = philox4x32_10({run, 0, 0, 0}, {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    return std::uint64_t{block[0]} << 32 | block[1];
}

double standard_normal(const DrawKey& key) { return inverse_normal_cdf(uniform01(key)); }

}  // namespace d2c
