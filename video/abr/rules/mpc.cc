#include "video/abr/rules/mpc.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace d2c::abr {

double MpcRule::harmonic_mean_kbps() const {
    const std::size_t held = std::min(downloads_, kMemory);
    double sum = 0.0;
    for (std::size_t i = 0; i < held; ++i) sum += 1.0 / throughputs_kbps_[i];
    return held == 0 ? 0.0 : static_cast<double>(held) / sum;
}

double MpcRule::largest_error() const {
    return *std::max_element(errors_.begin(), errors_.end());  // those not yet known are 0
}

void MpcRule::downloaded(const Download& d, const Situation&) {
    if (d.given_up_for) {
        limited_segment_ = d.segment;
        limit_ = *d.given_up_for;
        return;
    }
    last_ = d.rung;
    const double download_ms = d.elapsed_ms - d.first_bit_ms;
    if (!(download_ms > 0.0 && d.received_bits > 0.0)) return;
    const double actual_kbps = d.received_bits / download_ms;
    if (downloads_ > 0) errors_[errors_known_++ % kMemory] = std::abs(harmonic_mean_kbps() - actual_kbps) / actual_kbps;
    throughputs_kbps_[downloads_++ % kMemory] = actual_kbps;
}

Choice MpcRule::choose(const Situation& now) {
    // Without a download of its own to go by, the player's estimate.
    const double mean_kbps = downloads_ > 0 ? harmonic_mean_kbps() : now.throughput_kbps;
    if (!(mean_kbps > 0.0)) return {0, 0.0};
    certain_kbps_ = mean_kbps / (1.0 + largest_error());
    latency_ms_ = now.latency_ms;
    horizon_ = std::min(kHorizon, movie_.segments() - now.segment);
    first_ = 0;
    best_from(now.segment, 0, now.buffer_ms, last_, 0.0, -std::numeric_limits<double>::infinity());
    return {first_, 0.0};
}

/// The best sum of `horizon_` segments of which `depth` are chosen, no worse than `best`; keeps the first rung of the best found.
double MpcRule::best_from(std::size_t segment, std::size_t depth, double buffer_ms, std::size_t previous, double so_far, double best) {
    if (depth == horizon_) {
        if (so_far > best) first_ = trial_;
        return std::max(so_far, best);
    }
    // All that is left at the highest rate, unchanged and without a stall, is not enough: nothing below is.
    if (so_far + static_cast<double>(horizon_ - depth) * movie_.bitrates_kbps.back() <= best) return best;
    const bool limited = depth == 0 && limited_segment_ == segment;
    for (std::size_t q = limited ? limit_ + 1 : movie_.rungs(); q-- > 0;) {
        if (depth == 0) trial_ = q;
        const double download_ms = latency_ms_ + movie_.sizes_bits[segment][q] / certain_kbps_;
        const double stall_ms = std::max(0.0, download_ms - buffer_ms);
        const double next_ms = std::min(std::max(0.0, buffer_ms - download_ms) + movie_.segment_ms, max_buffer_ms_);
        const double value = movie_.bitrates_kbps[q] - kSwitchWeight * std::abs(movie_.bitrates_kbps[q] - movie_.bitrates_kbps[previous]) -
                             kStallWeight_kbps * stall_ms / 1000.0;
        best = best_from(segment + 1, depth + 1, next_ms, q, so_far + value, best);
    }
    return best;
}

}  // namespace d2c::abr
