#pragma once
// Two-line element sets as text: reading and checking.
// Format: CelesTrak "NORAD Two-Line Element Set Format"; Vallado and Crawford, "SGP4 Orbit Determination", AIAA 2008-6770.

#include <string_view>
#include <vector>

#include "base/error.h"
#include "constellation/elements/element_set.h"

namespace d2c {

/// What else than the format's own lines a reader lets pass. The default is what a scenario gets: nothing.
struct TleLeniency {
    bool wrong_checksum = false;        ///< becomes a warning
    bool text_after_column_69 = false;  ///< as in the verification set of AIAA 2006-6753 (start, stop and step of its runs); not read
};

/// Reads a file of 2-line or 3-line sets, mixed too, with LF or CRLF; lines that begin with `#` are comments. Every line must have 69
/// characters (trailing blanks apart), its checksum, its number in each column; both lines must name one satellite. A leading `0 ` of a
/// name goes; Alpha-5 catalogue numbers are decoded (A0000 = 100000, I and O not used). The ephemeris type must be blank, 0 or 2 (SGP4).
/// All faults are reported at once, each with its line. An input without any element set is a fault. `warnings` gets what was let pass.
Result<std::vector<ElementSet>> read_tle(std::string_view text, std::string_view file_name, const TleLeniency& leniency, Faults& warnings);
/// The same without leniency.
Result<std::vector<ElementSet>> read_tle(std::string_view text, std::string_view file_name);

}  // namespace d2c
