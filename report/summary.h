#pragma once
// The answer of a run in about ten lines.

#include <string>

#include "base/error.h"
#include "results/reader.h"

namespace d2c {

/// Share of people outside terrestrial coverage and of the Earth's area that hold a service, early and at the end; first quarter for five
/// named places; today's network against the field; what it rests on. One line per entry, ended by a newline.
Result<std::string> summary(const results::ResultReader& reader);

}  // namespace d2c
