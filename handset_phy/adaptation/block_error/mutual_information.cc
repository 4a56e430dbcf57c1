#include "handset_phy/adaptation/block_error/mutual_information.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLowestDb = -40.0, kHighestDb = 50.0, kStepsPerDb = 4.0;
constexpr int kSteps = static_cast<int>((kHighestDb - kLowestDb) * kStepsPerDb);

/// Square QAM is two independent Gray-mapped amplitudes; their bits are all there is.
class Amplitudes {
  public:
    explicit Amplitudes(int modulation_order) : bits_{modulation_order / 2}, levels_{1 << bits_} {
        double energy = 0.0;
        for (int i = 0; i < levels_; ++i) energy += square(2 * i - (levels_ - 1));
        half_distance_ = std::sqrt(0.5 * levels_ / energy);  // half of the symbol's unit energy
    }

    double information(Db snr) const {
        const double sigma = std::sqrt(0.5 / ratio_from_db(snr));
        double sum = 0.0;
        for (int sent = 0; sent < levels_ / 2; ++sent)  // the other half is its mirror image
            for (int k = -kHalf; k <= kHalf; ++k) sum += weight(k) * information_given(sent, k * kNoiseStep * sigma, sigma);
        return std::clamp(2.0 * sum / (levels_ * bits_), 0.0, 1.0);
    }

  private:
    static constexpr int kHalf = 36;
    static constexpr double kNoiseStep = 0.25;  // of the noise's standard deviation
    static double square(double x) { return x * x; }
    static double weight(int k) { return kNoiseStep * std::exp(-0.5 * square(k * kNoiseStep)) / std::sqrt(2.0 * std::numbers::pi); }
    double level(int i) const { return half_distance_ * (2 * i - (levels_ - 1)); }

    /// Sum over the bits of log2(2 p(y | bit sent) / p(y)).
    double information_given(int sent, double noise, double sigma) const {
        std::array<double, 32> likelihood;
        double all = 0.0;
        for (int i = 0; i < levels_; ++i) {
            const double miss = (level(sent) - level(i) + noise) / sigma, own = noise / sigma;
            likelihood[static_cast<std::size_t>(i)] = std::exp(-0.5 * (square(miss) - square(own)));
            all += likelihood[static_cast<std::size_t>(i)];
        }
        double bits = 0.0;
        for (int b = 0; b < bits_; ++b) {
            double same = 0.0;
            for (int i = 0; i < levels_; ++i)
                if (((gray(i) ^ gray(sent)) >> b & 1) == 0) same += likelihood[static_cast<std::size_t>(i)];
            bits += std::log2(2.0 * same / all);
        }
        return bits;
    }
    static int gray(int i) { return i ^ (i >> 1); }

    int bits_, levels_;
    double half_distance_;
};

std::vector<double> tabulate(int modulation_order) {
    const Amplitudes amplitudes{modulation_order};
    std::vector<double> table;
    for (int i = -1; i <= kSteps + 2; ++i) table.push_back(amplitudes.information(Db{kLowestDb + i / kStepsPerDb}));
    return table;
}

const std::vector<double>& table_of(int modulation_order) {
    switch (modulation_order) {
        case 2: {
            static const std::vector<double> table = tabulate(2);
            return table;
        }
        case 4: {
            static const std::vector<double> table = tabulate(4);
            return table;
        }
        case 6: {
            static const std::vector<double> table = tabulate(6);
            return table;
        }
        case 8: {
            static const std::vector<double> table = tabulate(8);
            return table;
        }
        default: {
            static const std::vector<double> table = tabulate(10);
            return table;
        }
    }
}

/// Mutual information of a binary input and a Gaussian log-likelihood ratio of standard deviation `x`: the two polynomials of ten Brink,
/// Kramer, Ashikhmin (IEEE Trans. Commun. 52, 2004, appendix), which 802.16m-08/004r5 repeats. They rise from 0 to 1 - 4e-6 within 0 to 10.
double j_function(double x) {
    if (x > 10.0) return 1.0;
    if (x > 1.6363) return 1.0 - std::exp(((0.00181491 * x - 0.142675) * x - 0.0822054) * x + 0.0549608);
    return std::max(((-0.0421061 * x + 0.209252) * x - 0.00640081) * x, 0.0);  // NaN stays NaN
}

}  // namespace

bool is_modulation_order(int order) { return order >= 2 && order <= 10 && order % 2 == 0; }

double bit_mutual_information(Db snr, int modulation_order) {
    if (!is_modulation_order(modulation_order) || std::isnan(snr.value)) return kNaN;
    const std::vector<double>& table = table_of(modulation_order);
    if (snr.value < kLowestDb) return table[1] * ratio_from_db(snr - Db{kLowestDb});
    if (snr.value >= kHighestDb) return 1.0;
    const double place = (snr.value - kLowestDb) * kStepsPerDb;
    const auto i = static_cast<std::size_t>(place);
    const double t = place - static_cast<double>(i), *p = &table[i];  // Catmull-Rom between p[1] and p[2]
    const double a = p[2] - p[0], b = 2.0 * p[0] - 5.0 * p[1] + 4.0 * p[2] - p[3], c = 3.0 * (p[1] - p[2]) + p[3] - p[0];
    return p[1] + 0.5 * t * (a + t * (b + t * c));
}

double mmib(Db snr, int modulation_order) {
    const double root = std::sqrt(ratio_by_exp(snr.value));
    switch (modulation_order) {
        case 2:
            return j_function(2.0 * root);
        case 4:
            return 0.5 * j_function(0.8 * root) + 0.25 * j_function(2.17 * root) + 0.25 * j_function(0.965 * root);
        case 6:
            return (j_function(1.47 * root) + j_function(0.529 * root) + j_function(0.366 * root)) / 3.0;
        default:
            return bit_mutual_information(snr, modulation_order);
    }
}

std::optional<Db> snr_for_mmib(double information, int modulation_order) {
    if (!is_modulation_order(modulation_order) || !(information >= 1e-4 && information <= 0.99999)) return std::nullopt;
    double low = -60.0, high = kHighestDb;
    while (high - low > 1e-6) {
        const double middle = 0.5 * (low + high);
        (mmib(Db{middle}, modulation_order) < information ? low : high) = middle;
    }
    return Db{0.5 * (low + high)};
}

}  // namespace d2c
