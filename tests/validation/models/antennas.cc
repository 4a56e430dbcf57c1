// Antenna patterns: the disc of TR 38.811, the three forms of ITU-R S.1528, planar arrays.

#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "constellation/arrays/planar_array.h"
#include "constellation/patterns/aperture.h"
#include "constellation/patterns/s1528.h"
#include "tests/reference/reference.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

using std::numbers::pi;

double disc_db(double off_axis_deg, double diameter_m, double hz) {
    return db_from_ratio(circular_aperture_gain_ratio(Angle::degrees(off_axis_deg), Metres{diameter_m}, Hertz{hz})).value;
}

void disc_table(Rows& rows) {
    const std::string what = "circular aperture, gain relative to the peak";
    const std::string reference = "TR 38.811 clause 6.4.1, channel/tr38811_bessel_pattern_table.csv (own computation of the reference)";
    const auto table = d2c::reference::table("channel/tr38811_bessel_pattern_table.csv");
    if (table.empty()) return rows.skip(what, reference, "no reference data");
    Worst worst;
    for (const auto& row : table) {
        const auto number = [&](const char* column) { return d2c::reference::number(row, column); };
        worst.add(number("normalised_gain_db"), disc_db(number("theta_deg"), number("aperture_diameter_m"), number("frequency_hz")),
                  row.at("set") + " at " + row.at("theta_deg") + " deg");
    }
    worst.into(rows, what, reference, Origin::kOtherFormula, 0.03, "dB");
}

const Chapter kDisc{30, "Antennas: circular aperture of TR 38.811", [](Rows& rows) {
                        disc_table(rows);
                        rows.check(
                            "first side lobe", "Balanis, Antenna Theory, table 12.2: -17.6 dB", Origin::kSecondary, -17.57,
                            [] {
                                double highest = -100.0;
                                for (double t = 5.0; t < 9.0; t += 0.001) highest = std::max(highest, disc_db(t, 2.0, 2e9));
                                return highest;
                            }(),
                            0.03, "dB");
                        const auto width = [](double d, double hz) { return half_power_beamwidth(Metres{d}, Hertz{hz}).in_degrees(); };
                        const char* set1 = "TR 38.821 table 6.1.1.1-1, LEO-600 S band";
                        rows.check("3 dB beamwidth, 2 m, 2 GHz", set1, Origin::kSecondary, 4.4127, width(2.0, 2e9), 1e-4, "deg");
                        rows.check("3 dB beamwidth, 1 m, 2 GHz", "TR 38.821 table 6.1.1.1-2, LEO-600 S band", Origin::kSecondary, 8.8320,
                                   width(1.0, 2e9), 1e-3, "deg");
                        rows.check("3 dB beamwidth, 0.5 m, 20 GHz", "TR 38.821 table 6.1.1.1-1, LEO-600 Ka band", Origin::kSecondary,
                                   1.7647, width(0.5, 20e9), 1e-4, "deg");
                    }};

