#pragma once
// Entering and leaving conditions of the measurement events, inequality by inequality (TS 38.331 clause 5.5.4), and the time to trigger.

#include <chrono>

#include "base/instant.h"
#include "base/quantity.h"

namespace d2c {

/// Measured levels of the other cell (n) and of the serving one (p), with the offsets of their frequency (Ofn, Ofp) and of the cells
/// themselves (Ocn, Ocp).
struct EventLevels {
    Dbm mn{0.0}, mp{0.0};
    Db ofn{0.0}, ocn{0.0}, ofp{0.0}, ocp{0.0};
};

/// A3-1 and A3-2: the neighbour becomes better than the serving cell by an offset.
constexpr bool a3_enters(const EventLevels& l, Db offset, Db hys) { return l.mn + l.ofn + l.ocn - hys > l.mp + l.ofp + l.ocp + offset; }
constexpr bool a3_leaves(const EventLevels& l, Db offset, Db hys) { return l.mn + l.ofn + l.ocn + hys < l.mp + l.ofp + l.ocp + offset; }
/// A4-1 and A4-2: the neighbour becomes better than a threshold.
constexpr bool a4_enters(const EventLevels& l, Dbm threshold, Db hys) { return l.mn + l.ofn + l.ocn - hys > threshold; }
constexpr bool a4_leaves(const EventLevels& l, Dbm threshold, Db hys) { return l.mn + l.ofn + l.ocn + hys < threshold; }
/// A5-1 to A5-4: the serving cell becomes worse than one threshold and the neighbour better than another.
constexpr bool a5_enters(const EventLevels& l, Dbm threshold1, Dbm threshold2, Db hys) {
    return l.mp + hys < threshold1 && l.mn + l.ofn + l.ocn - hys > threshold2;
}
constexpr bool a5_leaves(const EventLevels& l, Dbm threshold1, Dbm threshold2, Db hys) {
    return l.mp - hys > threshold1 || l.mn + l.ofn + l.ocn + hys < threshold2;
}
/// D1-1 to D1-4: far from the serving cell's reference point and near to the other's. With points that move with their beams it is event D2
/// (clause 5.5.4.15a), of the same inequalities.
constexpr bool d1_enters(Metres to_serving, Metres to_other, Metres threshold1, Metres threshold2, Metres hys) {
    return to_serving - hys > threshold1 && to_other + hys < threshold2;
}
constexpr bool d1_leaves(Metres to_serving, Metres to_other, Metres threshold1, Metres threshold2, Metres hys) {
    return to_serving + hys < threshold1 || to_other - hys > threshold2;
}
/// T1-1 and T1-2: between an instant and a while after it.
constexpr bool t1_enters(Instant now, Instant threshold) { return now > threshold; }
constexpr bool t1_leaves(Instant now, Instant threshold, std::chrono::nanoseconds duration) { return now > threshold + duration; }

/// A condition that must have been met at every measurement of the time to trigger, and not met for as long before it counts as gone
/// (TS 38.331 clauses 5.5.4.1 and 5.3.5.13.4). Where both inequalities hold (T1 after its duration), leaving wins.
class TimedCondition {
  public:
    /// Whether it is fulfilled at `at`; instants ascend.
    constexpr bool update(bool enters, bool leaves, Instant at, std::chrono::nanoseconds time_to_trigger) {
        const bool wanted = fulfilled_ ? leaves : enters && !leaves;
        if (!wanted) {
            timing_ = false;
            return fulfilled_;
        }
        if (!timing_) since_ = at;
        timing_ = true;
        if (at - since_ >= time_to_trigger) {
            fulfilled_ = !fulfilled_;
            timing_ = false;
        }
        return fulfilled_;
    }
    constexpr bool fulfilled() const { return fulfilled_; }

  private:
    Instant since_{};
    bool timing_ = false, fulfilled_ = false;
};

}  // namespace d2c
