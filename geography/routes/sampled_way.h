#pragma once
// A way known by where a phone is every so often.

#include <utility>
#include <vector>

#include "base/vector.h"

namespace d2c {

/// Between two samples along the great circle of their verticals, at an even pace, heights linear: across 180 degrees and over poles as
/// anywhere. Against a geodesic between samples 15 s apart at 250 m/s less than a millimetre beside it. Immutable.
class SampledWay {
  public:
    /// Samples `step_s` (above 0) apart, the first at time 0; at least one.
    SampledWay(double step_s, std::vector<Geodetic> samples);
    /// Before the first sample there, after the last there.
    Geodetic at(double elapsed_s) const;
    double duration_s() const { return step_s_ * static_cast<double>(samples_.size() - 1); }

  private:
    double step_s_;
    std::vector<Geodetic> samples_;
};

}  // namespace d2c
