#pragma once
// What is lost near a phone: into what it is inside of, and to who holds it.

#include <array>

#include "handset_phy/environment.h"

namespace d2c {

/// Loss by entry and grip [dB], by whole degree of elevation, 0 to 90.
using NearLossTable = std::array<float, 91>;
/// NaN where the enclosure's law does not reach the frequency.
NearLossTable near_loss_table(Enclosure enclosure, Hertz frequency, double probability, Db held);
/// Linear between whole degrees, as at the horizon below it.
double near_loss_db(const NearLossTable& table, double elevation_deg);

}  // namespace d2c
