#pragma once
// From rates at steps to a rate over time: what happens between two samples.

#include <cstdint>
#include <span>
#include <vector>

#include "video/rate_trace.h"

namespace d2c {

/// A phone's link at one step.
struct LinkSample {
    std::int32_t satellite = -1;  ///< row of the sky, -1 none
    double rate_bps = 0.0;        ///< the phone's own share
    double leaves = 1.0;          ///< part of the step to the next sample after which this satellite is under its mask; 1: it stays
    double next_arrives = 0.0;    ///< part of that step after which the next sample's satellite is above its mask; 0: it is there
    double interruption_s = 0.0;  ///< without data at a change to the next sample's satellite
};

/// Between two samples of one satellite the rate is linear. A satellite that sets, or rises where there was none, holds its rate up to, or
/// from, the crossing of its mask. From one satellite to another the change is as near to half-way as both are there, with no data for
/// its `interruption_s` (a step at most); if the one sets before the other rises, there is none between. `segments` is replaced.
void rate_segments(std::span<const LinkSample> samples, double step_s, std::vector<RateSegment>& segments);

/// What a call has at one step, beside the satellite of its `LinkSample`.
struct VoiceSample {
    double down_bps = 0.0;
    double up_margin_db = -300.0;  ///< of the SNR over what one resource block needs; far below zero where nothing would do
};
/// The lines of a call in one pass over the samples (of which only satellites and crossings are used): down as `rate_segments`, up as
/// `open_where_positive` makes it of the margins. Both are replaced. Precondition: as many voice samples as link samples.
void voice_segments(std::span<const LinkSample> samples, std::span<const VoiceSample> voice, double step_s, std::vector<RateSegment>& down,
                    std::vector<RateSegment>& up);

inline constexpr double kOpenBps = 1e12;
/// Adds a stretch to the end of a line, as one segment for as long as the rate stays; nothing where it has no length.
void append_rate(std::vector<RateSegment>& line, double start_s, double end_s, double start_bps, double end_bps);
/// Adds a stretch of a link that is either good enough or not, from a margin [dB] that is linear from its start to its end: `kOpenBps`
/// where it is above zero, else no rate.
void append_open(std::vector<RateSegment>& line, double start_s, double end_s, double start_db, double end_db);
/// The same from a whole line whose rates are the margins. Replaces `segments`.
void open_where_positive(std::vector<RateSegment>& segments);

}  // namespace d2c
