#pragma once
// Which carriers may be lit where, for whom and from what: rights, payloads and phones reduced to bit masks.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "constellation/payload.h"
#include "handset_phy/handset.h"
#include "spectrum/band.h"
#include "spectrum/carrier.h"
#include "spectrum/rights.h"

namespace d2c {

/// A set of carriers: bit i stands for carrier i of SpectrumUse.
using CarrierMask = std::uint64_t;
inline constexpr std::size_t kMaximumCarriers = 64;

/// What the engine knows of spectrum. Built once for a study.
class SpectrumUse {
  public:
    /// Faults where a study has more than 64 distinct carriers or a carrier without a 3GPP channel bandwidth.
    static Result<SpectrumUse> build(std::span<const Right> rights, std::span<const PayloadGeneration> payloads,
                                     std::span<const HandsetClass> handsets);

    std::size_t carrier_count() const { return carriers_.size(); }
    const Carrier& carrier(std::size_t i) const { return carriers_[i]; }
    /// Spectrum filled by the carrier's resource blocks on that air interface; 0 where it has no such channel.
    Hertz occupied_bandwidth(std::size_t i, AirInterface air) const {
        return air == AirInterface::kLte ? lte_occupied_[i] : nr_occupied_[i];
    }
    /// Carriers that a right opens at that spot and instant.
    CarrierMask open_at(Jurisdiction spot, Instant at) const;
    CarrierMask of_payload(std::size_t payload) const { return payload_masks_[payload]; }
    /// In bands that it knows, of a channel bandwidth that its air interface has.
    CarrierMask of_handset(std::size_t handset) const { return handset_masks_[handset]; }
    /// Share of carrier `victim` that a lit carrier `interferer` overlaps: 1 for itself.
    double overlap(std::size_t victim, std::size_t interferer) const { return overlap_[victim * carriers_.size() + interferer]; }
    /// Carriers whose downlink overlaps that of carrier `k`, itself included.
    CarrierMask overlapping(std::size_t k) const { return overlapping_[k]; }
    Hertz maximum_bandwidth(std::size_t handset) const { return maximum_bandwidth_[handset]; }
    /// Carriers of `mask` that a class is lit on: the widest first (then in the table's order), until its bandwidth is full.
    CarrierMask aggregated(CarrierMask mask, std::size_t handset) const;
    /// Carriers whose downlink overlaps one of the mask's, themselves included.
    CarrierMask co_channel(CarrierMask mask) const;
    /// Of the wider air interface: what a satellite's power is counted for.
    Hertz total_occupied_bandwidth(CarrierMask mask) const;

  private:
    std::vector<Right> rights_;
    std::vector<std::size_t> right_carrier_;
    std::vector<Carrier> carriers_;
    std::vector<Hertz> lte_occupied_, nr_occupied_;
    std::vector<CarrierMask> payload_masks_, handset_masks_;
    std::vector<Hertz> maximum_bandwidth_;  ///< per handset
    std::vector<double> overlap_;
    std::vector<CarrierMask> overlapping_;
};

}  // namespace d2c
