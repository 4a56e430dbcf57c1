#include "video/player/session_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "base/require.h"

namespace d2c {
namespace {

constexpr std::size_t kSizePeriod = 25;
constexpr std::size_t kPeakIndex = 12;
constexpr double kMostSegments = 4096.0;

}  // namespace

Faults validate(const Ladder& ladder, const std::string& where) {
    Faults faults;
    require(faults, within(ladder.segment_s, 0.1, 60.0), where + ".segment_s", ladder.segment_s, "0.1 to 60 [s]");
    if (ladder.rungs.empty()) faults.push_back({"", 0, where + ".rungs", "", "at least one rung"});
    double below_bps = 0.0;
    for (const Rung& rung : ladder.rungs) {
        const std::string at = where + ".rungs." + rung.id;
        require(faults, rung.height_px >= 1 && rung.height_px <= 8640, at + ".height_px", rung.height_px, "1 to 8640 [px]");
        require(faults, within(rung.bitrate.value, 1e3, 1e9), at + ".bitrate_kbps", rung.bitrate.value / 1e3, "1 to 1000000 [kbit/s]");
        require(faults, !(rung.bitrate.value <= below_bps), at + ".bitrate_kbps", rung.bitrate.value / 1e3,
                "above the rung below [kbit/s]");
        require(faults, within(rung.peak_to_mean, 1.0, 10.0), at + ".peak_to_mean", rung.peak_to_mean, "1 to 10");
        below_bps = rung.bitrate.value;
    }
    return faults;
}

Faults validate(const VideoService& service, double segment_s, const std::string& where) {
    Faults faults;
    require(faults, within(service.session_s, 1.0, 86400.0), where + ".session_s", service.session_s, "1 to 86400 [s]");
    require(faults, !(service.session_s / segment_s > kMostSegments), where + ".session_s", service.session_s, "at most 4096 segments [s]");
    require(faults, within(service.max_stall_share, 0.0, 0.5), where + ".max_stall_share", service.max_stall_share, "0 to 0.5");
    require(faults, within(service.max_startup_s, 0.0, 600.0), where + ".max_startup_s", service.max_startup_s, "0 to 600 [s]");
    require(faults, within(service.min_success_share, 0.0, 1.0), where + ".min_success_share", service.min_success_share, "0 to 1");
    require(faults, service.startup_buffer_s > 0.0 && service.startup_buffer_s <= 600.0, where + ".startup_buffer_s",
            service.startup_buffer_s, "above 0, up to 600 [s]");
    require(faults, service.maximum_buffer_s >= service.startup_buffer_s + segment_s && service.maximum_buffer_s <= 86400.0,
            where + ".maximum_buffer_s", service.maximum_buffer_s, "startup_buffer_s plus a segment, up to 86400 [s]");
    return faults;
}

Faults validate(const TextService& service, const std::string& where) {
    Faults faults;
    require(faults, service.messages >= 1 && service.messages <= 10000, where + ".messages", service.messages, "1 to 10000");
    require(faults, within(service.message_bytes, 1.0, 1e6), where + ".message_bytes", service.message_bytes, "1 to 1000000 [byte]");
    require(faults, service.each_within_s > 0.0 && service.each_within_s <= 86400.0, where + ".each_within_s", service.each_within_s,
            "above 0, up to 86400 [s]");
    require(faults, within(service.min_success_share, 0.0, 1.0), where + ".min_success_share", service.min_success_share, "0 to 1");
    return faults;
}

double segment_size_factor(std::size_t index, double peak_to_mean) {
    return index % kSizePeriod == kPeakIndex ? peak_to_mean
                                             : (static_cast<double>(kSizePeriod) - peak_to_mean) / static_cast<double>(kSizePeriod - 1);
}

Result<SessionPlan> SessionPlan::create(const Ladder& ladder, const VideoService& service) {
    Faults faults = validate(ladder, "ladder");
    for (Fault& fault : validate(service, ladder.segment_s, "service")) faults.push_back(std::move(fault));
    if (!faults.empty()) return faults;

    SessionPlan plan;
    plan.service_ = service;
    plan.segment_s_ = ladder.segment_s;
    // A remainder below a microsecond is rounding of the quotient, not a segment.
    plan.segment_count_ = static_cast<std::size_t>(std::max(1.0, std::ceil((service.session_s - 1e-6) / ladder.segment_s)));
    plan.startup_segments_ =
        std::min(plan.segment_count_, static_cast<std::size_t>(std::ceil((service.startup_buffer_s - 1e-6) / ladder.segment_s)));
    plan.startup_segments_ = std::max<std::size_t>(plan.startup_segments_, 1);
    for (std::size_t i = 0; i < plan.segment_count_; ++i) {
        const double playhead_s = plan.media_s(i + 1) - service.maximum_buffer_s;
        // The segment shown then is settled, as the maximum buffer holds the start-up buffer and a segment; `i - 1` is for rounding.
        const std::size_t shown =
            i == 0 || !(playhead_s > 0.0) ? 0 : std::min(static_cast<std::size_t>(playhead_s / ladder.segment_s), i - 1);
        plan.room_.push_back(
            {shown, playhead_s > 0.0 && i > 0 ? playhead_s - plan.media_s(shown) : -std::numeric_limits<double>::infinity()});
    }
    // stall / (stall + session) = share
    plan.stall_budget_s_ = service.session_s * service.max_stall_share / (1.0 - service.max_stall_share);
    for (const Rung& rung : ladder.rungs) {
        double total = 0.0, startup = 0.0, peak = 0.0;
        for (std::size_t i = 0; i < plan.segment_count_; ++i) {
            const double length_s = plan.media_s(i + 1) - plan.media_s(i);
            const double size = rung.bitrate.value * length_s * segment_size_factor(i, rung.peak_to_mean);
            plan.sizes_bits_.push_back(size);
            plan.bits_before_.push_back(total);
            total += size;
            if (i < plan.startup_segments_) startup += size;
            peak = std::max(peak, size / length_s);
        }
        plan.bits_before_.push_back(total);
        plan.bitrate_bps_.push_back(rung.bitrate.value);
        plan.total_bits_.push_back(total);
        plan.startup_bits_.push_back(startup);
        plan.peak_bps_.push_back(peak);
        const auto sizes = plan.sizes_bits(plan.peak_bps_.size() - 1);
        const auto inner = sizes.size() > 2 ? sizes.subspan(1, sizes.size() - 2) : sizes;
        plan.least_bits_.push_back(*std::min_element(inner.begin(), inner.end()));
        double steady_bits = plan.media_s(1) * plan.bitrate_bps_.front();
        for (std::size_t i = 1; i < plan.segment_count_; ++i) steady_bits += (plan.media_s(i + 1) - plan.media_s(i)) * rung.bitrate.value;
        plan.steady_kbps_.push_back(steady_bits / service.session_s / 1e3);
        for (const double dark : kDarkSteps)
            plan.sustaining_bps_.push_back(plan.sustaining_bps_of(plan.peak_bps_.size() - 1, dark * plan.segment_s_));
    }
    return plan;
}

/// Bisects for the least rate at which no segment is late. With p the first picture's time, L a segment's length, D the dark time, R the
/// rate: segment i is due at p + iL; it is there by p + bits(first..i) / R + D, counted from the first segment after the start-up buffer,
/// or by p + (j + 1) L - maximum + bits(j..i) / R + D, counted from the last request j that waited for room.
double SessionPlan::sustaining_bps_of(std::size_t rung, double dark_s) const {
    const auto sizes = sizes_bits(rung);
    const auto in_time = [&](double bps) {
        double since_start_s = dark_s, worst_s = 0.0;  // lateness; the latter over all first segments j, Kadane's sum
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const double longer_s = sizes[i] / bps - segment_s_;
            if (i >= startup_segments_) {  // due at i L, of which (i - startup_segments_ + 1) L are in the sum
                since_start_s += longer_s;
                if (since_start_s > static_cast<double>(startup_segments_ - 1) * segment_s_) return false;
            }
            worst_s = std::max(worst_s, 0.0) + longer_s;
            if (worst_s > service_.maximum_buffer_s - 2.0 * segment_s_ - dark_s) return false;
        }
        return true;
    };
    double low_bps = 0.0, high_bps = 1000.0 * peak_bps_[rung];
    if (!in_time(high_bps)) return std::numeric_limits<double>::infinity();
    for (int i = 0; i < 60; ++i) {
        const double middle_bps = 0.5 * (low_bps + high_bps);
        (in_time(middle_bps) ? high_bps : low_bps) = middle_bps;
    }
    return high_bps * (1.0 + 1e-9);
}

}  // namespace d2c
