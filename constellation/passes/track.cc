#include "constellation/passes/track.h"

#include <cmath>
#include <numbers>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/propagate.h"

namespace d2c {
namespace {

OrbitBounds bounds_of(double semi_major_axis_m, double eccentricity) {
    const double margin_m = 60e3 + 0.01 * semi_major_axis_m;
    return {{semi_major_axis_m * (1.0 - eccentricity) - margin_m}, {semi_major_axis_m * (1.0 + eccentricity) + margin_m}};
}

bool finite(const ItrfMotion& m) {
    return std::isfinite(m.position.x.value + m.position.y.value + m.position.z.value + m.velocity.x.value + m.velocity.y.value +
                         m.velocity.z.value);
}

}  // namespace

Track::Track(const MeanState& state) : model_{state}, bounds_{bounds_of(state.semi_major_axis.value, 0.0)} {}

Track::Track(const ElementSet& elements, GravityModel gravity) : model_{Sgp4Propagator{sgp4_elements(elements), gravity}} {
    const double rad_per_s = elements.mean_motion_rev_per_day * 2.0 * std::numbers::pi / 86400.0;
    bounds_ = bounds_of(std::cbrt(kEarthGmM3PerS2 / (rad_per_s * rad_per_s)), elements.eccentricity);
}

std::optional<ItrfMotion> Track::at(Instant utc) const {
    ItrfMotion motion{};
    if (const auto* state = std::get_if<MeanState>(&model_)) {
        motion = {position_itrf(*state, utc), velocity_itrf(*state, utc)};
    } else {
        const Sgp4State teme = std::get<Sgp4Propagator>(model_).at(utc);
        if (teme.error != Sgp4Error::kNone) return std::nullopt;
        motion = {to_itrf(teme.position, utc), to_itrf(teme.velocity, teme.position, utc)};
    }
    if (!finite(motion)) return std::nullopt;
    return motion;
}

Sgp4Error Track::error_at(Instant utc) const {
    const auto* sgp4 = std::get_if<Sgp4Propagator>(&model_);
    return sgp4 != nullptr ? sgp4->at(utc).error : Sgp4Error::kNone;
}

}  // namespace d2c
