#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "apps/d2c/calculators/calculators.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/options.h"
#include "apps/d2c/print.h"
#include "constellation/elements/read_elements.h"
#include "constellation/frames.h"
#include "constellation/sgp4/sgp4.h"

namespace d2c::apps {
namespace {

constexpr double kMostRows = 1e8;  // of one object

struct Options {
    std::string file, gravity = "wgs72", frame = "teme";
    double from_min = 0.0, to_min = 1440.0, step_min = 10.0;
    std::vector<std::string> at;
    bool csv = false, json = false;
};

struct Column {
    const char* csv;
    const char* heading;
};
constexpr std::array kTeme{Column{"x_km", "x [km]"},       Column{"y_km", "y [km]"},       Column{"z_km", "z [km]"},
                           Column{"vx_km_s", "vx [km/s]"}, Column{"vy_km_s", "vy [km/s]"}, Column{"vz_km_s", "vz [km/s]"}};
constexpr std::array kItrf{Column{"x_itrf_km", "x [km]"},       Column{"y_itrf_km", "y [km]"},       Column{"z_itrf_km", "z [km]"},
                           Column{"vx_itrf_km_s", "vx [km/s]"}, Column{"vy_itrf_km_s", "vy [km/s]"}, Column{"vz_itrf_km_s", "vz [km/s]"}};
constexpr std::array kGeodetic{Column{"latitude_deg", "latitude [deg]"}, Column{"longitude_deg", "longitude [deg]"},
                               Column{"height_km", "height [km]"}};

/// Quoted; what is no UTF-8 becomes U+FFFD.
std::string json_text(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// A time of one object: minutes since its epoch, or an instant.
struct Moment {
    double minutes = 0.0;
    Instant utc{};
};

/// Rows by the million: a buffer, and numbers with eight decimals without the general formatter.
class Output {
  public:
    ~Output() { flush(); }
    bool good() const { return good_; }
    void text(std::string_view s) { buffer_.append(s); }
    void fixed8(double value, int width) {
        char digits[32];
        char* end = digits + sizeof digits;
        char* begin = end;
        if (std::abs(value) < 9e8) {
            auto scaled = static_cast<std::uint64_t>(std::llround(std::abs(value) * 1e8));
            const bool negative = value < 0.0 && scaled > 0;
            for (int i = 0; i < 8; ++i, scaled /= 10) *--begin = static_cast<char>('0' + scaled % 10);
            *--begin = '.';
            do *--begin = static_cast<char>('0' + scaled % 10);
            while ((scaled /= 10) > 0);
            if (negative) *--begin = '-';
            pad(width - static_cast<int>(end - begin));
            buffer_.append(begin, end);
        } else {
            fmt::format_to(std::back_inserter(buffer_), "{:{}.8f}", value, width);
        }
    }
    void end_row() {
        buffer_.push_back('\n');
        if (buffer_.size() > 1 << 16) flush();
    }
    void flush() {
        good_ = good_ && std::fwrite(buffer_.data(), 1, buffer_.size(), stdout) == buffer_.size() && std::fflush(stdout) == 0;
        buffer_.clear();
    }

  private:
    void pad(int blanks) {
        for (; blanks > 0; --blanks) buffer_.push_back(' ');
    }
    fmt::memory_buffer buffer_;
    bool good_ = true;
};

GravityModel gravity_of(const std::string& id) {
    return id == "wgs84" ? GravityModel::kWgs84 : id == "wgs72old" ? GravityModel::kWgs72Old : GravityModel::kWgs72;
}

class Printer {
  public:
    Printer(const Options& options, Output& out)
        : options_{options},
          out_{out},
          columns_{options.frame == "geodetic" ? std::span<const Column>{kGeodetic}
                   : options.frame == "itrf"   ? std::span<const Column>{kItrf}
                                               : std::span<const Column>{kTeme}},
          with_time_{options.frame != "teme"} {}

    void begin(ElementNotation notation, std::size_t objects, const Faults& warnings) {
        if (options_.json) {
            nlohmann::ordered_json list = nlohmann::ordered_json::array();
            for (const Fault& warning : warnings) list.push_back(to_string(warning));
            out_.text(fmt::format(R"({{"schema": "d2c.propagate/1", "file": {}, "notation": "{}", "gravity": "{}", "frame": "{}",)"
                                  "\n \"warnings\": {},\n \"objects\": [",
                                  json_text(options_.file), notation_name(notation), options_.gravity, options_.frame,
                                  list.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)));
        } else if (options_.csv) {
            out_.text(with_time_ ? "norad_id,minutes,time_utc" : "norad_id,minutes");
            for (const Column& column : columns_) out_.text(fmt::format(",{}", column.csv));
            out_.end_row();
        } else {
            out_.text(fmt::format("# {}: {} object{}, {}; SGP4/SDP4 with {}, {}\n", options_.file, objects, objects == 1 ? "" : "s",
                                  notation_name(notation), options_.gravity, frame_text()));
            out_.text(fmt::format("#{:>8} {:>17}", "norad id", "minutes"));
            if (with_time_) out_.text(fmt::format(" {:>30}", "UTC"));
            for (const Column& column : columns_) out_.text(fmt::format(" {:>17}", column.heading));
            out_.end_row();
        }
    }
    void begin_object(const ElementSet& set, const Sgp4Propagator& propagator) {
        id_ = fmt::format("{:>{}}", set.catalogue_number, options_.csv ? 0 : 9);
        first_row_ = true;
        if (!options_.json) return;
        out_.text(first_object_ ? "\n" : ",\n");
        first_object_ = false;
        out_.text(fmt::format(R"(  {{"norad_id": {}, "name": {}, "epoch_utc": "{}", "deep_space": {}, "states": [)", set.catalogue_number,
                              set.name.empty() ? "null" : json_text(set.name), to_string(set.epoch), propagator.deep_space()));
    }
    void row(const Moment& moment, const Sgp4State& state) {
        std::array<double, 6> values{};
        fill(moment.utc, state, values);
        if (options_.json) {
            out_.text(first_row_ ? "\n   {\"minutes\": " : ",\n   {\"minutes\": ");
            first_row_ = false;
            out_.fixed8(moment.minutes, 0);
            if (with_time_) out_.text(fmt::format(", \"time_utc\": \"{}\"", to_string(moment.utc)));
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                out_.text(", \"");
                out_.text(columns_[i].csv);
                out_.text("\": ");
                out_.fixed8(values[i], 0);
            }
            out_.text("}");
            return;
        }
        const int width = options_.csv ? 0 : 17;
        const std::string_view separator = options_.csv ? "," : " ";
        out_.text(id_);
        out_.text(separator);
        out_.fixed8(moment.minutes, width);
        if (with_time_) {
            out_.text(separator);
            out_.text(fmt::format("{:>{}}", to_string(moment.utc), options_.csv ? 0 : 30));
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            out_.text(separator);
            out_.fixed8(values[i], width);
        }
        out_.end_row();
    }
    void end_object(Sgp4Error error, const Moment& moment) {
        if (!options_.json) return;
        if (error == Sgp4Error::kNone)
            out_.text("], \"error\": null}");
        else
            out_.text(fmt::format(R"(], "error": {{"code": {}, "meaning": "{}", "minutes": {:.8f}}}}})", static_cast<int>(error),
                                  what(error), moment.minutes));
        out_.flush();
    }
    void end() {
        if (options_.json) out_.text("\n ]}\n");
        out_.flush();
    }

