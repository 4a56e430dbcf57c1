#pragma once
// Who is served next, and how a phone's power is spread over the blocks it is granted.

#include <cstdint>
#include <optional>

#include "base/quantity.h"
#include "handset_phy/scheduling/transport_format.h"

namespace d2c {

enum class SchedulingRule {
    kRoundRobin,        ///< who has waited longest
    kProportionalFair,  ///< rate now over mean rate served
    kMaxRate,           ///< best channel (max C/I)
};
/// Bits per slot that a phone has been given, averaged exponentially over `window` slots; slots are numbered.
class ServedAverage {
  public:
    explicit ServedAverage(double window_slots) : window_{window_slots} {}
    void serve(std::int64_t slot, double bits);
    double bits_per_slot(std::int64_t slot) const;
    std::int64_t last_slot() const { return last_; }

  private:
    double window_;
    double average_ = 0.0;
    std::int64_t last_ = -1;
};
/// The larger, the sooner. `bits_now`: what a slot would give now.
double scheduling_metric(SchedulingRule rule, double bits_now, const ServedAverage& served, std::int64_t slot);

/// SINR of each of `blocks` blocks that share a phone's power, which it lowers where the target is exceeded.
Db uplink_block_sinr(Db in_one_block, int blocks, Db target);

struct UplinkGrant {
    int blocks;
    Db sinr;  ///< of each block
    const TransportFormat* format;
};
/// The fewest blocks that carry `wanted_bits`, else those that carry most; nothing where one block carries none.
std::optional<UplinkGrant> uplink_grant(const TransportFormats& formats, Db in_one_block, Db target, int most_blocks, double wanted_bits);

/// Outer loop: how far the choice is moved after an answer, so that `target_error` of first transmissions fail. `step` [dB] per failure.
Db outer_loop_step(bool received, double step_db, double target_error);

}  // namespace d2c
