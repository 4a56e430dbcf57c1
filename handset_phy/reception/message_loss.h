#pragma once
// How often a signalling message over the air is lost.

#include <array>
#include <cmath>

#include "handset_phy/adaptation/block_error/block_error.h"

namespace d2c {

/// Loss of one transmission at an SINR, branches combined: 256 bits in QPSK at rate 78/1024, the most robust format of the standard's CQI
/// tables (TS 38.214 table 5.2.2.1-2, TS 36.213 table 7.2.3-1), to 0.1 dB. assumption: a command or an answer of 32 bytes.
class MessageLosses {
  public:
    MessageLosses() {
        const BlockErrorModel model{AwgnSet::kVienna};
        for (std::size_t i = 0; i < loss_.size(); ++i)
            loss_[i] = model.code_block_error_rate(Db{kLowestDb + kStepDb * static_cast<double>(i)}, 2, 78.0 / 1024.0, 256);
    }
    double at(Db sinr) const {
        const double i = std::round((sinr.value - kLowestDb) / kStepDb);
        if (!(i > 0.0)) return 1.0;
        return i < static_cast<double>(loss_.size()) ? loss_[static_cast<std::size_t>(i)] : 0.0;
    }

  private:
    static constexpr double kLowestDb = -20.0, kStepDb = 0.1;
    std::array<double, 400> loss_{};
};

}  // namespace d2c
