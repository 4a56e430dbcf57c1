#pragma once
// Recommendation ITU-R S.1528-0 (2001), satellite antennas of non-geostationary systems below 30 GHz: recommends 1.2 and 1.3, envelopes,
// and 1.4, Taylor illumination, which S.1528-1 (2025) keeps. The equations and tables are as two independent public programs have them
// (SIMULATOR-WG/SHARC, antenna_s1528.py; B. Sorokin's antenna.py, for pycraf); of the document itself only its first page was seen.

#include <optional>
#include <vector>

#include "base/error.h"
#include "base/quantity.h"

namespace d2c {

/// One half of the 3 dB beamwidth as the Recommendation takes it from an aperture: sqrt(1200) / (D / lambda) degrees, D its size in the
/// plane of interest.
Angle s1528_half_beamwidth(Metres diameter, Hertz frequency);

/// Recommends 1.2.
struct S1528Rec12 {
    Dbi peak{0.0};              ///< Gm
    Angle half_beamwidth;       ///< psi_b, one half of the 3 dB beamwidth in the plane of interest
    Db near_in{-25.0};          ///< LN relative to the peak: -15, -20, -25 or -30, the rows of table 1
    double axis_ratio = 1.0;    ///< z, major to minor axis of the beam, 1 where it is circular
    Dbi far_out{0.0};           ///< LF
    std::optional<Dbi> back{};  ///< LB; without one max(15 + LN + 0.25 Gm + 5 log z, 0)
};
/// Every value out of range: psi_b above 0 to 45 degrees, z 1 to 5, gains -50 to 80 dBi.
Faults check(const S1528Rec12& pattern);
Dbi back_lobe(const S1528Rec12& pattern);
/// 0 to 180 degrees either side; NaN beyond. Precondition: no fault.
Dbi gain(const S1528Rec12& pattern, Angle off_axis);

/// Recommends 1.3. Gm - 3 (psi / psi_b)^2 down to LS, then 25 log psi, then LF to 180 degrees. The Recommendation writes the parabola from
/// psi_b outward; it is used from the axis.
struct S1528Rec13 {
    Dbi peak{0.0};
    Angle half_beamwidth;
    Db cross_point{-6.75};  ///< LS, where main beam and side lobes meet: -6.75 in low orbits (1.5 psi_b), -12 in medium ones (2 psi_b)
    Dbi far_out{5.0};       ///< LF: 5 dBi in the Recommendation's low-orbit example (psi_b 1.6 deg, Gm 35 dBi: Z = 20.4 deg)
};
/// Every value out of range: psi_b above 0 to 45 degrees, LS -40 to -3 dB, gains -50 to 80 dBi.
Faults check(const S1528Rec13& pattern);
/// Y, where the main beam ends, and Z, where the far-out level begins (never inside Y, 180 degrees at most).
Angle main_beam_edge(const S1528Rec13& pattern);
Angle far_out_edge(const S1528Rec13& pattern);
/// 0 to 180 degrees either side; NaN beyond. Precondition: no fault.
Dbi gain(const S1528Rec13& pattern, Angle off_axis);

/// Recommends 1.4: a circular Taylor illumination of an aperture of `radial` by `transverse` metres.
class S1528Rec14 {
  public:
    struct Parameters {
        Db side_lobe_ratio{20.0};  ///< SLR, peak to first side lobe
        int side_lobes = 4;        ///< l, secondary lobes that the ratio holds for
        Metres radial{0.0};        ///< Lr, size of the effective radiating area
        Metres transverse{0.0};    ///< Lt
        Hertz frequency{0.0};      ///< lowest of the band of interest
    };
    /// Faults: SLR not 10 to 60 dB, l not 2 to 20, sizes not above 0 to 100 m, frequency not 0.1 to 30 GHz.
    static Result<S1528Rec14> create(const Parameters& parameters);
    /// u = pi/lambda sqrt((Lr sin t cos phi)^2 + (Lt sin t sin phi)^2).
    double u(Angle off_axis, Angle phi) const;
    /// Signed amplitude relative to the axis; even in u.
    double amplitude(double u) const;
    /// 20 log |amplitude|, minus infinity in a null. Off-axis angles up to 90 degrees either side; NaN beyond.
    Db relative_gain(Angle off_axis, Angle phi) const;
    const Parameters& parameters() const { return parameters_; }

  private:
    explicit S1528Rec14(const Parameters& parameters);
    Parameters parameters_;
    std::vector<double> bessel_roots_;  ///< pi mu_i, the first l zeros of J1
    std::vector<double> taylor_roots_;  ///< pi sigma sqrt(A^2 + (i - 1/2)^2), the l - 1 zeros that replace them
};

/// The size whose beam is `roll_off` below its peak at `half_axis` off it, S.1528 table 2: lambda k / sin(half axis), k = 0.51, 0.64, 0.74
/// for 3, 5, 7 dB; 1.2 for 0, which stands for the first null at the edge. k holds for SLR = 20 dB and l = 4. Nothing for another roll-off.
std::optional<Metres> s1528_effective_size(Db roll_off, Angle half_axis, Hertz frequency);

}  // namespace d2c