  private:
    std::string frame_text() const {
        if (options_.frame == "teme") return "TEME (true equator, mean equinox of date)";
        if (options_.frame == "itrf") return "Earth-fixed by GMST (IAU 1982; UT1 = UTC, no polar motion), velocity over the turning Earth";
        return "geodetic on WGS 84, Earth-fixed by GMST (IAU 1982; UT1 = UTC, no polar motion)";
    }
    void fill(Instant utc, const Sgp4State& state, std::array<double, 6>& values) const {
        if (options_.frame == "teme") {
            values = {state.position.x.in_kilo(),    state.position.y.in_kilo(),    state.position.z.in_kilo(),
                      state.velocity.x.value * 1e-3, state.velocity.y.value * 1e-3, state.velocity.z.value * 1e-3};
            return;
        }
        const Position<Itrf> p = to_itrf(state.position, utc);
        if (options_.frame == "geodetic") {
            const Geodetic g = geodetic_of(p);
            values = {g.latitude.in_degrees(), g.longitude.in_degrees(), g.height.in_kilo()};
            return;
        }
        const Velocity<Itrf> v = to_itrf(state.velocity, state.position, utc);
        values = {p.x.in_kilo(), p.y.in_kilo(), p.z.in_kilo(), v.x.value * 1e-3, v.y.value * 1e-3, v.z.value * 1e-3};
    }

    const Options& options_;
    Output& out_;
    std::span<const Column> columns_;
    bool with_time_;
    std::string id_;
    bool first_object_ = true, first_row_ = true;
};

/// Minutes of the rows of an object: from + k step, and `to` itself where no step falls on it within a millionth of one, as the published
/// verification output ends at its stop time.
class RowTimes {
  public:
    explicit RowTimes(const Options& o) : from_{o.from_min}, to_{o.to_min}, step_{o.step_min} {
        if (from_ == to_) return;
        steps_ = static_cast<std::size_t>(std::floor((to_ - from_) / step_ + 1e-6)) + 1;
        extra_ = from_ + static_cast<double>(steps_ - 1) * step_ < to_ - 1e-6 * step_ ? 1 : 0;
    }
    std::size_t count() const { return steps_ + extra_; }
    double minutes(std::size_t row) const { return row < steps_ ? from_ + static_cast<double>(row) * step_ : to_; }

