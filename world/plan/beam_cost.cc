#include "world/plan/beam_cost.h"

#include <bit>
#include <cmath>

namespace d2c {
namespace {

/// Fibonacci hashing: the golden ratio's fraction of 2^64.
std::size_t slot_of(std::size_t payload, CarrierMask carriers, std::size_t slots) {
    const std::uint64_t mixed = (carriers + 0x632be59bd9b4e019ULL * (payload + 1)) * 0x9e3779b97f4a7c15ULL;
    return static_cast<std::size_t>(mixed >> 32) & (slots - 1);
}

}  // namespace

int beam_units_of(const SpectrumUse& spectrum, const PayloadRadio& payload, CarrierMask carriers) {
    int units = 0;
    for (CarrierMask left = carriers; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        units += static_cast<int>(std::ceil(spectrum.carrier(k).downlink.width().value / payload.beam_unit_hz - 1e-9));
    }
    return units;
}

double beam_power_w(const SpectrumUse& spectrum, const PayloadRadio& payload, CarrierMask carriers) {
    return payload.transmit_w_per_hz * spectrum.total_occupied_bandwidth(carriers).value;
}

BeamCosts::BeamCosts(const SpectrumUse& spectrum, const RadioModel& radio) : spectrum_{&spectrum}, radio_{&radio}, slots_(64, 0) {}

std::uint32_t BeamCosts::of(std::size_t payload, CarrierMask carriers) {
    for (std::size_t slot = slot_of(payload, carriers, slots_.size());; slot = (slot + 1) & (slots_.size() - 1)) {
        if (slots_[slot] == 0) {
            const PayloadRadio& radio = radio_->payloads[payload];
            costs_.push_back({carriers, beam_power_w(*spectrum_, radio, carriers), beam_units_of(*spectrum_, radio, carriers),
                              static_cast<std::uint32_t>(payload)});
            slots_[slot] = static_cast<std::uint32_t>(costs_.size());
            if (2 * costs_.size() > slots_.size()) grow();
            return static_cast<std::uint32_t>(costs_.size() - 1);
        }
        const std::uint32_t number = slots_[slot] - 1;
        if (costs_[number].carriers == carriers && costs_[number].payload == payload) return number;
    }
}

void BeamCosts::grow() {
    slots_.assign(2 * slots_.size(), 0);
    for (std::uint32_t number = 0; number < costs_.size(); ++number) {
        std::size_t slot = slot_of(costs_[number].payload, costs_[number].carriers, slots_.size());
        while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = number + 1;
    }
}

}  // namespace d2c
