#pragma once
// Which satellite serves which phone, step by step: that of the highest score, kept until another is better by the hysteresis.

#include <cstdint>
#include <span>
#include <vector>

#include "world/input/phones.h"
#include "world/plan/policy.h"
#include "world/radio/radio_model.h"
#include "world/radio/sky.h"

namespace d2c {

/// What one phone drew towards the satellites of a window, drawn when first asked for; reused from phone to phone.
class WindowDraws {
  public:
    WindowDraws(const Sky& sky, std::uint64_t seed, std::uint32_t window_key);
    /// Forgets the phone before. `environment`: where this one is in this window; must outlive its draws.
    void start(std::uint64_t phone_draw_id, const EnvironmentRadio& environment);
    const EnvironmentRadio& environment() const { return *environment_; }
    /// `satellite`: row of the sky.
    const ChannelDraw& draw(std::uint32_t satellite) {
        if (stamp_[satellite] != now_) fill(satellite);
        return draws_[satellite];
    }

  private:
    void fill(std::uint32_t satellite);
    const Sky* sky_;
    std::uint64_t seed_;
    std::uint32_t window_key_;
    std::uint64_t phone_ = 0;
    const EnvironmentRadio* environment_ = nullptr;
    std::uint32_t now_ = 0;
    std::vector<std::uint32_t> stamp_;
    std::vector<ChannelDraw> draws_;
};

/// Serving satellites of one phone over the steps of a window, class after class: entry class * steps + step.
struct ServingColumns {
    std::span<std::int32_t> satellite;  ///< row of the sky, or kNoSatellite
    std::span<std::uint8_t> in_view;    ///< usable satellites above their elevation mask, capped at 255
};

/// By what a phone chooses.
struct ServingRule {
    const ServingPolicy* policy = nullptr;
    Db hysteresis{0.0};
    std::span<const std::vector<float>> usable_share;  ///< per step and row of the sky, 0 is out; empty where all are whole
    std::span<const float> load;                       ///< per row, for policies that ask; empty: all idle
    std::size_t first_step = 0, last_step = 0;         ///< steps to fill, on from what stands before them
};

/// Fills the columns. A class (entry of `carriers`: those with a right here that it knows) counts only satellites that share a carrier
/// with it. RSRP is that of a beam aimed at the phone: EIRP, scan loss, free space, gas and the phone's own channel draw. The pairs looked
/// at are added to `links`.
void associate(const Sky& sky, const SkyIndex& index, const Fleet& fleet, const RadioModel& radio, const SpectrumUse& spectrum,
               const PhoneColumns& phones, std::size_t phone, std::span<const CarrierMask> carriers, const ServingRule& rule,
               WindowDraws& draws, const ServingColumns& out, std::uint64_t& links);

}  // namespace d2c
