#include "constellation/elements/tle.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "constellation/elements/scan.h"

namespace d2c {
namespace {

constexpr std::size_t kLineLength = 69;

/// `-.00001234`, `53.1594`: digits around exactly one point, so that `nan`, `1e5` and `0x1` are refused.
std::optional<double> parse_decimal(std::string_view field) {
    std::string_view text = trim_left(trim_right(field));
    double sign = 1.0;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        if (text.front() == '-') sign = -1.0;
        text.remove_prefix(1);
    }
    int points = 0, digits = 0;
    for (const char c : text) {
        if (c == '.')
            ++points;
        else if (is_digit(c))
            ++digits;
        else
            return std::nullopt;
    }
    if (points != 1 || digits == 0) return std::nullopt;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return sign * value;
}

/// ` 27466-4` is 0.27466e-4: sign, five digits behind an assumed point, sign and digit of the power of ten.
std::optional<double> parse_assumed_point(std::string_view field) {
    if (field.size() != 8) return std::nullopt;
    const char sign = field[0], power_sign = field[6];
    if ((sign != ' ' && sign != '-' && sign != '+') || (power_sign != '-' && power_sign != '+') || !is_digit(field[7])) return std::nullopt;
    const std::string_view mantissa = field.substr(1, 5);
    for (const char c : mantissa)
        if (!is_digit(c)) return std::nullopt;
    const std::string number = fmt::format("{}0.{}e{}{}", sign == '-' ? "-" : "", mantissa, power_sign, field[7]);
    double value = 0.0;
    std::from_chars(number.data(), number.data() + number.size(), value);
    return value;
}

/// `58705`, `  5` or Alpha-5 `A0001` = 100001 (letters without I and O; Space-Track "Alpha-5").
std::optional<int> parse_catalogue_number(std::string_view field) {
    if (field[0] < 'A' || field[0] > 'Z') return parse_integer(field);
    if (field[0] == 'I' || field[0] == 'O') return std::nullopt;
    const auto rest = parse_integer(field.substr(1));
    if (!rest || field[1] == ' ') return std::nullopt;
    const int letter = field[0] - 'A' - (field[0] > 'I' ? 1 : 0) - (field[0] > 'O' ? 1 : 0);
    return (10 + letter) * 10000 + *rest;
}

int full_year(int two_digits) { return two_digits + (two_digits < 57 ? 2000 : 1900); }

std::optional<Instant> parse_epoch(std::string_view field) {  // columns 19-32: yyddd.dddddddd
    const auto year = parse_integer(field.substr(0, 2));
    const auto day = parse_integer(field.substr(2, 3));
    const auto fraction = parse_integer(field.substr(6, 8));
    if (!year || !day || !fraction || field[5] != '.' || field[6] == ' ' || field[13] == ' ') return std::nullopt;
    const Instant begin = instant_of_date(full_year(*year), 1, 1), end = instant_of_date(full_year(*year) + 1, 1, 1);
    // 1e-8 day is 864,000 ns: no rounding.
    const Instant epoch = begin + std::chrono::nanoseconds{(*day - 1) * 86'400'000'000'000 + *fraction * std::int64_t{864'000}};
    if (*day < 1 || epoch >= end) return std::nullopt;
    return epoch;
}

/// One element line with the faults found in it.
class ElementLine {
  public:
    ElementLine(std::string_view text, int number, std::string_view file, const TleLeniency& leniency, Faults& faults, Faults& warnings)
        : text_{leniency.text_after_column_69 ? text.substr(0, kLineLength) : text},
          number_{number},
          file_{file},
          wrong_checksum_allowed_{leniency.wrong_checksum},
          faults_{faults},
          warnings_{warnings} {}

    void fault(std::string field, std::string_view value, std::string allowed) {
        faults_.push_back({std::string{file_}, number_, std::move(field), std::string{value}, std::move(allowed)});
        good_ = false;
    }
    bool good() const { return good_; }

    /// Length, checksum, blanks where the format has them.
    void check_frame(std::initializer_list<std::size_t> blank_columns) {
        if (text_.size() != kLineLength) {
            fault("length", fmt::format("{} characters", text_.size()), "69 characters");
            return;
        }
        int sum = 0;
        for (const char c : text_.substr(0, kLineLength - 1)) sum += is_digit(c) ? c - '0' : (c == '-' ? 1 : 0);
        const char expected = static_cast<char>('0' + sum % 10);
        if (text_.back() != expected) {
            const std::string allowed = fmt::format("{}, the sum of the line's digits modulo 10", expected);
            if (wrong_checksum_allowed_)
                warnings_.push_back({std::string{file_}, number_, "checksum", std::string{text_.substr(kLineLength - 1)}, allowed});
            else
                fault("checksum", text_.substr(kLineLength - 1), allowed);
        }
        for (const std::size_t column : blank_columns)
            if (text_[column - 1] != ' ') fault(fmt::format("column {}", column), text_.substr(column - 1, 1), "blank");
    }
    std::string_view columns(std::size_t first, std::size_t last) const { return text_.substr(first - 1, last - first + 1); }

    template <class T, class Parse>
    T read(const char* field, std::size_t first, std::size_t last, Parse parse, const char* allowed) {
        const std::optional<T> value = parse(columns(first, last));
        if (!value) fault(field, columns(first, last), allowed);
        return value.value_or(T{});
    }
    double read_within(const char* field, std::size_t first, std::size_t last, double low, double high, const char* allowed) {
        const std::optional<double> value = parse_decimal(columns(first, last));
        if (!value || !(*value >= low && *value <= high)) fault(field, columns(first, last), allowed);
        return value.value_or(0.0);
    }

  private:
    std::string_view text_;
    int number_;
    std::string_view file_;
    bool wrong_checksum_allowed_;
    Faults& faults_;
    Faults& warnings_;
    bool good_ = true;
};

void read_line_1(ElementLine& line, ElementSet& tle) {
    line.check_frame({2, 9, 18, 33, 44, 53, 62, 64});
    if (!line.good()) return;
    tle.catalogue_number =
        line.read<int>("catalogue number", 3, 7, parse_catalogue_number, "up to five digits, or a letter (not I, O) and four digits");
    const std::string_view designator = trim_right(line.columns(10, 17));
    if (!designator.empty()) {
        const auto year = parse_integer(line.columns(10, 11)), number = parse_integer(line.columns(12, 14));
        const std::string_view piece = trim_right(line.columns(15, 17));
        bool letters = !piece.empty();
        for (const char c : piece) letters = letters && c >= 'A' && c <= 'Z';
        if (!year || !number || !letters)
            line.fault("international designator", designator, "two digits of the year, three of the launch, up to three letters");
        else {
            tle.launch = fmt::format("{}-{:03}", full_year(*year), *number);
            tle.piece = piece;
        }
    }
    tle.epoch = line.read<Instant>("epoch", 19, 32, parse_epoch, "two digits of the year, day of the year with eight decimals [day]");
    tle.half_mean_motion_rate_rev_per_day2 = line.read<double>("mean motion rate", 34, 43, parse_decimal, "a decimal number [rev/day^2]");
    tle.sixth_mean_motion_rate_rev_per_day3 =
        line.read<double>("mean motion second rate", 45, 52, parse_assumed_point, "sign, five digits, sign and power of ten [rev/day^3]");
    tle.bstar_per_earth_radius =
        line.read<double>("B*", 54, 61, parse_assumed_point, "sign, five digits, sign and power of ten [1/Earth radius]");
    if (const std::string_view type = line.columns(63, 63); type != " " && type != "0" && type != "2")
        line.fault("ephemeris type", type, "blank, 0 or 2: SGP4 (4 is SGP4-XP, another theory)");
    tle.element_set = line.read<int>("element set number", 65, 68, parse_integer, "up to four digits");
}

void read_line_2(ElementLine& line, ElementSet& tle, int& catalogue_number) {
    line.check_frame({2, 8, 17, 26, 34, 43, 52});
    if (!line.good()) return;
    catalogue_number =
        line.read<int>("catalogue number", 3, 7, parse_catalogue_number, "up to five digits, or a letter (not I, O) and four digits");
    tle.inclination = Angle::degrees(line.read_within("inclination", 9, 16, 0.0, 180.0, "0 to 180 [deg]"));
    tle.raan = Angle::degrees(line.read_within("right ascension of the ascending node", 18, 25, 0.0, 360.0, "0 to 360 [deg]"));
    const auto eccentricity = line.columns(27, 33).find_first_not_of("0123456789") == std::string_view::npos
                                  ? parse_decimal(fmt::format("0.{}", line.columns(27, 33)))
                                  : std::nullopt;
    if (!eccentricity) line.fault("eccentricity", line.columns(27, 33), "seven digits behind an assumed point");
    tle.eccentricity = eccentricity.value_or(0.0);
    tle.argument_of_perigee = Angle::degrees(line.read_within("argument of perigee", 35, 42, 0.0, 360.0, "0 to 360 [deg]"));
    tle.mean_anomaly = Angle::degrees(line.read_within("mean anomaly", 44, 51, 0.0, 360.0, "0 to 360 [deg]"));
    tle.mean_motion_rev_per_day =
        line.read_within("mean motion", 53, 63, 1e-8, kHighestMeanMotionRevPerDay, "above 0, at most 17.2 [rev/day]");
    tle.revolution = line.read<int>("revolution number", 64, 68, parse_integer, "up to five digits");
}

/// A name may begin like an element line (`1 HOPE SAT`), but has at most 24 characters (CelesTrak, "NORAD Two-Line Element Set Format").
bool is_element_line(std::string_view line, char number) {
    constexpr std::size_t kLongestName = 24;
    return line.size() > kLongestName && line.front() == number && line[1] == ' ';
}

}  // namespace

Result<std::vector<ElementSet>> read_tle(std::string_view text, std::string_view file_name, const TleLeniency& leniency, Faults& warnings) {
    std::vector<ElementSet> sets;
    Faults faults;
    struct Pending {
        std::string_view text;
        int line = 0;
    };
    std::optional<Pending> name, first;
    const auto orphan = [&](const std::optional<Pending>& what, const char* field, const char* allowed) {
        if (what) faults.push_back({std::string{file_name}, what->line, field, std::string{what->text}, allowed});
    };
    bool any_line = false;
    for (Lines lines{text}; lines.next();) {
        const std::string_view line = trim_right(lines.line());
        const int number = lines.number();
        if (line.empty() || line.front() == '#') continue;
        any_line = true;
        const bool element_2 = is_element_line(line, '2');
        if (element_2 && first) {
            ElementSet tle;
            tle.line = first->line;
            if (name) tle.name = name->text.starts_with("0 ") ? name->text.substr(2) : name->text;
            ElementLine one{first->text, first->line, file_name, leniency, faults, warnings};
            ElementLine two{line, number, file_name, leniency, faults, warnings};
            int second_number = 0;
            read_line_1(one, tle);
            read_line_2(two, tle, second_number);
            if (one.good() && two.good()) {
                if (second_number != tle.catalogue_number)
                    two.fault("catalogue number", two.columns(3, 7), fmt::format("{}, as in line {}", one.columns(3, 7), first->line));
                else
                    sets.push_back(std::move(tle));
            }
            name.reset();
            first.reset();
            continue;
        }
        if (first) {
            orphan(first, "element line 1", "followed by its element line 2");
            first.reset();
            name.reset();
        }
        if (is_element_line(line, '1'))
            first = Pending{line, number};
        else if (element_2)
            orphan(Pending{line, number}, "element line 2", "preceded by its element line 1"), name.reset();
        else {
            orphan(name, "name", "followed by element lines 1 and 2");
            name = Pending{line, number};
        }
    }
    orphan(first ? first : name, first ? "element line 1" : "name",
           first ? "followed by its element line 2" : "followed by element lines 1 and 2");
    if (!any_line) faults.push_back({std::string{file_name}, 0, "element sets", "none", "at least one"});
    if (!faults.empty()) return faults;
    return sets;
}

Result<std::vector<ElementSet>> read_tle(std::string_view text, std::string_view file_name) {
    Faults none;
    return read_tle(text, file_name, {}, none);
}

}  // namespace d2c
