#include "world/input/spectrum_use.h"

#include <algorithm>
#include <bit>
#include <string>

#include "spectrum/channelisation.h"

namespace d2c {
namespace {

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

}  // namespace

Result<SpectrumUse> SpectrumUse::build(std::span<const Right> rights, std::span<const PayloadGeneration> payloads,
                                       std::span<const HandsetClass> handsets) {
    SpectrumUse use;
    use.rights_.assign(rights.begin(), rights.end());
    CarrierTable table = carriers_of(rights);
    use.carriers_ = std::move(table.carriers);
    use.right_carrier_ = std::move(table.of_right);
    if (use.carriers_.size() > kMaximumCarriers) {
        return Fault{"", 0, "spectrum.rights", std::to_string(use.carriers_.size()) + " distinct carriers", "at most 64"};
    }
    Faults faults;
    for (const Carrier& carrier : use.carriers_) {
        const Hertz width = carrier.downlink.width();
        const auto lte = lte_occupied_bandwidth(width);
        const auto nr = nr_15khz_occupied_bandwidth(width);
        if (!lte && !nr) {
            faults.push_back({"", 0, "spectrum.rights", std::to_string(width.in_mega()) + " MHz downlink",
                              "a 3GPP channel bandwidth (1.4, 3, 5, 10, 15, 20, 25, 30, 40, 45, 50) [MHz]"});
        }
        use.lte_occupied_.push_back(lte.value_or(Hertz{0.0}));
        use.nr_occupied_.push_back(nr.value_or(Hertz{0.0}));
    }
    if (!faults.empty()) return faults;
    use.payload_masks_ = masks_of(payloads, rights, use.right_carrier_);
    use.handset_masks_ = masks_of(handsets, rights, use.right_carrier_);
    for (std::size_t h = 0; h < handsets.size(); ++h) {
        use.maximum_bandwidth_.push_back(handsets[h].maximum_bandwidth);
        for (std::size_t k = 0; k < use.carriers_.size(); ++k) {
            if (!(use.occupied_bandwidth(k, handsets[h].air_interface).value > 0.0)) use.handset_masks_[h] &= ~(CarrierMask{1} << k);
        }
    }
    const std::size_t n = use.carriers_.size();
    use.overlap_.resize(n * n);
    for (std::size_t v = 0; v < n; ++v) {
        CarrierMask overlapping = 0;
        for (std::size_t i = 0; i < n; ++i) {
            use.overlap_[v * n + i] = overlap_share(use.carriers_[v], use.carriers_[i]);
            if (use.overlap_[v * n + i] > 0.0) overlapping |= CarrierMask{1} << i;
        }
        use.overlapping_.push_back(overlapping);
    }
    return use;
}

CarrierMask SpectrumUse::open_at(Jurisdiction spot, Instant at) const {
    CarrierMask mask = 0;
    for (std::size_t r = 0; r < rights_.size(); ++r) {
        if (in_force(rights_[r], at) && reaches(rights_[r], spot)) mask |= CarrierMask{1} << right_carrier_[r];
    }
    return mask;
}

CarrierMask SpectrumUse::aggregated(CarrierMask mask, std::size_t handset) const {
    CarrierMask chosen = 0;
    Hertz room = maximum_bandwidth_[handset];
    while (mask != 0 && room.value > 0.0) {
        auto widest = static_cast<std::size_t>(std::countr_zero(mask));
        for (CarrierMask left = mask; left != 0; left &= left - 1) {
            const auto k = static_cast<std::size_t>(std::countr_zero(left));
            if (carriers_[k].downlink.width() > carriers_[widest].downlink.width()) widest = k;
        }
        chosen |= CarrierMask{1} << widest;
        mask &= ~(CarrierMask{1} << widest);
        room = room - carriers_[widest].downlink.width();
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
