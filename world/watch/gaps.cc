#include "world/watch/gaps.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "constellation/frames.h"
#include "constellation/propagate.h"

namespace d2c {
namespace {

constexpr double kBlock_s = 240.0, kSample_s = 30.0;
constexpr std::size_t kSamples = 8;
/// No satellite's acceleration in the Earth-fixed frame is larger: (orbital rate + Earth's)^2 radius, 10.6 at 160 km and less above.
constexpr double kMostAcceleration = 11.0;
constexpr double kHeightError_m = 20.0;
constexpr double kMomentError_s = 0.05;
/// Above the higher of its ends within a block.
constexpr double kRises_m = kMostAcceleration * kBlock_s * kBlock_s / 8.0;
/// What geodetic against geocentric elevation (0.2 degrees) and a radius 8 km off the mean can move the height below.
constexpr double kHeightMargin_m = 40e3;

/// Weights of position and velocity at both ends of a block for a moment within: cubic Hermite, and the term that it leaves out, the
/// fourth derivative over 24, which on a circle is the fourth power of the rate times the position (86 m of 240 s without it, 20 m with).
struct Weights {
    double before, before_rate, after, after_rate, bend_s4;
    Weights() = default;
    Weights(double u, double length_s)
        : before{(1.0 + 2.0 * u) * (1.0 - u) * (1.0 - u)},
          before_rate{u * (1.0 - u) * (1.0 - u) * length_s},
          after{u * u * (3.0 - 2.0 * u)},
          after_rate{u * u * (u - 1.0) * length_s},
          bend_s4{u * u * (1.0 - u) * (1.0 - u) * length_s * length_s * length_s * length_s / 24.0} {}
};

struct Ground {
    double x, y, z, up_x, up_y, up_z;
    explicit Ground(const Geodetic& at) {
        const Position<Itrf> p = itrf_of(at);
        x = p.x.value, y = p.y.value, z = p.z.value;
        const double lat = at.latitude.in_radians(), lon = at.longitude.in_radians();
        up_x = std::cos(lat) * std::cos(lon), up_y = std::cos(lat) * std::sin(lon), up_z = std::sin(lat);
    }
};

/// A satellite from a place: height above the plane of the horizon, and range [m].
struct Line {
    double height_m, range_m;
    double over(double least_sine) const { return height_m - least_sine * range_m; }
};

class Block {
  public:
    Block(std::span<const MeanState> states, const SatelliteColumns& a, const SatelliteColumns& b, double from_s, double length_s)
        : states_{states},
          a_{a},
          b_{b},
          from_s_{from_s},
          length_s_{length_s},
          count_{static_cast<std::size_t>(std::ceil(length_s / kSample_s - 1e-9))} {
        for (std::size_t i = 0; i <= count_; ++i) weights_[i] = Weights(part(i), length_s_);
    }

