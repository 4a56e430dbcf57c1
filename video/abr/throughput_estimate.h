#pragma once
// Throughput and latency of the next download from those before.

#include <array>
#include <cstddef>

namespace d2c::abr {

/// The lower of two exponentially weighted means of throughput (half-lives 3 s and 8 s of downloading), and the higher of two of latency
/// (half-lives of as many segments), each freed of its start at zero. Spiteri, Sitaraman, Sparacio, "From theory to practice: improving
/// bitrate adaptation in the DASH reference player", ACM TOMM 15 (2s), 2019; constants as in Sabre's ewma history and dash.js.
class ThroughputEstimate {
  public:
    explicit ThroughputEstimate(double segment_ms) : segment_ms_{segment_ms} {}
    /// A finished download: `download_ms` without the latency, above 0.
    void add(double download_ms, double throughput_kbps, double latency_ms);
    bool known() const { return downloaded_ms_ > 0.0; }
    /// 0 before the first download.
    double throughput_kbps() const { return throughput_kbps_; }
    double latency_ms() const { return latency_ms_; }

  private:
    static constexpr std::array<double, 2> kHalfLife_ms{3000.0, 8000.0};
    double segment_ms_;
    std::array<double, 2> throughput_sum_{}, latency_sum_{};
    double downloaded_ms_ = 0.0, downloads_ = 0.0;
    double throughput_kbps_ = 0.0, latency_ms_ = 0.0;
};

}  // namespace d2c::abr
