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
///
/// Where beams share the carriers by parts, each part of a carrier is a carrier here: an equal piece of its downlink and uplink with an
/// equal share of its resource blocks (assumption: not rounded to whole blocks, of which a channel of 5 MHz has 25). All first parts come
/// first, then all second parts. A beam uses one part of each of its carriers.
class SpectrumUse {
  public:
    /// Faults where a study has more than 64 distinct carriers (times parts) or a carrier without a 3GPP channel bandwidth.
    static Result<SpectrumUse> build(std::span<const Right> rights, std::span<const PayloadGeneration> payloads,
                                     std::span<const HandsetClass> handsets, unsigned parts = 1);

    std::size_t carrier_count() const { return carriers_.size(); }
    const Carrier& carrier(std::size_t i) const { return carriers_[i]; }
    /// The channel that the carrier is (a part of): what a phone tunes to.
    Hertz channel(std::size_t i) const { return channels_[i]; }
    unsigned parts() const { return parts_; }
    /// All carriers of that part.
    CarrierMask of_part(unsigned part) const {
        return whole_carriers_ == 0 ? 0 : moved_to(~CarrierMask{0} >> (kMaximumCarriers - whole_carriers_), part);
    }
    /// A set of first parts, on that part instead.
    CarrierMask moved_to(CarrierMask first_parts, unsigned part) const { return first_parts << (part * whole_carriers_); }
    /// A set of first parts, on every part.
    CarrierMask on_all_parts(CarrierMask first_parts) const;
    /// The first parts of all carriers of which any part is in the mask.
    CarrierMask on_first_parts(CarrierMask mask) const;
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
    /// The same on the uplink.
    double uplink_overlap(std::size_t victim, std::size_t interferer) const {
        return uplink_overlap_[victim * carriers_.size() + interferer];
    }
    /// Resource blocks that the carrier's uplink has.
    double uplink_blocks(std::size_t i) const { return uplink_blocks_[i]; }
    /// Carriers whose downlink overlaps that of carrier `k`, itself included.
    CarrierMask overlapping(std::size_t k) const { return overlapping_[k]; }
    Hertz maximum_bandwidth(std::size_t handset) const { return maximum_bandwidth_[handset]; }
    /// Carriers of `mask`, all of one part, that a class is lit on: the widest channel first (then in the table's order), until its
    /// bandwidth is full. A part takes as much of it as its whole channel.
    CarrierMask aggregated(CarrierMask mask, std::size_t handset) const;
    /// Carriers whose downlink overlaps one of the mask's, themselves included.
    CarrierMask co_channel(CarrierMask mask) const;
    /// Of the wider air interface: what a satellite's power is counted for.
    Hertz total_occupied_bandwidth(CarrierMask mask) const;

  private:
    std::vector<Right> rights_;
    std::vector<std::size_t> right_carrier_;
    unsigned parts_ = 1;
    std::size_t whole_carriers_ = 0;
    std::vector<Hertz> channels_;
    std::vector<Carrier> carriers_;
    std::vector<Hertz> lte_occupied_, nr_occupied_;
    std::vector<CarrierMask> payload_masks_, handset_masks_;
    std::vector<Hertz> maximum_bandwidth_;  ///< per handset
    std::vector<double> overlap_, uplink_overlap_, uplink_blocks_;
    std::vector<CarrierMask> overlapping_;
};

}  // namespace d2c
