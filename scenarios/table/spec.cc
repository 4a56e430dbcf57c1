#include "scenarios/table/spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <regex>
#include <tuple>

namespace d2c::table {

const KeyRule kIdKey{"id", "^[a-z0-9]+(-[a-z0-9]+)*$", "lower-case letters, digits and hyphens"};
const KeyRule kAreaKey{"CC", "^[A-Z]{2}$", "a country's two letters (ISO 3166-1), XZ for the high seas, AQ for Antarctica"};
const KeyRule kNumberKey{"number", "^[0-9]+$", "digits"};
const KeyRule kProfileKey{"profile", "^(quick|full)$", "quick or full"};

const Spec* Spec::find(std::string_view field) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Spec& s) { return s.key == field; });
    return found == fields.end() ? nullptr : &*found;
}

std::string unit_of_key(std::string_view key) {
    // Longest suffix first, so that `_dbw_per_mhz` is not read as `_mhz`.
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 33> kSuffixes{{
        {"_dbw_per_m2_per_mhz", "dBW/m2/MHz"},
        {"_rev_per_day", "rev/day"},
        {"_dbw_per_mhz", "dBW/MHz"},
        {"_probability", "1"},
        {"_per_month", "1/month"},
        {"_db_per_k", "dB/K"},
        {"_per_km2", "1/km2"},
        {"_share", "1"},
        {"_ratio", "1"},
        {"_people", "people"},
        {"_bytes", "bytes"},
        {"_years", "years"},
        {"_days", "days"},
        {"_kbps", "kbit/s"},
        {"_mbps", "Mbit/s"},
        {"_kmh", "km/h"},
        {"_dbi", "dBi"},
        {"_dbm", "dBm"},
        {"_dbw", "dBW"},
        {"_deg", "deg"},
        {"_mhz", "MHz"},
        {"_khz", "kHz"},
        {"_utc", "UTC"},
        {"_km2", "km2"},
        {"_km", "km"},
        {"_db", "dB"},
        {"_hz", "Hz"},
        {"_px", "px"},
        {"_ms", "ms"},
        {"_m", "m"},
        {"_s", "s"},
        {"_w", "W"},
        {"_k", "K"},
    }};
    if (key == "per_month") return "1/month";
    for (const auto& [suffix, unit] : kSuffixes)
        if (key.size() > suffix.size() && key.ends_with(suffix)) return std::string{unit};
    return {};
}

std::string number_text(double value) {
    return fmt::format("{}", value == std::floor(value) && std::abs(value) < 1e15 ? value + 0.0 : value);
}

namespace {
std::string range_words(const Spec& spec) {
    const bool low = std::isfinite(spec.minimum), high = std::isfinite(spec.maximum);
    if (low && high) return number_text(spec.minimum) + " to " + number_text(spec.maximum);
    if (low) return "at least " + number_text(spec.minimum);
    if (high) return "at most " + number_text(spec.maximum);
    return {};
}
std::string items_words(const Spec& spec) {
    if (spec.least_items == spec.most_items) return fmt::format("{} ", spec.least_items);
    if (spec.least_items > 0) return fmt::format("{} or more ", spec.least_items);
    return {};
}
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}
}  // namespace

std::string type_words(const Spec& spec) {
    switch (spec.type) {
        case Type::kNumber:
            return "number";
        case Type::kWhole:
            return "whole number";
        case Type::kYesNo:
            return "true or false";
        case Type::kText:
            return spec.choices.empty() ? "text" : "choice";
        case Type::kQuarter:
            return "quarter";
        case Type::kInstant:
            return "date or time";
        case Type::kNumbers:
            return "list of numbers";
        case Type::kTexts:
            return "list of texts";
        case Type::kOverrides:
            return "map of path to value";
        case Type::kObject:
            break;
    }
    const std::string map = spec.others && spec.fields.empty() ? "map" : "block";
    switch (spec.reference) {
        case Reference::kNone:
            return map;
        case Reference::kEntry:
            return "catalogue entry or " + map;
        case Reference::kEntries:
        case Reference::kFile:
            return "catalogue or " + map;
        case Reference::kMerged:
            return "catalogue entry, list of them, or " + map;
    }
    return map;
}

std::string allowed_words(const Spec& spec) {
    std::string words;
    switch (spec.type) {
        case Type::kNumber:
            words = "a number " + range_words(spec);
            break;
        case Type::kWhole:
            words = "a whole number " + range_words(spec);
            break;
        case Type::kYesNo:
            return "true or false";
        case Type::kText:
            if (!spec.choices.empty()) {
                words = spec.choices.size() == 1 ? spec.choices.front() : "one of " + fmt::format("{}", fmt::join(spec.choices, ", "));
                return words;
            }
            return spec.pattern.empty() ? "text" : spec.pattern_words;
        case Type::kQuarter:
            return "a quarter, as 2026Q2";
        case Type::kInstant:
            return "a date or a time, as 2026-05-30 or 2026-05-30T12:00:00Z [UTC]";
        case Type::kNumbers:
            words = fmt::format("a list of {}numbers {}", items_words(spec), range_words(spec));
            break;
        case Type::kTexts:
            return fmt::format("a list of {}texts", items_words(spec));
        case Type::kObject: {
            const std::string map = spec.others && spec.fields.empty() ? "a map" : "a block of fields";
            switch (spec.reference) {
                case Reference::kNone:
                    return map;
                case Reference::kEntry:
                    return "a catalogue entry, as folder/file#entry, or " + map;
                case Reference::kEntries:
                case Reference::kFile:
                    return "a catalogue, as folder/file, or " + map;
                case Reference::kMerged:
                    return "a catalogue entry, as folder/file#entry, a list of them, or " + map;
            }
            return map;
        }
        case Type::kOverrides:
            return "a map of dotted path to value";
    }
    while (words.ends_with(' ')) words.pop_back();
    if (!spec.unit.empty() && spec.unit != "1") words += " [" + spec.unit + ']';
    return words;
}

bool matches(const std::string& pattern, const std::string& text) {
    static thread_local std::map<std::string, std::regex> compiled;
    const auto [found, fresh] = compiled.try_emplace(pattern);
    if (fresh) found->second = std::regex{pattern};
    // The library's matcher recurses per character; keys and ids are short.
    return text.size() <= 256 && std::regex_match(text, found->second);
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
    if (candidates.empty()) return std::nullopt;
    const std::string_view cut = word.substr(0, 200);
    return *std::min_element(candidates.begin(), candidates.end(), [&](const std::string& a, const std::string& b) {
        // Of equally near ones the one that begins alike: `step` means `step_s`, not `seed`.
        const auto begins = [&](const std::string& c) {
            return std::mismatch(c.begin(), c.end(), cut.begin(), cut.end()).first - c.begin();
        };
        return std::tuple{edit_distance(cut, a), -begins(a), a} < std::tuple{edit_distance(cut, b), -begins(b), b};
    });
}

std::string nearest_words(std::string_view word, const std::vector<std::string>& candidates) {
    const std::optional<std::string> best = nearest(word, candidates);
    if (!best) return "there is none";
    const bool near = edit_distance(word.substr(0, 200), *best) <= std::max<std::size_t>(2, best->size() / 2);
    if (near || candidates.size() > 12) return "the nearest is " + *best;
    return fmt::format("there are {}", fmt::join(candidates, ", "));
}

}  // namespace d2c::table