    /// Lines to a satellite at the samples of the halves of the block in which it can be as high as `least_height_m`; the others are left
    /// below. `before_m` and `after_m`: its height at the ends.
    void look(const Ground& ground, std::size_t satellite, double least_height_m, double before_m, double after_m) {
        const std::size_t middle = count_ / 2;
        const double half_s = length_s_ * std::max(part(middle), 1.0 - part(middle));
        const double least_m = least_height_m - kMostAcceleration * half_s * half_s / 8.0;
        const Line at_middle = line(ground, satellite, weights_[middle]);
        const bool first = std::max(before_m, at_middle.height_m) > least_m, second = std::max(at_middle.height_m, after_m) > least_m;
        lines_.fill({-1.0, 0.0});
        if (first) {
            for (std::size_t i = 0; i < middle; ++i) lines_[i] = line(ground, satellite, weights_[i]);
        }
        if (second) {
            for (std::size_t i = middle + 1; i <= count_; ++i) lines_[i] = line(ground, satellite, weights_[i]);
        }
        if (first || second) lines_[middle] = at_middle;
    }
    /// Bit i: the satellite looked at is over `least_sine` at sample i.
    unsigned samples_over(double least_sine) const {
        unsigned over = 0;
        for (std::size_t i = 0; i <= count_; ++i) over |= (lines_[i].over(least_sine) >= 0.0 ? 1u : 0u) << i;
        return over;
    }
    /// All stretches between samples.
    unsigned whole() const { return (1u << count_) - 1u; }
    TimeSpan stretch(std::size_t sample) const { return {from_s_ + part(sample) * length_s_, from_s_ + part(sample + 1) * length_s_}; }
    /// When a satellite that is over `least_sine` at one end of the stretch after `sample` is so at its other end no more, or not yet.
    double crossing_s(std::size_t sample, double least_sine, const Ground& ground, std::size_t satellite) const {
        // Regula falsi, Illinois' form: an end that stays twice counts half. Done at 20 m, the interpolation's own error.
        double low = part(sample), high = part(sample + 1);
        double low_over = line(ground, satellite, weights_[sample]).over(least_sine);
        double high_over = line(ground, satellite, weights_[sample + 1]).over(least_sine);
        const bool over_before = low_over >= 0.0;
        double u = low + (high - low) * low_over / (low_over - high_over);
        int side = 0;
        for (int i = 0; i < 5; ++i) {
            const double over = line(ground, satellite, Weights(u, length_s_)).over(least_sine);
            if ((over >= 0.0) == over_before) {
                low = u, low_over = over;
                if (side == -1) high_over *= 0.5;
                side = -1;
            } else {
                high = u, high_over = over;
                if (side == 1) low_over *= 0.5;
                side = 1;
            }
            u = low + (high - low) * low_over / (low_over - high_over);
            if (std::abs(over) < kHeightError_m) break;
        }
        return from_s_ + u * length_s_;
    }
    /// Whether the satellite serves at sample `sample`.
    bool serves(const DaySky& sky, std::size_t sample, std::size_t satellite) const {
        return sky.serves(satellite, from_s_ + part(sample) * length_s_, position_m(satellite, weights_[sample]));
    }
    /// When a satellite that serves from over `least_sine` at one end of the stretch after `sample` does so at its other end no more, or
    /// not yet (`begins`), for whichever of the two reasons.
    double change_s(const DaySky& sky, std::size_t sample, bool begins, double least_sine, const Ground& ground,
                    std::size_t satellite) const {
        double low = part(sample), high = part(sample + 1);
        while ((high - low) * length_s_ > kMomentError_s) {
            const double u = 0.5 * (low + high);
            const Weights w(u, length_s_);
            const bool on = line(ground, satellite, w).over(least_sine) >= 0.0 &&
                            sky.serves(satellite, from_s_ + u * length_s_, position_m(satellite, w));
            (on == begins ? high : low) = u;
        }
        return from_s_ + 0.5 * (low + high) * length_s_;
    }

  private:
    double part(std::size_t sample) const { return static_cast<double>(sample) / static_cast<double>(count_); }
    std::array<double, 3> position_m(std::size_t s, const Weights& w) const {
        const double rate2 = states_[s].argument_rate_rad_per_s * states_[s].argument_rate_rad_per_s;
        const double bend = 1.0 + w.bend_s4 * rate2 * rate2;
        return {bend * (w.before * a_.x_itrf_m[s] + w.before_rate * a_.vx_itrf_m_per_s[s] + w.after * b_.x_itrf_m[s] +
                        w.after_rate * b_.vx_itrf_m_per_s[s]),
                bend * (w.before * a_.y_itrf_m[s] + w.before_rate * a_.vy_itrf_m_per_s[s] + w.after * b_.y_itrf_m[s] +
                        w.after_rate * b_.vy_itrf_m_per_s[s]),
                bend * (w.before * a_.z_itrf_m[s] + w.before_rate * a_.vz_itrf_m_per_s[s] + w.after * b_.z_itrf_m[s] +
                        w.after_rate * b_.vz_itrf_m_per_s[s])};
    }
    Line line(const Ground& ground, std::size_t s, const Weights& w) const {
        const auto [x, y, z] = position_m(s, w);
        const double dx = x - ground.x, dy = y - ground.y, dz = z - ground.z;
        return {dx * ground.up_x + dy * ground.up_y + dz * ground.up_z, std::sqrt(dx * dx + dy * dy + dz * dz)};
    }
    std::span<const MeanState> states_;
    const SatelliteColumns &a_, &b_;
    double from_s_, length_s_;
    std::size_t count_;
    std::array<Weights, kSamples + 1> weights_;
    std::array<Line, kSamples + 1> lines_;
};

/// The watchers of one place through the day.
class Watch {
  public:
    Watch(const DaySky& sky, const WatchedPlace& place) : sky_{sky}, place_{place}, ground_{place.at}, served_(place.watchers.size()) {
        const double radius_m = std::sqrt(ground_.x * ground_.x + ground_.y * ground_.y + ground_.z * ground_.z);
        for (std::size_t i = 0; i < sky.states.size(); ++i) {
            double sine = std::numeric_limits<double>::infinity();
            for (const Watcher& watcher : place.watchers) sine = std::min(sine, watcher.least_sin_elevation[sky.group[i]]);
            // Height above the horizon's plane falls with elevation: on a sphere, range x sine.
            const double orbit_m = sky.states[i].semi_major_axis.value, along = radius_m * sine;
            const double range_m = std::sqrt(along * along + orbit_m * orbit_m - radius_m * radius_m) - along;
            least_height_m_.push_back(sine > 1.0 ? std::numeric_limits<double>::infinity() : range_m * sine - kHeightMargin_m);
        }
        height_m_.resize(sky.states.size());
        height_before_m_.resize(sky.states.size());
    }

