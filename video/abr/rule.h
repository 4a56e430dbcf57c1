#pragma once
// Bit rate adaptation: which rung to request next, when to wait, when to give a download up. Decisions only; whoever plays holds the clock.

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "video/abr/movie.h"

namespace d2c::abr {

/// What a player knows when it asks.
struct Situation {
    std::size_t segment = 0;       ///< the one to be requested, or under way
    double buffer_ms = 0.0;        ///< film not yet played
    double throughput_kbps = 0.0;  ///< estimate; 0 before the first download
    double latency_ms = 0.0;       ///< estimate
};
struct Choice {
    std::size_t rung = 0;
    double wait_ms = 0.0;  ///< before the request
};
/// A download, finished, given up or under way.
struct Download {
    std::size_t segment = 0, rung = 0;
    double size_bits = 0.0, received_bits = 0.0;
    double elapsed_ms = 0.0;    ///< from the request, the latency included
    double first_bit_ms = 0.0;  ///< from the request
    std::optional<std::size_t> given_up_for = {};
};

/// One session's rule: it remembers between calls. The first segment is of the lowest rung without asking.
class Rule {
  public:
    virtual ~Rule() = default;
    virtual Choice choose(const Situation& now) = 0;
    /// The player waited because its buffer was full.
    virtual void waited(double) {}
    /// A download is over; `now` with the segment in the buffer, and the estimates as they were before it.
    virtual void downloaded(const Download&, const Situation&) {}
    /// Whether to give the download under way up, and for which lower rung. `now.buffer_ms` is what is left of the buffer by now.
    virtual std::optional<std::size_t> give_up(const Download&, const Situation&) { return std::nullopt; }
};

enum class RuleKind { kThroughput, kBola, kBolaE, kDynamic, kMpc };
/// `throughput`, `bola`, `bolae`, `dynamic`, `mpc`.
std::optional<RuleKind> rule_named(std::string_view name);

/// A rule for one session of `movie`, which must be valid and outlive it. `max_buffer_ms` is above one segment.
std::unique_ptr<Rule> make_rule(RuleKind kind, const Movie& movie, double max_buffer_ms);

}  // namespace d2c::abr
