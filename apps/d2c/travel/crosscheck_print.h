#pragma once
// A cross-check as a person reads it, and as a program does.

#include <cstddef>
#include <string>
#include <vector>

#include "results/crosscheck/rows.h"

namespace d2c::apps {

/// The verdict, all figures, those strata that are beyond their tolerance, the samples farthest apart, and what is not among the samples.
std::string crosscheck_text(const results::CrosscheckResults& results, const std::vector<std::size_t>& worst,
                            const std::vector<std::string>& notes);
/// `d2c.crosscheck/1`.
std::string crosscheck_json(const results::CrosscheckResults& results, const std::vector<std::size_t>& worst,
                            const std::vector<std::string>& notes, const std::string& digest, const std::string& file);

}  // namespace d2c::apps
