#pragma once
// What tests that sum over every beam or phone in double precision have alike.

#include <cmath>
#include <string>
#include <vector>

namespace d2c::test {

/// A quarter of `video-anywhere` small enough for such a sum.
inline const std::vector<std::string> kSmall{"geography.grid_order=4", "rollout.first_quarter=2031Q1", "rollout.last_quarter=2031Q1",
                                             "run.windows_per_quarter=2"};

struct Vector {
    double x, y, z;
};
inline Vector operator-(const Vector& a, const Vector& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Vector operator+(const Vector& a, const Vector& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline Vector operator*(double s, const Vector& a) { return {s * a.x, s * a.y, s * a.z}; }
inline double dot(const Vector& a, const Vector& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
inline Vector cross(const Vector& a, const Vector& b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
inline double length(const Vector& a) { return std::sqrt(dot(a, a)); }

}  // namespace d2c::test
