#include "world/watch/rate_line.h"

#include <algorithm>

namespace d2c {
namespace {

void append(std::vector<RateSegment>& segments, double start_s, double end_s, double start_bps, double end_bps) {
    if (!(end_s > start_s)) return;
    if (start_bps == end_bps && !segments.empty()) {  // one segment for as long as the rate stays
        RateSegment& last = segments.back();
        if (last.end_bps == start_bps && last.start_bps == start_bps && last.end_s == start_s) {
            last.end_s = end_s;
            return;
        }
    }
    segments.push_back({start_s, end_s, start_bps, end_bps});
}

}  // namespace

void rate_segments(std::span<const LinkSample> samples, double step_s, double interruption_s, std::vector<RateSegment>& segments) {
    segments.clear();
    for (std::size_t k = 0; k + 1 < samples.size(); ++k) {
        const LinkSample& a = samples[k];
        const LinkSample& b = samples[k + 1];
        const double t0 = static_cast<double>(k) * step_s;
        const double t1 = t0 + step_s;
        if (a.satellite == b.satellite) {
            append(segments, t0, t1, a.rate_bps, b.rate_bps);
        } else if (b.satellite < 0) {
            const double gone = t0 + a.leaves * step_s;
            append(segments, t0, gone, a.rate_bps, a.rate_bps);
            append(segments, gone, t1, 0.0, 0.0);
        } else if (a.satellite < 0) {
            const double risen = t0 + a.next_arrives * step_s;
            append(segments, t0, risen, 0.0, 0.0);
            append(segments, risen, t1, b.rate_bps, b.rate_bps);
        } else {
            const double gap = std::min(interruption_s, step_s);
            double stop = t0 + a.leaves * step_s;
            double go = t0 + a.next_arrives * step_s;
            if (go - stop < gap) {  // both there long enough to change with no more than the interruption
                const double middle = std::clamp(t0 + step_s / 2.0, std::max(t0 + gap / 2.0, go - gap / 2.0),
                                                 std::max(t0 + gap / 2.0, std::min(t1 - gap / 2.0, stop + gap / 2.0)));
                stop = std::max(t0, middle - gap / 2.0);
                go = std::min(t1, middle + gap / 2.0);
            }
            append(segments, t0, stop, a.rate_bps, a.rate_bps);
            append(segments, stop, go, 0.0, 0.0);
            append(segments, go, t1, b.rate_bps, b.rate_bps);
        }
    }
}

void open_where_positive(std::vector<RateSegment>& segments) {
    const std::size_t count = segments.size();
    for (std::size_t i = 0; i < count; ++i) {
        RateSegment& s = segments[i];
        const bool before = s.start_bps > 0.0, after = s.end_bps > 0.0;
        const double from = s.start_bps, to = s.end_bps;
        s.start_bps = s.end_bps = before ? kOpenBps : 0.0;
        if (before == after) continue;
        const double end_s = s.end_s, crossing_s = s.start_s + (end_s - s.start_s) * from / (from - to);
        if (!(crossing_s > s.start_s && crossing_s < end_s)) {
            s.start_bps = s.end_bps = (crossing_s < end_s ? after : before) ? kOpenBps : 0.0;
            continue;
        }
        s.end_s = crossing_s;
        segments.push_back({crossing_s, end_s, after ? kOpenBps : 0.0, after ? kOpenBps : 0.0});
    }
    if (segments.size() == count) return;
    std::sort(segments.begin(), segments.end(), [](const RateSegment& a, const RateSegment& b) { return a.start_s < b.start_s; });
}

}  // namespace d2c
