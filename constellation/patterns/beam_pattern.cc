#include "constellation/patterns/beam_pattern.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/constants.h"
#include "constellation/patterns/aperture.h"

namespace d2c {
namespace {

constexpr unsigned bit(PatternKind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned k12 = bit(PatternKind::kS1528Rec12), k13 = bit(PatternKind::kS1528Rec13), k14 = bit(PatternKind::kS1528Rec14),
                   kArr = bit(PatternKind::kArray);

std::string word_of(PatternKind kind) {
    const auto* it = std::find_if(std::begin(kPatternKinds), std::end(kPatternKinds), [&](const auto& w) { return w.value == kind; });
    return std::string{it->word};
}

class Checker {
  public:
    explicit Checker(PatternKind kind) : kind_{kind} {}
    /// A parameter of the forms in `kinds`, allowed from `low` to `high`.
    template <class V>
    void parameter(const char* key, const std::optional<V>& value, unsigned kinds, double low, double high, const char* unit,
                   bool needed = false) {
        if (!value) {
            if (needed && (kinds & bit(kind_)) != 0) fault(key, "(absent)", "needed by pattern " + word_of(kind_));
            return;
        }
        if ((kinds & bit(kind_)) == 0) return foreign(key, trimmed(number(*value)));
        const double v = number(*value);
        if (!(v >= low && v <= high)) {
            fault(key, trimmed(v), trimmed(low) + " to " + trimmed(high) + (*unit == '\0' ? "" : std::string{" ["} + unit + "]"));
        }
    }
    template <class E>
    void choice(const char* key, const std::optional<E>& value, unsigned kinds) {
        if (value && (kinds & bit(kind_)) == 0) foreign(key, "(given)");
    }
    void fault(const char* key, const std::string& value, const std::string& allowed) { faults.push_back({"", 0, key, value, allowed}); }
    void foreign(const char* key, const std::string& value) {
        fault(key, value, "nothing: pattern " + word_of(kind_) + " has no such parameter");
    }
    Faults faults;

  private:
    static double number(double v) { return v; }
    static double number(int v) { return v; }
    static double number(Db v) { return v.value; }
    static double number(Dbi v) { return v.value; }
    static double number(Metres v) { return v.value; }
    static double number(Angle v) { return v.in_degrees(); }
    static std::string trimmed(double v) {
        std::string text = std::to_string(v);
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
        return text;
    }
    PatternKind kind_;
};

/// Mean over phi of the power of an elliptical 1.4.
double mean_amplitude(const S1528Rec14& pattern, double squared_sine) {
    const Angle off_axis = Angle::radians(std::asin(std::sqrt(squared_sine)));
    constexpr int kCuts = 64;  // over a quarter turn; the others mirror it
    double sum = 0.0;
    for (int i = 0; i < kCuts; ++i) {
        const double a = pattern.amplitude(pattern.u(off_axis, Angle::degrees(90.0 * (i + 0.5) / kCuts)));
        sum += a * a / kCuts;
    }
    return std::sqrt(sum);
}

/// Knots within the squared half beamwidth of an envelope: its main beam then interpolates to 0.05 dB.
constexpr double kEnvelopeKnots = 32.0;

template <class P>
PatternTable envelope_table(const P& pattern, Db floor) {
    const double far_db = std::max(floor.value, pattern.far_out.value - pattern.peak.value);
    const auto amplitude = [&](double squared_sine) {
        const Angle off_axis = Angle::radians(std::asin(std::sqrt(squared_sine)));
        return std::sqrt(ratio_from_db(Db{std::max(far_db, gain(pattern, off_axis).value - pattern.peak.value)}));
    };
    const double sine = sin(pattern.half_beamwidth);
    return PatternTable::envelope(amplitude, sine * sine / kEnvelopeKnots, Db{std::min(0.0, far_db)});
}

struct Relative {
    Angle off_axis, phi;
    Db operator()(const UniformDisc& d) const { return db_from_ratio(circular_aperture_gain_ratio(off_axis, d.diameter, d.frequency)); }
    Db operator()(const S1528Rec12& p) const { return {gain(p, off_axis).value - p.peak.value}; }
    Db operator()(const S1528Rec13& p) const { return {gain(p, off_axis).value - p.peak.value}; }
    Db operator()(const S1528Rec14& p) const { return p.relative_gain(off_axis, phi); }
};

struct Tabled {
    Db floor;
    PatternTable operator()(const UniformDisc& d) const { return PatternTable::disc(d.diameter, d.frequency, floor); }
    PatternTable operator()(const S1528Rec12& p) const { return envelope_table(p, floor); }
    PatternTable operator()(const S1528Rec13& p) const { return envelope_table(p, floor); }
    PatternTable operator()(const S1528Rec14& p) const {
        const auto& q = p.parameters();
        const double k = std::numbers::pi * q.frequency.value / kSpeedOfLightMPerS * std::max(q.radial.value, q.transverse.value);
        const double knot = std::min(0.01, 1.0 / (k * k));
        if (q.radial == q.transverse) {
            return PatternTable::smooth([&, k](double s2) { return p.amplitude(k * std::sqrt(s2)); }, knot, floor);
        }
        return PatternTable::envelope([&](double s2) { return mean_amplitude(p, s2); }, 0.25 * knot, floor);
    }
};

}  // namespace

Faults check(const PatternParameters& p) {
    Checker c{p.kind};
    c.parameter("ln_db", p.near_in, k12, -30.0, -15.0, "dB", true);
    if (p.near_in && p.kind == PatternKind::kS1528Rec12 && p.near_in->value >= -30.0 && p.near_in->value <= -15.0 &&
        std::fmod(p.near_in->value, 5.0) != 0.0) {
        c.fault("ln_db", std::to_string(p.near_in->value), "-15, -20, -25 or -30 [dB]");
    }
    c.parameter("ls_db", p.cross_point, k13, -40.0, -3.0, "dB");
    c.parameter("lf_dbi", p.far_out, k12 | k13, -50.0, 80.0, "dBi");
    c.parameter("lb_dbi", p.back, k12, -50.0, 80.0, "dBi");
    c.parameter("z", p.axis_ratio, k12, 1.0, 5.0, "");
    c.parameter("psi_b_deg", p.half_beamwidth, k12 | k13, 0.001, 45.0, "deg");
    c.parameter("slr_db", p.side_lobe_ratio, k14 | kArr, 10.0, 60.0, "dB");
    c.parameter("side_lobes", p.side_lobes, k14 | kArr, 2.0, 20.0, "");
    c.parameter("lr_m", p.radial, k14, 0.001, 100.0, "m");
    c.parameter("lt_m", p.transverse, k14, 0.001, 100.0, "m");
    c.parameter("nx", p.nx, kArr, 1.0, 200.0, "", true);
    c.parameter("ny", p.ny, kArr, 1.0, 200.0, "");
    c.parameter("spacing_x_m", p.dx, kArr, 0.001, 10.0, "m");
    c.parameter("spacing_y_m", p.dy, kArr, 0.001, 10.0, "m");
    c.choice("lattice", p.lattice, kArr);
    c.choice("element", p.element, kArr);
    c.parameter("element_exponent", p.cosine_exponent, kArr, 0.0, 20.0, "");
    c.parameter("element_gain_dbi", p.element_gain, kArr, -10.0, 30.0, "dBi");
    c.choice("taper", p.taper, kArr);
    c.parameter("phase_bits", p.phase_bits, kArr, 1.0, 16.0, "");
    if (p.kind == PatternKind::kArray) {
        if (p.taper != Taper::kTaylor && p.side_lobe_ratio) c.fault("slr_db", "(given)", "nothing, unless the taper is taylor");
        if (p.taper != Taper::kTaylor && p.side_lobes) c.fault("side_lobes", "(given)", "nothing, unless the taper is taylor");
        if (p.element.value_or(Element::kCosine) != Element::kCosine && p.cosine_exponent)
            c.fault("element_exponent", "(given)", "nothing, unless the element is cosine");
    }
    return c.faults;
}

Result<BeamPattern> BeamPattern::create(const PatternParameters& p, const PatternAntenna& antenna) {
    Faults faults = check(p);
    const bool needs_size = p.kind == PatternKind::kTr38811 || (p.kind == PatternKind::kS1528Rec14 && !p.radial) ||
                            ((p.kind == PatternKind::kS1528Rec12 || p.kind == PatternKind::kS1528Rec13) && !p.half_beamwidth);
    const bool needs_frequency = needs_size || p.kind == PatternKind::kS1528Rec14;
    if (p.kind == PatternKind::kArray) faults.push_back({"", 0, "pattern", "array", "a closed form"});
    if (needs_size && !(antenna.diameter && antenna.diameter->value > 0.0 && antenna.diameter->value <= 100.0))
        faults.push_back(
            {"", 0, "aperture_diameter_m", antenna.diameter ? std::to_string(antenna.diameter->value) : "(absent)", "above 0 to 100 [m]"});
    if (needs_frequency && !(antenna.frequency.in_mega() >= 100.0 && antenna.frequency.in_mega() <= 100000.0))
        faults.push_back({"", 0, "frequency_mhz", std::to_string(antenna.frequency.in_mega()), "100 to 100000 [MHz]"});
    if (!faults.empty()) return faults;
    const auto half_beamwidth = [&] {
        return p.half_beamwidth.value_or(s1528_half_beamwidth(antenna.diameter.value_or(Metres{1.0}), antenna.frequency));
    };
    switch (p.kind) {
        case PatternKind::kS1528Rec12: {
            const S1528Rec12 form{antenna.peak, half_beamwidth(), *p.near_in, p.axis_ratio.value_or(1.0), p.far_out.value_or(Dbi{0.0}),
                                  p.back};
            if (Faults f = check(form); !f.empty()) return f;
            return BeamPattern{form};
        }
        case PatternKind::kS1528Rec13: {
            const S1528Rec13 standard;
            const S1528Rec13 form{antenna.peak, half_beamwidth(), p.cross_point.value_or(standard.cross_point),
                                  p.far_out.value_or(standard.far_out)};
            if (Faults f = check(form); !f.empty()) return f;
            return BeamPattern{form};
        }
        case PatternKind::kS1528Rec14: {
            S1528Rec14::Parameters q;
            q.side_lobe_ratio = p.side_lobe_ratio.value_or(q.side_lobe_ratio);
            q.side_lobes = p.side_lobes.value_or(q.side_lobes);
            q.radial = p.radial ? *p.radial : *antenna.diameter;
            q.transverse = p.transverse.value_or(q.radial);
            q.frequency = antenna.frequency;
            auto form = S1528Rec14::create(q);
            if (!form) return form.faults();
            return BeamPattern{*form};
        }
        case PatternKind::kTr38811:
        case PatternKind::kArray:
            break;
    }
    return BeamPattern{UniformDisc{*antenna.diameter, antenna.frequency}};
}

Db BeamPattern::relative_gain(Angle off_axis, Angle phi) const { return std::visit(Relative{off_axis, phi}, form_); }

PatternTable BeamPattern::table(Db floor) const { return std::visit(Tabled{floor}, form_); }

}  // namespace d2c
