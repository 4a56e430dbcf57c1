#pragma once
// What a network sets for handover triggers, in the standard's own ranges.

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/quantity.h"

namespace d2c {

/// Which condition lets a phone leave its cell for another. Events A3, A4, A5 and D1: TS 38.331 clauses 5.5.4.4, .5, .6 and .15 (A3 to A5
/// the same in TS 36.331); T1: CondEvent T1, clause 5.5.4.16. The last two are the pairs that Release 17 configures for satellites: A4 with
/// a place or a time.
enum class Trigger : std::uint8_t { kStrongest, kA3, kA4, kA5, kD1, kT1, kA4AndD1, kA4AndT1 };
/// `strongest`, `a3`, `a4`, `a5`, `d1`, `t1`, `a4-and-d1`, `a4-and-t1`.
std::optional<Trigger> parse_trigger(std::string_view name);
std::string_view to_string(Trigger trigger);

/// Which of several cells that fulfil the trigger is taken.
enum class Preference : std::uint8_t { kStrongest, kLongestRemaining, kNearest };
/// `strongest`, `longest-remaining`, `nearest`.
std::optional<Preference> parse_preference(std::string_view name);
std::string_view to_string(Preference preference);

/// TimeToTrigger [ms], TS 38.331 clause 6.3.2 (the values of TS 36.331 are the same).
inline constexpr std::array kTimesToTriggerMs{0, 40, 64, 80, 100, 128, 160, 256, 320, 480, 512, 640, 1024, 1280, 2560, 5120};

/// Defaults are assumptions: handover early enough for satellites that fade slowly, two cells apart by no more than shadowing. least_sinr
/// is Qin of radio link monitoring: a cell that could be held.
struct TriggerParameters {
    Trigger trigger = Trigger::kA3;
    Preference prefer = Preference::kStrongest;
    std::chrono::milliseconds time_to_trigger{0};
    Db hysteresis{1.0};                             ///< 0 to 15 dB in steps of 0.5 dB (Hysteresis)
    Db a3_offset{2.0};                              ///< -15 to 15 dB in steps of 0.5 dB (a3-Offset); `strongest` is A3 with offset 0
    Dbm a4_threshold{-120.0};                       ///< -156 to -31 dBm (RSRP-Range)
    Dbm a5_threshold1{-115.0};                      ///< the serving cell is below
    Dbm a5_threshold2{-115.0};                      ///< the other is above
    Metres d1_threshold1{30e3};                     ///< to the serving cell's reference point: above; 0 to 3276.25 km in steps of 50 m
    Metres d1_threshold2{30e3};                     ///< to the other's: below
    Metres d1_hysteresis{500.0};                    ///< 0 to 327.68 km in steps of 10 m (HysteresisLocation)
    std::chrono::seconds t1_lead{10};               ///< t1-Threshold is this long before the serving cell ceases
    std::chrono::milliseconds t1_duration{20'000};  ///< 100 ms to 600 s in steps of 100 ms (duration)
    /// Level below which no cell is a target, whatever the trigger: the phone could not be reached there.
    Db least_sinr{-6.0};
};

/// Every parameter outside its range, with the clause that sets it.
Faults check(const TriggerParameters& parameters);

}  // namespace d2c