void envelopes(Rows& rows) {
    const std::vector<double> psi_deg{0, 1, 2.2, 4, 5.6, 6, 6.5, 8, 13, 16, 30, 60, 89, 91, 180};
    const std::vector<std::pair<double, std::vector<double>>> by_level{
        {-15, {30, 29.0846, 27.0129, 22.6768, 17.8691, 15, 15, 15, 15, 13.5068, 6.6818, 0, 0, 7.5, 7.5}},
        {-20, {30, 29.0846, 27.0129, 22.6768, 17.8691, 10, 10, 10, 10, 8.5068, 1.6818, 0, 0, 2.5, 2.5}},
        {-25, {30, 29.0846, 27.0129, 22.6768, 17.8691, 5, 5, 5, 5, 3.5068, 0, 0, 0, 0, 0}},
        {-30, {30, 29.0846, 27.0129, 22.6768, 17.8691, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}}};
    Worst worst;
    for (const auto& [ln_db, expected] : by_level) {
        const S1528Rec12 p{{30.0}, Angle::degrees(2.20635), {ln_db}, 1.0, {0.0}, std::nullopt};
        for (std::size_t i = 0; i < psi_deg.size(); ++i)
            worst.add(expected[i], gain(p, Angle::degrees(psi_deg[i])).value, "LN " + std::to_string(static_cast<int>(ln_db)));
    }
    worst.into(rows, "recommends 1.2, Gm 30 dBi, psi_b 2.206 deg, LN -15 to -30 dB", "SIMULATOR-WG/SHARC, antenna_s1528.py",
               Origin::kProgram, 0.001, "dBi");
    const std::vector<std::pair<double, std::vector<double>>> by_ratio{
        {1.5, {35, 33.9393, 29.4886, 24.8750, 13.5218, 13.5218, 10, 10, 9.6951, 5.0179, 0, 0}},
        {2.5, {35, 33.9393, 29.4886, 24.8750, 17.9588, 17.9588, 10, 10, 9.6951, 5.0179, 0, 0.7397}}};
    const std::vector<double> elliptical_deg{0, 1, 3, 4.5, 5, 6.2, 6.4, 10, 13, 20, 40, 95};
    Worst elliptical;
    for (const auto& [z, expected] : by_ratio)
        for (std::size_t i = 0; i < elliptical_deg.size(); ++i)
            elliptical.add(
                expected[i],
                gain(S1528Rec12{{35.0}, Angle::degrees(2.0), {-25.0}, z, {0.0}, std::nullopt}, Angle::degrees(elliptical_deg[i])).value,
                "z " + std::to_string(z));
    elliptical.into(rows, "recommends 1.2, elliptical beams z = 1.5 and 2.5, LN -25 dB",
                    "B. Sorokin, antenna.py for pycraf, s_1528_rec1_2_pattern", Origin::kProgram, 0.001, "dBi");

    const S1528Rec13 low_orbit{{35.0}, Angle::degrees(1.6), {-6.75}, {5.0}};
    const std::vector<std::pair<double, double>> leo{{0, 35},        {0.8, 34.25}, {1.6, 32},     {2, 30.3125}, {2.4, 28.25},
                                                     {2.5, 27.8068}, {5, 20.2810}, {10, 12.7553}, {15, 8.3530}, {20, 5.2295},
                                                     {20.3, 5.0679}, {20.5, 5},    {45, 5},       {180, 5}};
    Worst third;
    for (const auto& [psi, expected] : leo) third.add(expected, gain(low_orbit, Angle::degrees(psi)).value, std::to_string(psi) + " deg");
    third.into(rows, "recommends 1.3, low orbit, Gm 35 dBi, psi_b 1.6 deg", "SIMULATOR-WG/SHARC, antenna_s1528.py", Origin::kProgram, 0.001,
               "dBi");
    rows.check("recommends 1.3, low-orbit example: Z, where LF begins",
               "S.1528-0 recommends 1.3, as SHARC's antenna_s1528_leo.py prints it: 20.4", Origin::kSecondary, 20.4,
               far_out_edge(low_orbit).in_degrees(), 0.05, "deg");
}

/// A Taylor illumination's far field by the integral over its aperture: the illumination is the Fourier-Bessel series whose coefficients
/// are the pattern at the zeros of J1, which this sums and then transforms ring by ring.
double aperture_integral(const S1528Rec14& pattern, const std::vector<double>& zeros, double u) {
    constexpr int kRings = 4000;
    double sum = 0.0, axis = 0.0;
    for (int i = 0; i < kRings; ++i) {
        const double p = (i + 0.5) / kRings;
        double illumination = 1.0;
        for (const double zero : zeros)
            illumination += pattern.amplitude(zero) / std::pow(std::cyl_bessel_j(0.0, zero), 2) * std::cyl_bessel_j(0.0, zero * p);
        sum += illumination * std::cyl_bessel_j(0.0, u * p) * p;
        axis += illumination * p;
    }
    return sum / axis;
}

