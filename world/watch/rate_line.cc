#include "world/watch/rate_line.h"

#include <algorithm>

namespace d2c {

void append_rate(std::vector<RateSegment>& line, double start_s, double end_s, double start_bps, double end_bps) {
    if (!(end_s > start_s)) return;
    if (start_bps == end_bps && !line.empty()) {
        RateSegment& last = line.back();
        if (last.end_bps == start_bps && last.start_bps == start_bps && last.end_s == start_s) {
            last.end_s = end_s;
            return;
        }
    }
    line.push_back({start_s, end_s, start_bps, end_bps});
}

void append_open(std::vector<RateSegment>& line, double start_s, double end_s, double start_db, double end_db) {
    const bool before = start_db > 0.0, after = end_db > 0.0;
    const double crossing_s = before == after ? end_s : std::min(end_s, start_s + (end_s - start_s) * start_db / (start_db - end_db));
    const double rate_before = before ? kOpenBps : 0.0, rate_after = after ? kOpenBps : 0.0;
    append_rate(line, start_s, crossing_s, rate_before, rate_before);
    append_rate(line, crossing_s, end_s, rate_after, rate_after);
}

namespace {

/// What a stretch between two samples is made of.
enum class Stretch { kBetween, kFirst, kDark, kSecond };

/// Calls `pass(k, stretch, start_s, end_s)` for every stretch, in order; some may be empty. `k` is the first of the two samples.
template <class Pass>
void stretches(std::span<const LinkSample> samples, double step_s, Pass&& pass) {
    for (std::size_t k = 0; k + 1 < samples.size(); ++k) {
        const LinkSample& a = samples[k];
        const LinkSample& b = samples[k + 1];
        const double t0 = static_cast<double>(k) * step_s;
        const double t1 = t0 + step_s;
        if (a.satellite == b.satellite) {
            pass(k, Stretch::kBetween, t0, t1);
        } else if (b.satellite < 0) {
            const double gone = t0 + a.leaves * step_s;
            pass(k, Stretch::kFirst, t0, gone);
            pass(k, Stretch::kDark, gone, t1);
        } else if (a.satellite < 0) {
            const double risen = t0 + a.next_arrives * step_s;
            pass(k, Stretch::kDark, t0, risen);
            pass(k, Stretch::kSecond, risen, t1);
        } else {
            const double gap = std::min(a.interruption_s, step_s);
            double stop = t0 + a.leaves * step_s;
            double go = t0 + a.next_arrives * step_s;
            if (go - stop < gap) {  // both there long enough to change with no more than the interruption
                const double middle = std::clamp(t0 + step_s / 2.0, std::max(t0 + gap / 2.0, go - gap / 2.0),
                                                 std::max(t0 + gap / 2.0, std::min(t1 - gap / 2.0, stop + gap / 2.0)));
                stop = std::max(t0, middle - gap / 2.0);
                go = std::min(t1, middle + gap / 2.0);
            }
            pass(k, Stretch::kFirst, t0, stop);
            pass(k, Stretch::kDark, stop, go);
            pass(k, Stretch::kSecond, go, t1);
        }
    }
}

/// Adds a stretch of a line whose values at the two samples are `first` and `second`.
void append(std::vector<RateSegment>& segments, Stretch stretch, double start_s, double end_s, double first, double second) {
    switch (stretch) {
        case Stretch::kBetween:
            return append_rate(segments, start_s, end_s, first, second);
        case Stretch::kFirst:
            return append_rate(segments, start_s, end_s, first, first);
        case Stretch::kDark:
            return append_rate(segments, start_s, end_s, 0.0, 0.0);
        case Stretch::kSecond:
            return append_rate(segments, start_s, end_s, second, second);
    }
}

}  // namespace

void rate_segments(std::span<const LinkSample> samples, double step_s, std::vector<RateSegment>& segments) {
    segments.clear();
    stretches(samples, step_s, [&](std::size_t k, Stretch stretch, double start_s, double end_s) {
        append(segments, stretch, start_s, end_s, samples[k].rate_bps, samples[k + 1].rate_bps);
    });
}

void voice_segments(std::span<const LinkSample> samples, std::span<const VoiceSample> voice, double step_s, std::vector<RateSegment>& down,
                    std::vector<RateSegment>& up) {
    down.clear();
    up.clear();
    stretches(samples, step_s, [&](std::size_t k, Stretch stretch, double start_s, double end_s) {
        append(down, stretch, start_s, end_s, voice[k].down_bps, voice[k + 1].down_bps);
        if (stretch == Stretch::kDark) return append_rate(up, start_s, end_s, 0.0, 0.0);
        const double from_db = stretch == Stretch::kSecond ? voice[k + 1].up_margin_db : voice[k].up_margin_db;
        append_open(up, start_s, end_s, from_db, stretch == Stretch::kBetween ? voice[k + 1].up_margin_db : from_db);
    });
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
