#pragma once
// Orbit Mean-elements Messages: reading and checking.
// Standard: CCSDS 502.0-B-3, Orbit Data Messages (April 2023), section 4 and annex; issue B-2 (version 2.0) reads alike. JSON and CSV are
// the notations in which CelesTrak and Space-Track publish the same keywords (CelesTrak, "A New Way to Obtain GP Data").

#include <string_view>
#include <vector>

#include "base/error.h"
#include "constellation/elements/element_set.h"

namespace d2c {

enum class OmmNotation {
    kKvn,   ///< `KEYWORD = value [unit]` lines; a message begins with its CCSDS_OMM_VERS
    kJson,  ///< an object per message, alone or in an array
    kCsv,   ///< a heading of keywords, then a row per message
};

/// Reads every message of a file. Needed are EPOCH, the six mean elements (MEAN_MOTION, not SEMI_MAJOR_AXIS), BSTAR and NORAD_CAT_ID; in
/// KVN also CCSDS_OMM_VERS, OBJECT_NAME, OBJECT_ID and the four that say what the elements are. Those four must be CENTER_NAME EARTH,
/// REF_FRAME TEME, TIME_SYSTEM UTC and MEAN_ELEMENT_THEORY SGP4 (or SGP/SGP4); the publishers of JSON and CSV leave them out where they
/// are just that. EPHEMERIS_TYPE must be 0 or 2 where it is given. KVN has the standard's keywords and USER_DEFINED_ ones only; JSON and
/// CSV may have columns of their publishers, which are not read. CREATION_DATE and ORIGINATOR say nothing of the orbit and may be left
/// out. Every fault of the file at once, with line, keyword, value and what is allowed. An input without any message is a fault.
Result<std::vector<ElementSet>> read_omm(std::string_view text, std::string_view file_name, OmmNotation notation);

}  // namespace d2c
