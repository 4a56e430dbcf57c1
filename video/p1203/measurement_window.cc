#include "video/p1203/measurement_window.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace d2c::p1203 {
namespace {

constexpr double kWindow_s = 20.0;

/// The frames of a segment among all frames, and the run of segments of one quality level it belongs to.
struct Stretch {
    std::size_t segment;
    std::size_t begin, end;          // frames
    std::size_t run_begin, run_end;  // stretches
};

class Sampler {
  public:
    explicit Sampler(const std::vector<SegmentFrames>& segments) {
        double at_s = 0.0;
        for (std::size_t s = 0; s < segments.size(); ++s) {
            const double duration_s = 1.0 / segments[s].frame_rate_hz;
            const auto count = static_cast<std::int64_t>(segments[s].duration_s * segments[s].frame_rate_hz);
            if (count <= 0) continue;
            const std::size_t begin = at_s_.size();
            for (std::int64_t i = 0; i < count; ++i) {
                at_s_.push_back(at_s);
                at_s += duration_s;
            }
            const bool same = !stretches_.empty() && segments[stretches_.back().segment].quality_level == segments[s].quality_level;
            const std::size_t run = same ? stretches_.back().run_begin : stretches_.size();
            stretches_.push_back({s, begin, at_s_.size(), run, 0});
        }
        for (std::size_t i = stretches_.size(); i-- > 0;) {
            const bool last = i + 1 == stretches_.size() || stretches_[i + 1].run_begin != stretches_[i].run_begin;
            stretches_[i].run_end = last ? i + 1 : stretches_[i + 1].run_end;
        }
        for (const Stretch& stretch : stretches_) {
            const double duration_s = 1.0 / segments[stretch.segment].frame_rate_hz;
            for (std::size_t frame = stretch.begin; frame < stretch.end; ++frame) add(duration_s, segments);
        }
        finish();
    }
    std::vector<WindowSample> take() { return std::move(samples_); }

  private:
    double output_s() const { return static_cast<double>(samples_.size() + 1); }

    void add(double duration_s, const std::vector<SegmentFrames>& segments) {
        if (held_s_ + duration_s > kWindow_s) {
            while (stretches_[first_stretch_].end <= first_) ++first_stretch_;
            held_s_ -= 1.0 / segments[stretches_[first_stretch_].segment].frame_rate_hz;
            ++first_;
        }
        ++end_;
        held_s_ += duration_s;
        sequence_s_ += duration_s;
        if (sequence_s_ - 0.5 * kWindow_s >= output_s()) emit();
    }
    void finish() {
        double whole_s = std::floor(sequence_s_);
        if (sequence_s_ - whole_s >= 1.0 - 1e-4) whole_s += 1.0;
        while (output_s() <= whole_s) {
            while (first_ + 1 < end_ && at_s_[first_] < output_s() - 0.5 * kWindow_s) ++first_;
            emit();
        }
    }
    /// The sample of the next second from the frames from `first_` to `end_`.
    void emit() {
        at_ = std::max(at_, first_);
        while (at_ + 1 < end_ && at_s_[at_ + 1] < output_s()) ++at_;
        while (stretches_[at_stretch_].end <= at_) ++at_stretch_;
        const Stretch& here = stretches_[at_stretch_];
        const auto held = [this](const Stretch& s) {
            const std::size_t begin = std::max(s.begin, first_), end = std::min(s.end, end_);
            return end > begin ? end - begin : 0;
        };
        std::size_t begin = at_stretch_, end = at_stretch_ + 1, frames = held(here);
        while (begin > here.run_begin && held(stretches_[begin - 1]) > 0) frames += held(stretches_[--begin]);
        while (end < here.run_end && held(stretches_[end]) > 0) frames += held(stretches_[end++]);
        WindowSample sample{here.segment, stretches_[begin].segment, {}};
        sample.shares.assign(stretches_[end - 1].segment - sample.first_segment + 1, 0.0);
        for (std::size_t i = begin; i < end; ++i)
            sample.shares[stretches_[i].segment - sample.first_segment] =
                static_cast<double>(held(stretches_[i])) / static_cast<double>(frames);
        samples_.push_back(std::move(sample));
    }

    std::vector<double> at_s_;  // of each frame
    std::vector<Stretch> stretches_;
    std::size_t first_ = 0, end_ = 0, at_ = 0;  // frames held; the one at the output time
    std::size_t first_stretch_ = 0, at_stretch_ = 0;
    double held_s_ = 0.0, sequence_s_ = 0.0;
    std::vector<WindowSample> samples_;
};

}  // namespace

std::vector<WindowSample> sample_windows(const std::vector<SegmentFrames>& segments) { return Sampler{segments}.take(); }

}  // namespace d2c::p1203
