#pragma once
// Modified Bessel function of the first kind, order 0, without its growth.

#include <cmath>
#include <numbers>

namespace d2c {

/// exp(-x) I0(x) for x of at least 0: the power series to 20 (Abramowitz and Stegun 9.6.12), Hankel's expansion above (9.7.1), each to
/// 1e-13.
inline double scaled_bessel_i0(double x) {
    double term = 1.0, sum = 1.0;
    if (x <= 20.0) {
        for (int k = 1; term > 1e-17 * sum; ++k) sum += term *= 0.25 * x * x / (k * k);
        return std::exp(-x) * sum;
    }
    for (int k = 1; k < 30; ++k) {
        const double next = term * (2 * k - 1) * (2 * k - 1) / (8.0 * k * x);
        if (next >= term || next < 1e-17) break;
        sum += term = next;
    }
    return sum / std::sqrt(2.0 * std::numbers::pi * x);
}

}  // namespace d2c
