#pragma once
// Failures of mobility, counted from the events of one phone.

#include <chrono>
#include <cstdint>
#include <optional>

#include "roaming/machine/event.h"

namespace d2c {

struct FailureSettings {
    /// Back in the former cell within this time of leaving it. 1 s is the shortest stay that 3GPP's studies count as one (TR 36.839);
    /// satellites, whose beams serve for tens of seconds, ask for more.
    std::chrono::nanoseconds ping_pong = std::chrono::seconds{1};
    /// "Shortly after a successful handover"; assumption: TS 38.300 leaves it to the network.
    std::chrono::nanoseconds shortly = std::chrono::seconds{5};
};

struct FailureCounts {
    std::uint64_t handovers = 0;  ///< completed
    std::uint64_t handover_failures = 0, preparation_failures = 0, radio_link_failures = 0;
    /// By TS 38.300 clause 15.5.2.2.1 (TS 36.300 clause 22.4.2), from the cell in which the phone tries to re-establish.
    std::uint64_t too_late = 0, too_early = 0, wrong_cell = 0;
    std::uint64_t unclassified = 0;  ///< back to the same cell, or no cell found: a gap of coverage rather than a wrong decision
    std::uint64_t ping_pongs = 0;
    std::uint64_t reestablishments = 0, reestablishment_failures = 0, access_failures = 0;
    std::uint64_t network_changes = 0, tracking_area_updates = 0;
    std::uint64_t pages = 0, page_misses = 0;    ///< pages: those that arrived
    std::chrono::nanoseconds interrupted{};      ///< of user data, by what was done about it
    std::chrono::nanoseconds without_service{};  ///< neither camped nor connected
};

/// Takes the events of one phone in their order, from `begin` on, when the phone has no service yet.
class FailureTally {
  public:
    FailureTally(Instant begin, const FailureSettings& settings) : settings_{settings}, lost_since_{begin} {}
    void add(const MachineEvent& event);
    /// With the time without service up to `at`, and a failure not yet answered as unclassified.
    FailureCounts counts(Instant at) const;

  private:
    struct Move {
        RadioCellId from, to;
        Instant at{};
    };
    /// A failure whose answer is not known yet: the cell left behind, and the one that failed.
    struct Open {
        RadioCellId source, failed;
        bool after_handover = false;
    };
    void classify(RadioCellId tried);

    FailureSettings settings_;
    FailureCounts counts_;
    std::optional<Instant> lost_since_;
    std::optional<Move> last_;
    std::optional<Open> open_;
};

}  // namespace d2c
