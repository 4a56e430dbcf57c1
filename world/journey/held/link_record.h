#pragma once
// What a traveller's link carried over time: samples of rates, and the moments at which user data stood still.

#include <cstdint>
#include <vector>

#include "video/rate_trace.h"

namespace d2c {

struct LinkSampleAt {
    double at_s = 0.0;
    std::uint64_t cell = 0;          ///< of the link; 0: none, nothing is carried
    double data_bps = 0.0;           ///< down
    double voice_down_bps = 0.0;     ///< down, whatever the uplink
    double call_margin_db = -300.0;  ///< of the uplink over what a call needs
};

/// Lines over time. Between two samples of one cell rates are linear; from one cell to another each holds on its side of the interruption
/// between the samples, or of their middle where there was none. While user data stand still nothing is carried.
class LinkRecord {
  public:
    /// In order of time.
    void add(const LinkSampleAt& sample);
    /// User data stand still from one moment to another; in order of their ends, which may overlap, and not after the next sample.
    void interrupt(double from_s, double to_s);

    const std::vector<RateSegment>& data() const { return data_; }
    const std::vector<RateSegment>& voice_down() const { return voice_down_; }
    /// `kOpenBps` (rate_line.h) where the uplink is good enough for a call.
    const std::vector<RateSegment>& voice_up() const { return voice_up_; }

  private:
    struct Span {
        double from_s, to_s;
    };
    void stretch(const LinkSampleAt& first, const LinkSampleAt& second, double from_s, double to_s);

    LinkSampleAt last_;
    bool any_ = false;
    std::vector<Span> dark_;  ///< since the last sample
    std::vector<RateSegment> data_, voice_down_, voice_up_;
};

}  // namespace d2c
