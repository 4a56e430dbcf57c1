#include "video/p1203/quality.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace d2c::p1203 {
namespace {

double percent(double degradation) { return std::clamp(degradation, 0.0, 100.0); }
double score(double mos) { return std::clamp(mos, 1.0, 5.0); }

// P.1203.1 annex E. The reference implementation's audio scores confirm 1.05 and 4.9 (some ports write 1.04).
constexpr double kLowestMos = 1.05, kHighestMos = 4.9;

/// R from which the cubic of `mos_from_r` rises: the larger root of its derivative.
double rising_from() {
    // d/dR of (4.9 - 1.05)/100 R + 7e-6 (-R^3 + 160 R^2 - 6000 R), divided by 7e-6.
    constexpr double kA = -3.0, kB = 320.0, kC = (kHighestMos - kLowestMos) / 100.0 / 7e-6 - 6000.0;
    return (-kB + std::sqrt(kB * kB - 4.0 * kA * kC)) / (2.0 * kA);
}

// P.1203.1 table 2, as given in the reference file p1203_coefficients.json.
constexpr double kQ1 = 4.66, kQ2 = -0.07, kQ3 = 4.06;
constexpr double kU1 = 72.61, kU2 = 0.32;
constexpr double kT1 = 30.98, kT2 = 1.29, kT3 = 64.65;
constexpr double kHtv1 = -0.60293, kHtv2 = 2.12382, kHtv3 = -0.36936, kHtv4 = 0.03409;
// Annex A (mode 0).
constexpr double kA1 = 11.9983519, kA2 = -2.99991847, kA3 = 41.2475074001, kA4 = 0.13183165961;

}  // namespace

double mos_from_r(double r) {
    if (!(r > 0.0)) return std::isnan(r) ? r : kLowestMos;
    if (r >= 100.0) return kHighestMos;
    return kLowestMos + (kHighestMos - kLowestMos) / 100.0 * r + r * (r - 60.0) * (100.0 - r) * 7e-6;
}

double r_from_mos(double mos) {
    if (std::isnan(mos)) return mos;
    if (mos >= kHighestMos) return 100.0;
    static const double lowest_r = rising_from();
    if (mos <= mos_from_r(lowest_r)) return lowest_r;
    // Bisection on the rising branch: 60 halvings of 100 leave 1e-16.
    double low = lowest_r, high = 100.0;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (low + high);
        (mos_from_r(middle) < mos ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

VideoQuality video_quality(const VideoInput& in) {
    // Annex A: quant from bit rate and bits per pixel (kbit/s per pixel and frame).
    const double per_pixel = in.bitrate_kbps / (in.coded_px * in.frame_rate_hz);
    const double quant = kA1 + kA2 * std::log(kA3 + std::log(in.bitrate_kbps) + std::log(in.bitrate_kbps * per_pixel + kA4));
    VideoQuality q{};
    q.quantisation = percent(100.0 - r_from_mos(score(kQ1 + kQ2 * std::exp(kQ3 * quant))));  // equations 1 and 2
    const double scale = std::max(in.displayed_px / in.coded_px, 1.0);                       // equation 4, edition 01/2019
    q.upscaling = percent(kU1 * std::log10(kU2 * (scale - 1.0) + 1.0));                      // equation 3
    if (in.frame_rate_hz < 24.0) {                                                           // equations 5 to 8
        const double share = (kT1 - kT2 * in.frame_rate_hz) / (kT3 + in.frame_rate_hz);
        q.temporal = percent(100.0 * share - q.quantisation * share - q.upscaling * share);
    }
    double mos = mos_from_r(100.0 - percent(q.quantisation + q.upscaling + q.temporal));                 // equations 9 to 12
    if (in.device == Device::kMobile) mos = score(kHtv1 + mos * (kHtv2 + mos * (kHtv3 + mos * kHtv4)));  // equation 13
    q.score = mos;
    return q;
}

double audio_quality(AudioCodec codec, double bitrate_kbps) {
    struct Coefficients {
        double a1, a2, a3;
    };
    // P.1203.2 table 2, in the order of AudioCodec.
    static constexpr std::array<Coefficients, 4> kTable{
        {{100.0, -0.02, 15.48}, {100.0, -0.03, 15.70}, {100.0, -0.05, 14.60}, {100.0, -0.11, 20.06}}};
    const Coefficients& c = kTable[static_cast<std::size_t>(codec)];
    return mos_from_r(100.0 - (c.a1 * std::exp(c.a2 * bitrate_kbps) + c.a3));
}

}  // namespace d2c::p1203
