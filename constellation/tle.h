#pragma once
// Two-line element sets as text: reading and checking. What they mean as an orbit is a propagator's matter (mean_state here).

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/instant.h"
#include "base/quantity.h"
#include "constellation/orbit.h"

namespace d2c {

/// One element set as it stands in the catalogue: SGP4 mean elements (Kozai mean motion) in TEME at `epoch`.
/// Format: CelesTrak "NORAD Two-Line Element Set Format"; Vallado and Crawford, "SGP4 Orbit Determination", AIAA 2008-6770.
struct Tle {
    std::string name;          ///< of a 3-line set, without trailing blanks and without a leading `0 `; empty for a 2-line set
    int catalogue_number = 0;  ///< NORAD number; Alpha-5 letters decoded (A0000 = 100000, I and O not used)
    std::string launch;        ///< COSPAR launch, `2024-002`; empty where the field is blank
    std::string piece;         ///< letters after the launch number, `A`
    Instant epoch{};           ///< UTC
    double mean_motion_rev_per_day = 0.0;
    double half_mean_motion_rate_rev_per_day2 = 0.0;   ///< first derivative over 2, as printed
    double sixth_mean_motion_rate_rev_per_day3 = 0.0;  ///< second derivative over 6, as printed
    double bstar_per_earth_radius = 0.0;
    Angle inclination, raan, argument_of_perigee, mean_anomaly;
    double eccentricity = 0.0;
    int element_set = 0;
    int revolution = 0;  ///< at epoch
    int line = 0;        ///< of element line 1 in its file, 1-based
};

/// Reads a file of 2-line or 3-line sets, mixed too, with LF or CRLF. Every line must have 69 characters (trailing blanks apart), its
/// checksum, its number in each column; both lines must name one satellite. All faults are reported at once, each with its line.
/// An input without any element set is a fault.
Result<std::vector<Tle>> read_tle(std::string_view text, std::string_view file_name);

/// The circular mean orbit of an element set at its epoch: argument of latitude = argument of perigee + mean anomaly (the eccentricity is
/// dropped: 0.03 degrees along track at e = 0.00025), mean radius by un-Kozai (see walker.h), rates from mean motion and J2.
/// Without drag: the along-track error grows by half the mean motion rate times the time squared.
MeanState mean_state(const Tle& tle);

}  // namespace d2c
