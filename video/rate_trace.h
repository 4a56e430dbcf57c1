#pragma once
// A data rate over time, and when how much has come through.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "base/error.h"

namespace d2c {

/// The rate changes linearly from start to end; the next segment may begin at another rate.
struct RateSegment {
    double start_s, end_s;
    double start_bps, end_bps;  ///< bit/s, 0 or more
};

/// Piecewise-linear rate [bit/s] over time [s]. Outside its segments the rate is zero. All answers are exact for such a rate: bits are its
/// integral, times the root of a quadratic, in double precision (relative error of the bits about 1e-15 times the number of segments).
class RateTrace {
  public:
    /// Time that never comes.
    static constexpr double kNever = std::numeric_limits<double>::infinity();

    RateTrace() = default;
    /// Segments in order, without gap or overlap, each longer than zero, all numbers finite, rates not negative; no segment is a rate of
    /// zero throughout. A fault names the first segment that breaks this.
    static Result<RateTrace> create(std::span<const RateSegment> segments);
    /// As `create`, into this object and without allocating once it has held as many segments. Returns false, and leaves the trace empty,
    /// where `create` would report a fault.
    bool assign(std::span<const RateSegment> segments);

    bool empty() const { return slope_.empty(); }
    /// First and last time of the segments [s]; 0 if there are none.
    double start_s() const { return empty() ? 0.0 : time_.front(); }
    double end_s() const { return empty() ? 0.0 : time_.back(); }
    double total_bits() const { return empty() ? 0.0 : bits_.back(); }
    /// Time within the segments without any rate [s].
    double dark_s() const { return dark_s_; }
    /// Lowest and highest rate of the other segments [bit/s], their ends included; infinity and 0 if there are none.
    double lowest_lit_bps() const { return lowest_lit_bps_; }
    double highest_bps() const { return highest_bps_; }
    /// Ends of the segments, the first one's start included [s], and the bits that have come until each.
    std::span<const double> times_s() const { return time_; }
    std::span<const double> bits_until_times() const { return bits_; }
    /// Bits received in [from_s, to_s]; 0 if to_s is not after from_s; NaN for a NaN.
    double bits_between(double from_s, double to_s) const;
    /// Earliest time [s] at which `bits` have come since `from_s`; `from_s` for no bits, `kNever` if the trace ends before. NaN for a NaN.
    double time_when_received(double from_s, double bits) const;
    /// Rate at a time [bit/s]; at a jump that of the later segment.
    double rate_bps(double at_s) const;
    /// Lowest rate within [from_s, to_s) [bit/s].
    double lowest_bps(double from_s, double to_s) const;

    /// Walks forward through a trace: as `time_when_received`, for calls whose `from_s` never goes back. Amortised constant time.
    class Walk {
      public:
        explicit Walk(const RateTrace& trace) : trace_{&trace} {}
        /// No call will have a `from_s` in or before a segment that ends by `segment`'s start.
        Walk(const RateTrace& trace, std::size_t segment) : trace_{&trace}, segment_{segment} {}
        /// Precondition: `from_s` is not before that of the call before, nor NaN; `bits` is 0 or more.
        double time_when_received(double from_s, double bits);

      private:
        const RateTrace* trace_;
        std::size_t segment_ = 0;
    };

    /// What a stretch of time holds at least and at most.
    struct Range {
        double dark_s = 0.0;  ///< without a rate, time outside the trace included
        double lowest_lit_bps = std::numeric_limits<double>::infinity(), highest_bps = 0.0;  ///< of every segment it touches
        std::size_t first = 0;                                                               ///< the segment it begins in
    };
    /// Precondition: the trace is not empty, `from_s` < `to_s`, neither is NaN.
    Range range(double from_s, double to_s) const;

  private:
    std::size_t segment_at(double at_s) const;
    double bits_until(double at_s) const;
    double solve(std::size_t segment, double from_s, double bits) const;

    void clear();

    std::vector<double> time_, bits_;          // n + 1 ends of segments: time [s], bits received until then
    std::vector<double> start_, end_, slope_;  // n segments: rate at the start and end [bit/s], and its change [bit/s per s]
    double dark_s_ = 0.0, lowest_lit_bps_ = kNever, highest_bps_ = 0.0;
};

inline double RateTrace::solve(std::size_t segment, double from_s, double bits) const {
    const double slope = slope_[segment];
    const double end_s = time_[segment + 1];
    if (slope == 0.0) return std::min(from_s + bits / start_[segment], end_s);
    const double rate = std::max(0.0, start_[segment] + slope * (from_s - time_[segment]));
    // bits = rate*u + slope*u^2/2, in the form of the root that loses no digits for a small slope.
    const double root = std::sqrt(std::max(0.0, rate * rate + 2.0 * slope * bits));
    return std::min(from_s + 2.0 * bits / (rate + root), end_s);
}

inline double RateTrace::Walk::time_when_received(double from_s, double bits) {
    const RateTrace& t = *trace_;
    if (!(bits > 0.0)) return from_s;
    if (t.empty() || from_s >= t.time_.back()) return kNever;
    while (from_s >= t.time_[segment_ + 1]) ++segment_;
    std::size_t i = segment_;
    double at_s = std::max(from_s, t.time_[i]);
    const double u = at_s - t.time_[i];
    double left = t.bits_[i + 1] - t.bits_[i] - (t.start_[i] + 0.5 * t.slope_[i] * u) * u;
    while (bits > left) {
        bits -= std::max(left, 0.0);
        if (++i == t.slope_.size()) return kNever;
        at_s = t.time_[i];
        left = t.bits_[i + 1] - t.bits_[i];
    }
    return t.solve(i, at_s, bits);
}

}  // namespace d2c
