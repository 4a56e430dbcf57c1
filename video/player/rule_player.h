#pragma once
// The rules of abr/ in the player of this folder, on a rate that varies continuously.

#include "base/error.h"
#include "video/abr/rule.h"
#include "video/player/player.h"

namespace d2c {

/// The segments of a plan as the rules see them. A film's shorter last segment is taken to be as long as the others.
abr::Movie movie_of(const SessionPlan& plan);

/// As `play_fixed_rung`, with rungs and waits chosen by a rule. There is no latency on a rate trace, and no download is given up. A fault
/// where the plan is not a film the rules take (`abr::validate`), or `start_s` is not a finite time.
Result<SessionResult> play_by_rule(const RateTrace& trace, const SessionPlan& plan, abr::RuleKind rule, double start_s,
                                   const PlayOptions& options = {});

}  // namespace d2c
