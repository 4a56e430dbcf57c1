#include "handset_phy/channel/environment/shadow_field.h"

#include <cmath>
#include <numbers>

#include "base/random.h"
#include "handset_phy/channel/environment/small_scale.h"

namespace d2c {
namespace {

/// Entities of these keys lie above any phone's number, so no phone shares a draw with a field.
constexpr std::uint64_t kFieldEntity = std::uint64_t{1} << 63;

enum FieldNumber : std::uint32_t { kLineOfSightField = 1, kClearField = 2, kBlockedField = 3 };

Metres line_of_sight_distance(ChannelEnvironment environment) { return Metres{environment == ChannelEnvironment::kRural ? 60.0 : 50.0}; }

}  // namespace

ShadowField::ShadowField(std::uint64_t seed, std::uint32_t field, FieldScale scale) {
    for (std::uint32_t i = 0; i < kWaves; ++i) {
        const auto key = [&](std::uint32_t part) { return DrawKey{seed, Purpose::kShadowing, kFieldEntity | field, i, part}; };
        // exp(-|r|) in three dimensions is the characteristic function of the Cauchy distribution, a normal vector over the modulus of an
        // independent normal number. That number is drawn by strata of equal probability, one per wave; position and direction take theirs
        // in unrelated orders (37 and 64 have no common factor).
        const auto modulus = [&](std::uint32_t stratum, std::uint32_t part) {
            return inverse_normal_cdf(0.5 + 0.5 * (stratum + uniform01(key(part))) / static_cast<double>(kWaves));
        };
        const double per_m = 1.0 / (modulus(i, 0) * scale.distance.value);
        const double per_chord = 1.0 / (modulus((i * 37 + 11) % kWaves, 1) * scale.direction.in_radians());
        waves_[i] = {per_m * standard_normal(key(2)),           per_m * standard_normal(key(3)),     per_m * standard_normal(key(4)),
                     per_chord * standard_normal(key(5)),       per_chord * standard_normal(key(6)), per_chord * standard_normal(key(7)),
                     2.0 * std::numbers::pi * uniform01(key(8))};
    }
}

double ShadowField::at(const Position<Itrf>& phone, const Displacement<Itrf>& to_satellite) const {
    const double per_length = 1.0 / norm(to_satellite).value;
    const double u = to_satellite.x.value * per_length, v = to_satellite.y.value * per_length, w = to_satellite.z.value * per_length;
    double sum = 0.0;
    for (const Wave& k : waves_) {
        sum += std::cos(k.x_per_m * phone.x.value + k.y_per_m * phone.y.value + k.z_per_m * phone.z.value + k.u * u + k.v * v + k.w * w +
                        k.phase);
    }
    return sum * std::sqrt(2.0 / static_cast<double>(kWaves));
}

CorrelatedChannel::CorrelatedChannel(std::uint64_t seed, ChannelEnvironment environment, Angle direction_scale)
    : table_{environment},
      line_of_sight_{seed, kLineOfSightField, {line_of_sight_distance(environment), direction_scale}},
      shadow_clear_{seed, kClearField, {correlation_distances(environment, PathState::kLineOfSight).shadow_fading, direction_scale}},
      shadow_blocked_{seed, kBlockedField, {correlation_distances(environment, PathState::kBlocked).shadow_fading, direction_scale}} {}

ChannelDraw CorrelatedChannel::draw(const Position<Itrf>& phone, const Displacement<Itrf>& to_satellite, Angle elevation) const {
    const auto uniform = static_cast<float>(0.5 * std::erfc(-line_of_sight_.at(phone, to_satellite) / std::numbers::sqrt2));
    const bool clear = uniform < table_.line_of_sight_probability(elevation.in_degrees());
    const ShadowField& shadow = clear ? shadow_clear_ : shadow_blocked_;
    return {uniform, static_cast<float>(shadow.at(phone, to_satellite))};
}

}  // namespace d2c
