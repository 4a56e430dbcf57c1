#include "video/online/live_player.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/require.h"

namespace d2c {
namespace {

constexpr double kInstant_s = 1e-9;  // below this two times are one

}  // namespace

Faults validate(const LiveService& s, double segment_s, const std::string& where) {
    Faults faults;
    require(faults, s.target_latency_s >= segment_s && s.target_latency_s <= 3600.0, where + ".target_latency_s", s.target_latency_s,
            "a segment to 3600 [s]");
    require(faults, within(s.catch_up, 0.0, 0.5), where + ".catch_up", s.catch_up, "0 to 0.5");
    require(faults, s.skip_above_s > s.target_latency_s && s.skip_above_s <= 86400.0, where + ".skip_above_s", s.skip_above_s,
            "above target_latency_s, up to 86400 [s]");
    return faults;
}

LivePlayer::LivePlayer(const SessionPlan& plan, const LiveService& service, const ThroughputRule& rule, double event_s, double joins_s)
    : plan_{plan}, service_{service}, estimate_{rule}, event_s_{event_s}, joins_s_{joins_s}, now_s_{joins_s}, free_s_{joins_s} {
    next_ = segment_behind_edge(joins_s);
    playhead_s_ = buffered_s_ = plan.media_s(next_);
    rungs_.resize(plan.segment_count());
}

/// The one that is shown at `at_s` by a player at its target.
std::size_t LivePlayer::segment_behind_edge(double at_s) const {
    const double media_s = at_s - event_s_ - service_.target_latency_s;
    if (!(media_s > 0.0)) return 0;
    return std::min(static_cast<std::size_t>((media_s + kInstant_s) / plan_.segment_s()), plan_.segment_count() - 1);
}

std::optional<OnlinePlayer::Request> LivePlayer::next() {
    if (starts_s_ && latency_s() > service_.skip_above_s) next_ = std::max(next_, segment_behind_edge(now_s_));
    if (next_ >= plan_.segment_count()) return std::nullopt;
    const std::size_t rung = estimate_.choose(plan_);
    request_ = {next_, rung, plan_.sizes_bits(rung)[next_], std::max(free_s_, event_s_ + plan_.media_s(next_ + 1))};
    return request_;
}

void LivePlayer::received(double at_s) {
    advance(at_s);
    const std::size_t i = request_.segment;
    if (at_s > request_.at_s) estimate_.add(request_.bits, at_s - request_.at_s);
    rungs_[i] = request_.rung;
    free_s_ = at_s;
    next_ = i + 1;
    const double media_s = plan_.media_s(i);
    if (media_s > buffered_s_) {
        // What was buffered before the gap is left out too: the player goes to the target at once.
        result_.skipped_s += media_s - playhead_s_;
        ++result_.skips;
        playhead_s_ = media_s;
    }
    buffered_s_ = plan_.media_s(i + 1);
    // The first picture waits for the target; after a stall it goes on at once.
    if (!starts_s_) starts_s_ = std::max(at_s, event_s_ + playhead_s_ + service_.target_latency_s);
    if (at_s >= *starts_s_) playing_ = true;
    in_stall_ = false;
}

void LivePlayer::advance(double to_s) {
    while (now_s_ < to_s) {
        if (!playing_) {
            if (!starts_s_) {
                now_s_ = to_s;
            } else if (now_s_ < *starts_s_) {
                now_s_ = std::min(to_s, *starts_s_);
                playing_ = now_s_ >= *starts_s_;
            } else {
                if (!over()) {
                    result_.stall_s += to_s - now_s_;
                    if (!in_stall_) ++result_.stall_events;
                    in_stall_ = true;
                }
                now_s_ = to_s;
            }
            continue;
        }
        const double behind_s = latency_s() - service_.target_latency_s;
        const double speed = behind_s > kInstant_s ? 1.0 + service_.catch_up : 1.0;
        double step_s = std::min(to_s - now_s_, buffer_s() / speed);
        if (speed > 1.0) step_s = std::min(step_s, behind_s / service_.catch_up);
        const auto segment = static_cast<std::size_t>((playhead_s_ + kInstant_s) / plan_.segment_s());
        if (segment + 1 <= plan_.segment_count()) step_s = std::min(step_s, (plan_.media_s(segment + 1) - playhead_s_) / speed);
        play(std::max(step_s, 0.0), speed);
        if (buffer_s() < kInstant_s) {
            playhead_s_ = buffered_s_;
            playing_ = false;
        } else if (step_s < kInstant_s) {
            now_s_ = std::min(to_s, now_s_ + kInstant_s);  // rounding: never stand still
        }
    }
}

void LivePlayer::play(double step_s, double speed) {
    const std::size_t segment =
        std::min(static_cast<std::size_t>((playhead_s_ + kInstant_s) / plan_.segment_s()), plan_.segment_count() - 1);
    const std::size_t rung = rungs_[segment];
    if (last_rung_ && *last_rung_ != rung) ++result_.switches;
    last_rung_ = rung;
    const double before_s = latency_s();
    result_.played_s += step_s * speed;
    bits_ += step_s * speed * plan_.bitrate_bps(rung);
    playing_s_ += step_s;
    now_s_ += step_s;
    playhead_s_ += step_s * speed;
    latency_sum_ += 0.5 * (before_s + latency_s()) * step_s;
    result_.most_latency_s = std::max({result_.most_latency_s, before_s, latency_s()});
}

bool LivePlayer::over() const { return playhead_s_ >= plan_.media_s(plan_.segment_count()) - kInstant_s; }

LiveResult LivePlayer::result() const {
    LiveResult result = result_;
    result.started = starts_s_ && now_s_ >= *starts_s_;
    result.startup_s = (result.started ? *starts_s_ : now_s_) - joins_s_;
    if (playing_s_ > 0.0) {
        result.mean_latency_s = latency_sum_ / playing_s_;
        result.mean_played_kbps = bits_ / (playing_s_ + result.stall_s) * 1e-3;
    }
    return result;
}

}  // namespace d2c
