#pragma once
// A file of element sets in whatever notation it is.

#include <string_view>
#include <vector>

#include "base/error.h"
#include "constellation/elements/element_set.h"
#include "constellation/elements/tle.h"

namespace d2c {

enum class ElementNotation { kTle, kOmmKvn, kOmmJson, kOmmCsv };
/// By content: JSON begins with a brace or bracket; CSV with a heading that has a cell EPOCH; KVN with a keyword of its header or
/// metadata, or a COMMENT; everything else is taken for two-line elements.
ElementNotation notation_of(std::string_view text);
/// `two-line elements`, `OMM in KVN`, …
const char* notation_name(ElementNotation notation);

struct ElementFile {
    ElementNotation notation = ElementNotation::kTle;
    std::vector<ElementSet> sets;  ///< in the order of the file
    Faults warnings;               ///< what `leniency` let pass
};
/// read_tle or read_omm, by `notation_of`. A byte order mark is passed over. OMM in XML is refused by name.
Result<ElementFile> read_elements(std::string_view text, std::string_view file_name, const TleLeniency& leniency = {});

}  // namespace d2c
