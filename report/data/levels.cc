#include "report/data/levels.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace d2c::report {
namespace {

/// `count` values from `first` in steps of `1 / per_unit`: each the double nearest to its decimal.
void append(std::vector<double>& values, double first, double per_unit, int count) {
    for (int i = 0; i < count; ++i) values.push_back((first * per_unit + i) / per_unit);
}

std::vector<double> evenly(double first, double per_unit, int count) {
    std::vector<double> values;
    append(values, first, per_unit, count);
    return values;
}

std::vector<double> rates() {
    std::vector<double> values = evenly(0, 1, 10);
    for (int i = 10; i < 100; i += 5) values.push_back(i);
    for (int i = 100; i < 1000; i += 10) values.push_back(i);
    for (int i = 1000; i < 10000; i += 100) values.push_back(i);
    for (int i = 10000; i <= 100000; i += 5000) values.push_back(i);
    return values;
}

std::vector<double> counts() {
    std::vector<double> values = evenly(0, 10, 100);
    append(values, 10, 1, 90);
    for (int i = 100; i <= 250; i += 10) values.push_back(i);
    return values;
}

std::vector<double> times() {
    std::vector<double> values = evenly(0, 1, 100);
    for (int i = 100; i < 200; i += 5) values.push_back(i);
    for (int i = 200; i < 1000; i += 20) values.push_back(i);
    for (int i = 1000; i < 10000; i += 250) values.push_back(i);
    for (int i = 10000; i <= 100000; i += 5000) values.push_back(i);
    return values;
}

/// Values a rounding error away from a level are that level.
constexpr double kRelativeTolerance = 1e-9;

}  // namespace

Levels::Levels(std::string id, std::string unit, std::vector<double> values, bool open_below, bool open_above)
    : id_{std::move(id)}, unit_{std::move(unit)}, values_{std::move(values)}, open_below_{open_below}, open_above_{open_above} {
    if (values_.empty() || values_.size() > kNoValue || !std::ranges::is_sorted(values_))
        throw std::invalid_argument("levels " + id_ + ": 1 to 255 ascending values");
}

std::uint8_t Levels::encode(std::optional<double> value, Rounding rounding) const {
    if (!value || std::isnan(*value)) return kNoValue;
    const double within = std::clamp(*value, values_.front(), values_.back());
    const double tolerance = kRelativeTolerance * std::max(1.0, std::abs(within));
    const auto above = std::ranges::lower_bound(values_, within - tolerance);
    if (above == values_.begin()) return 0;
    const auto last = static_cast<std::uint8_t>(values_.size() - 1);
    const auto up = static_cast<std::uint8_t>(above - values_.begin());
    if (*above <= within + tolerance || rounding == Rounding::kUp) return up;
    const auto down = static_cast<std::uint8_t>(up - 1);
    if (rounding == Rounding::kDown) return down;
    const bool nearer_up = *above - within <= within - values_[down];
    if (!open_below_ && down == 0 && last > 1) return up;                                     // more than nothing is not nothing
    if (!open_above_ && up == last && last > 1) return static_cast<std::uint8_t>(last - 1U);  // less than all is not all
    return nearer_up ? up : down;
}

const Levels& share_levels() {
    static const Levels levels{"share", "", evenly(0, 200, 201), false, false};
    return levels;
}
const Levels& sinr_levels() {
    static const Levels levels{"sinr", "dB", evenly(-40, 2, 201), true, true};
    return levels;
}
const Levels& rsrp_levels() {
    static const Levels levels{"rsrp", "dBm", evenly(-160, 2, 201), true, true};
    return levels;
}
const Levels& rate_levels() {
    static const Levels levels{"rate", "kbit/s", rates(), false, true};
    return levels;
}
const Levels& count_levels() {
    static const Levels levels{"count", "", counts(), false, true};
    return levels;
}
const Levels& time_levels() {
    static const Levels levels{"time", "ms", times(), false, true};
    return levels;
}

}  // namespace d2c::report
