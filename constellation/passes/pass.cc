#include "constellation/passes/pass.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/constants.h"
#include "constellation/frames.h"

namespace d2c {
namespace {

using std::chrono::nanoseconds;

/// Longest pass that may be missed, and the bracket in which a crossing is interpolated.
constexpr nanoseconds kShortestStep{10'000'000};
/// Time between two looks at the light of a satellite in view.
constexpr nanoseconds kLightStep{10'000'000'000};
/// How far SGP4's velocities may be from the derivatives of its positions: it leaves out the rates of some periodic and drag terms.
constexpr double kVelocitySlackMPerS = 30.0;

/// Clearance over the mask's cone [m], g = d.up - |d| sin(mask): positive above the mask. Smooth, unlike the elevation, in the zenith too.
struct Clearance {
    double value_m = 0.0, rate_m_per_s = 0.0, range_m = 0.0, radius_m = 0.0, speed_m_per_s = 0.0;
};

class Sky {
  public:
    Sky(const Track& track, const Geodetic& observer, Angle mask)
        : track_{track},
          observer_{observer},
          sin_mask_{sin(mask)},
          place_{itrf_of(observer)},
          up_x_{cos(observer.latitude) * cos(observer.longitude)},
          up_y_{cos(observer.latitude) * sin(observer.longitude)},
          up_z_{sin(observer.latitude)} {}

    const Track& track() const { return track_; }
    const Geodetic& observer() const { return observer_; }
    double sin_mask() const { return sin_mask_; }

    std::optional<Clearance> clearance(Instant t) const {
        const auto motion = track_.at(t);
        if (!motion) return std::nullopt;
        const Displacement<Itrf> d = motion->position - place_;
        const double vx = motion->velocity.x.value, vy = motion->velocity.y.value, vz = motion->velocity.z.value;
        const double range = norm(d).value;
        const double range_rate = (d.x.value * vx + d.y.value * vy + d.z.value * vz) / range;
        return Clearance{up(d) - sin_mask_ * range, up_x_ * vx + up_y_ * vy + up_z_ * vz - sin_mask_ * range_rate, range,
                         radius(motion->position).value, std::sqrt(vx * vx + vy * vy + vz * vz)};
    }
    /// -2 where the track has no answer.
    double sine_of_elevation(Instant t) const {
        const auto motion = track_.at(t);
        if (!motion) return -2.0;
        const Displacement<Itrf> d = motion->position - place_;
        return up(d) / norm(d).value;
    }

  private:
    double up(const Displacement<Itrf>& d) const { return up_x_ * d.x.value + up_y_ * d.y.value + up_z_ * d.z.value; }

    const Track& track_;
    const Geodetic& observer_;
    double sin_mask_;
    Position<Itrf> place_;
    double up_x_, up_y_, up_z_;
};

/// Bounds on the motion over the rotating Earth, from bounds on the radius.
struct MotionBounds {
    double lowest_radius_m, highest_radius_m, speed_m_per_s, acceleration_m_per_s2;

    explicit MotionBounds(const OrbitBounds& orbit)
        : lowest_radius_m{std::max(orbit.lowest_radius.value, 1e6)}, highest_radius_m{std::max(orbit.highest_radius.value, 2e6)} {
        // Vis-viva at the perigee of the ellipse between both radii, 2 % for the field's other terms; the frame turns against the motion.
        const double fastest =
            std::sqrt(2.0 * kEarthGmM3PerS2 * highest_radius_m / (lowest_radius_m * (lowest_radius_m + highest_radius_m)));
        speed_m_per_s = 1.02 * fastest + kEarthRotationRadPerS * highest_radius_m;
        acceleration_m_per_s2 = 1.02 * kEarthGmM3PerS2 / (lowest_radius_m * lowest_radius_m) + 2.0 * kEarthRotationRadPerS * speed_m_per_s +
                                kEarthRotationRadPerS * kEarthRotationRadPerS * highest_radius_m;
    }
    bool hold(const Clearance& c) const {
        return c.radius_m >= lowest_radius_m && c.radius_m <= highest_radius_m && c.speed_m_per_s <= speed_m_per_s;
    }
};

/// For how long the mask cannot be crossed: the largest h for which |g| - (closing rate) h - m h^2 / 2 stays positive, with m a bound on
/// |g''| <= a (1 + |sin mask|) + |sin mask| v^2 / range; the range may halve meanwhile, no more.
double safe_seconds(const Clearance& c, const MotionBounds& bounds, double sin_mask) {
    const double s = std::abs(sin_mask), distance = std::abs(c.value_m);
    const double m = bounds.acceleration_m_per_s2 * (1.0 + s) + 2.0 * s * bounds.speed_m_per_s * bounds.speed_m_per_s / c.range_m;
    const double closing = (c.value_m >= 0.0 ? -c.rate_m_per_s : c.rate_m_per_s) + kVelocitySlackMPerS * (1.0 + s);
    const double root = std::sqrt(closing * closing + 2.0 * m * distance);
    const double h = closing > 0.0 ? 2.0 * distance / (closing + root) : (root - closing) / m;
    return std::min(h, 0.5 * c.range_m / bounds.speed_m_per_s);
}

/// The crossing between two instants of opposite clearance, to a microsecond.
Instant crossing(const Sky& sky, Instant low, double g_low, Instant high) {
    while ((high - low).count() > 1000) {
        const Instant middle = low + (high - low) / 2;
        const auto c = sky.clearance(middle);
        if (!c || (c->value_m >= 0.0) != (g_low >= 0.0))
            high = middle;
        else
            low = middle;
    }
    return high;
}

/// The last instant with an answer, of two of which only the first has one.
Instant last_answer(const Track& track, Instant good, Instant bad) {
    while ((bad - good).count() > 1'000'000) {
        const Instant middle = good + (bad - good) / 2;
        (track.at(middle) ? good : bad) = middle;
    }
    return good;
}

struct Span {
    Instant from, to;
    bool cut_before, cut_after;
};

struct Spans {
    std::vector<Span> above;
    Instant end;  ///< of what is known
    bool bounds_held = true;
};

Spans spans_above_mask(const Sky& sky, const MotionBounds& bounds, Instant from, Instant to) {
    Spans spans{{}, from, true};
    auto now = sky.clearance(from);
    if (!now) return spans;
    Instant t = from;
    if (now->value_m >= 0.0) spans.above.push_back({from, to, true, true});
    while (t < to) {
        if (!bounds.hold(*now)) {
            spans.bounds_held = false;
            return spans;
        }
        const double h = std::min(safe_seconds(*now, bounds, sky.sin_mask()), 1e6);
        const Instant next = std::min(to, t + std::max(kShortestStep, nanoseconds{static_cast<std::int64_t>(h * 1e9)}));
        const auto then = sky.clearance(next);
        if (!then) {
            spans.end = last_answer(sky.track(), t, next);
            if (!spans.above.empty() && spans.above.back().cut_after) spans.above.back().to = spans.end;
            return spans;
        }
        if ((then->value_m >= 0.0) != (now->value_m >= 0.0)) {
            const Instant at = crossing(sky, t, now->value_m, next);
            if (then->value_m >= 0.0) {
                spans.above.push_back({at, to, false, true});
            } else {
                spans.above.back().to = at;
                spans.above.back().cut_after = false;
            }
        }
        t = next;
        now = then;
    }
    spans.end = to;
    return spans;
}

/// The highest moment of a function with one maximum in [low, high], by golden section.
Instant highest_between(const Sky& sky, Instant low, Instant high) {
    constexpr double kGolden = 1.0 / std::numbers::phi;
    const auto part = [&](double share) {
        return nanoseconds{static_cast<std::int64_t>(share * static_cast<double>((high - low).count()))};
    };
    Instant a = high - part(kGolden), b = low + part(kGolden);
    double at_a = sky.sine_of_elevation(a), at_b = sky.sine_of_elevation(b);
    while ((high - low).count() > 500'000) {
        if (at_a >= at_b) {
            high = b;
            b = a;
            at_b = at_a;
            a = high - part(kGolden);
            at_a = sky.sine_of_elevation(a);
        } else {
            low = a;
            a = b;
            at_a = at_b;
            b = low + part(kGolden);
            at_b = sky.sine_of_elevation(b);
        }
    }
    return low + (high - low) / 2;
}

/// Samples 1/128 of a turn at the lowest radius apart, so that every maximum has its own; the highest of them all.
Instant culmination_of(const Sky& sky, const Span& span, const MotionBounds& bounds) {
    const double turn_s = 2.0 * std::numbers::pi * std::sqrt(std::pow(bounds.lowest_radius_m, 3) / kEarthGmM3PerS2);
    const std::int64_t length_ns = (span.to - span.from).count();
    const auto steps =
        std::max<std::int64_t>(8, static_cast<std::int64_t>(std::ceil(static_cast<double>(length_ns) * 1e-9 / (turn_s / 128.0))));
    const auto sample = [&](std::int64_t i) {
        i = std::clamp<std::int64_t>(i, 0, steps);
        return span.from + nanoseconds{length_ns / steps * i + length_ns % steps * i / steps};
    };
    Instant best = span.from;
    double highest = sky.sine_of_elevation(span.from);
    const auto consider = [&](Instant t) {
        const double s = sky.sine_of_elevation(t);
        if (s > highest) {
            highest = s;
            best = t;
        }
    };
    consider(span.to);
    double before = highest, here = sky.sine_of_elevation(sample(0));
    for (std::int64_t i = 0; i <= steps; ++i) {
        const double after = sky.sine_of_elevation(sample(i + 1));
        if ((i == 0 || here >= before) && here >= after) consider(highest_between(sky, sample(i - 1), sample(i + 1)));
        before = here;
        here = after;
    }
    return best;
}

double other_sign_margin(const ShadowMargin& m, bool umbra) { return umbra ? m.umbra_rad : m.penumbra_rad; }

std::vector<LightChange> light_changes(const Track& track, Instant from, Instant to) {
    std::vector<LightChange> changes;
    const auto margin = [&](Instant t) -> std::optional<ShadowMargin> {
        const auto motion = track.at(t);
        if (!motion) return std::nullopt;
        return shadow_margin(motion->position, t);
    };
    auto before = margin(from);
    for (Instant t = from; t < to && before;) {
        const Instant next = std::min(to, t + kLightStep);
        const auto after = margin(next);
        if (!after) break;
        for (const bool umbra : {false, true}) {
            const bool dark = other_sign_margin(*before, umbra) < 0.0;
            if (dark == (other_sign_margin(*after, umbra) < 0.0)) continue;
            Instant low = t, high = next;
            while ((high - low).count() > 1'000'000) {
                const Instant middle = low + (high - low) / 2;
                const auto m = margin(middle);
                (m && (other_sign_margin(*m, umbra) < 0.0) == dark ? low : high) = middle;
            }
            changes.push_back({high, umbra ? (dark ? Light::kPenumbra : Light::kUmbra) : (dark ? Light::kSunlit : Light::kPenumbra)});
        }
        t = next;
        before = after;
    }
    std::sort(changes.begin(), changes.end(), [](const LightChange& a, const LightChange& b) { return a.at < b.at; });
    return changes;
}

Faults faults_of(const Geodetic& observer, Angle mask, Instant from, Instant to) {
    Faults faults;
    const auto check = [&](const char* field, double value, bool good, const char* allowed) {
        if (!good) faults.push_back({"", 0, field, fmt::format("{:g}", value), allowed});
    };
    const double latitude = observer.latitude.in_degrees(), longitude = observer.longitude.in_degrees(), height = observer.height.value;
    check("latitude", latitude, std::abs(latitude) <= 90.0, "-90 to 90 [deg]");
    check("longitude", longitude, std::abs(longitude) <= 360.0, "-360 to 360 [deg]");
    check("height", height, height >= -500.0 && height <= 100e3, "-500 to 100000 [m]");
    check("mask", mask.in_degrees(), std::abs(mask.in_degrees()) < 90.0, "above -90 and below 90 [deg]");
    check("window", seconds_between(to, from), from <= to, "0 or longer [s]");
    return faults;
}

}  // namespace

std::optional<PassEvent> observe(const Track& track, const Geodetic& observer, Instant utc) {
    const auto motion = track.at(utc);
    if (!motion) return std::nullopt;
    PassEvent event;
    event.at = utc;
    event.look = look_at(observer, motion->position, motion->velocity);
    event.light = light_at(motion->position, utc);
    // Central difference of the range rate; over half a second it errs by 2e-5 of itself overhead at 350 km. One-sided where the track
    // ends.
    constexpr nanoseconds kHalf{250'000'000};
    const auto rate = [&](Instant t) -> std::optional<double> {
        const auto m = track.at(t);
        if (!m) return std::nullopt;
        return look_at(observer, m->position, m->velocity).range_rate_m_per_s;
    };
    const auto before = rate(utc - kHalf), after = rate(utc + kHalf);
    const double late = after.value_or(event.look.range_rate_m_per_s), early = before.value_or(event.look.range_rate_m_per_s);
    event.range_acceleration_m_per_s2 = (late - early) / (0.25 * ((before ? 1 : 0) + (after ? 1 : 0)));
    return event;
}

Result<PassSearch> find_passes(const Track& track, const Geodetic& observer, Angle mask, Instant from, Instant to) {
    if (Faults faults = faults_of(observer, mask, from, to); !faults.empty()) return faults;
    const Sky sky{track, observer, mask};
    OrbitBounds orbit = track.bounds();
    Spans spans = spans_above_mask(sky, MotionBounds{orbit}, from, to);
    // An orbit that leaves the bounds of its elements (decay, lunar and solar pull over months) is searched again with wider ones.
    for (int widening = 0; !spans.bounds_held && widening < 60; ++widening) {
        orbit = {0.97 * orbit.lowest_radius, 1.05 * orbit.highest_radius};
        spans = spans_above_mask(sky, MotionBounds{orbit}, from, to);
    }
    PassSearch search;
    if (spans.end < to) search.lost = {spans.end, track.error_at(std::min(to, spans.end + nanoseconds{2'000'000}))};
    for (const Span& span : spans.above) {
        const auto rise = observe(track, observer, span.from), set = observe(track, observer, span.to);
        const auto culmination = observe(track, observer, culmination_of(sky, span, MotionBounds{orbit}));
        if (!rise || !set || !culmination) continue;
        search.passes.push_back({*rise, *culmination, *set, span.cut_before, span.cut_after, light_changes(track, span.from, span.to)});
    }
    return search;
}

double doppler_rate_hz_per_s(Hertz carrier, double range_acceleration_m_per_s2) {
    return doppler_shift(carrier, range_acceleration_m_per_s2).value;
}

}  // namespace d2c
