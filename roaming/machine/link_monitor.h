#pragma once
// Radio link monitoring: from a SINR held over time to the instant of a radio link failure.

#include <chrono>
#include <optional>

#include "base/instant.h"
#include "base/quantity.h"

namespace d2c {

/// TS 36.331 and TS 38.331 clauses 5.3.10 (5.3.11 of TS 36.331): N310 consecutive out-of-sync indications start T310, N311 consecutive
/// in-sync ones stop it, and its end is a radio link failure. n310, n311 and t310: assumption, what a phone takes where the network says
/// nothing, as commonly cited from TS 36.331 clause 9.2.5.
struct LinkMonitorSettings {
    /// assumption: the SINR at which a hypothetical PDCCH has 10 % and 2 % block errors (Qout and Qin, TS 36.133 clause 7.6.1), as 3GPP's
    /// handover studies take them
    Db qout{-8.0}, qin{-6.0};
    int n310 = 1;                          ///< 1, 2, 3, 4, 6, 8, 10, 20
    int n311 = 1;                          ///< 1, 2, 3, 4, 5, 6, 8, 10
    std::chrono::milliseconds t310{1000};  ///< 0, 50, 100, 200, 500, 1000, 2000, 4000, 6000
    /// assumption: one indication each, the quality being averaged over it (200 ms without DRX, TS 36.133 clause 7.6.2.1)
    std::chrono::milliseconds indication_period{200};
};

/// Holds the last SINR until the next is given.
class LinkMonitor {
  public:
    explicit LinkMonitor(const LinkMonitorSettings& settings) : settings_{settings} {}
    /// A new connection begins: counters and timer at nought.
    void start(Instant at, Db sinr);
    void hold(Db sinr) { sinr_ = sinr; }
    /// Up to `to`, with the held SINR; the instant of a failure by then.
    std::optional<Instant> advance(Instant to);
    /// T310 runs: the link is being lost.
    bool failing() const { return timing_; }

  private:
    LinkMonitorSettings settings_;
    Db sinr_{0.0};
    Instant at_{}, t310_ends_{};
    std::chrono::nanoseconds out_{}, in_{};  ///< how long without the other
    bool timing_ = false;
};

}  // namespace d2c
