#include "world/journey/held/link_record.h"

#include <algorithm>

#include "world/watch/rate_line.h"

namespace d2c {
void LinkRecord::interrupt(double from_s, double to_s) {
    if (any_) from_s = std::max(from_s, last_.at_s);
    if (to_s > from_s) dark_.push_back({from_s, to_s});
}

void LinkRecord::stretch(const LinkSampleAt& first, const LinkSampleAt& second, double from_s, double to_s) {
    if (!(to_s > from_s)) return;
    append_rate(data_, from_s, to_s, first.data_bps, second.data_bps);
    append_rate(voice_down_, from_s, to_s, first.voice_down_bps, second.voice_down_bps);
    append_open(voice_up_, from_s, to_s, first.call_margin_db, second.call_margin_db);
}

void LinkRecord::add(const LinkSampleAt& sample) {
    if (any_ && sample.at_s > last_.at_s) {
        std::sort(dark_.begin(), dark_.end(), [](const Span& a, const Span& b) { return a.from_s < b.from_s; });
        constexpr LinkSampleAt kNothing{};
        const bool same = last_.cell == sample.cell;
        const double span_s = sample.at_s - last_.at_s;
        // Where a sample of one cell ends and that of another begins, without an interruption.
        const double middle_s = last_.at_s + 0.5 * span_s;
        const auto between = [&](double at_s) {
            const double part = (at_s - last_.at_s) / span_s;
            LinkSampleAt mixed = sample;
            mixed.data_bps = last_.data_bps + part * (sample.data_bps - last_.data_bps);
            mixed.voice_down_bps = last_.voice_down_bps + part * (sample.voice_down_bps - last_.voice_down_bps);
            mixed.call_margin_db = last_.call_margin_db + part * (sample.call_margin_db - last_.call_margin_db);
            return mixed;
        };
        const auto lit = [&](double from_s, double to_s, bool first) {
            if (same) return stretch(between(from_s), between(to_s), from_s, to_s);
            if (dark_.empty()) {
                stretch(last_, last_, from_s, middle_s);
                return stretch(sample, sample, middle_s, to_s);
            }
            const LinkSampleAt& held = first ? last_ : sample;
            stretch(held, held, from_s, to_s);
        };
        double until_s = last_.at_s;
        bool first = true;
        for (const Span& span : dark_) {
            const double from_s = std::min(span.from_s, sample.at_s), to_s = std::min(span.to_s, sample.at_s);
            if (from_s > until_s) lit(until_s, from_s, first);
            first = false;
            stretch(kNothing, kNothing, std::max(until_s, from_s), to_s);
            until_s = std::max(until_s, to_s);
        }
        if (until_s < sample.at_s) lit(until_s, sample.at_s, first);
    }
    // What reaches beyond this sample goes on after it.
    std::erase_if(dark_, [&](const Span& span) { return span.to_s <= sample.at_s; });
    for (Span& span : dark_) span.from_s = std::max(span.from_s, sample.at_s);
    last_ = sample;
    any_ = true;
}

}  // namespace d2c