  private:
    double from_, to_, step_;
    std::size_t steps_ = 1, extra_ = 0;
};

Faults check(const Options& o, std::vector<Instant>& at, bool range_given) {
    Faults faults;
    check_choice(faults, "--gravity", o.gravity, {"wgs72", "wgs72old", "wgs84"});
    check_choice(faults, "--frame", o.frame, {"teme", "itrf", "geodetic"});
    check_range(faults, "--from", o.from_min, -1e8, 1e8, "min");
    check_range(faults, "--to", o.to_min, -1e8, 1e8, "min");
    check_range(faults, "--step", o.step_min, 1e-6, 1e8, "min");
    if (faults.empty() && !(o.from_min <= o.to_min))
        faults.push_back({"", 0, "--to", fmt::format("{:g}", o.to_min), fmt::format("not before --from, {:g} [min]", o.from_min)});
    if (faults.empty() && (o.to_min - o.from_min) / o.step_min > kMostRows)
        faults.push_back({"", 0, "--step", fmt::format("{:g}", o.step_min), "at most 1e8 rows of an object"});
    for (const std::string& text : o.at) {
        const auto instant = parse_instant(text);
        if (!instant)
            faults.push_back({"", 0, "--at", text, "a UTC instant, 2026-05-30T12:00:00Z"});
        else
            at.push_back(*instant);
    }
    if (!o.at.empty() && range_given) faults.push_back({"", 0, "--at", o.at.front(), "without --from, --to and --step"});
    if (o.csv && o.json) faults.push_back({"", 0, "--csv", "", "without --json"});
    return faults;
}

int propagate(const Options& o, bool range_given) {
    std::vector<Instant> at;
    Faults faults = check(o, at, range_given);
    const auto text = read_file(o.file);
    Result<ElementFile> file = text.faults();
    if (text) file = read_elements(*text, o.file, {.wrong_checksum = true, .text_after_column_69 = true});
    faults.insert(faults.end(), file.faults().begin(), file.faults().end());
    if (!faults.empty()) {
        print_faults(faults, o.json);
        return kBadInput;
    }
    for (const Fault& warning : file->warnings) fmt::print(stderr, "{} (warning)\n", to_string(warning));

    Output out;
    Printer printer{o, out};
    printer.begin(file->notation, file->sets.size(), file->warnings);
    const RowTimes times{o};
    const std::size_t rows = at.empty() ? times.count() : at.size();
    bool failed = false;
    for (const ElementSet& set : file->sets) {
        const Sgp4Propagator propagator{sgp4_elements(set), gravity_of(o.gravity)};
        printer.begin_object(set, propagator);
        Sgp4Error error = Sgp4Error::kNone;
        Moment moment;
        for (std::size_t k = 0; k < rows && error == Sgp4Error::kNone && out.good(); ++k) {
            Sgp4State state;
            if (at.empty()) {
                moment.minutes = times.minutes(k);
                moment.utc = set.epoch + nanoseconds_from_seconds(moment.minutes * 60.0);
                state = propagator.at_minutes(moment.minutes);
            } else {
                moment = {seconds_between(at[k], set.epoch) / 60.0, at[k]};
                state = propagator.at(at[k]);
            }
            error = state.error;
            if (error == Sgp4Error::kNone) printer.row(moment, state);
        }
        printer.end_object(error, moment);
        if (error != Sgp4Error::kNone) {
            failed = true;
            out.flush();  // its rows so far stand before the error
            fmt::print(stderr, "{}:{}: {}{}: error {} at {:.8g} min: {}\n", o.file, set.line, set.catalogue_number,
                       set.name.empty() ? "" : " " + set.name, static_cast<int>(error), moment.minutes, what(error));
        }
        if (!out.good()) break;
    }
    printer.end();
    if (!out.good()) {
        fmt::print(stderr, "d2c: the output cannot be written: {}\n", std::strerror(errno));
        return kFailed;
    }
    return failed ? kFailed : kDone;
}

}  // namespace

Action add_propagate(CLI::App& app, const Program&) {
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "two-line elements (2 or 3 lines), or OMM in KVN, JSON or CSV")->required();
    auto* from = app.add_option("--from", options->from_min, "first time, minutes since each object's epoch [min], -1e8 to 1e8")
                     ->capture_default_str();
    auto* to = app.add_option("--to", options->to_min, "last time [min]; printed even where no step falls on it")->capture_default_str();
    auto* step = app.add_option("--step", options->step_min, "time between rows [min], 1e-6 to 1e8")->capture_default_str();
    app.add_option("--at", options->at, "UTC instead of minutes, 2026-05-30T12:00:00Z; several, may be repeated")->take_all();
    app.add_option("--gravity", options->gravity, "wgs72 (what catalogue elements are made with), wgs72old or wgs84")
        ->capture_default_str();
    app.add_option("--frame", options->frame, "teme, itrf (Earth-fixed) [km, km/s], or geodetic on WGS 84 [deg, km]")
        ->capture_default_str();
    app.add_flag("--csv", options->csv, "print comma-separated values");
    app.add_flag("--json", options->json, "print JSON");
    app.footer(
        "Prints NORAD id, minutes since epoch, position and velocity by SGP4/SDP4, object after object. A wrong TLE checksum is a warning; "
        "text\n"
        "after column 69 is not read. An object that fails prints its rows so far and an error with its code on stderr; the exit code is "
        "then 1.");
    return [options, from, to, step] { return propagate(*options, from->count() + to->count() + step->count() > 0); };
}

}  // namespace d2c::apps
