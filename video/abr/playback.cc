#include "video/abr/playback.h"

#include <algorithm>
#include <cmath>

namespace d2c::abr::detail {

void ReactionMeter::settle(double now_ms) {
    while (!rises_.empty() && rises_.front().at_ms < now_ms - most_ms_) {
        const Rise& rise = rises_.front();
        total_ms_ += rise.answered_ms ? std::min(most_ms_, *rise.answered_ms - rise.at_ms) : most_ms_;
        rises_.pop_front();
    }
}

void ReactionMeter::network_changed(double now_ms, std::size_t from, std::size_t to, std::optional<std::size_t> highest_buffered) {
    settle(now_ms);
    for (Rise& rise : rises_) {
        if (!rise.answered_ms && rise.rung > to) rise.answered_ms = now_ms;  // the network fell back: nothing left to answer
    }
    if (to <= from || (highest_buffered && to <= *highest_buffered)) return;
    if (std::any_of(rises_.begin(), rises_.end(), [to](const Rise& rise) { return to <= rise.rung; })) return;
    rises_.push_back({now_ms, to, std::nullopt});
}

void ReactionMeter::began(std::size_t rung, double play_ms) {
    for (Rise& rise : rises_) {
        if (!rise.answered_ms && rung >= rise.rung) rise.answered_ms = play_ms;
    }
}

void Playback::network_changed(double now_ms, std::size_t from, std::size_t to) {
    const auto highest = std::max_element(buffer_.begin(), buffer_.end());
    reaction_.network_changed(now_ms, from, to, highest == buffer_.end() ? std::nullopt : std::optional{*highest});
}

void Playback::begin_segment() {
    const std::size_t rung = buffer_.front();
    const double bitrate_kbps = movie_.bitrates_kbps[rung];
    played_kbps_ += bitrate_kbps;
    if (last_ && *last_ != rung) {
        ++result_.bitrate_changes;
        result_.bitrate_change_sum_kbps += std::abs(bitrate_kbps - movie_.bitrates_kbps[*last_]);
    }
    last_ = rung;
    result_.rungs.push_back(rung);
    reaction_.began(rung, result_.play_ms);
}

void Playback::play(double ms) {
    if (buffer_.empty()) {
        result_.rebuffer_ms += ms;
        result_.play_ms += ms;
        return;
    }
    if (into_first_ms_ > 0.0) {
        const double rest_ms = movie_.segment_ms - into_first_ms_;
        if (ms < rest_ms) {
            into_first_ms_ += ms;
            result_.play_ms += ms;
            return;
        }
        ms -= rest_ms;
        result_.play_ms += rest_ms;
        buffer_.pop_front();
        into_first_ms_ = 0.0;
    }
    while (ms > 0.0 && !buffer_.empty()) {
        begin_segment();
        if (ms >= movie_.segment_ms) {
            buffer_.pop_front();
            result_.play_ms += movie_.segment_ms;
            ms -= movie_.segment_ms;
        } else {
            into_first_ms_ = ms;
            result_.play_ms += ms;
            ms = 0.0;
        }
    }
    if (ms > 0.0) {
        result_.rebuffer_ms += ms;
        result_.play_ms += ms;
        ++result_.rebuffer_events;
    }
    reaction_.settle(result_.play_ms);
}

void Playback::play_out() {
    // Segment by segment: what rounding leaves of a sum would count as a stall.
    if (into_first_ms_ > 0.0) play(movie_.segment_ms - into_first_ms_);
    while (!buffer_.empty()) play(movie_.segment_ms);
}

StreamResult Playback::result() const {
    StreamResult result = result_;
    result.average_bitrate_kbps = played_kbps_ * movie_.segment_ms / result.play_ms;
    result.reaction_ms = reaction_.total_ms();
    return result;
}

}  // namespace d2c::abr::detail
