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
constexpr std::uint32_t kHalf = 2048;       // columns and rows that a beam's number has room for, each way

}  // namespace

std::optional<MovingLattice::Beam> MovingLattice::at(const Position<Itrf>& s, const Velocity<Itrf>& v, const Position<Itrf>& p) const {
    const Vector down = unit({-s.x.value, -s.y.value, -s.z.value});
    const Vector left = unit(cross({v.x.value, v.y.value, v.z.value}, down)), ahead = cross(down, left);
    const Vector to = unit({p.x.value - s.x.value, p.y.value - s.y.value, p.z.value - s.z.value});
    const double depth = dot(to, down);
    if (!(depth > kLeastCosine)) return std::nullopt;
    // Rows stand half the square root of 3 of a pitch apart along the way; every other one is shifted by half a pitch.
    const double row_height = 0.5 * std::sqrt(3.0);
    const double x = dot(to, ahead) / depth / pitch_, y = dot(to, left) / depth / pitch_;
    const double above = std::floor(x / row_height);
    double least = 1e300, row = 0.0, column = 0.0;
    for (const double r : {above, above + 1.0}) {
        const double shift = std::fmod(std::abs(r), 2.0) == 0.0 ? 0.0 : 0.5;
        const double c = std::round(y - shift);
        const double dx = x - r * row_height, dy = y - c - shift;
        if (dx * dx + dy * dy < least) {
            least = dx * dx + dy * dy;
            row = r;
            column = c + shift;
        }
    }
    const double cx = row * row_height * pitch_, cy = column * pitch_;
    const Vector axis =
        unit({down.x + ahead.x * cx + left.x * cy, down.y + ahead.y * cx + left.y * cy, down.z + ahead.z * cx + left.z * cy});
    const auto wrapped = [](double at) {
        return static_cast<std::uint32_t>(static_cast<std::int64_t>(std::floor(at)) + kHalf) % (2 * kHalf);
    };
    return Beam{wrapped(row) * 2 * kHalf + wrapped(column), axis.x, axis.y, axis.z, x - row * row_height, y - column};
}

}  // namespace d2c
