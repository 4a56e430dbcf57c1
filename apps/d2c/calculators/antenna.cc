#include "handset_phy/antenna.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>

#include "apps/d2c/calculators/antenna_options.h"
#include "apps/d2c/calculators/calculators.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/options.h"
#include "apps/d2c/print.h"
#include "base/constants.h"
#include "constellation/arrays/planar_array.h"
#include "constellation/patterns/aperture.h"
#include "constellation/patterns/beam_pattern.h"

namespace d2c::apps {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kDefaultEfficiency = 0.65;
constexpr Db kDefaultNearIn{-25.0};
constexpr int kDefaultElements = 8;

struct Answer {
    std::string title;
    std::vector<double> angles_deg, gain_dbi;
    double peak_dbi = 0.0;
    Json parameters = Json::object();
    std::vector<std::string> assumed;
};

/// What the command line says, made into what the library takes; every fault on the way.
class Reader {
  public:
    explicit Reader(const AntennaOptions& options) : o{options} {}
    const AntennaOptions& o;
    Faults faults;

    void fault(const std::string& option, const std::string& value, const std::string& allowed) {
        faults.push_back({"", 0, option, value, allowed});
    }
    /// The library's faults under the names of the options.
    void take(const Faults& more) {
        for (Fault f : more) {
            std::string option = "--" + f.field;
            for (char& c : option)
                if (c == '_') c = '-';
            f.field = option;
            faults.push_back(f);
        }
    }
    /// A number in its range, or nothing and a fault.
    Number in_range(const char* option, const Number& value, double low, double high, const char* unit) {
        if (!value) return value;
        const std::size_t before = faults.size();
        check_range(faults, option, *value, low, high, unit);
        return faults.size() == before ? value : std::nullopt;
    }
    template <class E, std::size_t N>
    std::optional<E> choice(const char* option, const Text& text, const Word<E> (&words)[N]) {
        if (!text) return std::nullopt;
        std::vector<std::string> allowed;
        for (const auto& word : words) {
            if (word.word == *text) return word.value;
            allowed.emplace_back(word.word);
        }
        check_choice(faults, option, *text, allowed);
        return std::nullopt;
    }
    void foreign(bool given, const char* option) {
        if (given) fault(option, "(given)", fmt::format("nothing: pattern {} has no such parameter", o.pattern));
    }
    void needed(bool given, const char* option, const char* what) {
        if (!given) fault(option, "(absent)", what);
    }
};

template <class Q>
std::optional<Q> as(const Number& number) {
    return number ? std::optional<Q>{Q{*number}} : std::nullopt;
}
std::optional<Angle> degrees(const Number& number) { return number ? std::optional{Angle::degrees(*number)} : std::nullopt; }

PatternParameters parameters_of(Reader& r, PatternKind kind) {
    const AntennaOptions& o = r.o;
    PatternParameters p;
    p.kind = kind;
    p.near_in = as<Db>(o.ln_db);
    if (kind == PatternKind::kS1528Rec12 && !p.near_in) p.near_in = kDefaultNearIn;
    p.cross_point = as<Db>(o.ls_db);
    p.far_out = as<Dbi>(o.lf_dbi);
    p.back = as<Dbi>(o.lb_dbi);
    p.axis_ratio = o.z;
    p.half_beamwidth = degrees(o.psi_b_deg);
    p.side_lobe_ratio = as<Db>(o.slr_db);
    p.side_lobes = o.side_lobes;
    p.radial = as<Metres>(o.lr_m);
    p.transverse = as<Metres>(o.lt_m);
    p.nx = o.nx;
    if (kind == PatternKind::kArray && !p.nx) p.nx = kDefaultElements;
    p.ny = o.ny;
    p.dx = as<Metres>(o.spacing_x_m);
    p.dy = as<Metres>(o.spacing_y_m);
    p.lattice = r.choice("--lattice", o.lattice, kLattices);
    p.element = r.choice("--element", o.element, kElements);
    p.cosine_exponent = o.element_exponent;
    p.element_gain = as<Dbi>(o.element_gain_dbi);
    p.taper = r.choice("--taper", o.taper, kTapers);
    p.phase_bits = o.phase_bits;
    return p;
}

/// Options that the library does not know: which pattern takes them.
void check_belonging(Reader& r, PatternKind kind) {
    const AntennaOptions& o = r.o;
    const bool array = kind == PatternKind::kArray, taylor = kind == PatternKind::kS1528Rec14;
    r.foreign(o.aperture_radius_m.has_value() && array, "--aperture-radius-m");
    r.foreign(o.phi_deg.has_value() && !array && !taylor, "--phi-deg");
    r.foreign(o.steer_theta_deg.has_value() && !array, "--steer-theta-deg");
    r.foreign(o.steer_phi_deg.has_value() && !array, "--steer-phi-deg");
    r.foreign(o.spacing_x_lambda.has_value() && !array, "--spacing-x-lambda");
    r.foreign(o.spacing_y_lambda.has_value() && !array, "--spacing-y-lambda");
    r.foreign(o.roll_off_db.has_value() && !taylor, "--roll-off-db");
    r.foreign(o.half_axis_a_deg.has_value() && !taylor, "--half-axis-a-deg");
    r.foreign(o.half_axis_b_deg.has_value() && !taylor, "--half-axis-b-deg");
    if (o.efficiency && o.peak_gain_dbi)
        r.fault("--efficiency", fmt::format("{:g}", *o.efficiency), "nothing, since --peak-gain-dbi is given");
}

/// Lr and Lt from the beam's edge, S.1528 table 2.
void size_from_roll_off(Reader& r, PatternParameters& p, const Number& frequency_mhz) {
    const AntennaOptions& o = r.o;
    if (!o.roll_off_db) {
        if (o.half_axis_a_deg || o.half_axis_b_deg) r.fault("--half-axis-a-deg", "(given)", "nothing without --roll-off-db");
        return;
    }
    if (o.lr_m || o.lt_m) r.fault("--roll-off-db", fmt::format("{:g}", *o.roll_off_db), "nothing, since --lr-m or --lt-m is given");
    r.needed(o.half_axis_a_deg.has_value(), "--half-axis-a-deg", "0.01 to 90 [deg], with --roll-off-db");
    const Number a = r.in_range("--half-axis-a-deg", o.half_axis_a_deg, 0.01, 90, "deg");
    const Number b = r.in_range("--half-axis-b-deg", o.half_axis_b_deg ? o.half_axis_b_deg : a, 0.01, 90, "deg");
    if (!a || !b || !frequency_mhz) return;
    p.radial = s1528_effective_size(Db{*o.roll_off_db}, Angle::degrees(*a), Hertz::mega(*frequency_mhz));
    p.transverse = s1528_effective_size(Db{*o.roll_off_db}, Angle::degrees(*b), Hertz::mega(*frequency_mhz));
    if (!p.radial) r.fault("--roll-off-db", fmt::format("{:g}", *o.roll_off_db), "0, 3, 5 or 7 [dB], the rows of S.1528 table 2");
}

/// Patterns of phones and terminals, which have no parameters of their own.
std::optional<TerminalPattern> terminal(const std::string& pattern) {
    if (pattern == "omni") return TerminalPattern::kOmni;
    if (pattern == "dipole") return TerminalPattern::kDipole;
    if (pattern == "vsat") return TerminalPattern::kVsat;
    return std::nullopt;
}

void terminal_antenna(Reader& r, TerminalPattern pattern, const Number& frequency_mhz, Answer& a) {
    const AntennaOptions& o = r.o;
    const Number peak = r.in_range("--peak-gain-dbi", o.peak_gain_dbi, -50, 80, "dBi");
    r.foreign(o.aperture_radius_m.has_value(), "--aperture-radius-m");
    r.foreign(o.efficiency.has_value(), "--efficiency");
    Faults foreign = check(parameters_of(r, PatternKind::kTr38811));  // which has none of them either
    for (Fault& f : foreign) f.allowed = fmt::format("nothing: pattern {} has no such parameter", o.pattern);
    r.take(foreign);
    check_belonging(r, PatternKind::kTr38811);
    if (pattern == TerminalPattern::kVsat) r.needed(o.frequency_mhz.has_value(), "--frequency-mhz", "needed: 100 to 100000 [MHz]");
    if (!r.faults.empty()) return;
    const Hertz frequency = Hertz::mega(frequency_mhz.value_or(2000.0));
    a.peak_dbi = peak.value_or(terminal_peak_gain(pattern, frequency).value);
    for (const double angle : a.angles_deg)
        a.gain_dbi.push_back(a.peak_dbi + terminal_relative_gain(pattern, Angle::degrees(angle), frequency).value);
    if (o.frequency_mhz) a.parameters["frequency_mhz"] = *o.frequency_mhz;
    switch (pattern) {
        case TerminalPattern::kOmni:
            a.title = "Handheld of TR 38.821 table 6.1.1.1-3: omnidirectional";
            break;
        case TerminalPattern::kDipole:
            a.title = "Half-wave dipole";
            a.assumed.emplace_back("angles are from the plane across the wire");
            break;
        case TerminalPattern::kVsat:
            a.title = "VSAT of TR 38.821 table 6.1.1.1-3: circular aperture of 0.6 m";
            if (!peak) a.assumed.emplace_back("peak gain 59 % of 4 pi A / lambda^2: the table's 39.7 dBi at 20 GHz, 43.2 dBi at 30 GHz");
            a.assumed.emplace_back("the formula holds to 90 deg off the axis; beyond it there is no gain");
            break;
    }
}

void say(Answer& a, const char* key, double value) { a.parameters[key] = value; }

void closed_form(Reader& r, PatternParameters p, const Number& frequency_mhz, Answer& a) {
    const AntennaOptions& o = r.o;
    const bool disc = p.kind == PatternKind::kTr38811, taylor = p.kind == PatternKind::kS1528Rec14;
    const Number radius = r.in_range("--aperture-radius-m", o.aperture_radius_m, 0.0005, 50, "m");
    const Number efficiency = r.in_range("--efficiency", o.efficiency, 0.01, 1, "");
    const Number peak = r.in_range("--peak-gain-dbi", o.peak_gain_dbi, -50, 80, "dBi");
    const Number phi = r.in_range("--phi-deg", o.phi_deg, -360, 360, "deg");
    if (taylor) size_from_roll_off(r, p, frequency_mhz);
    const bool sized = taylor && (p.radial || o.roll_off_db);
    const bool size_for_shape = disc || (taylor && !sized) || (!taylor && !p.half_beamwidth);
    const bool size_for_peak = !o.peak_gain_dbi && !sized;
    if (size_for_shape || size_for_peak) {
        const char* otherwise = taylor           ? "needed, or --lr-m, or --roll-off-db with --half-axis-a-deg"
                                : disc           ? "needed by pattern tr38811"
                                : size_for_shape ? "needed, or --psi-b-deg together with --peak-gain-dbi"
                                                 : "needed, or --peak-gain-dbi";
        r.needed(o.aperture_radius_m.has_value(), "--aperture-radius-m", otherwise);
    }
    if (size_for_shape || size_for_peak || taylor || !o.peak_gain_dbi) {
        r.needed(o.frequency_mhz.has_value(), "--frequency-mhz", "needed: 100 to 100000 [MHz]");
    }
    if (!r.faults.empty()) return r.take(check(p));

    PatternAntenna antenna;
    antenna.frequency = Hertz::mega(frequency_mhz.value_or(0.0));
    if (radius) antenna.diameter = Metres{2.0 * *radius};
    if (taylor && !p.radial) p.radial = antenna.diameter;
    if (peak) {
        antenna.peak = Dbi{*peak};
    } else {
        const Metres along = taylor ? *p.radial : *antenna.diameter, across = taylor ? p.transverse.value_or(along) : along;
        antenna.peak =
            aperture_gain(Metres{std::sqrt(along.value * across.value)}, antenna.frequency, efficiency.value_or(kDefaultEfficiency));
        a.assumed.push_back(fmt::format("peak gain from the aperture: efficiency x (pi D / lambda)^2, efficiency {:g}{}",
                                        efficiency.value_or(kDefaultEfficiency), efficiency ? "" : " (assumption)"));
    }
    const auto pattern = BeamPattern::create(p, antenna);
    if (!pattern) return r.take(pattern.faults());
    a.peak_dbi = antenna.peak.value;
    for (const double angle : a.angles_deg)
        a.gain_dbi.push_back(a.peak_dbi + pattern->relative_gain(Angle::degrees(angle), Angle::degrees(phi.value_or(0.0))).value);

    if (o.frequency_mhz) say(a, "frequency_mhz", *o.frequency_mhz);
    if (radius) say(a, "aperture_radius_m", *radius);
    if (disc) {
        a.title = "3GPP TR 38.811 clause 6.4.1: uniformly lit circular aperture";
        a.assumed.emplace_back("the formula holds to 90 deg off the axis; beyond it there is no gain");
    } else if (const auto* s = std::get_if<S1528Rec12>(&pattern->form())) {
        a.title = "ITU-R S.1528-0 recommends 1.2: envelope";
        say(a, "ln_db", s->near_in.value);
        say(a, "lf_dbi", s->far_out.value);
        say(a, "lb_dbi", back_lobe(*s).value);
        say(a, "z", s->axis_ratio);
        say(a, "psi_b_deg", s->half_beamwidth.in_degrees());
        if (!o.ln_db) a.assumed.push_back(fmt::format("LN = {:g} dB, one of the Recommendation's four", kDefaultNearIn.value));
        if (!o.lf_dbi) a.assumed.emplace_back("LF = 0 dBi, the Recommendation's");
        if (!o.lb_dbi) a.assumed.push_back(fmt::format("LB = max(15 + LN + 0.25 Gm + 5 log z, 0) = {:.2f} dBi", back_lobe(*s).value));
    } else if (const auto* t = std::get_if<S1528Rec13>(&pattern->form())) {
        a.title = "ITU-R S.1528-0 recommends 1.3: envelope";
        say(a, "ls_db", t->cross_point.value);
        say(a, "lf_dbi", t->far_out.value);
        say(a, "psi_b_deg", t->half_beamwidth.in_degrees());
        say(a, "y_deg", main_beam_edge(*t).in_degrees());
        say(a, "z_deg", far_out_edge(*t).in_degrees());
        if (!o.ls_db) a.assumed.emplace_back("LS = -6.75 dB, low orbits (medium orbits: -12)");
        if (!o.lf_dbi) a.assumed.emplace_back("LF = 5 dBi, the Recommendation's low-orbit example");
        a.assumed.emplace_back("the parabola Gm - 3 (psi/psi_b)^2 is used from the axis");
    } else if (const auto* u = std::get_if<S1528Rec14>(&pattern->form())) {
        a.title = "ITU-R S.1528-0 recommends 1.4: Taylor illumination";
        say(a, "slr_db", u->parameters().side_lobe_ratio.value);
        a.parameters["side_lobes"] = u->parameters().side_lobes;
        say(a, "lr_m", u->parameters().radial.value);
        say(a, "lt_m", u->parameters().transverse.value);
        say(a, "phi_deg", phi.value_or(0.0));
        if (!o.slr_db) a.assumed.emplace_back("SLR = 20 dB, the Recommendation's example");
        if (!o.side_lobes) a.assumed.emplace_back("l = 4, the Recommendation's example");
        if (o.roll_off_db && *o.roll_off_db > 3.0)
            a.assumed.emplace_back("k of table 2: the beam's edge is 0.2 (5 dB) or 0.4 dB (7 dB) above the roll-off");
        a.assumed.emplace_back("the formula holds to 90 deg off the axis; beyond it there is no gain");
    }
    if (!o.psi_b_deg && a.parameters.contains("psi_b_deg")) a.assumed.emplace_back("psi_b = sqrt(1200) / (D / lambda) deg");
}

void phased_array(Reader& r, PatternParameters p, const Number& frequency_mhz, Answer& a) {
    const AntennaOptions& o = r.o;
    const Number theta = r.in_range("--steer-theta-deg", o.steer_theta_deg, 0, 90, "deg");
    const Number steer_phi = r.in_range("--steer-phi-deg", o.steer_phi_deg, -360, 360, "deg");
    const Number phi = r.in_range("--phi-deg", o.phi_deg ? o.phi_deg : steer_phi, -360, 360, "deg");
    const Number efficiency = r.in_range("--efficiency", o.efficiency, 0.01, 1, "");
    const Number peak = r.in_range("--peak-gain-dbi", o.peak_gain_dbi, -50, 80, "dBi");
    if (peak && o.element_gain_dbi)
        r.fault("--element-gain-dbi", fmt::format("{:g}", *o.element_gain_dbi), "nothing, since --peak-gain-dbi is given");
    const Number dx = r.in_range("--spacing-x-lambda", o.spacing_x_lambda, 0.05, 10, "wavelengths");
    const Number dy = r.in_range("--spacing-y-lambda", o.spacing_y_lambda, 0.05, 10, "wavelengths");
    if (o.spacing_x_lambda && o.spacing_x_m)
        r.fault("--spacing-x-m", fmt::format("{:g}", *o.spacing_x_m), "nothing, since --spacing-x-lambda is given");
    if (o.spacing_y_lambda && o.spacing_y_m)
        r.fault("--spacing-y-m", fmt::format("{:g}", *o.spacing_y_m), "nothing, since --spacing-y-lambda is given");
    if (o.spacing_x_m || o.spacing_y_m)
        r.needed(o.frequency_mhz.has_value(), "--frequency-mhz", "needed with a spacing in metres: 100 to 100000 [MHz]");
    r.take(check(p));
    if (!r.faults.empty()) return;
    // A spacing in wavelengths needs no frequency: any will do.
    const Hertz frequency = Hertz::mega(frequency_mhz.value_or(2000.0));
    const double wavelength = kSpeedOfLightMPerS / frequency.value;
    if (dx) p.dx = Metres{*dx * wavelength};
    if (dy) p.dy = Metres{*dy * wavelength};
    auto parameters = array_parameters(p, frequency);
    parameters.efficiency = efficiency.value_or(1.0);
    if (peak) parameters.element_gain = Dbi{0.0};  // the peak is given: nothing to integrate
    const auto array = PlanarArray::create(parameters);
    if (!array) return r.take(array.faults());

    const auto direction = [](double theta_deg, double phi_deg) {
        const Angle t = Angle::degrees(theta_deg), f = Angle::degrees(phi_deg);
        return arma::vec{sin(t) * cos(f), sin(t) * sin(f), cos(t)};
    };
    arma::mat towards(3, a.angles_deg.size());
    for (std::size_t i = 0; i < a.angles_deg.size(); ++i) towards.col(i) = direction(a.angles_deg[i], phi.value_or(0.0));
    const arma::mat weights_aim = direction(theta.value_or(0.0), steer_phi.value_or(0.0));
    const double offset = peak ? *peak - array->broadside_gain().value : 0.0;
    const arma::cx_mat weights = array->weights(weights_aim);
    constexpr std::size_t kBlock = 512;
    for (std::size_t first = 0; first < a.angles_deg.size(); first += kBlock) {
        const std::size_t last = std::min(first + kBlock, a.angles_deg.size());
        for (const double gain : array->gain_ratio(weights, towards, first, last)) a.gain_dbi.push_back(db_from_ratio(gain).value + offset);
    }
    a.peak_dbi = db_from_ratio(array->gain_ratio(weights, weights_aim, 0, 1)(0, 0)).value + offset;

    const auto word = [](const auto& words, auto value) {
        std::string_view found;
        for (const auto& w : words)
            if (w.value == value) found = w.word;
        return std::string{found};
    };
    a.title = "Planar phased array";
    a.parameters["nx"] = parameters.nx;
    a.parameters["ny"] = parameters.ny;
    say(a, "spacing_x_lambda", parameters.dx_wavelengths);
    say(a, "spacing_y_lambda", parameters.dy_wavelengths);
    a.parameters["lattice"] = word(kLattices, parameters.lattice);
    a.parameters["element"] = word(kElements, parameters.element);
    if (parameters.element == Element::kCosine) say(a, "element_exponent", parameters.cosine_exponent);
    a.parameters["taper"] = word(kTapers, parameters.taper);
    if (parameters.taper == Taper::kTaylor) {
        say(a, "slr_db", parameters.side_lobe_ratio.value);
        a.parameters["side_lobes"] = parameters.side_lobes;
    }
    a.parameters["phase_bits"] = parameters.phase_bits;
    say(a, "steer_theta_deg", theta.value_or(0.0));
    say(a, "steer_phi_deg", steer_phi.value_or(0.0));
    say(a, "phi_deg", phi.value_or(0.0));
    say(a, "broadside_gain_dbi", array->broadside_gain().value + offset);
    a.assumed.emplace_back(
        "angles are from the array's normal, in the plane --phi-deg; realised gain: a steered beam loses the element's gain");
    if (peak) {
        a.assumed.emplace_back("--peak-gain-dbi is the gain along the normal of the beam not steered");
    } else if (o.element_gain_dbi) {
        a.assumed.emplace_back("element gain x |array factor|^2 per power fed (ITU-R M.2101)");
    } else {
        a.assumed.push_back(
            fmt::format("gain along the normal: the directivity, integrated over the sphere, efficiency {:g}", parameters.efficiency));
    }
    if (!o.nx) a.assumed.push_back(fmt::format("{0} x {1} elements", parameters.nx, parameters.ny));
    if (!o.element && !o.element_exponent) a.assumed.emplace_back("cosine elements, exponent 1 (an ideal aperture)");
}

void print_answer(const Answer& a) {
    fmt::print("{}\npeak {:.2f} dBi", a.title, a.peak_dbi);
    for (const auto& [key, value] : a.parameters.items())
        fmt::print(", {} {}", key, value.is_string() ? value.get<std::string>() : fmt::format("{:.6g}", value.get<double>()));
    fmt::print("\n\n{:>12} {:>12} {:>14}\n", "angle [deg]", "gain [dBi]", "to peak [dB]");
    for (std::size_t i = 0; i < a.angles_deg.size(); ++i) {
        const double gain = a.gain_dbi[i];
        if (std::isnan(gain)) {
            fmt::print("{:>12g} {:>12} {:>14}\n", a.angles_deg[i], "none", "none");
        } else {
            fmt::print("{:>12g} {:>12.3f} {:>14.3f}\n", a.angles_deg[i], gain, gain - a.peak_dbi);
        }
    }
    fmt::print("\nAssumed\n");
    for (const std::string& line : a.assumed) fmt::print("  {}\n", line);
    if (a.assumed.empty()) fmt::print("  nothing\n");
}

Json json_of(const Answer& a, const std::string& pattern) {
    Json gains = Json::array();
    for (const double gain : a.gain_dbi) gains.push_back(std::isfinite(gain) ? Json(gain) : Json(nullptr));
    return {{"schema", "d2c.antenna/1"},  {"pattern", pattern},         {"title", a.title},  {"peak_gain_dbi", a.peak_dbi},
            {"parameters", a.parameters}, {"angles_deg", a.angles_deg}, {"gain_dbi", gains}, {"assumed", a.assumed}};
}

}  // namespace

