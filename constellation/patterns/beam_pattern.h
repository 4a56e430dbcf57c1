#pragma once
// A satellite beam's pattern as it is chosen: which form, with which parameters. What belongs to which form stands here, once, for
// catalogues and for the command line.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/quantity.h"
#include "constellation/patterns/pattern_table.h"
#include "constellation/patterns/s1528.h"

namespace d2c {

enum class PatternKind { kTr38811, kS1528Rec12, kS1528Rec13, kS1528Rec14, kArray };
enum class Lattice { kRectangular, kTriangular };
enum class Element { kIsotropic, kCosine, kTr38901 };
enum class Taper { kUniform, kTaylor, kHamming, kCosine };

/// Words of the choices, as in catalogues and on the command line.
template <class E>
struct Word {
    std::string_view word;
    E value;
};
inline constexpr Word<PatternKind> kPatternKinds[] = {{"tr38811", PatternKind::kTr38811},
                                                      {"s1528-1.2", PatternKind::kS1528Rec12},
                                                      {"s1528-1.3", PatternKind::kS1528Rec13},
                                                      {"s1528-1.4", PatternKind::kS1528Rec14},
                                                      {"array", PatternKind::kArray}};
inline constexpr Word<Lattice> kLattices[] = {{"rectangular", Lattice::kRectangular}, {"triangular", Lattice::kTriangular}};
inline constexpr Word<Element> kElements[] = {
    {"isotropic", Element::kIsotropic}, {"cosine", Element::kCosine}, {"tr38901", Element::kTr38901}};
inline constexpr Word<Taper> kTapers[] = {
    {"uniform", Taper::kUniform}, {"taylor", Taper::kTaylor}, {"hamming", Taper::kHamming}, {"cosine", Taper::kCosine}};

/// Parameters of all forms; those that the chosen one does not have must be absent.
struct PatternParameters {
    PatternKind kind = PatternKind::kTr38811;
    std::optional<Db> near_in{};              ///< `ln_db`: 1.2, needed
    std::optional<Db> cross_point{};          ///< `ls_db`: 1.3
    std::optional<Dbi> far_out{};             ///< `lf_dbi`: 1.2 and 1.3
    std::optional<Dbi> back{};                ///< `lb_dbi`: 1.2
    std::optional<double> axis_ratio{};       ///< `z`: 1.2
    std::optional<Angle> half_beamwidth{};    ///< `psi_b_deg`: 1.2 and 1.3; without it sqrt(1200) lambda / D degrees
    std::optional<Db> side_lobe_ratio{};      ///< `slr_db`: 1.4; array with the Taylor taper
    std::optional<int> side_lobes{};          ///< `side_lobes`: 1.4 (l); array with the Taylor taper (n-bar)
    std::optional<Metres> radial{};           ///< `lr_m`: 1.4; without it the aperture's diameter
    std::optional<Metres> transverse{};       ///< `lt_m`: 1.4; without it as radial
    std::optional<int> nx{}, ny{};            ///< `nx`, `ny`: array, elements; nx needed, ny as nx
    std::optional<Metres> dx{}, dy{};         ///< `spacing_x_m`, `spacing_y_m`: array; half a wavelength, dy as dx
    std::optional<Lattice> lattice{};         ///< `lattice`: array
    std::optional<Element> element{};         ///< `element`: array
    std::optional<double> cosine_exponent{};  ///< `element_exponent`: array of cosine elements
    std::optional<Dbi> element_gain{};        ///< `element_gain_dbi`: array; without it the directivity is computed
    std::optional<Taper> taper{};             ///< `taper`: array
    std::optional<int> phase_bits{};          ///< `phase_bits`: array
};
/// A parameter that the form does not have, one that it needs, a value out of range; fields by their keys above.
Faults check(const PatternParameters& parameters);

/// What a form takes from the antenna that it stands for.
struct PatternAntenna {
    Dbi peak{0.0};
    std::optional<Metres> diameter;  ///< of the aperture, in the plane of interest
    Hertz frequency{0.0};
};

/// The disc of TR 38.811.
struct UniformDisc {
    Metres diameter;
    Hertz frequency;
};

/// One of the closed forms. Arrays are in constellation/arrays.
class BeamPattern {
  public:
    /// The parameters' faults and those of their values together with the antenna's; `pattern` at fault for an array.
    static Result<BeamPattern> create(const PatternParameters& parameters, const PatternAntenna& antenna);
    /// Relative to the peak, in the plane `phi` (which matters to an elliptical 1.4 alone). NaN beyond the form's angles: 90 degrees for
    /// tr38811 and 1.4, 180 for 1.2 and 1.3.
    Db relative_gain(Angle off_axis, Angle phi) const;
    /// For the hot loops, never below `floor`. An elliptical 1.4 is averaged over phi (power), and 1.2 keeps LF behind 90 degrees: a panel
    /// that faces the Earth has no phone behind it.
    PatternTable table(Db floor) const;
    using Form = std::variant<UniformDisc, S1528Rec12, S1528Rec13, S1528Rec14>;
    const Form& form() const { return form_; }

  private:
    explicit BeamPattern(Form form) : form_{std::move(form)} {}
    Form form_;
};

}  // namespace d2c
