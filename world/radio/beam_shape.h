#pragma once
// The shape of a payload's beams: its pattern as a table, its width, and what it needs to know for that.

#include "base/error.h"
#include "constellation/patterns/pattern_table.h"
#include "constellation/payload.h"
#include "scenarios/study.h"
#include "world/input/fleet.h"

namespace d2c {

/// Centre of the first band the payload names that has a downlink; 2 GHz where the study describes none of them.
Hertz principal_frequency(const Study& study, const PayloadGeneration& payload);
/// Of its satellites above the equatorial radius; 0 where it has none.
Metres mean_altitude(const Fleet& fleet, std::size_t payload);

/// The beam's pattern at a frequency, with the payload's floor. At fault where its parameters give none (a beam wider than the form
/// allows).
Result<PatternTable> beam_table(const PayloadGeneration& payload, Hertz frequency);
/// Width at -3 dB at that frequency, of which `table` is the pattern.
Angle beamwidth(const PayloadGeneration& payload, Hertz frequency, const PatternTable& table);

}  // namespace d2c