    void begin(const SatelliteColumns& at) { heights(at); }
    void pass(Block& block, const SatelliteColumns& end) {
        std::swap(height_m_, height_before_m_);
        heights(end);
        covered_.assign(place_.watchers.size(), 0u);
        ends_.clear();
        std::size_t open = place_.watchers.size();  // watchers that are not yet served all the block
        for (std::size_t s = 0; s < height_m_.size() && open > 0; ++s) {
            if (!(std::max(height_m_[s], height_before_m_[s]) > least_height_m_[s] - kRises_m)) continue;
            block.look(ground_, s, least_height_m_[s], height_before_m_[s], height_m_[s]);
            asked_ = serving_ = 0u;
            for (std::size_t w = 0; w < place_.watchers.size(); ++w) {
                if (covered_[w] == block.whole()) continue;
                const double sine = place_.watchers[w].least_sin_elevation[sky_.group[s]];
                const unsigned over = sine <= 1.0 ? serving_of(block, s, block.samples_over(sine)) : 0u;
                if (over == 0u) continue;
                // Over the least elevation at both ends is over it between: on a pass there is one highest moment. Outages last longer.
                covered_[w] |= over & (over >> 1u) & block.whole();
                if (covered_[w] == block.whole()) --open;
                for (unsigned left = (over ^ (over >> 1u)) & block.whole(); left != 0u; left &= left - 1u) {
                    const auto sample = static_cast<unsigned>(std::countr_zero(left));
                    ends_.push_back({s, w, sample, (over >> sample & 1u) == 0u});
                }
            }
        }
        for (std::size_t w = 0; w < served_.size(); ++w) unite(block, w);
    }
    std::vector<std::vector<TimeSpan>> take() { return std::move(served_); }