Action add_antenna(CLI::App& app, const Program&) {
    auto options = std::make_shared<AntennaOptions>();
    declare_antenna_options(app, *options);
    return [options] {
        Reader r{*options};
        Answer answer;
        const auto phone = terminal(options->pattern);
        std::optional<PatternKind> kind;
        if (!phone) {
            std::vector<std::string> words;
            for (const auto& word : kPatternKinds) {
                words.emplace_back(word.word);
                if (word.word == options->pattern) kind = word.value;
            }
            words.insert(words.end(), {"omni", "dipole", "vsat"});
            if (!kind) check_choice(r.faults, "--pattern", options->pattern.empty() ? "not given" : options->pattern, words);
        }
        const auto angles = parse_numbers(options->angles);
        if (!angles) r.fault("--angles", options->angles.empty() ? "not given" : options->angles, "numbers between commas, 0,0.5,1 [deg]");
        if (angles) {
            for (const double angle : *angles) check_range(r.faults, "--angles", angle, -180, 180, "deg");
            answer.angles_deg = *angles;
        }
        const Number frequency = r.in_range("--frequency-mhz", options->frequency_mhz, 100, 100000, "MHz");
        if (phone) terminal_antenna(r, *phone, frequency, answer);
        if (kind) {
            const PatternParameters parameters = parameters_of(r, *kind);
            check_belonging(r, *kind);
            *kind == PatternKind::kArray ? phased_array(r, parameters, frequency, answer) : closed_form(r, parameters, frequency, answer);
        }
        if (!r.faults.empty()) {
            print_faults(r.faults, options->json);
            return kBadInput;
        }
        for (double& gain : answer.gain_dbi) {  // a null: what is left are the rounding errors of its sum
            if (gain < answer.peak_dbi - 200.0) gain = -std::numeric_limits<double>::infinity();
        }
        if (options->json) {
            fmt::print("{}\n", json_of(answer, options->pattern).dump(2));
        } else {
            print_answer(answer);
        }
        return kDone;
    };
}

}  // namespace d2c::apps
