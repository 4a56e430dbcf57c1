#pragma once
// What is on the air: the distinct channels behind a table of rights, and how far two of them share spectrum.

#include <cstddef>
#include <span>
#include <vector>

#include "spectrum/band.h"

namespace d2c {

/// A downlink channel with its uplink. Rights of different countries to the same pair are one carrier.
struct Carrier {
    FrequencyRange downlink, uplink;
    auto operator<=>(const Carrier&) const = default;
};

/// The carriers of a table, each once, by downlink then uplink edge; and for each right the index of its carrier.
struct CarrierTable {
    std::vector<Carrier> carriers;
    std::vector<std::size_t> of_right;
};
CarrierTable carriers_of(std::span<const Right> rights);
/// As `carriers_of(rights).carriers`.
std::vector<Carrier> distinct_carriers(std::span<const Right> rights);

/// True if the downlinks share spectrum; channels that only touch do not.
bool co_channel(const Carrier& a, const Carrier& b);
/// Part of the victim's downlink bandwidth on which the interferer's downlink lies, 0 to 1.
double overlap_share(const Carrier& victim, const Carrier& interferer);
/// As `overlap_share`, on the uplink.
double uplink_overlap_share(const Carrier& victim, const Carrier& interferer);

}  // namespace d2c
