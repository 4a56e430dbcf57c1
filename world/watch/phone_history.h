#pragma once
// What every phone had at every step of a window: twelve bytes a step, kept until its sessions are played.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>

namespace d2c {

/// What one phone and class had at one step; levels to 0.01 dB.
class PhoneStep {
  public:
    struct Figures {
        double downlink_bps = 0.0;    ///< the phone's own share, whatever the uplink
        bool acknowledged = false;    ///< the uplink can acknowledge a download
        double call_margin_db = 0.0;  ///< of the uplink over what a call needs
        double rsrp_dbm = 0.0, sinr_db = 0.0;
    };
    PhoneStep() = default;  // nothing is initialised: only what was put may be read
    PhoneStep(std::uint16_t serving_row, const Figures& f)
        : row{serving_row},
          margin_{hundredths(f.call_margin_db)},
          rsrp_{hundredths(f.rsrp_dbm)},
          sinr_{hundredths(f.sinr_db)},
          rate_{static_cast<float>(f.acknowledged ? f.downlink_bps : -f.downlink_bps)} {}
    bool acknowledged() const { return rate_ > 0.0f; }
    double downlink_bps() const { return static_cast<double>(std::abs(rate_)); }
    /// Nothing where it is not acknowledged.
    double data_bps() const { return static_cast<double>(std::max(rate_, 0.0f)); }
    double call_margin_db() const { return 0.01 * margin_; }
    double rsrp_dbm() const { return 0.01 * rsrp_; }
    double sinr_db() const { return 0.01 * sinr_; }

    std::uint16_t row;  ///< serving satellite, row of the sky; no figure means anything without one

  private:
    static std::int16_t hundredths(double db) {
        const double value = std::clamp(db, -300.0, 300.0) * 100.0;
        return static_cast<std::int16_t>(value + (value < 0.0 ? -0.5 : 0.5));
    }
    std::int16_t margin_, rsrp_, sinr_;
    float rate_;  ///< below zero: not acknowledged
};

/// Kept by blocks of entries that are written together: a block's steps lie one behind the other. An entry is a phone and class.
class PhoneHistory {
  public:
    void reset(std::size_t entries, std::size_t steps) {
        steps_ = steps;
        all_ = std::make_unique_for_overwrite<PhoneStep[]>(entries * steps);
    }
    class Block {
      public:
        void put(std::size_t entry, std::size_t k, const PhoneStep& step) { at_[k * count_ + (entry - first_)] = step; }
        const PhoneStep& at(std::size_t entry, std::size_t k) const { return at_[k * count_ + (entry - first_)]; }

      private:
        friend class PhoneHistory;
        PhoneStep* at_;
        std::size_t first_, count_;
    };
    /// Entries `first` to before `last`: the same block for all its steps.
    Block block(std::size_t first, std::size_t last) const {
        Block block;
        block.at_ = all_.get() + first * steps_;
        block.first_ = first;
        block.count_ = last - first;
        return block;
    }

  private:
    std::size_t steps_ = 0;
    std::unique_ptr<PhoneStep[]> all_;
};

}  // namespace d2c
