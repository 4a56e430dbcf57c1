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

bool RateTrace::assign(std::span<const RateSegment> segments) {
    time_.clear();
    bits_.clear();
    start_.clear();
    slope_.clear();
    double end_s = std::numeric_limits<double>::quiet_NaN();
    double bits = 0.0;
    for (const RateSegment& s : segments) {
        if (wrong_with(s, end_s)[0] != '\0') {
            bits = std::numeric_limits<double>::infinity();
            break;
        }
        const double length_s = s.end_s - s.start_s;
        time_.push_back(s.start_s);
        bits_.push_back(bits);
        start_.push_back(s.start_bps);
        slope_.push_back((s.end_bps - s.start_bps) / length_s);
        bits += 0.5 * (s.start_bps + s.end_bps) * length_s;
        end_s = s.end_s;
    }
    if (!std::isfinite(bits)) {
        time_.clear();
        bits_.clear();
        start_.clear();
        slope_.clear();
        return false;
    }
    if (!slope_.empty()) {
        time_.push_back(end_s);
        bits_.push_back(bits);
    }
    return true;
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

/// Time at which `bits` have come since `from_s`, which lies in `segment`, as do all of them.
double RateTrace::solve(std::size_t segment, double from_s, double bits) const {
    const double slope = slope_[segment];
    const double end_s = time_[segment + 1];
    const double rate = std::max(0.0, start_[segment] + slope * (from_s - time_[segment]));
    // bits = rate*u + slope*u^2/2, in the form of the root that loses no digits for a small slope.
    const double root = slope == 0.0 ? rate : std::sqrt(std::max(0.0, rate * rate + 2.0 * slope * bits));
    const double u = slope == 0.0 ? bits / rate : 2.0 * bits / (rate + root);
    return std::min(from_s + u, end_s);
}

double RateTrace::time_when_received(double from_s, double bits) const {
    if (std::isnan(from_s) || std::isnan(bits)) return std::numeric_limits<double>::quiet_NaN();
    if (!(bits > 0.0)) return from_s;
    if (empty() || from_s >= time_.back()) return kNever;
    Walk walk{*this};
    return walk.time_when_received(from_s, bits);
}

double RateTrace::Walk::time_when_received(double from_s, double bits) {
    const RateTrace& t = *trace_;
    if (!(bits > 0.0)) return from_s;
    if (t.empty() || from_s >= t.time_.back()) return kNever;
    if (from_s >= t.time_[segment_ + 1]) {
        ++segment_;
        if (from_s >= t.time_[segment_ + 1]) segment_ = t.segment_at(from_s);
    }
    std::size_t i = segment_;
    double at_s = std::max(from_s, t.time_[i]);
    const double u = at_s - t.time_[i];
    double left = t.bits_[i + 1] - t.bits_[i] - (t.start_[i] + 0.5 * t.slope_[i] * u) * u;
    while (bits > left) {
        bits -= std::max(left, 0.0);
        if (++i == t.slope_.size()) return kNever;
        at_s = t.time_[i];
        left = t.bits_[i + 1] - t.bits_[i];
    }
    return t.solve(i, at_s, bits);
}

}  // namespace d2c
