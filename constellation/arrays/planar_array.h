#pragma once
// A planar phased array: weights and steering vectors as matrices, many beams by many directions at once. Frame: x and y in the array's
// plane, z its normal; a direction is u = sin t cos phi, v = sin t sin phi with t from the normal. Lengths are in wavelengths.

#include <armadillo>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/quantity.h"
#include "constellation/patterns/beam_pattern.h"

namespace d2c {

struct ArrayParameters {
    int nx = 8, ny = 8;                                 ///< elements; 1 to 200 a side
    double dx_wavelengths = 0.5, dy_wavelengths = 0.5;  ///< of rows and columns, 0.05 to 10
    Lattice lattice = Lattice::kRectangular;            ///< triangular: odd rows are shifted by dx / 2
    Element element = Element::kCosine;
    double cosine_exponent = 1.0;       ///< element gain cos^q in power, nothing behind the plane; 0 to 20
    Taper taper = Taper::kUniform;      ///< along x and along y, their product
    Db side_lobe_ratio{25.0};           ///< of the Taylor taper
    int side_lobes = 4;                 ///< its n-bar
    int phase_bits = 0;                 ///< of the phase shifters; 0: not quantised
    std::optional<Dbi> element_gain{};  ///< of one element on its normal; without it the array's own directivity is computed (TR 38.901's:
                                        ///< up to 256 elements)
    double efficiency = 1.0;            ///< ohmic, above 0 to 1
};

/// Amplitudes along one axis of n elements, 1 at the largest: uniform; Taylor's line source with n-bar and side-lobe ratio, sampled (Taylor
/// 1955, as in Carrara, Goodman and Majewski, Spotlight Synthetic Aperture Radar, 1995, appendix D.2); Hamming, 0.54 - 0.46 cos 2 pi
/// k/(n-1); cosine, sin pi (k + 1/2)/n.
arma::vec taper_amplitudes(Taper taper, int n, Db side_lobe_ratio, int side_lobes);

/// Relative gain of an element, 1 on the normal: isotropic 1 everywhere; cosine cos^q t; that of TR 38.901 table 7.3-1 (65 degrees wide
/// both ways, 30 dB down at most), its boresight along z, its azimuth in the plane of x and z. `w` is the direction's third component, cos
/// t.
double element_gain_ratio(Element element, double cosine_exponent, double u, double v, double w);

class PlanarArray {
  public:
    static Result<PlanarArray> create(const ArrayParameters& parameters);

    /// Weights, one column per beam, of beams steered to the columns (u, v) of `aims` (2 x beams).
    arma::cx_mat weights(const arma::mat& aims) const;
    /// Steering vectors, one column for each direction first to last (not included) of `directions` (2 x n or 3 x n).
    arma::cx_mat steering(const arma::mat& directions, std::size_t first, std::size_t last) const;
    /// Realised gain as power ratio, beams x (last - first), of beams with those weights towards columns of `directions`: u, v, w, unit
    /// vectors. Along the normal it is the directivity of the beam there (or element gain x |array factor|^2 per power fed, where the
    /// element's gain is given, as in ITU-R M.2101); element pattern and array factor carry it to other directions. The element's pattern
    /// is that of one inside the array: a steered beam loses element gain (scan loss) by mismatch.
    arma::mat gain_ratio(const arma::cx_mat& weights, const arma::mat& directions, std::size_t first, std::size_t last) const;
    /// Mean over the sphere of element gain times |array factor|^2: a beam's directivity is its pattern over this. In closed form for
    /// isotropic and cosine elements, else by quadrature.
    double radiated_power(const arma::cx_vec& weights) const;
    /// Largest gain, along the normal, of the array not steered.
    Dbi broadside_gain() const;
    /// Distances between elements [wavelengths], each with the sum of w conj(w') over the pairs that far apart.
    struct Lag {
        double distance, correlation;
    };
    std::vector<Lag> lags(const arma::cx_vec& weights) const;
    const ArrayParameters& parameters() const { return parameters_; }

  private:
    explicit PlanarArray(const ArrayParameters& parameters);
    double quadrature_power(const arma::cx_vec& weights) const;
    ArrayParameters parameters_;
    arma::mat positions_;   ///< 2 x elements, wavelengths, centred
    arma::vec amplitudes_;  ///< per element
    double scale_ = 1.0;    ///< realised gain is this x element gain x |array factor|^2 / sum of |w|^2
};

/// The array that pattern parameters describe, at a frequency; where they are silent, the defaults above. Precondition: `parameters`
/// without fault, of kind kArray.
ArrayParameters array_parameters(const PatternParameters& parameters, Hertz frequency);
Result<PlanarArray> make_array(const PatternParameters& parameters, Hertz frequency);
/// The array factor of its broadside beam, its power averaged over phi, as a table; the element's gain is left to the scan loss.
PatternTable array_table(const PlanarArray& array, Db floor);

}  // namespace d2c
