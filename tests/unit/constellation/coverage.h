#pragma once
// Satellites in view by brute force: an oracle for counts, without the library's look angles.

#include <chrono>
#include <cmath>
#include <numbers>
#include <vector>

#include "constellation/propagate.h"

namespace d2c {

struct Coverage {
    double mean_in_view, share_with_one;
};

/// Over one day from `start` in steps of 311 s (no multiple of an orbit) at 24 longitudes; vertical and place on WGS 84 by their textbook
/// formulas.
inline Coverage coverage(const std::vector<MeanState>& states, Instant start, double latitude_deg, double mask_deg) {
    const double rad = std::numbers::pi / 180.0, e2 = 0.00669437999014;
    const double sin_lat = std::sin(latitude_deg * rad), cos_lat = std::cos(latitude_deg * rad);
    const double normal = 6378137.0 / std::sqrt(1.0 - e2 * sin_lat * sin_lat);
    const double sin2_mask = std::pow(std::sin(mask_deg * rad), 2);
    SatelliteColumns sats;
    sats.resize(states.size());
    long tries = 0, in_view = 0, with_one = 0;
    for (int k = 0; k * 311 < 86400; ++k) {
        propagate_itrf(states, start + std::chrono::seconds{k * 311}, 0, states.size(), sats);
        for (int l = 0; l < 24; ++l) {
            const double longitude = 15.0 * l * rad;
            const double ux = cos_lat * std::cos(longitude), uy = cos_lat * std::sin(longitude), uz = sin_lat;
            const double x = normal * ux, y = normal * uy, z = normal * (1.0 - e2) * uz;
            long seen = 0;
            for (std::size_t i = 0; i < states.size(); ++i) {
                const double dx = sats.x_itrf_m[i] - x, dy = sats.y_itrf_m[i] - y, dz = sats.z_itrf_m[i] - z;
                const double up = dx * ux + dy * uy + dz * uz;
                if (up > 0.0 && up * up >= sin2_mask * (dx * dx + dy * dy + dz * dz)) ++seen;
            }
            ++tries;
            in_view += seen;
            if (seen > 0) ++with_one;
        }
    }
    return {static_cast<double>(in_view) / static_cast<double>(tries), static_cast<double>(with_one) / static_cast<double>(tries)};
}

}  // namespace d2c
