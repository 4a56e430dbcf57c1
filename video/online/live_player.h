#pragma once
// A live broadcast as its viewer's player shows it: behind the live edge by a target, catching up after a stall, skipping when too far
// behind.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "video/online/online_player.h"
#include "video/player/session_plan.h"
#include "video/player/throughput_rule.h"

namespace d2c {

struct LiveService {
    double target_latency_s = 12.0;  ///< picture behind the event. Assumption: three segments of 4 s, as HLS players start three behind
    double catch_up = 0.05;          ///< faster than the event while behind the target. Assumption: viewers do not notice 5 %
    double skip_above_s = 30.0;      ///< latency from which the player goes to the target at once. Assumption: half a minute
};
Faults validate(const LiveService& service, double segment_s, const std::string& where);

struct LiveResult {
    bool started = false;
    double startup_s = 0.0;       ///< from joining to the first picture; if that never came, the time waited
    double stall_s = 0.0;         ///< after the first picture
    double played_s = 0.0;        ///< of the event
    double skipped_s = 0.0;       ///< of the event, not shown
    double mean_latency_s = 0.0;  ///< while playing
    double most_latency_s = 0.0;
    double mean_played_kbps = 0.0;  ///< nominal bit rate of what was played, over playing and stalling time
    int stall_events = 0, skips = 0, switches = 0;
};

/// One viewer of an event that begins at `event_s` of the caller's clock and is encoded as `plan` says: segment i can be had once it is
/// over, at `event_s` + `media_s(i + 1)`. Rungs by the world engine's rule. Times never go back; one download is under way at a time.
/// Precondition: service and rule are valid; `plan` outlives the player.
class LivePlayer {
  public:
    LivePlayer(const SessionPlan& plan, const LiveService& service, const ThroughputRule& rule, double event_s, double joins_s);

    /// The next request, not before its segment can be had; nothing after the last one.
    std::optional<OnlinePlayer::Request> next();
    /// The segment under way is whole.
    void received(double at_s);
    /// Lets time pass to `to_s`.
    void advance(double to_s);
    /// Picture behind the event, now; without one how far the next picture is [s].
    double latency_s() const { return now_s_ - event_s_ - playhead_s_; }
    double buffer_s() const { return buffered_s_ - playhead_s_; }
    bool playing() const { return playing_; }
    /// The event's last picture was shown.
    bool over() const;
    /// As of the last event.
    LiveResult result() const;

  private:
    void play(double step_s, double speed);
    std::size_t segment_behind_edge(double at_s) const;

    const SessionPlan& plan_;
    LiveService service_;
    ThroughputEstimate estimate_;
    double event_s_, joins_s_, now_s_;
    std::size_t next_;  ///< segment
    double free_s_;     ///< end of the download before
    OnlinePlayer::Request request_;
    std::vector<std::size_t> rungs_;  ///< of the segments received; others are not read
    double playhead_s_, buffered_s_;  ///< in the event
    std::optional<double> starts_s_;  ///< first picture
    bool playing_ = false, in_stall_ = false;
    double latency_sum_ = 0.0, playing_s_ = 0.0, bits_ = 0.0;
    std::optional<std::size_t> last_rung_;
    LiveResult result_;
};

}  // namespace d2c
