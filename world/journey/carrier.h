#pragma once
// What surrounds a phone that travels.

#include "geography/routes/route.h"
#include "handset_phy/environment.h"
#include "scenarios/study.h"
#include "world/input/environments.h"

namespace d2c {

/// Where a phone is on a carrier: on deck, at a window, on a dashboard, in a hand under the open sky.
PhoneEnvironment environment_of(Conveyance carrier);

/// The study with that environment among those of its tries, at no share: nobody else is there.
Study with_traveller(const Study& study, Conveyance carrier);
/// The row of such a study's environments for one departure; of an enclosure's equally likely parts one is drawn.
std::uint32_t environment_row(const Study& study, std::span<const EnvironmentRadio> rows, std::uint64_t seed, std::uint64_t draw_id,
                              std::uint32_t departure);

}  // namespace d2c
