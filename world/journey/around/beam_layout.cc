#include "world/journey/around/beam_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/constants.h"
#include "constellation/frames.h"
#include "world/radio/beam_shape.h"

namespace d2c {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr unsigned kColours = 3;  // any: which one a hexagon has is not asked
constexpr Metres kLeastPitch{1000.0}, kMostPitch{1000e3};

}  // namespace

BeamLayout::BeamLayout(const WorldModel& world, BeamMotion motion) : motion_{motion} {
    for (std::size_t p = 0; p < world.radio.payloads.size(); ++p) {
        const double width_m = std::clamp(world.radio.payloads[p].footprint_diameter_m, kLeastPitch.value, kMostPitch.value);
        footprint_m_.push_back(width_m);
        fixed_.emplace_back(Metres{width_m}, kColours);
        const double altitude_m = std::max(mean_altitude(world.fleet, p).value, 100e3);
        moving_.emplace_back(width_m / altitude_m);
    }
}

BeamLayout::Beam BeamLayout::fixed(const HexPattern::Hexagon& hexagon, const Over& over) const {
    const Displacement<Itrf> to = itrf_of(hexagon.centre) - itrf_of({over.place.latitude, over.place.longitude});
    return {hexagon.number, to.x.value, to.y.value, to.z.value, norm(to), kNever};
}

BeamLayout::Beam BeamLayout::moving(const MovingLattice::Beam& beam, const Over& over) const {
    const Position<Itrf>&s = over.satellite, &here = over.place_itrf;
    const double range_m = norm(here - s).value;
    // The lattice goes ahead with the point under the satellite.
    const Velocity<Itrf>& v = over.velocity;
    const double speed =
        std::sqrt(v.x.value * v.x.value + v.y.value * v.y.value + v.z.value * v.z.value) * kMeanEarthRadius.value / radius(s).value;
    const double footprint_m = footprint_m_[over.payload];
    return {beam.number,
            s.x.value + beam.x * range_m - here.x.value,
            s.y.value + beam.y * range_m - here.y.value,
            s.z.value + beam.z * range_m - here.z.value,
            Metres{std::hypot(beam.along, beam.across) * footprint_m},
            std::max(0.0, beam.along + 1.0) * footprint_m / speed};
}

std::optional<BeamLayout::Beam> BeamLayout::at(const Over& over) const {
    if (motion_ == BeamMotion::kEarthFixed) return fixed(fixed_[over.payload].at(over.place), over);
    const auto beam = moving_[over.payload].at(over.satellite, over.velocity, over.place_itrf);
    return beam ? std::optional{moving(*beam, over)} : std::nullopt;
}

std::optional<BeamLayout::Beam> BeamLayout::of_number(std::uint32_t number, const Over& over) const {
    if (motion_ == BeamMotion::kEarthFixed) return fixed(fixed_[over.payload].of_number(number), over);
    const auto beam = moving_[over.payload].of_number(number, over.satellite, over.velocity, over.place_itrf);
    return beam ? std::optional{moving(*beam, over)} : std::nullopt;
}

}  // namespace d2c
