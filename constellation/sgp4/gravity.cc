#include "constellation/sgp4/gravity.h"

#include <cmath>

namespace d2c::sgp4 {
namespace {

Gravity with_gm(double gm_km3_per_s2, double radius_km, double j2, double j3, double j4) {
    return {radius_km, 60.0 / std::sqrt(radius_km * radius_km * radius_km / gm_km3_per_s2), j2, j3, j4};
}

}  // namespace

// AIAA 2006-6753, table of constants in appendix B. Three digits fewer in GM than TR8350.2 gives for WGS 84: SGP4's own choice.
Gravity gravity_constants(GravityModel model) {
    switch (model) {
        case GravityModel::kWgs72Old:
            return {6378.135, 0.0743669161, 0.001082616, -0.00000253881, -0.00000165597};
        case GravityModel::kWgs84:
            return with_gm(398600.5, 6378.137, 0.00108262998905, -0.00000253215306, -0.00000161098761);
        case GravityModel::kWgs72:
            break;
    }
    return with_gm(398600.8, 6378.135, 0.001082616, -0.00000253881, -0.00000165597);
}

}  // namespace d2c::sgp4
