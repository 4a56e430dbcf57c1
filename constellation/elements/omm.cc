#include "constellation/elements/omm.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <optional>

#include "constellation/elements/omm_notation.h"
#include "constellation/elements/scan.h"

namespace d2c {
namespace {

/// Keywords of CCSDS 502.0-B-3 tables 4-1 to 4-3 that a message may have and that say nothing of an SGP4 orbit.
constexpr std::array<std::string_view, 34> kNotRead{"CLASSIFICATION",
                                                    "CREATION_DATE",
                                                    "ORIGINATOR",
                                                    "MESSAGE_ID",
                                                    "REF_FRAME_EPOCH",
                                                    "GM",
                                                    "MASS",
                                                    "SOLAR_RAD_AREA",
                                                    "SOLAR_RAD_COEFF",
                                                    "DRAG_AREA",
                                                    "DRAG_COEFF",
                                                    "CLASSIFICATION_TYPE",
                                                    "COV_REF_FRAME",
                                                    "CX_X",
                                                    "CY_X",
                                                    "CY_Y",
                                                    "CZ_X",
                                                    "CZ_Y",
                                                    "CZ_Z",
                                                    "CX_DOT_X",
                                                    "CX_DOT_Y",
                                                    "CX_DOT_Z",
                                                    "CX_DOT_X_DOT",
                                                    "CY_DOT_X",
                                                    "CY_DOT_Y",
                                                    "CY_DOT_Z",
                                                    "CY_DOT_X_DOT",
                                                    "CY_DOT_Y_DOT",
                                                    "CZ_DOT_X",
                                                    "CZ_DOT_Y",
                                                    "CZ_DOT_Z",
                                                    "CZ_DOT_X_DOT",
                                                    "CZ_DOT_Y_DOT",
                                                    "CZ_DOT_Z_DOT"};

std::string lower(std::string_view text) {
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// An integer, fixed-point or floating-point number (7.5.4 to 7.5.7): no `nan`, `inf` or hexadecimal.
std::optional<double> parse_real(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text.find_first_not_of("+-.0123456789eE") != std::string_view::npos) return std::nullopt;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range && end == text.data() + text.size()) {
        const std::size_t power = text.find_first_of("eE");  // below the smallest number is zero; above the largest is none
        if (power != std::string_view::npos && power + 1 < text.size() && text[power + 1] == '-') return 0.0;
        return std::nullopt;
    }
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// `2008-09-20T12:25:40.104192`, `2008-264T12:25:40.104192Z` (7.5.10); decimals beyond the nanosecond are dropped.
std::optional<Instant> parse_epoch(std::string_view text) {
    if (text.ends_with('Z')) text.remove_suffix(1);
    const std::size_t t = text.find('T');
    if (t == std::string_view::npos) return std::nullopt;
    std::string_view clock = text.substr(t + 1);
    if (clock.ends_with('.')) return std::nullopt;
    if (const std::size_t point = clock.find('.'); point != std::string_view::npos) {
        if (clock.find_first_not_of("0123456789", point + 1) != std::string_view::npos) return std::nullopt;
        clock = clock.substr(0, std::min(clock.size(), point + 10));
    }
    if (t == 8 && text[4] == '-') {  // day of the year
        const std::string_view year_digits = text.substr(0, 4), day_digits = text.substr(5, 3);
        if ((std::string{year_digits} + std::string{day_digits}).find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
        const int year = *parse_integer(year_digits), day = *parse_integer(day_digits);
        const auto first = parse_instant(fmt::format("{:04}-01-01T{}Z", year, clock));
        if (!first || day < 1) return std::nullopt;
        const Instant epoch = *first + std::chrono::hours{24 * (day - 1)};
        if (epoch >= instant_of_date(year + 1, 1, 1)) return std::nullopt;
        return epoch;
    }
    if (t != 10) return std::nullopt;
    return parse_instant(fmt::format("{}T{}Z", text.substr(0, t), clock));
}

/// One message's fields by keyword, with the faults found in it.
class MessageReader {
  public:
    MessageReader(const omm::Message& message, bool kvn, std::string_view file, Faults& faults)
        : message_{message}, kvn_{kvn}, file_{file}, faults_{faults} {
        for (const omm::Field& field : message.fields) {
            if (!by_keyword_.emplace(field.keyword, &field).second) fault(field, "once in a message");
        }
    }
    bool good() const { return good_; }
    void fault(const omm::Field& field, std::string allowed) { fault(field.line, field.keyword, field.value, std::move(allowed)); }
    void fault(int line, std::string keyword, std::string value, std::string allowed) {
        faults_.push_back({std::string{file_}, line, std::move(keyword), std::move(value), std::move(allowed)});
        good_ = false;
    }
    const omm::Field* optional(const char* keyword) {
        const auto it = by_keyword_.find(keyword);
        if (it == by_keyword_.end()) return nullptr;
        const omm::Field* field = it->second;
        by_keyword_.erase(it);
        return field;
    }
    const omm::Field* required(const char* keyword) {
        const omm::Field* field = optional(keyword);
        if (field == nullptr) fault(message_.line, keyword, "missing", "needed in an OMM for SGP4");
        return field;
    }
    /// What is left: read by nobody.
    void refuse_unknown() {
        if (!kvn_) return;
        for (const auto& [keyword, field] : by_keyword_) {
            const bool known = keyword.starts_with("USER_DEFINED_") ||
                               std::find(kNotRead.begin(), kNotRead.end(), std::string_view{keyword}) != kNotRead.end();
            if (known) continue;
            if (keyword == "SEMI_MAJOR_AXIS" || keyword == "BTERM" || keyword == "AGOM")
                fault(*field, "absent: MEAN_MOTION and BSTAR are SGP4's");
            else
                fault(*field, "a keyword of CCSDS 502.0-B-3 tables 4-1 to 4-3, or USER_DEFINED_…");
        }
    }
    /// One of several words, in any case.
    void word(const char* keyword, std::initializer_list<const char*> allowed) {
        const omm::Field* field = kvn_ ? required(keyword) : optional(keyword);
        if (field == nullptr) return;
        for (const char* word : allowed)
            if (lower(field->value) == lower(word)) return;
        fault(*field, *allowed.begin());
    }
    double number(const omm::Field* field, double low, double high, const char* unit, const char* allowed) {
        if (field == nullptr) return 0.0;
        const auto value = parse_real(field->value);
        if (!value || !(*value >= low && *value <= high)) fault(*field, allowed);
        if (!field->unit.empty() && unit != nullptr && lower(field->unit) != unit) {
            fault(field->line, field->keyword, "[" + field->unit + "]", fmt::format("[{}]", unit));
        }
        return value.value_or(0.0);
    }
    Angle angle(const char* keyword, double low, double high, const char* allowed) {
        return Angle::degrees(number(required(keyword), low, high, "deg", allowed));
    }
    int integer(const omm::Field* field, int high, const char* allowed) {
        if (field == nullptr || (field->value.empty() && field->keyword != "NORAD_CAT_ID")) return 0;
        const auto value = parse_integer(field->value);
        if (!value || *value > high) fault(*field, allowed);
        return value.value_or(0);
    }

  private:
    const omm::Message& message_;
    bool kvn_;
    std::string_view file_;
    Faults& faults_;
    std::map<std::string, const omm::Field*, std::less<>> by_keyword_;
    bool good_ = true;
};

/// `1998-067A` as launch and piece; another text is no international designator and stays out.
void read_designator(std::string_view id, ElementSet& set) {
    if (id.size() < 9 || id.size() > 11 || id[4] != '-') return;
    for (const std::size_t digit : {0, 1, 2, 3, 5, 6, 7})
        if (!is_digit(id[digit])) return;
    for (const char letter : id.substr(8))
        if (letter < 'A' || letter > 'Z') return;
    set.launch = id.substr(0, 8);
    set.piece = id.substr(8);
}

std::optional<ElementSet> interpret(const omm::Message& message, bool kvn, std::string_view file, Faults& faults) {
    MessageReader in{message, kvn, file, faults};
    ElementSet set;
    set.line = message.line;
    if (const omm::Field* version = kvn ? in.required("CCSDS_OMM_VERS") : in.optional("CCSDS_OMM_VERS")) {
        const std::string_view v = version->value;
        if (v.size() < 3 || (v[0] != '2' && v[0] != '3') || v[1] != '.') in.fault(*version, "2.0 or 3.0");
    }
    if (const omm::Field* name = kvn ? in.required("OBJECT_NAME") : in.optional("OBJECT_NAME")) set.name = name->value;
    if (const omm::Field* id = kvn ? in.required("OBJECT_ID") : in.optional("OBJECT_ID")) read_designator(id->value, set);
    in.word("CENTER_NAME", {"EARTH"});
    in.word("REF_FRAME", {"TEME"});
    in.word("TIME_SYSTEM", {"UTC"});
    in.word("MEAN_ELEMENT_THEORY", {"SGP4", "SGP/SGP4"});
    if (const omm::Field* epoch = in.required("EPOCH")) {
        const auto at = parse_epoch(epoch->value);
        if (!at) in.fault(*epoch, "a UTC instant, 2008-09-20T12:25:40.104192 or 2008-264T12:25:40.104192");
        set.epoch = at.value_or(Instant{});
    }
    set.mean_motion_rev_per_day =
        in.number(in.required("MEAN_MOTION"), 1e-8, kHighestMeanMotionRevPerDay, "rev/day", "above 0, at most 17.2 [rev/day]");
    set.eccentricity = in.number(in.required("ECCENTRICITY"), 0.0, std::nextafter(1.0, 0.0), nullptr, "0 to below 1");
    set.inclination = in.angle("INCLINATION", 0.0, 180.0, "0 to 180 [deg]");
    set.raan = in.angle("RA_OF_ASC_NODE", -360.0, 360.0, "-360 to 360 [deg]");
    set.argument_of_perigee = in.angle("ARG_OF_PERICENTER", -360.0, 360.0, "-360 to 360 [deg]");
    set.mean_anomaly = in.angle("MEAN_ANOMALY", -360.0, 360.0, "-360 to 360 [deg]");
    if (const omm::Field* type = in.optional("EPHEMERIS_TYPE"); type != nullptr && type->value != "0" && type->value != "2")
        in.fault(*type, "0 or 2: SGP4 (3 is PPT3, 4 SGP4-XP, 6 special perturbations)");
    set.catalogue_number = in.integer(in.required("NORAD_CAT_ID"), 999'999'999, "a whole number of up to nine digits");
    set.element_set = in.integer(in.optional("ELEMENT_SET_NO"), 999'999'999, "a whole number");
    set.revolution = in.integer(in.optional("REV_AT_EPOCH"), 999'999'999, "a whole number");
    // B*: a TLE holds up to 0.99999e9.
    set.bstar_per_earth_radius = in.number(in.required("BSTAR"), -1e9, 1e9, nullptr, "-1e9 to 1e9 [1/Earth radius]");
    set.half_mean_motion_rate_rev_per_day2 = in.number(in.optional("MEAN_MOTION_DOT"), -1e9, 1e9, "rev/day**2", "-1e9 to 1e9 [rev/day^2]");
    set.sixth_mean_motion_rate_rev_per_day3 =
        in.number(in.optional("MEAN_MOTION_DDOT"), -1e9, 1e9, "rev/day**3", "-1e9 to 1e9 [rev/day^3]");
    in.refuse_unknown();
    if (!in.good()) return std::nullopt;
    return set;
}

}  // namespace

Result<std::vector<ElementSet>> read_omm(std::string_view text, std::string_view file_name, OmmNotation notation) {
    Faults faults;
    const auto split = notation == OmmNotation::kKvn ? omm::split_kvn : notation == OmmNotation::kJson ? omm::split_json : omm::split_csv;
    const std::vector<omm::Message> messages = split(text, file_name, faults);
    std::vector<ElementSet> sets;
    sets.reserve(messages.size());
    for (const omm::Message& message : messages) {
        if (auto set = interpret(message, notation == OmmNotation::kKvn, file_name, faults)) sets.push_back(std::move(*set));
    }
    if (messages.empty() && faults.empty()) faults.push_back({std::string{file_name}, 0, "element sets", "none", "at least one"});
    if (!faults.empty()) {
        std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
        return faults;
    }
    return sets;
}

}  // namespace d2c
