#include "video/abr/throughput_estimate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace d2c::abr {

void ThroughputEstimate::add(double download_ms, double throughput_kbps, double latency_ms) {
    downloaded_ms_ += download_ms;
    downloads_ += 1.0;
    throughput_kbps_ = std::numeric_limits<double>::infinity();
    latency_ms_ = 0.0;
    for (std::size_t i = 0; i < kHalfLife_ms.size(); ++i) {
        const double half_life_downloads = kHalfLife_ms[i] / segment_ms_;
        const double keep = std::exp2(-download_ms / kHalfLife_ms[i]);
        const double keep_latency = std::exp2(-1.0 / half_life_downloads);
        throughput_sum_[i] = keep * throughput_sum_[i] + (1.0 - keep) * throughput_kbps;
        latency_sum_[i] = keep_latency * latency_sum_[i] + (1.0 - keep_latency) * latency_ms;
        const double weight = 1.0 - std::exp2(-downloaded_ms_ / kHalfLife_ms[i]);
        const double latency_weight = 1.0 - std::exp2(-downloads_ / half_life_downloads);
        throughput_kbps_ = std::min(throughput_kbps_, throughput_sum_[i] / weight);
        latency_ms_ = std::max(latency_ms_, latency_sum_[i] / latency_weight);
    }
}

}  // namespace d2c::abr
