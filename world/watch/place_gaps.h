#pragma once
// Gaps at the named places of a study: who is served from how high, by the link's own budget, and when nobody is.

#include <cstddef>
#include <optional>
#include <vector>

#include "world/input/phones.h"
#include "world/plan/outages.h"
#include "world/radio/radio_model.h"
#include "world/watch/gaps.h"

namespace d2c {

/// A link whose satellite flies at `orbit_radius` from the Earth's centre.
struct GapLink {
    std::size_t payload = 0, handset = 0;
    CarrierMask carriers = 0;  ///< open there, flown and known to the class
    Geodetic at;
    Metres orbit_radius{0.0};
};
/// Rate [bit/s] at that elevation of a phone alone in the middle of its beam, without interference, in the median channel: line of sight
/// where it is there at least half the time, no shadowing beyond the median; in the first environment without an enclosure (else the
/// first). 0 where the uplink could not acknowledge a download.
double gap_link_bps(const RadioModel& radio, const SpectrumUse& spectrum, const GapLink& link, double sin_elevation);
/// Sine of the least elevation, not below the payload's mask, from which on the rate is `needed_bps` or more at all of 90 steps up to the
/// zenith; to 0.01 degrees. 2 where there is none.
double least_sin_elevation(const RadioModel& radio, const SpectrumUse& spectrum, const GapLink& link, double needed_bps);

/// Of a place and class; nothing where no right is open or no phone of the class is sold at the day's begin.
using PlaceGaps = std::optional<GapFigures>;

/// Day of a quarter (UTC) for which gaps are told: drawn for the quarter, the same for all places and classes.
Instant gap_day(Quarter quarter, std::uint64_t seed);
/// Entry place * classes + class. Served: a satellite in service at the day's begin, above its mask, on
/// a carrier that is open then and known to the class, whose link carries a light-data transfer within its time: its bits in what the round
/// trips leave of `each_within_s`, and which neither `outages` nor the lack of a gateway keep from serving. Other users have no part in it.
std::vector<PlaceGaps> place_gaps(const Study& study, const Fleet& fleet, const Phones& phones, const SpectrumUse& spectrum,
                                  const RadioModel& radio, const OutagePlan& outages, std::uint64_t seed, Quarter quarter);

}  // namespace d2c
