#include "world/input/spectrum_use.h"

#include <algorithm>
#include <bit>
#include <string>

#include "spectrum/channelisation.h"

namespace d2c {
namespace {

/// Share of a channel that its resource blocks fill: 0.9 from 3 MHz on, TS 36.101 table 5.6-1.
constexpr double kFilledShare = 0.9;

bool knows(std::span<const std::string> bands, const std::string& band) {
    return std::find(bands.begin(), bands.end(), band) != bands.end();
}

template <class BandUser>
std::vector<CarrierMask> masks_of(std::span<const BandUser> users, std::span<const Right> rights, std::span<const std::size_t> carrier) {
    std::vector<CarrierMask> masks(users.size(), 0);
    for (std::size_t u = 0; u < users.size(); ++u) {
        for (std::size_t r = 0; r < rights.size(); ++r) {
            if (knows(users[u].bands, rights[r].band)) masks[u] |= CarrierMask{1} << carrier[r];
        }
    }
    return masks;
}

/// The n-th of equal pieces.
FrequencyRange piece(const FrequencyRange& whole, unsigned n, unsigned pieces) {
    const auto edge = [&](unsigned i) {
        return i == 0 ? whole.low : i == pieces ? whole.high : whole.low + (1.0 * i / pieces) * whole.width();
    };
    return {edge(n), edge(n + 1)};
}

}  // namespace

Result<SpectrumUse> SpectrumUse::build(std::span<const Right> rights, std::span<const PayloadGeneration> payloads,
                                       std::span<const HandsetClass> handsets, unsigned parts) {
    SpectrumUse use;
    use.parts_ = parts;
    use.rights_.assign(rights.begin(), rights.end());
    CarrierTable table = carriers_of(rights);
    use.right_carrier_ = std::move(table.of_right);
    if (table.carriers.size() * parts > kMaximumCarriers) {
        const std::string distinct = std::to_string(table.carriers.size()) + " distinct carriers";
        if (parts == 1) return Fault{"", 0, "spectrum.rights", distinct, "at most 64"};
        return Fault{"", 0, "world.channels", distinct + " in " + std::to_string(parts) + " parts", "at most 64 parts of carriers in all"};
    }
    Faults faults;
    for (const Carrier& carrier : table.carriers) {
        const Hertz width = carrier.downlink.width();
        use.channels_.push_back(width);
        const auto lte = lte_occupied_bandwidth(width);
        const auto nr = nr_15khz_occupied_bandwidth(width);
        if (!lte && !nr) {
            faults.push_back({"", 0, "spectrum.rights", std::to_string(width.in_mega()) + " MHz downlink",
                              "a 3GPP channel bandwidth (1.4, 3, 5, 10, 15, 20, 25, 30, 40, 45, 50) [MHz]"});
        }
        use.lte_occupied_.push_back((1.0 / parts) * lte.value_or(Hertz{0.0}));
        use.nr_occupied_.push_back((1.0 / parts) * nr.value_or(Hertz{0.0}));
    }
    if (!faults.empty()) return faults;
    use.whole_carriers_ = table.carriers.size();
    for (unsigned part = 0; part < parts; ++part) {
        for (const Carrier& carrier : table.carriers)
            use.carriers_.push_back({piece(carrier.downlink, part, parts), piece(carrier.uplink, part, parts)});
        if (part == 0) continue;
        for (std::size_t k = 0; k < use.whole_carriers_; ++k) {
            use.channels_.push_back(use.channels_[k]);
            use.lte_occupied_.push_back(use.lte_occupied_[k]);
            use.nr_occupied_.push_back(use.nr_occupied_[k]);
        }
    }
    use.payload_masks_ = masks_of(payloads, rights, use.right_carrier_);
    use.handset_masks_ = masks_of(handsets, rights, use.right_carrier_);
    for (auto* masks : {&use.payload_masks_, &use.handset_masks_})
        for (CarrierMask& mask : *masks) mask = use.on_all_parts(mask);
    for (std::size_t h = 0; h < handsets.size(); ++h) {
        use.maximum_bandwidth_.push_back(handsets[h].maximum_bandwidth);
        for (std::size_t k = 0; k < use.carriers_.size(); ++k) {
            if (!(use.occupied_bandwidth(k, handsets[h].air_interface).value > 0.0)) use.handset_masks_[h] &= ~(CarrierMask{1} << k);
        }
    }
    const std::size_t n = use.carriers_.size();
    use.overlap_.resize(n * n);
    use.uplink_overlap_.resize(n * n);
    for (std::size_t v = 0; v < n; ++v) {
        CarrierMask overlapping = 0;
        for (std::size_t i = 0; i < n; ++i) {
            use.overlap_[v * n + i] = overlap_share(use.carriers_[v], use.carriers_[i]);
            use.uplink_overlap_[v * n + i] = uplink_overlap_share(use.carriers_[v], use.carriers_[i]);
            if (use.overlap_[v * n + i] > 0.0) overlapping |= CarrierMask{1} << i;
        }
        use.overlapping_.push_back(overlapping);
        use.uplink_blocks_.push_back(kFilledShare * (use.carriers_[v].uplink.width() / kResourceBlock));
    }
    return use;
}

CarrierMask SpectrumUse::open_at(Jurisdiction spot, Instant at) const {
    CarrierMask mask = 0;
    for (std::size_t r = 0; r < rights_.size(); ++r) {
        if (in_force(rights_[r], at) && reaches(rights_[r], spot)) mask |= CarrierMask{1} << right_carrier_[r];
    }
    return on_all_parts(mask);
}

CarrierMask SpectrumUse::on_all_parts(CarrierMask first_parts) const {
    CarrierMask all = 0;
    for (unsigned part = 0; part < parts_; ++part) all |= moved_to(first_parts, part);
    return all;
}

CarrierMask SpectrumUse::on_first_parts(CarrierMask mask) const {
    CarrierMask first = 0;
    for (unsigned part = 0; part < parts_; ++part) first |= (mask & of_part(part)) >> (part * whole_carriers_);
    return first;
}

CarrierMask SpectrumUse::aggregated(CarrierMask mask, std::size_t handset) const {
    CarrierMask chosen = 0;
    Hertz room = maximum_bandwidth_[handset];
    while (mask != 0 && room.value > 0.0) {
        auto widest = static_cast<std::size_t>(std::countr_zero(mask));
        for (CarrierMask left = mask; left != 0; left &= left - 1) {
            const auto k = static_cast<std::size_t>(std::countr_zero(left));
            if (channel(k) > channel(widest)) widest = k;
        }
        chosen |= CarrierMask{1} << widest;
        mask &= ~(CarrierMask{1} << widest);
        room = room - channel(widest);
    }
    return chosen;
}

CarrierMask SpectrumUse::co_channel(CarrierMask mask) const {
    CarrierMask all = 0;
    for (; mask != 0; mask &= mask - 1) all |= overlapping_[static_cast<std::size_t>(std::countr_zero(mask))];
    return all;
}

Hertz SpectrumUse::total_occupied_bandwidth(CarrierMask mask) const {
    Hertz total{0.0};
    for (; mask != 0; mask &= mask - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(mask));
        total = total + std::max(lte_occupied_[k], nr_occupied_[k]);
    }
    return total;
}

}  // namespace d2c
