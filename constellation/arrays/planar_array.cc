#include "constellation/arrays/planar_array.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <string>

#include "base/constants.h"

namespace d2c {
namespace {

using std::numbers::pi;

void range(Faults& faults, const char* field, double value, double low, double high, const char* unit) {
    if (!(value >= low && value <= high))
        faults.push_back({"", 0, field, std::to_string(value), std::to_string(low) + " to " + std::to_string(high) + unit});
}

/// Mean over the sphere of an element's gain times exp(j 2 pi d . s), for two elements `distance` wavelengths apart. Isotropic: sin x / x.
/// cos^q over half the sphere: Sonine's first integral (Watson, Bessel Functions, 12.11), 2^p Gamma(p + 1) J_{p+1}(x) / x^{p+1} / 2 with p
/// = (q - 1)/2.
double coupling(Element element, double q, double distance) {
    const double x = 2.0 * pi * distance;
    if (element == Element::kIsotropic) return x < 1e-6 ? 1.0 : std::sin(x) / x;
    const double order = 0.5 * (q + 1.0);
    if (x < 1e-3) return 0.5 / (q + 1.0) * (1.0 - x * x / (4.0 * (order + 1.0)));
    return 0.5 * std::pow(2.0, order - 1.0) * std::tgamma(order) * std::cyl_bessel_j(order, x) / std::pow(x, order);
}

/// Nodes and weights of Gauss and Legendre on -1 to 1, by Newton from Tricomi's guess.
void gauss_legendre(int n, arma::vec& nodes, arma::vec& weights) {
    nodes.set_size(n);
    weights.set_size(n);
    for (int i = 0; i < n; ++i) {
        double x = std::cos(pi * (i + 0.75) / (n + 0.5)), derivative = 1.0;
        for (int step = 0; step < 100; ++step) {
            double before = 1.0, now = x;
            for (int k = 2; k <= n; ++k) {
                const double next = ((2.0 * k - 1.0) * x * now - (k - 1.0) * before) / k;
                before = now;
                now = next;
            }
            derivative = n * (x * now - before) / (x * x - 1.0);
            const double move = now / derivative;
            x -= move;
            if (std::abs(move) < 1e-15) break;
        }
        nodes(i) = x;
        weights(i) = 2.0 / ((1.0 - x * x) * derivative * derivative);
    }
}

double tr38901_gain_ratio(double u, double v, double w) {
    constexpr double kBeamwidthDeg = 65.0, kLeastDb = 30.0;
    const double azimuth = std::atan2(u, w) * 180.0 / pi, elevation = std::asin(std::clamp(v, -1.0, 1.0)) * 180.0 / pi;
    const double vertical = std::min(12.0 * elevation * elevation / (kBeamwidthDeg * kBeamwidthDeg), kLeastDb);
    const double horizontal = std::min(12.0 * azimuth * azimuth / (kBeamwidthDeg * kBeamwidthDeg), kLeastDb);
    return ratio_from_db(Db{-std::min(vertical + horizontal, kLeastDb)});
}

}  // namespace

arma::vec taper_amplitudes(Taper taper, int n, Db side_lobe_ratio, int side_lobes) {
    arma::vec amplitudes(n, arma::fill::ones);
    if (taper == Taper::kTaylor) {
        const double a = std::acosh(std::pow(10.0, side_lobe_ratio.value / 20.0)) / pi;
        const double sigma2 = side_lobes * side_lobes / (a * a + (side_lobes - 0.5) * (side_lobes - 0.5));
        for (int m = 1; m < side_lobes; ++m) {
            double numerator = 1.0, denominator = 1.0;
            for (int i = 1; i < side_lobes; ++i) {
                numerator *= 1.0 - m * m / (sigma2 * (a * a + (i - 0.5) * (i - 0.5)));
                if (i != m) denominator *= 1.0 - static_cast<double>(m * m) / (i * i);
            }
            const double f = (m % 2 == 0 ? -1.0 : 1.0) * numerator / (2.0 * denominator);
            for (int k = 0; k < n; ++k) amplitudes(k) += 2.0 * f * std::cos(2.0 * pi * m * (k - 0.5 * (n - 1)) / n);
        }
    } else if (taper == Taper::kHamming) {
        for (int k = 0; k < n && n > 1; ++k) amplitudes(k) = 0.54 - 0.46 * std::cos(2.0 * pi * k / (n - 1));
    } else if (taper == Taper::kCosine) {
        for (int k = 0; k < n; ++k) amplitudes(k) = std::sin(pi * (k + 0.5) / n);
    }
    return amplitudes / amplitudes.max();
}

double element_gain_ratio(Element element, double q, double u, double v, double w) {
    if (element == Element::kIsotropic) return 1.0;
    if (element == Element::kTr38901) return tr38901_gain_ratio(u, v, w);
    return w > 0.0 ? (q == 1.0 ? w : std::pow(w, q)) : 0.0;
}

namespace {
constexpr int kMostIntegrated = 256;
}

Result<PlanarArray> PlanarArray::create(const ArrayParameters& p) {
    Faults faults;
    range(faults, "nx", p.nx, 1.0, 200.0, "");
    range(faults, "ny", p.ny, 1.0, 200.0, "");
    range(faults, "spacing_x_lambda", p.dx_wavelengths, 0.05, 10.0, " [wavelengths]");
    range(faults, "spacing_y_lambda", p.dy_wavelengths, 0.05, 10.0, " [wavelengths]");
    range(faults, "element_exponent", p.cosine_exponent, 0.0, 20.0, "");
    range(faults, "slr_db", p.side_lobe_ratio.value, 10.0, 60.0, " [dB]");
    range(faults, "side_lobes", p.side_lobes, 2.0, 20.0, "");
    range(faults, "phase_bits", p.phase_bits, 0.0, 16.0, "");
    if (p.element_gain) range(faults, "element_gain_dbi", p.element_gain->value, -10.0, 30.0, " [dBi]");
    range(faults, "efficiency", p.efficiency, 1e-3, 1.0, "");
    if (p.element == Element::kTr38901 && !p.element_gain && p.nx * p.ny > kMostIntegrated)
        faults.push_back(
            {"", 0, "element_gain_dbi", "(absent)",
             "needed with more than 256 elements of tr38901, whose directivity is integrated point by point (TR 38.901: 8) [dBi]"});
    if (!faults.empty()) return faults;
    return PlanarArray{p};
}

PlanarArray::PlanarArray(const ArrayParameters& parameters) : parameters_{parameters} {
    const ArrayParameters& p = parameters_;
    const arma::vec along_x = taper_amplitudes(p.taper, p.nx, p.side_lobe_ratio, p.side_lobes);
    const arma::vec along_y = taper_amplitudes(p.taper, p.ny, p.side_lobe_ratio, p.side_lobes);
    positions_.set_size(2, static_cast<arma::uword>(p.nx * p.ny));
    amplitudes_.set_size(positions_.n_cols);
    const bool shifted = p.lattice == Lattice::kTriangular && p.ny > 1;
    for (int j = 0; j < p.ny; ++j) {
        for (int i = 0; i < p.nx; ++i) {
            const auto e = static_cast<arma::uword>(j * p.nx + i);
            const double shift = shifted ? (j % 2 == 0 ? -0.25 : 0.25) : 0.0;
            positions_(0, e) = (i - 0.5 * (p.nx - 1) + shift) * p.dx_wavelengths;
            positions_(1, e) = (j - 0.5 * (p.ny - 1)) * p.dy_wavelengths;
            amplitudes_(e) = along_x(i) * along_y(j);
        }
    }
    const arma::cx_vec broadside(amplitudes_, arma::zeros(amplitudes_.n_elem));
    scale_ = p.efficiency *
             (p.element_gain ? ratio_from_db(as_ratio(*p.element_gain)) : arma::dot(amplitudes_, amplitudes_) / radiated_power(broadside));
}

arma::cx_mat PlanarArray::weights(const arma::mat& aims) const {
    arma::mat phases = -2.0 * pi * positions_.t() * aims.rows(0, 1);
    if (parameters_.phase_bits > 0) {
        const double step = 2.0 * pi / std::pow(2.0, parameters_.phase_bits);
        phases = step * arma::round(phases / step);
    }
    arma::cx_mat weights(arma::cos(phases), arma::sin(phases));
    weights.each_col() %= arma::cx_vec(amplitudes_, arma::zeros(amplitudes_.n_elem));
    return weights;
}

arma::cx_mat PlanarArray::steering(const arma::mat& directions, std::size_t first, std::size_t last) const {
    const arma::mat phases = 2.0 * pi * positions_.t() * directions.submat(0, first, 1, last - 1);
    return arma::cx_mat(arma::cos(phases), arma::sin(phases));
}

arma::mat PlanarArray::gain_ratio(const arma::cx_mat& weights, const arma::mat& directions, std::size_t first, std::size_t last) const {
    if (first >= last) return arma::mat(weights.n_cols, 0);
    // A plain transpose: the weights carry the conjugate phases already.
    arma::mat gain = arma::square(arma::abs(weights.st() * steering(directions, first, last)));
    arma::rowvec element(last - first);
    for (std::size_t d = first; d < last; ++d) {
        element(d - first) = scale_ * element_gain_ratio(parameters_.element, parameters_.cosine_exponent, directions(0, d),
                                                         directions(1, d), directions(2, d));
    }
    gain.each_row() %= element;
    gain.each_col() /= arma::sum(arma::square(arma::abs(weights)), 0).t();  // power fed to each beam
    return gain;
}

std::vector<PlanarArray::Lag> PlanarArray::lags(const arma::cx_vec& weights) const {
    const ArrayParameters& p = parameters_;
    // On a grid of half columns, where every element of either lattice stands; the correlation of the weights by Fourier transform.
    const bool shifted = p.lattice == Lattice::kTriangular;
    const arma::uword step = shifted ? 2 : 1, nx = static_cast<arma::uword>(p.nx), rows = static_cast<arma::uword>(p.ny);
    const arma::uword columns = step * nx + (shifted ? 1 : 0);
    arma::cx_mat grid(2 * columns, 2 * rows, arma::fill::zeros);
    for (arma::uword j = 0; j < rows; ++j)
        for (arma::uword i = 0; i < nx; ++i) grid(step * i + (shifted ? j % 2 : 0), j) = weights(j * nx + i);
    const arma::mat spectrum = arma::square(arma::abs(arma::fft2(grid)));
    const arma::mat correlation = arma::real(arma::ifft2(arma::cx_mat(spectrum, arma::zeros(2 * columns, 2 * rows))));
    std::vector<Lag> all;
    for (arma::uword j = 0; j < 2 * rows; ++j) {
        const double dj = static_cast<double>(std::min(j, 2 * rows - j));
        for (arma::uword i = 0; i < 2 * columns; ++i) {
            const double di = static_cast<double>(std::min(i, 2 * columns - i)) / static_cast<double>(step);
            all.push_back({std::hypot(di * p.dx_wavelengths, dj * p.dy_wavelengths), correlation(i, j)});
        }
    }
    std::sort(all.begin(), all.end(), [](const Lag& x, const Lag& y) { return x.distance < y.distance; });
    std::vector<Lag> merged;
    for (const Lag& lag : all) {
        if (!merged.empty() && lag.distance - merged.back().distance < 1e-9) {
            merged.back().correlation += lag.correlation;
        } else {
            merged.push_back(lag);
        }
    }
    return merged;
}

double PlanarArray::radiated_power(const arma::cx_vec& weights) const {
    if (parameters_.element == Element::kTr38901) return quadrature_power(weights);
    double power = 0.0;
    for (const Lag& lag : lags(weights)) {
        power += lag.correlation * coupling(parameters_.element, parameters_.cosine_exponent, lag.distance);
    }
    return power;
}

Dbi PlanarArray::broadside_gain() const {
    const double sum = arma::accu(amplitudes_);
    return {db_from_ratio(scale_ * sum * sum / arma::dot(amplitudes_, amplitudes_)).value};
}

double PlanarArray::quadrature_power(const arma::cx_vec& weights) const {
    const double reach = 2.0 * pi * std::hypot(parameters_.nx * parameters_.dx_wavelengths, parameters_.ny * parameters_.dy_wavelengths);
    // |array factor|^2 has wave numbers up to `reach`; the element's pattern, with its corners, asks for the rest.
    const int n = static_cast<int>(reach) + 120, turns = 2 * n;
    arma::vec nodes, node_weights;
    gauss_legendre(n, nodes, node_weights);
    double power = 0.0;
    for (int i = 0; i < n; ++i) {
        const double w = nodes(i), sine = std::sqrt(1.0 - w * w);
        arma::mat directions(3, turns);
        for (int k = 0; k < turns; ++k) {
            const double phi = 2.0 * pi * (k + 0.5) / turns;
            directions(0, k) = sine * std::cos(phi);
            directions(1, k) = sine * std::sin(phi);
            directions(2, k) = w;
        }
        const arma::cx_rowvec field = weights.st() * steering(directions, 0, static_cast<std::size_t>(turns));
        double ring = 0.0;
        for (int k = 0; k < turns; ++k)
            ring += std::norm(field(k)) *
                    element_gain_ratio(parameters_.element, parameters_.cosine_exponent, directions(0, k), directions(1, k), w);
        power += 0.5 * node_weights(i) * ring / turns;
    }
    return power;
}

ArrayParameters array_parameters(const PatternParameters& p, Hertz frequency) {
    ArrayParameters a;
    a.nx = p.nx.value_or(a.nx);
    a.ny = p.ny.value_or(a.nx);
    const double wavelength = kSpeedOfLightMPerS / frequency.value;
    if (p.dx) a.dx_wavelengths = p.dx->value / wavelength;
    a.dy_wavelengths = p.dy ? p.dy->value / wavelength : a.dx_wavelengths;
    a.lattice = p.lattice.value_or(a.lattice);
    a.element = p.element.value_or(a.element);
    a.cosine_exponent = p.cosine_exponent.value_or(a.cosine_exponent);
    a.taper = p.taper.value_or(a.taper);
    a.side_lobe_ratio = p.side_lobe_ratio.value_or(a.side_lobe_ratio);
    a.side_lobes = p.side_lobes.value_or(a.side_lobes);
    a.element_gain = p.element_gain;
    a.phase_bits = p.phase_bits.value_or(a.phase_bits);
    return a;
}

Result<PlanarArray> make_array(const PatternParameters& p, Hertz frequency) { return PlanarArray::create(array_parameters(p, frequency)); }

PatternTable array_table(const PlanarArray& array, Db floor) {
    const arma::mat normal(2, 1, arma::fill::zeros);
    const std::vector<PlanarArray::Lag> lags = array.lags(array.weights(normal).col(0));
    double peak = 0.0, reach = 0.0;
    for (const PlanarArray::Lag& lag : lags) {
        peak += lag.correlation;
        if (lag.correlation != 0.0) reach = std::max(reach, lag.distance);
    }
    // The mean over phi of exp(j 2 pi d s cos phi) is J0(2 pi d s).
    const auto amplitude = [&](double squared_sine) {
        const double sine = std::sqrt(squared_sine);
        double power = 0.0;
        for (const PlanarArray::Lag& lag : lags) power += lag.correlation * ::j0(2.0 * pi * lag.distance * sine);
        return std::sqrt(std::max(0.0, power / peak));
    };
    const double beam = 1.0 / std::max(1.0, pi * reach);
    return PatternTable::envelope(amplitude, 0.5 * beam * beam, floor);
}

}  // namespace d2c
