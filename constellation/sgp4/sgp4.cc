#include "constellation/sgp4/sgp4.h"

#include "constellation/sgp4/minutes.h"
#include "constellation/sgp4/model.h"

namespace d2c {

Sgp4Elements sgp4_elements(const ElementSet& set) {
    return {.epoch = set.epoch,
            .bstar_per_earth_radius = set.bstar_per_earth_radius,
            .inclination = set.inclination,
            .raan = set.raan,
            .argument_of_perigee = set.argument_of_perigee,
            .mean_anomaly = set.mean_anomaly,
            .eccentricity = set.eccentricity,
            .mean_motion_rev_per_day = set.mean_motion_rev_per_day};
}

const char* what(Sgp4Error error) {
    switch (error) {
        case Sgp4Error::kNone:
            return "";
        case Sgp4Error::kMeanElements:
            return "mean eccentricity not within 0 to 1";
        case Sgp4Error::kMeanMotion:
            return "mean motion not above zero";
        case Sgp4Error::kPerturbedEccentricity:
            return "eccentricity perturbed by Sun and Moon not within 0 to 1";
        case Sgp4Error::kSemiLatusRectum:
            return "semi-latus rectum below zero";
        case Sgp4Error::kEpochElementsSubOrbital:
            return "elements at epoch are sub-orbital";
        case Sgp4Error::kDecayed:
            return "decayed: below one Earth radius";
        case Sgp4Error::kNotANumber:
            return "an element or the time is not a number, or the time is more than 589 years from the epoch";
    }
    return "";
}

Sgp4Propagator::Sgp4Propagator(const Sgp4Elements& elements, GravityModel gravity)
    : model_{std::make_shared<const sgp4::Model>(elements, gravity)} {}
Sgp4State Sgp4Propagator::at_minutes(double since_epoch_min) const { return sgp4::state_at(*model_, since_epoch_min); }
Sgp4State Sgp4Propagator::at(Instant utc) const { return at_minutes(sgp4::minutes_between(utc, model_->epoch)); }
bool Sgp4Propagator::deep_space() const { return model_->deep_space.has_value(); }
Instant Sgp4Propagator::epoch() const { return model_->epoch; }
Sgp4Error Sgp4Propagator::error() const { return model_->error; }

}  // namespace d2c
