#pragma once
// The interruption of a handover as a law of the delays, for engines that count millions of them.

#include <array>
#include <chrono>

#include "roaming/procedures/sequence.h"

namespace d2c {

/// Mean number of transmissions beside the last one of a message that gets through within `most` transmissions, each of which is lost
/// with `probability` (0 to 1; at 1 the limit from below).
double mean_retransmissions(double probability, int most);

/// Linear in the one-way delays of both sides: its coefficients are read off the procedure (`handover`), built at no delay and at a
/// millisecond of each, so a new step of the procedure is in the law as well. Losses enter by their expectation for a handover that
/// succeeds; what a failed one takes is not in it. Without losses it is the procedure's interruption to the nanosecond.
class InterruptionLaw {
  public:
    /// Both sides on satellites, not the same; `between_networks`: they belong to different ones.
    InterruptionLaw(HandoverMethod method, const ProcedureSettings& settings, bool between_networks = false);

    /// `message_loss`: probability that a transmission over the air at the target is lost, 0 to 1.
    std::chrono::nanoseconds of(const PathDelays& source, const PathDelays& target, double message_loss) const;
    /// Whether only the service links count: neither feeder links nor the network behind them.
    bool on_service_links_alone() const;

  private:
    static constexpr std::size_t kDelays = 5;  ///< of PathDelays, for each side
    /// Nanoseconds, and nanoseconds by the nanosecond of each delay: source's, then target's.
    struct Line {
        double constant_ns = 0.0;
        std::array<double, 2 * kDelays> slope{};
        double at(const std::array<double, 2 * kDelays>& delay_ns) const;
    };
    static std::array<double, 2 * kDelays> columns(const PathDelays& source, const PathDelays& target);
    Line once_;   ///< every message once
    Line again_;  ///< one transmission more of each message over the air
    int most_transmissions_;
};

}  // namespace d2c
