#pragma once
// What the world engine asks of a session, in one go: the highest rung held, and what a viewer sees by the throughput rule.

#include "video/player/player.h"
#include "video/player/throughput_rule.h"

namespace d2c {

struct SessionVerdict {
    int highest_rung = -1;                                         ///< as `highest_rung_held`
    double played_s = 0.0, stall_s = 0.0, mean_played_kbps = 0.0;  ///< as `play_adaptive` of a viewer who leaves after `verdict_wall_s`
};

/// The verdict of both players, without playing where the range of the rate settles it: the same but for rounding in the last digit of
/// `mean_played_kbps`. Precondition: `rule` is valid.
SessionVerdict judge_session(const RateTrace& trace, const SessionPlan& plan, const ThroughputRule& rule, double start_s);

}  // namespace d2c
