#pragma once
// What every phone had at every step of a window: eight bytes a step, kept until its sessions are played.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace d2c {

class PhoneHistory {
  public:
    /// `entries`: phones x classes.
    void reset(std::size_t entries, std::size_t steps, std::uint16_t no_row) {
        entries_ = entries;
        row_.assign(entries * steps, no_row);
        rate_.assign(entries * steps, 0.0f);
        margin_.assign(entries * steps, 0);
    }
    struct Step {
        std::uint16_t row;      ///< serving satellite, row of the sky
        bool acknowledged;      ///< the uplink can acknowledge a download
        double downlink_bps;    ///< the phone's own share, whatever the uplink
        double call_margin_db;  ///< of the uplink over what a call needs, to 0.01 dB
    };
    void put(std::size_t entry, std::size_t k, const Step& step) {
        const std::size_t i = k * entries_ + entry;
        row_[i] = step.row;
        rate_[i] = static_cast<float>(step.acknowledged ? step.downlink_bps : -step.downlink_bps);
        margin_[i] = static_cast<std::int16_t>(std::lround(std::clamp(step.call_margin_db, -300.0, 300.0) * 100.0));
    }
    Step at(std::size_t entry, std::size_t k) const {
        const std::size_t i = k * entries_ + entry;
        const auto rate = static_cast<double>(rate_[i]);
        return {row_[i], rate > 0.0, std::abs(rate), margin_[i] * 0.01};
    }

  private:
    std::size_t entries_ = 0;
    std::vector<std::uint16_t> row_;
    std::vector<float> rate_;  ///< below zero: not acknowledged
    std::vector<std::int16_t> margin_;
};

}  // namespace d2c
