#pragma once
// Quantities as types: a level is a point, a gain is a delta, and a number enters or leaves with its unit named.

#include <cmath>
#include <compare>
#include <numbers>

namespace d2c {

/// Ratio of two powers, 10 log10(ratio) [dB].
struct Db {
    double value;
    auto operator<=>(const Db&) const = default;
};
/// Power level relative to one milliwatt [dBm].
struct Dbm {
    double value;
    auto operator<=>(const Dbm&) const = default;
};
/// Power level relative to one watt [dBW].
struct Dbw {
    double value;
    auto operator<=>(const Dbw&) const = default;
};
/// Antenna gain relative to an isotropic radiator [dBi]; a gain, so it adds to levels and to ratios.
struct Dbi {
    double value;
    auto operator<=>(const Dbi&) const = default;
};
/// Figure of merit of a receiver, G/T [dB/K].
struct DbPerKelvin {
    double value;
    auto operator<=>(const DbPerKelvin&) const = default;
};

constexpr Db operator+(Db a, Db b) { return {a.value + b.value}; }
constexpr Db operator-(Db a, Db b) { return {a.value - b.value}; }
constexpr Db operator-(Db a) { return {-a.value}; }
constexpr Dbm operator+(Dbm level, Db gain) { return {level.value + gain.value}; }
constexpr Dbm operator-(Dbm level, Db loss) { return {level.value - loss.value}; }
constexpr Dbm operator+(Dbm level, Dbi gain) { return {level.value + gain.value}; }
constexpr Db operator-(Dbm a, Dbm b) { return {a.value - b.value}; }
constexpr Dbw operator+(Dbw level, Db gain) { return {level.value + gain.value}; }
constexpr Dbw operator-(Dbw level, Db loss) { return {level.value - loss.value}; }
constexpr Dbw operator+(Dbw level, Dbi gain) { return {level.value + gain.value}; }
constexpr Db operator-(Dbw a, Dbw b) { return {a.value - b.value}; }
constexpr Db as_ratio(Dbi gain) { return {gain.value}; }
constexpr Dbm to_dbm(Dbw level) { return {level.value + 30.0}; }
constexpr Dbw to_dbw(Dbm level) { return {level.value - 30.0}; }

/// Frequency or bandwidth [Hz].
struct Hertz {
    double value;
    static constexpr Hertz mega(double mhz) { return {mhz * 1e6}; }
    static constexpr Hertz kilo(double khz) { return {khz * 1e3}; }
    constexpr double in_mega() const { return value * 1e-6; }
    auto operator<=>(const Hertz&) const = default;
};
/// Length [m].
struct Metres {
    double value;
    static constexpr Metres kilo(double km) { return {km * 1e3}; }
    constexpr double in_kilo() const { return value * 1e-3; }
    auto operator<=>(const Metres&) const = default;
};
/// Speed [m/s].
struct MetresPerSecond {
    double value;
    auto operator<=>(const MetresPerSecond&) const = default;
};
/// Power [W].
struct Watts {
    double value;
    auto operator<=>(const Watts&) const = default;
};
/// Temperature [K].
struct Kelvin {
    double value;
    auto operator<=>(const Kelvin&) const = default;
};
/// Data rate [bit/s].
struct BitsPerSecond {
    double value;
    auto operator<=>(const BitsPerSecond&) const = default;
};

constexpr Hertz operator+(Hertz a, Hertz b) { return {a.value + b.value}; }
constexpr Hertz operator-(Hertz a, Hertz b) { return {a.value - b.value}; }
constexpr Hertz operator*(double k, Hertz f) { return {k * f.value}; }
constexpr double operator/(Hertz a, Hertz b) { return a.value / b.value; }
constexpr Metres operator+(Metres a, Metres b) { return {a.value + b.value}; }
constexpr Metres operator-(Metres a, Metres b) { return {a.value - b.value}; }
constexpr Metres operator*(double k, Metres d) { return {k * d.value}; }
constexpr double operator/(Metres a, Metres b) { return a.value / b.value; }

/// Plane angle; radians inside, degrees by name only.
class Angle {
  public:
    constexpr Angle() = default;
    static constexpr Angle degrees(double d) { return Angle{d * std::numbers::pi / 180.0}; }
    static constexpr Angle radians(double r) { return Angle{r}; }
    constexpr double in_degrees() const { return rad_ * 180.0 / std::numbers::pi; }
    constexpr double in_radians() const { return rad_; }
    auto operator<=>(const Angle&) const = default;

  private:
    explicit constexpr Angle(double rad) : rad_{rad} {}
    double rad_ = 0.0;
};
constexpr Angle operator+(Angle a, Angle b) { return Angle::radians(a.in_radians() + b.in_radians()); }
constexpr Angle operator-(Angle a, Angle b) { return Angle::radians(a.in_radians() - b.in_radians()); }
constexpr Angle operator*(double k, Angle a) { return Angle::radians(k * a.in_radians()); }
inline double sin(Angle a) { return std::sin(a.in_radians()); }
inline double cos(Angle a) { return std::cos(a.in_radians()); }
inline double tan(Angle a) { return std::tan(a.in_radians()); }

/// A power spread over frequency: the level falls within `reference_bandwidth`.
struct PowerDensity {
    Dbw level;
    Hertz reference_bandwidth;
};
/// A power flux density at a surface [dBW/m^2] within `reference_bandwidth`.
struct Pfd {
    double dbw_per_m2;
    Hertz reference_bandwidth;
};

inline double ratio_from_db(Db gain) { return std::pow(10.0, gain.value / 10.0); }
/// The same for hot loops, at half the cost: relative error below 1e-15 for each 4 dB, so not exact at powers of ten.
inline double ratio_by_exp(double gain_db) { return std::exp(gain_db * (std::numbers::ln10 / 10.0)); }
inline Db db_from_ratio(double ratio) { return {10.0 * std::log10(ratio)}; }
inline Watts to_watts(Dbm level) { return {std::pow(10.0, level.value / 10.0) * 1e-3}; }
inline Watts to_watts(Dbw level) { return {std::pow(10.0, level.value / 10.0)}; }
inline Dbm to_dbm(Watts power) { return {10.0 * std::log10(power.value) + 30.0}; }
inline Dbw to_dbw(Watts power) { return {10.0 * std::log10(power.value)}; }
/// Sum of two powers given as levels; 10 dBm and 10 dBm make 13.01 dBm.
inline Dbm power_sum(Dbm a, Dbm b) { return to_dbm(Watts{to_watts(a).value + to_watts(b).value}); }

/// The same flat density said over another reference bandwidth.
inline PowerDensity restate(PowerDensity d, Hertz reference) {
    return {d.level + db_from_ratio(reference / d.reference_bandwidth), reference};
}
inline Pfd restate(Pfd p, Hertz reference) { return {p.dbw_per_m2 + db_from_ratio(reference / p.reference_bandwidth).value, reference}; }
/// Level within `bandwidth` of a flat density.
inline Dbw level_within(PowerDensity d, Hertz bandwidth) { return restate(d, bandwidth).level; }

}  // namespace d2c
