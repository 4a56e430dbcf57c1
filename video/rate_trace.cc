#include "video/rate_trace.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace d2c {
namespace {

/// What is wrong with a segment that follows one ending at `previous_end_s` (NaN: none does); empty if nothing.
const char* wrong_with(const RateSegment& s, double previous_end_s) {
    if (!(std::isfinite(s.start_s) && std::isfinite(s.end_s) && s.start_s < s.end_s)) return "start_s before end_s, both finite [s]";
    if (!(s.start_bps >= 0.0 && s.end_bps >= 0.0 && std::isfinite(s.start_bps) && std::isfinite(s.end_bps)))
        return "rates 0 or more, finite [bit/s]";
    if (!std::isnan(previous_end_s) && s.start_s != previous_end_s) return "start_s is the end_s of the segment before [s]";
    return "";
}

std::string text_of(const RateSegment& s) {
    return std::to_string(s.start_s) + " to " + std::to_string(s.end_s) + " s, " + std::to_string(s.start_bps) + " to " +
           std::to_string(s.end_bps) + " bit/s";
}

}  // namespace

Result<RateTrace> RateTrace::create(std::span<const RateSegment> segments) {
    RateTrace trace;
    if (trace.assign(segments)) return trace;
    double end_s = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string allowed = wrong_with(segments[i], end_s);
        if (!allowed.empty()) return Fault{"", 0, "segments." + std::to_string(i), text_of(segments[i]), allowed};
        end_s = segments[i].end_s;
    }
    return Fault{"", 0, "segments", "", "a sum of bits that is finite"};
}

void RateTrace::clear() {
    for (std::vector<double>* column : {&time_, &bits_, &start_, &end_, &slope_}) column->clear();
    dark_s_ = highest_bps_ = 0.0;
    lowest_lit_bps_ = kNever;
}

bool RateTrace::assign(std::span<const RateSegment> segments) {
    clear();
    const std::size_t count = segments.size();
    if (count == 0) return true;
    for (std::vector<double>* column : {&time_, &bits_}) column->resize(count + 1);
    for (std::vector<double>* column : {&start_, &end_, &slope_}) column->resize(count);
    double at_s = segments.front().start_s, bits = 0.0;
    bool good = true;
    for (std::size_t i = 0; i < count; ++i) {
        const RateSegment& s = segments[i];
        const double length_s = s.end_s - s.start_s;
        // Infinite rates and times show in the sum of bits and in the last time.
        good = good && s.start_s == at_s && length_s > 0.0 && s.start_bps >= 0.0 && s.end_bps >= 0.0;
        time_[i] = s.start_s;
        bits_[i] = bits;
        start_[i] = s.start_bps;
        end_[i] = s.end_bps;
        slope_[i] = s.start_bps == s.end_bps ? 0.0 : (s.end_bps - s.start_bps) / length_s;
        bits += 0.5 * (s.start_bps + s.end_bps) * length_s;
        at_s = s.end_s;
        const double higher_bps = std::max(s.start_bps, s.end_bps);
        highest_bps_ = std::max(highest_bps_, higher_bps);
        if (higher_bps > 0.0) {
            lowest_lit_bps_ = std::min({lowest_lit_bps_, s.start_bps, s.end_bps});
        } else {
            dark_s_ += length_s;
        }
    }
    if (!good || !std::isfinite(bits) || !std::isfinite(time_[0]) || !std::isfinite(at_s)) {
        clear();
        return false;
    }
    time_[count] = at_s;
    bits_[count] = bits;
    return true;
}

RateTrace::Range RateTrace::range(double from_s, double to_s) const {
    Range range;
    range.first = segment_at(from_s);
    range.dark_s = std::max(0.0, std::min(time_.front(), to_s) - from_s) + std::max(0.0, to_s - std::max(time_.back(), from_s));
    for (std::size_t i = range.first; i < slope_.size() && time_[i] < to_s; ++i) {
        const double higher_bps = std::max(start_[i], end_[i]);
        if (higher_bps > 0.0) {
            range.highest_bps = std::max(range.highest_bps, higher_bps);
            range.lowest_lit_bps = std::min({range.lowest_lit_bps, start_[i], end_[i]});
        } else {
            range.dark_s += std::max(0.0, std::min(time_[i + 1], to_s) - std::max(time_[i], from_s));
        }
    }
    return range;
}

std::size_t RateTrace::segment_at(double at_s) const {
    const auto after = std::upper_bound(time_.begin(), time_.end() - 1, at_s);
    return after == time_.begin() ? 0 : static_cast<std::size_t>(after - time_.begin()) - 1;
}

double RateTrace::bits_until(double at_s) const {
    if (at_s <= time_.front()) return 0.0;
    if (at_s >= time_.back()) return bits_.back();
    const std::size_t i = segment_at(at_s);
    const double u = at_s - time_[i];
    return std::min(bits_[i] + (start_[i] + 0.5 * slope_[i] * u) * u, bits_[i + 1]);
}

double RateTrace::bits_between(double from_s, double to_s) const {
    if (std::isnan(from_s) || std::isnan(to_s)) return std::numeric_limits<double>::quiet_NaN();
    if (empty() || !(from_s < to_s)) return 0.0;
    return std::max(0.0, bits_until(to_s) - bits_until(from_s));
}

double RateTrace::rate_bps(double at_s) const {
    if (std::isnan(at_s)) return at_s;
    if (empty() || at_s < time_.front() || at_s > time_.back()) return 0.0;
    const std::size_t i = segment_at(at_s);
    return std::max(0.0, start_[i] + slope_[i] * (at_s - time_[i]));
}

double RateTrace::lowest_bps(double from_s, double to_s) const {
    if (std::isnan(from_s) || std::isnan(to_s)) return std::numeric_limits<double>::quiet_NaN();
    if (empty() || from_s < time_.front() || to_s > time_.back()) return 0.0;
    double lowest = std::numeric_limits<double>::infinity();
    for (std::size_t i = segment_at(from_s); i < slope_.size() && (time_[i] < to_s || time_[i] <= from_s); ++i) {
        const double begin_s = std::max(from_s, time_[i]) - time_[i];
        const double end_s = std::min(to_s, time_[i + 1]) - time_[i];
        lowest = std::min({lowest, start_[i] + slope_[i] * begin_s, start_[i] + slope_[i] * end_s});
    }
    return std::max(0.0, lowest);
}

double RateTrace::time_when_received(double from_s, double bits) const {
    if (std::isnan(from_s) || std::isnan(bits)) return std::numeric_limits<double>::quiet_NaN();
    if (!(bits > 0.0)) return from_s;
    if (empty() || from_s >= time_.back()) return kNever;
    Walk walk{*this, segment_at(from_s)};
    return walk.time_when_received(from_s, bits);
}

}  // namespace d2c
