#pragma once
// What a beam takes of a satellite: beam units and power, known for every payload and set of carriers that occurs.

#include <cstdint>
#include <vector>

#include "world/radio/radio_model.h"

namespace d2c {

/// Beam units that one footprint lit on `carriers` takes: each carrier's channel bandwidth over the unit, rounded up.
int beam_units_of(const SpectrumUse& spectrum, const PayloadRadio& payload, CarrierMask carriers);
/// Power of such a footprint's beam at the antenna port [W].
double beam_power_w(const SpectrumUse& spectrum, const PayloadRadio& payload, CarrierMask carriers);

struct BeamCost {
    CarrierMask carriers = 0;
    double power_w = 0.0;
    int units = 0;
    std::uint32_t payload = 0;
};

/// Costs by number. Numbers are given in the order of asking and mean nothing outside.
class BeamCosts {
  public:
    /// Both must outlive it.
    BeamCosts(const SpectrumUse& spectrum, const RadioModel& radio);
    /// Number of that cost, computed when first asked for. One caller at a time.
    std::uint32_t of(std::size_t payload, CarrierMask carriers);
    const BeamCost& operator[](std::uint32_t number) const { return costs_[number]; }
    std::size_t size() const { return costs_.size(); }

  private:
    void grow();
    const SpectrumUse* spectrum_;
    const RadioModel* radio_;
    std::vector<BeamCost> costs_;
    std::vector<std::uint32_t> slots_;  ///< open addressing, number + 1; 0 is free
};

}  // namespace d2c
