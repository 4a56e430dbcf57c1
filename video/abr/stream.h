#pragma once
// A film streamed over a network by a rule, as the Sabre simulator counts it.

#include <cstddef>
#include <vector>

#include "video/abr/movie.h"
#include "video/abr/rule.h"

namespace d2c::abr {

struct StreamOptions {
    double max_buffer_ms = 25'000.0;
    bool give_up_downloads = false;
};

/// Figures of a session. Playing starts when the first segment is there; the wait for it counts in `play_ms`, and is no stall.
struct StreamResult {
    double play_ms = 0.0;      ///< from the request of the first segment to the end of the film, stalls included
    double startup_ms = 0.0;   ///< of which before the first picture
    double rebuffer_ms = 0.0;  ///< of which stalled
    int rebuffer_events = 0;
    int bitrate_changes = 0;               ///< between segments played one after the other
    double bitrate_change_sum_kbps = 0.0;  ///< of their steps
    int given_up = 0;                      ///< downloads
    double reaction_ms =
        0.0;  ///< sum over rises of the network of the time until the rung they allow is played, each at most `max_buffer_ms`
    std::vector<std::size_t> rungs;  ///< of each segment

    /// Sum of bit rate times length of the segments played over the time of playing, stalls and start included.
    double average_bitrate_kbps = 0.0;
    double rebuffer_ratio() const { return rebuffer_ms / play_ms; }
};

/// Downloads one segment after the other: waits while the next does not fit below the maximum buffer, asks the rule, downloads; playing
/// goes on with every segment that comes. The first segment is of the lowest rung. A download that is given up is looked at after each
/// 12,000 bits or 50 ms, whichever comes later; the rule is then asked again for the same segment, as in the published runs, and the
/// throughput of what was given up does not enter the estimate. Faults: those of movie and trace, a maximum buffer of no more than a
/// segment or above 1 h, a film of more than 10^12 bit, a trace so thin or so finely cut that the film's
/// downloads, requests and waits would need more than 10^8 of its periods.
Result<StreamResult> stream(const Movie& movie, const std::vector<NetworkPeriod>& trace, RuleKind rule, const StreamOptions& options);

}  // namespace d2c::abr
