#pragma once
// Where and when the two engines are asked the same question.

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/instant.h"
#include "geography/place.h"
#include "world/run/world_model.h"

namespace d2c {

struct CrosscheckPlan {
    int samples = 60;
    double duration_s = 300.0;          ///< of each window
    std::vector<int> users{1, 4};       ///< in the beam, the one that is compared included
    std::vector<std::size_t> handsets;  ///< classes of the study; none: those of its first quarter on
};

struct CrosscheckSample {
    int sample = 0;
    Geodetic place;
    std::string area;
    bool on_land = true;
    Instant at{};
    std::size_t handset = 0;
    int users = 1;
    std::string stratum;  ///< `land, <handset>, 4 users`
};

struct DrawnSamples {
    std::vector<CrosscheckSample> samples;
    std::vector<std::string> empty_strata;  ///< where no place was found in which the phone may be served
};
/// Strata are surface (land, sea) x handset x users; samples are dealt to them in turn, by keyed draws. A place is a fine cell's centre,
/// all equally likely, wholly outside terrestrial coverage, in which a satellite operator may serve the study's home operator's customers
/// at that moment, with a satellite above its mask in the window; the moment is even over the study's rollout from when the class is sold.
/// Two studies of one seed have the same draws. A fault where no stratum has a place.
Result<DrawnSamples> draw_samples(const WorldModel& world, const CrosscheckPlan& plan);

}  // namespace d2c
