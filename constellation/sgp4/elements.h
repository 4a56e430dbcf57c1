#pragma once
// Mean elements in the units of the theory: radians, minutes.

namespace d2c::sgp4 {

struct MeanElements {
    double e = 0.0, i = 0.0, node = 0.0, omega = 0.0, m = 0.0;  ///< omega: argument of perigee, m: mean anomaly [rad]
    double n = 0.0;                                             ///< mean motion [rad/min]
};

/// [rad/min]
struct SecularRates {
    double m_dot = 0.0, omega_dot = 0.0, node_dot = 0.0;
};

}  // namespace d2c::sgp4
