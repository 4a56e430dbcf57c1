#pragma once
// A figure of a cell as one byte: the index of a level. Levels are what a reader can use (half a decibel, two digits), never finer.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace d2c::report {

/// The byte of a figure that does not exist.
inline constexpr std::uint8_t kNoValue = 255;

enum class Rounding { kNearest, kDown, kUp };

/// An ascending table of at most 255 values. A value beyond an end gets that end; the page then shows "at least" or "at most".
class Levels {
  public:
    Levels(std::string id, std::string unit, std::vector<double> values, bool open_below, bool open_above);
    /// NaN and nothing become `kNoValue`.
    std::uint8_t encode(std::optional<double> value, Rounding rounding = Rounding::kNearest) const;

    const std::string& id() const { return id_; }
    const std::string& unit() const { return unit_; }
    const std::vector<double>& values() const { return values_; }
    bool open_below() const { return open_below_; }
    bool open_above() const { return open_above_; }

  private:
    std::string id_, unit_;
    std::vector<double> values_;
    bool open_below_, open_above_;
};

/// 0 to 1 in steps of 0.005. Rounded to nearest, 0 and 1 are only ever exactly that: a small share stays visible, a gap too.
const Levels& share_levels();
/// -40 to 60 dB in steps of 0.5.
const Levels& sinr_levels();
/// -160 to -60 dBm in steps of 0.5.
const Levels& rsrp_levels();
/// 0 to 100,000 kbit/s, two digits from 100 on.
const Levels& rate_levels();
/// 0 to 250, two digits or better below 100.
const Levels& count_levels();
/// 0 to 100 ms in steps of 1, then two digits or better to 100 s.
const Levels& time_levels();

}  // namespace d2c::report
