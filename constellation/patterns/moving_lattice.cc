#include "constellation/patterns/moving_lattice.h"

#include <cmath>

namespace d2c {
namespace {

struct Vector {
    double x, y, z;
};
double dot(const Vector& a, const Vector& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
Vector cross(const Vector& a, const Vector& b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
Vector unit(const Vector& a) {
    const double length = std::sqrt(dot(a, a));
    return {a.x / length, a.y / length, a.z / length};
}

constexpr double kLeastCosine = 0.0174524;  // 89 degrees off nadir
constexpr std::int64_t kHalf = 2048;        // rows and columns that a beam's number has room for, each way
/// Rows stand half the square root of 3 of a pitch apart along the way; every other one is shifted by half a pitch.
const double kRowHeight = 0.5 * std::sqrt(3.0);

double shift_of(std::int64_t row) { return row % 2 == 0 ? 0.0 : 0.5; }

/// The plane below a satellite, and where in it a place lies, in pitches.
struct Plane {
    Vector down, ahead, left;
    double x, y;
};
std::optional<Plane> plane_of(const Position<Itrf>& s, const Velocity<Itrf>& v, const Position<Itrf>& p, double pitch) {
    Plane plane{};
    plane.down = unit({-s.x.value, -s.y.value, -s.z.value});
    plane.left = unit(cross({v.x.value, v.y.value, v.z.value}, plane.down));
    plane.ahead = cross(plane.down, plane.left);
    const Vector to = unit({p.x.value - s.x.value, p.y.value - s.y.value, p.z.value - s.z.value});
    const double depth = dot(to, plane.down);
    if (!(depth > kLeastCosine)) return std::nullopt;
    plane.x = dot(to, plane.ahead) / depth / pitch;
    plane.y = dot(to, plane.left) / depth / pitch;
    return plane;
}

MovingLattice::Beam beam_of(const Plane& plane, std::int64_t row, std::int64_t column, double pitch) {
    const double x = static_cast<double>(row) * kRowHeight, y = static_cast<double>(column) + shift_of(row);
    const Vector axis =
        unit({plane.down.x + pitch * (plane.ahead.x * x + plane.left.x * y), plane.down.y + pitch * (plane.ahead.y * x + plane.left.y * y),
              plane.down.z + pitch * (plane.ahead.z * x + plane.left.z * y)});
    const auto number = static_cast<std::uint32_t>((row + kHalf) * 2 * kHalf + column + kHalf);
    return {number, axis.x, axis.y, axis.z, plane.x - x, plane.y - y};
}

}  // namespace

std::optional<MovingLattice::Beam> MovingLattice::at(const Position<Itrf>& satellite, const Velocity<Itrf>& velocity,
                                                     const Position<Itrf>& place) const {
    const auto plane = plane_of(satellite, velocity, place, pitch_);
    if (!plane) return std::nullopt;
    const auto below = static_cast<std::int64_t>(std::floor(plane->x / kRowHeight));
    double least = 1e300;
    std::int64_t row = 0, column = 0;
    for (const std::int64_t r : {below, below + 1}) {
        const double c = std::round(plane->y - shift_of(r));
        const double dx = plane->x - static_cast<double>(r) * kRowHeight, dy = plane->y - c - shift_of(r);
        if (dx * dx + dy * dy < least) {
            least = dx * dx + dy * dy;
            row = r;
            column = static_cast<std::int64_t>(c);
        }
    }
    if (std::abs(row) >= kHalf || std::abs(column) >= kHalf) return std::nullopt;
    return beam_of(*plane, row, column, pitch_);
}

std::optional<MovingLattice::Beam> MovingLattice::of_number(std::uint32_t number, const Position<Itrf>& satellite,
                                                            const Velocity<Itrf>& velocity, const Position<Itrf>& place) const {
    const auto plane = plane_of(satellite, velocity, place, pitch_);
    if (!plane) return std::nullopt;
    return beam_of(*plane, static_cast<std::int64_t>(number) / (2 * kHalf) - kHalf, static_cast<std::int64_t>(number) % (2 * kHalf) - kHalf,
                   pitch_);
}

}  // namespace d2c