  private:
    /// Where the service of satellite `satellite` begins (`rises`) or ends, for a watcher: between two samples.
    struct End {
        std::size_t satellite, watcher;
        unsigned sample;
        bool rises;
    };
    /// Of samples at which the satellite looked at is high enough, those at which it serves.
    unsigned serving_of(const Block& block, std::size_t satellite, unsigned over) {
        if (!sky_.serves) return over;
        for (unsigned left = over & ~asked_; left != 0u; left &= left - 1u) {
            const auto sample = static_cast<unsigned>(std::countr_zero(left));
            serving_ |= (block.serves(sky_, sample, satellite) ? 1u : 0u) << sample;
        }
        asked_ |= over;
        return over & serving_;
    }
    /// Adds what watcher `w` has of the block to the blocks before; crossings only where no other satellite covers them.
    void unite(const Block& block, std::size_t w) {
        spans_.clear();
        for (unsigned left = covered_[w]; left != 0u; left &= left - 1u)
            spans_.push_back(block.stretch(static_cast<std::size_t>(std::countr_zero(left))));
        for (const End& end : ends_) {
            if (end.watcher != w || (covered_[w] >> end.sample & 1u) != 0u) continue;
            const double sine = place_.watchers[w].least_sin_elevation[sky_.group[end.satellite]];
            const double at_s = sky_.serves ? block.change_s(sky_, end.sample, end.rises, sine, ground_, end.satellite)
                                            : block.crossing_s(end.sample, sine, ground_, end.satellite);
            const TimeSpan stretch = block.stretch(end.sample);
            spans_.push_back(end.rises ? TimeSpan{at_s, stretch.to_s} : TimeSpan{stretch.from_s, at_s});
        }
        std::sort(spans_.begin(), spans_.end(), [](const TimeSpan& a, const TimeSpan& b) { return a.from_s < b.from_s; });
        constexpr double kSameMoment_s = 1e-6;
        std::vector<TimeSpan>& served = served_[w];
        for (const TimeSpan& span : spans_) {
            if (!served.empty() && span.from_s <= served.back().to_s + kSameMoment_s) {
                served.back().to_s = std::max(served.back().to_s, span.to_s);
            } else {
                served.push_back(span);
            }
        }
    }
    void heights(const SatelliteColumns& at) {
        const double ground_m = ground_.x * ground_.up_x + ground_.y * ground_.up_y + ground_.z * ground_.up_z;
        const double* x = at.x_itrf_m.data();
        const double* y = at.y_itrf_m.data();
        const double* z = at.z_itrf_m.data();
        double* height = height_m_.data();
        const std::size_t count = height_m_.size();
        const double up_x = ground_.up_x, up_y = ground_.up_y, up_z = ground_.up_z;
        for (std::size_t s = 0; s < count; ++s) height[s] = x[s] * up_x + y[s] * up_y + z[s] * up_z - ground_m;
    }

    const DaySky& sky_;
    const WatchedPlace& place_;
    Ground ground_;
    std::vector<double> least_height_m_, height_m_, height_before_m_;
    unsigned asked_ = 0u, serving_ = 0u;  ///< samples of the satellite looked at: whether it serves is known; it does
    std::vector<unsigned> covered_;       ///< per watcher: stretches of the block with somebody over at both ends
    std::vector<End> ends_;
    std::vector<TimeSpan> spans_;
    std::vector<std::vector<TimeSpan>> served_;
};

}  // namespace

GapFigures gap_figures(std::span<const TimeSpan> served, double length_s) {
    std::vector<double> gaps;
    double dark_from_s = 0.0;
    const auto dark_until = [&](double to_s) {
        if (to_s > dark_from_s) gaps.push_back(to_s - dark_from_s);
    };
    for (const TimeSpan& span : served) {
        dark_until(std::min(span.from_s, length_s));
        dark_from_s = span.to_s;
    }
    dark_until(length_s);
    GapFigures figures;
    if (!served.empty()) figures.mean_wait_s = 0.0;
    if (gaps.empty()) return figures;
    std::sort(gaps.begin(), gaps.end());
    figures.longest_s = gaps.back();
    figures.p95_s = gaps[static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(gaps.size()) - 1e-9)) - 1];
    if (figures.mean_wait_s) {
        for (const double gap_s : gaps) *figures.mean_wait_s += gap_s * gap_s / (2.0 * length_s);
    }
    return figures;
}

std::vector<std::vector<std::vector<TimeSpan>>> served_spans(const DaySky& sky, std::span<const WatchedPlace> places) {
    std::vector<Watch> watches;
    for (const WatchedPlace& place : places) watches.emplace_back(sky, place);
    SatelliteColumns begin, end;
    begin.resize(sky.states.size());
    end.resize(sky.states.size());
    propagate_itrf(sky.states, sky.start, 0, sky.states.size(), end);
    for (Watch& watch : watches) watch.begin(end);
    for (double from_s = 0.0; from_s < sky.length_s; from_s += kBlock_s) {
        std::swap(begin, end);
        const double length_s = std::min(kBlock_s, sky.length_s - from_s);
        propagate_itrf(sky.states, sky.start + nanoseconds_from_seconds(from_s + length_s), 0, sky.states.size(), end);
        Block block{sky.states, begin, end, from_s, length_s};
        for (Watch& watch : watches) watch.pass(block, end);
    }
    std::vector<std::vector<std::vector<TimeSpan>>> served;
    for (Watch& watch : watches) served.push_back(watch.take());
    return served;
}

}  // namespace d2c
