#pragma once
// What a session downloads: a ladder and a service made into segment sizes, once for millions of sessions.

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "base/error.h"
#include "video/ladder.h"

namespace d2c {

/// Faults of a ladder: no rung, bit rates not rising, a number that is NaN or out of range. `where` is the dotted path of the ladder.
Faults validate(const Ladder& ladder, const std::string& where);
/// Faults of a service: shares outside 0 to 1, times not positive, a maximum buffer that cannot hold the start-up buffer and a segment.
Faults validate(const VideoService& service, double segment_s, const std::string& where);
Faults validate(const TextService& service, const std::string& where);

/// Size of segment `index` over the rung's mean size: one segment in 25 is `peak_to_mean`, the others (25 - peak_to_mean) / 24, so the mean
/// over 25 is one. The peak stands in the middle (index 12). Assumption: with a peak of 1.7 to 2.0 the standard deviation is 0.14 to 0.20
/// of the mean; Big Buck Bunny as shipped with Sabre (3 s segments, ten rungs) has 0.17 to 0.20.
double segment_size_factor(std::size_t index, double peak_to_mean);

/// A film of `service.session_s` at each rung of a ladder, as sizes of segments. The last segment is shorter if the film is not a multiple.
class SessionPlan {
  public:
    /// The faults of both `validate` functions.
    static Result<SessionPlan> create(const Ladder& ladder, const VideoService& service);

    const VideoService& service() const { return service_; }
    double segment_s() const { return segment_s_; }
    std::size_t segment_count() const { return segment_count_; }
    std::size_t rung_count() const { return bitrate_bps_.size(); }
    double bitrate_bps(std::size_t rung) const { return bitrate_bps_[rung]; }
    /// Start of a segment in the film [s]; at `segment_count()` the film's length.
    double media_s(std::size_t segment) const {
        return segment < segment_count_ ? static_cast<double>(segment) * segment_s_ : service_.session_s;
    }
    /// Sizes of a rung's segments [bit].
    std::span<const double> sizes_bits(std::size_t rung) const { return {sizes_bits_.data() + rung * segment_count_, segment_count_}; }
    /// Bits of a rung's segments before `segment`, which is at most `segment_count()`.
    double bits_before(std::size_t rung, std::size_t segment) const { return bits_before_[rung * (segment_count_ + 1) + segment]; }
    /// Sum and largest of the sizes per second of film, and the bits needed before the first picture.
    double total_bits(std::size_t rung) const { return total_bits_[rung]; }
    double peak_bps(std::size_t rung) const { return peak_bps_[rung]; }
    double startup_bits(std::size_t rung) const { return startup_bits_[rung]; }
    /// Segments that must be there before playing starts or goes on: enough for the start-up buffer.
    std::size_t startup_segments() const { return startup_segments_; }
    /// From when segment `i` may be requested, beside the download before it: `offset_s` after segment `segment` is first shown, as only
    /// then it fits below the maximum buffer; minus infinity where it always does.
    struct Room {
        std::size_t segment;
        double offset_s;
    };
    const Room& room(std::size_t i) const { return room_[i]; }
    /// A rate with which a session at one rung never stalls once it plays, if it is never less while there is any, and none for `dark_s` in
    /// all. Infinite where no rate is enough, or none is known: from three quarters of a segment's length on.
    double sustaining_bps(std::size_t rung, double dark_s) const {
        std::size_t i = 0;
        while (i < kDarkSteps.size() && !(dark_s < kDarkSteps[i] * segment_s_)) ++i;
        return i < kDarkSteps.size() ? sustaining_bps_[rung * kDarkSteps.size() + i] : std::numeric_limits<double>::infinity();
    }
    /// Smallest of a rung's segments between the first and the last [bit]; of all where there are no others.
    double least_bits(std::size_t rung) const { return least_bits_[rung]; }
    /// Mean bit rate of a film whose first segment is of the lowest rung and all others of `rung` [kbit/s].
    double steady_kbps(std::size_t rung) const { return steady_kbps_[rung]; }
    /// Stall time up to which a whole session is within `max_stall_share` [s].
    double stall_budget_s() const { return stall_budget_s_; }
    /// Wall time after its start at which a successful session is over at the latest [s]: what a trace must cover for a fair verdict.
    double verdict_wall_s() const { return service_.max_startup_s + stall_budget_s_ + service_.session_s; }

  private:
    /// Dark time is rounded up to one of these shares of a segment's length.
    static constexpr std::array<double, 4> kDarkSteps{0.125, 0.25, 0.5, 0.75};
    double sustaining_bps_of(std::size_t rung, double dark_s) const;
    VideoService service_;
    double segment_s_ = 0.0, stall_budget_s_ = 0.0;
    std::size_t segment_count_ = 0, startup_segments_ = 0;
    std::vector<double> bitrate_bps_, total_bits_, peak_bps_, startup_bits_, sizes_bits_, bits_before_, sustaining_bps_, least_bits_,
        steady_kbps_;
    std::vector<Room> room_;
};

}  // namespace d2c
