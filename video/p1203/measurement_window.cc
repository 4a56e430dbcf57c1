#include "video/p1203/measurement_window.h"

#include <cmath>
#include <cstdint>
#include <deque>

namespace d2c::p1203 {
namespace {

constexpr double kWindow_s = 20.0;

struct Frame {
    double duration_s, at_s;
    std::size_t segment;
};

class Sampler {
  public:
    explicit Sampler(const std::vector<SegmentFrames>& segments) : segments_{segments} {}

    void add(const Frame& frame) {
        if (held_s_ + frame.duration_s > kWindow_s) {
            held_s_ -= frames_.front().duration_s;
            frames_.pop_front();
        }
        frames_.push_back(frame);
        held_s_ += frame.duration_s;
        sequence_s_ += frame.duration_s;
        if (sequence_s_ - 0.5 * kWindow_s >= static_cast<double>(samples_.size() + 1)) emit();
    }
    std::vector<WindowSample> finish() {
        double whole_s = std::floor(sequence_s_);
        if (sequence_s_ - whole_s >= 1.0 - 1e-4) whole_s += 1.0;
        while (static_cast<double>(samples_.size() + 1) <= whole_s) {
            const double output_s = static_cast<double>(samples_.size() + 1);
            while (frames_.size() > 1 && frames_.front().at_s < output_s - 0.5 * kWindow_s) frames_.pop_front();
            emit();
        }
        return std::move(samples_);
    }

  private:
    std::size_t level(std::size_t frame) const { return segments_[frames_[frame].segment].quality_level; }
    void emit() {
        const double output_s = static_cast<double>(samples_.size() + 1);
        std::size_t at = frames_.size() - 1;
        while (at > 0 && !(frames_[at].at_s < output_s)) --at;
        std::size_t first = at, last = at;
        while (first > 0 && level(first - 1) == level(at)) --first;
        while (last + 1 < frames_.size() && level(last + 1) == level(at)) ++last;
        WindowSample sample{frames_[at].segment, frames_[first].segment, {}};
        sample.shares.assign(frames_[last].segment - sample.first_segment + 1, 0.0);
        const double share = 1.0 / static_cast<double>(last - first + 1);
        for (std::size_t i = first; i <= last; ++i) sample.shares[frames_[i].segment - sample.first_segment] += share;
        samples_.push_back(std::move(sample));
    }

    const std::vector<SegmentFrames>& segments_;
    std::deque<Frame> frames_;
    double held_s_ = 0.0, sequence_s_ = 0.0;
    std::vector<WindowSample> samples_;
};

}  // namespace

std::vector<WindowSample> sample_windows(const std::vector<SegmentFrames>& segments) {
    Sampler sampler{segments};
    double at_s = 0.0;
    for (std::size_t s = 0; s < segments.size(); ++s) {
        const double duration_s = 1.0 / segments[s].frame_rate_hz;
        const auto count = static_cast<std::int64_t>(segments[s].duration_s * segments[s].frame_rate_hz);
        for (std::int64_t i = 0; i < count; ++i) {
            sampler.add({duration_s, at_s, s});
            at_s += duration_s;
        }
    }
    return sampler.finish();
}

}  // namespace d2c::p1203