void taylor(Rows& rows) {
    const auto pattern = S1528Rec14::create({{20.0}, 4, Metres{1.0}, Metres{1.0}, Hertz::mega(2000.0)});
    const std::vector<double> zeros{3.831705970207512, 7.015586669815619, 10.173468135062722};
    Worst worst;
    for (double u = 0.0; u < 25.0; u += 0.5)
        worst.add(aperture_integral(*pattern, zeros, u), pattern->amplitude(u), "u = " + std::to_string(u).substr(0, 4));
    worst.into(rows, "recommends 1.4, SLR 20 dB, l = 4: amplitude relative to the peak",
               "diffraction integral over the illuminated aperture", Origin::kOtherFormula, 1e-5, "1");
    for (const auto& [roll_off, tolerance] : std::vector<std::pair<double, double>>{{3.0, 0.1}, {5.0, 0.3}, {7.0, 0.4}}) {
        const Angle edge = Angle::degrees(13.6);
        const auto size = s1528_effective_size({roll_off}, edge, Hertz::mega(12000.0));
        const auto beam = S1528Rec14::create({{20.0}, 4, *size, *size, Hertz::mega(12000.0)});
        rows.check("recommends 1.4, gain at the edge that table 2's k stands for",
                   "S.1528-0 table 2: " + std::to_string(static_cast<int>(roll_off)) + " dB; k has two digits", Origin::kSecondary,
                   -roll_off, beam->relative_gain(edge, Angle{}).value, tolerance, "dB");
    }
}

const Chapter kS1528{31, "Antennas: ITU-R S.1528", [](Rows& rows) {
                         envelopes(rows);
                         taylor(rows);
                     }};

arma::vec direction(double theta_deg) { return {std::sin(theta_deg * pi / 180.0), 0.0, std::cos(theta_deg * pi / 180.0)}; }

double gain_db(const PlanarArray& array, double aim_deg, double towards_deg) {
    return db_from_ratio(array.gain_ratio(array.weights(direction(aim_deg)), direction(towards_deg), 0, 1)(0, 0)).value;
}

const Chapter kArrays{
    32, "Antennas: planar arrays", [](Rows& rows) {
        const auto row = PlanarArray::create({.nx = 16, .ny = 1, .element = Element::kIsotropic});
        Worst factor;
        for (double t = 0.7; t < 89.0; t += 1.7) {
            const double x = 0.5 * pi * std::sin(t * pi / 180.0);
            factor.add(20.0 * std::log10(std::abs(std::sin(16.0 * x) / (16.0 * std::sin(x)))),
                       gain_db(*row, 0.0, t) - gain_db(*row, 0.0, 0.0), std::to_string(t) + " deg");
        }
        factor.into(rows, "row of 16 isotropic elements, half a wavelength apart", "sin(N x) / (N sin x)", Origin::kOtherFormula, 1e-6,
                    "dB");
        const auto large = PlanarArray::create({.nx = 40, .ny = 40});
        rows.check("gain of 40 x 40 cosine elements, half a wavelength apart", "4 pi A / lambda^2, A = 400 square wavelengths",
                   Origin::kOtherFormula, 10.0 * std::log10(4.0 * pi * 400.0), large->broadside_gain().value, 0.08, "dBi");
        rows.check("the same steered to 60 deg: scan loss", "cos(60 deg), an ideal aperture", Origin::kOtherFormula, 3.0103,
                   gain_db(*large, 0.0, 0.0) - gain_db(*large, 60.0, 60.0), 1e-3, "dB");
        const auto long_row = PlanarArray::create({.nx = 100, .ny = 1, .element = Element::kIsotropic});
        double highest = -100.0;
        for (double t = 1.2; t < 10.0; t += 0.002) highest = std::max(highest, gain_db(*long_row, 0.0, t));
        rows.check("first side lobe of a row of 100", "sin x / x: -13.26 dB", Origin::kOtherFormula, -13.26,
                   highest - gain_db(*long_row, 0.0, 0.0), 0.01, "dB");
        const auto element = PlanarArray::create({.nx = 8, .ny = 4, .element = Element::kTr38901, .element_gain = Dbi{8.0}});
        rows.check("8 x 4 elements of TR 38.901 table 7.3-1, G_E,max = 8 dBi", "ITU-R M.2101: G_E + 10 log N", Origin::kSecondary,
                   8.0 + 10.0 * std::log10(32.0), gain_db(*element, 0.0, 0.0), 1e-6, "dBi");
    }};

}  // namespace
}  // namespace d2c::validation
