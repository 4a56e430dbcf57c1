#pragma once
// A cross-check as its tables keep it.

#include <span>
#include <vector>

#include "results/crosscheck/rows.h"
#include "scenarios/study.h"
#include "studies/crosscheck/pairing.h"
#include "studies/crosscheck/sampling.h"

namespace d2c {

/// Figures in the units they are printed in. `samples` and `pairs` go together, one by one; `duration_s`: of each window.
results::CrosscheckResults rows_of(const Study& study, std::span<const CrosscheckSample> samples, std::span<const SamplePair> pairs,
                                   std::span<const FigureVerdict> verdicts, double duration_s);

}  // namespace d2c
