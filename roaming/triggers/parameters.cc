#include "roaming/triggers/parameters.h"

#include <algorithm>
#include <cmath>

#include "base/require.h"

namespace d2c {
namespace {

constexpr std::array<std::string_view, 8> kTriggers{"strongest", "a3", "a4", "a5", "d1", "t1", "a4-and-d1", "a4-and-t1"};
constexpr std::array<std::string_view, 3> kPreferences{"strongest", "longest-remaining", "nearest"};

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

/// A multiple of `step` to a millionth of it: the steps are binary fractions or whole metres.
bool stepped(double value, double step) { return std::abs(value / step - std::round(value / step)) < 1e-6; }

}  // namespace

std::optional<Trigger> parse_trigger(std::string_view name) { return named<Trigger>(kTriggers, name); }
std::string_view to_string(Trigger trigger) { return kTriggers[static_cast<std::size_t>(trigger)]; }
std::optional<Preference> parse_preference(std::string_view name) { return named<Preference>(kPreferences, name); }
std::string_view to_string(Preference preference) { return kPreferences[static_cast<std::size_t>(preference)]; }

Faults check(const TriggerParameters& p) {
    Faults faults;
    const auto stepped_within = [&](const char* field, double value, double least, double most, double step, const char* allowed) {
        require(faults, within(value, least, most) && stepped(value, step), field, value, allowed);
    };
    const int ttt = static_cast<int>(std::clamp<std::int64_t>(p.time_to_trigger.count(), -1, 10'000));
    require(faults, std::find(kTimesToTriggerMs.begin(), kTimesToTriggerMs.end(), ttt) != kTimesToTriggerMs.end(), "time_to_trigger_ms",
            static_cast<double>(p.time_to_trigger.count()),
            "0, 40, 64, 80, 100, 128, 160, 256, 320, 480, 512, 640, 1024, 1280, 2560 or 5120 [ms] (TS 38.331, TimeToTrigger)");
    stepped_within("hysteresis_db", p.hysteresis.value, 0.0, 15.0, 0.5, "0 to 15 in steps of 0.5 [dB] (TS 38.331, Hysteresis)");
    stepped_within("a3_offset_db", p.a3_offset.value, -15.0, 15.0, 0.5,
                   "-15 to 15 in steps of 0.5 [dB] (TS 38.331, MeasTriggerQuantityOffset)");
    constexpr const char* kLevel = "-156 to -31 in steps of 1 [dBm] (TS 38.331, RSRP-Range)";
    stepped_within("a4_threshold_dbm", p.a4_threshold.value, -156.0, -31.0, 1.0, kLevel);
    stepped_within("a5_threshold1_dbm", p.a5_threshold1.value, -156.0, -31.0, 1.0, kLevel);
    stepped_within("a5_threshold2_dbm", p.a5_threshold2.value, -156.0, -31.0, 1.0, kLevel);
    constexpr const char* kDistance = "0 to 3276250 in steps of 50 [m] (TS 38.331, distanceThreshFromReference)";
    stepped_within("d1_threshold1_m", p.d1_threshold1.value, 0.0, 3'276'250.0, 50.0, kDistance);
    stepped_within("d1_threshold2_m", p.d1_threshold2.value, 0.0, 3'276'250.0, 50.0, kDistance);
    stepped_within("d1_hysteresis_m", p.d1_hysteresis.value, 0.0, 327'680.0, 10.0,
                   "0 to 327680 in steps of 10 [m] (TS 38.331, HysteresisLocation)");
    require(faults, p.t1_lead.count() >= 0 && p.t1_lead.count() <= 3600, "t1_lead_s", static_cast<double>(p.t1_lead.count()),
            "0 to 3600 [s]");
    stepped_within("t1_duration_ms", static_cast<double>(p.t1_duration.count()), 100.0, 600'000.0, 100.0,
                   "100 to 600000 in steps of 100 [ms] (TS 38.331, condEventT1 duration)");
    require(faults, within(p.least_sinr.value, -20.0, 30.0), "least_sinr_db", p.least_sinr.value, "-20 to 30 [dB]");
    return faults;
}

}  // namespace d2c
