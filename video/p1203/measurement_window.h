#pragma once
// Which frames stand for each second of a session: the sliding measurement window of ITU-T P.1203 (10/2017), clause 7.4.

#include <cstddef>
#include <vector>

namespace d2c::p1203 {

/// Frames of one segment, made up from its length as clause 7.4.1.1 asks of mode 0.
struct SegmentFrames {
    double duration_s;
    double frame_rate_hz;
    std::size_t quality_level;  ///< equal for segments of one media quality level
};

/// The window of one output sample.
struct WindowSample {
    std::size_t segment;  ///< the one in which the output time lies
    /// Share of the window's frames that come from each of the segments `first_segment`, `first_segment` + 1, …
    std::size_t first_segment;
    std::vector<double> shares;
};

/// One sample per whole second of the sequence. Frames, their time stamps and the length of the sequence are sums in double precision in
/// the order of the pseudo code of clauses 7.4.1.2 and 7.4.1.3, because at a border of segments on a whole second rounding decides which
/// of the two the second belongs to, and the published scores contain it (30 frames of 1/30 s end just before 1 s). A frame that is not
/// whole within its segment is not made (the clause leaves it open: assumption, the next lower number). A sequence that ends within
/// 0.0001 s before a whole second has that second. Precondition: durations and rates are positive and finite.
std::vector<WindowSample> sample_windows(const std::vector<SegmentFrames>& segments);

}  // namespace d2c::p1203
