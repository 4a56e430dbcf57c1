#include "tests/validation/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <utility>

namespace d2c::validation {
namespace {

struct Registered {
    int place;
    std::string title;
    std::function<void(Rows&)> fill;
};
std::vector<Registered>& registered() {
    static std::vector<Registered> chapters;
    return chapters;
}

const char* name_of(Origin origin) {
    switch (origin) {
        case Origin::kPrimary:
            return "primary source";
        case Origin::kSecondary:
            return "secondary: the document itself was not opened";
        case Origin::kProgram:
            return "independent program";
        case Origin::kOtherFormula:
            return "another formula";
        case Origin::kMeasurement:
            return "measurement";
    }
    return "";
}

/// As many digits as the tolerance asks for, and two more.
std::string number(double value, double tolerance) {
    if (!std::isfinite(value)) return fmt::format("{}", value);
    if (!(tolerance > 0.0)) return fmt::format("{:.10g}", value);
    const int digits = std::clamp(2 - static_cast<int>(std::floor(std::log10(tolerance))), 0, 12);
    return fmt::format("{:.{}f}", value, digits);
}

}  // namespace

std::string in_table(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.replace(at, 1, "\\|");
    return text;
}

bool Check::passed() const { return skipped.empty() && std::abs(error()) <= tolerance; }

void Rows::check(std::string what, std::string reference, Origin origin, double expected, double ours, double tolerance, std::string unit) {
    rows_.push_back({std::move(what), std::move(reference), origin, std::move(unit), expected, ours, tolerance, ""});
}

void Rows::skip(std::string what, std::string reference, std::string why) {
    Check row;
    row.what = std::move(what);
    row.reference = std::move(reference);
    row.skipped = std::move(why);
    rows_.push_back(std::move(row));
}

void Worst::add(double expected, double ours, std::string where) {
    const auto distance = [](double a, double b) {
        const double d = std::abs(a - b);
        return std::isnan(d) ? std::numeric_limits<double>::infinity() : d;
    };
    if (count_++ == 0 || distance(expected, ours) > distance(expected_, ours_)) {
        expected_ = expected;
        ours_ = ours;
        where_ = std::move(where);
    }
}

void Worst::into(Rows& rows, const std::string& what, std::string reference, Origin origin, double tolerance, std::string unit) const {
    const double none = std::numeric_limits<double>::quiet_NaN();
    rows.check(fmt::format("{} ({} points, worst at {})", what, count_, count_ > 0 ? where_ : "none"), std::move(reference), origin,
               count_ > 0 ? expected_ : none, ours_, tolerance, std::move(unit));
}

Chapter::Chapter(int place, std::string title, std::function<void(Rows&)> fill) {
    registered().push_back({place, std::move(title), std::move(fill)});
}

std::vector<FilledChapter> fill_chapters() {
    std::vector<FilledChapter> filled;
    for (const Registered& chapter : registered()) {
        Rows rows;
        chapter.fill(rows);
        filled.push_back({chapter.place, chapter.title, rows.all()});
    }
    std::sort(filled.begin(), filled.end(),
              [](const auto& a, const auto& b) { return std::tie(a.place, a.title) < std::tie(b.place, b.title); });
    return filled;
}

Count count(const std::vector<FilledChapter>& chapters) {
    Count total;
    for (const FilledChapter& chapter : chapters) {
        for (const Check& row : chapter.rows) ++(!row.skipped.empty() ? total.skipped : row.passed() ? total.passed : total.failed);
    }
    return total;
}

std::string markdown(const std::vector<FilledChapter>& chapters) {
    const Count total = count(chapters);
    std::string page =
        "# Validation\n\nEvery model against its reference. Written by `scripts/validate`, which ends with exit code 3 when a row fails; "
        "do not edit.\n\n";
    page += fmt::format("{} checks: {} passed, {} failed, {} skipped.\n\n", total.passed + total.failed + total.skipped, total.passed,
                        total.failed, total.skipped);
    page +=
        "*Behind it* says what the reference value is: read in the document named, a document's figure as another source gives it, the "
        "output of an independent program, another formula, or a measurement.\n";
    for (const FilledChapter& chapter : chapters) {
        page += fmt::format(
            "\n## {}\n\n| check | reference | behind it | reference value | ours | error | tolerance | verdict |\n"
            "| --- | --- | --- | ---: | ---: | ---: | ---: | --- |\n",
            chapter.title);
        for (const Check& row : chapter.rows) {
            if (!row.skipped.empty()) {
                page += fmt::format("| {} | {} | | | | | | skipped: {} |\n", in_table(row.what), in_table(row.reference),
                                    in_table(row.skipped));
                continue;
            }
            const std::string unit = row.unit.empty() ? "" : " " + row.unit;
            page += fmt::format("| {} | {} | {} | {}{} | {}{} | {:.2g} | {:.2g} | {} |\n", in_table(row.what), in_table(row.reference),
                                name_of(row.origin), number(row.expected, row.tolerance), unit, number(row.ours, row.tolerance), unit,
                                row.error(), row.tolerance, row.passed() ? "passed" : "**failed**");
        }
    }
    return page;
}

std::string reference_dir() {
    const char* set = std::getenv("D2C_REFERENCE_DIR");
    std::error_code error;
    return set != nullptr && std::filesystem::is_directory(set, error) ? set : "";
}

}  // namespace d2c::validation
