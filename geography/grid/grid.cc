#include "geography/grid/grid.h"

#include <healpix_base.h>

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

namespace d2c {
namespace {

constexpr double kHalfPi = std::numbers::pi / 2.0;

pointing direction(const Geodetic& place) {
    const double latitude = place.latitude.in_radians(), longitude = place.longitude.in_radians();
    if (!(std::abs(latitude) <= kHalfPi * (1.0 + 1e-15)) || !std::isfinite(longitude))
        throw std::invalid_argument("place: latitude " + std::to_string(place.latitude.in_degrees()) + ", longitude " +
                                    std::to_string(place.longitude.in_degrees()) + ": latitude -90 to 90 [deg], longitude finite");
    pointing p(kHalfPi - latitude, longitude);
    p.normalize();
    return p;
}

void list(const rangeset<std::int64_t>& ranges, std::vector<std::int64_t>& pixels) {
    pixels.clear();
    for (std::size_t i = 0; i < ranges.nranges(); ++i)
        for (std::int64_t pixel = ranges.ivbegin(i); pixel < ranges.ivend(i); ++pixel) pixels.push_back(pixel);
}

}  // namespace

struct Grid::Impl {
    explicit Impl(int order) : healpix(order, NEST) {}
    T_Healpix_Base<std::int64_t> healpix;
};

Grid::Grid(int order) {
    if (!(order >= 0 && order <= 29)) throw std::invalid_argument("grid order " + std::to_string(order) + ": 0 to 29");
    impl_ = std::make_unique<Impl>(order);
}
Grid::~Grid() = default;
Grid::Grid(Grid&&) noexcept = default;
Grid& Grid::operator=(Grid&&) noexcept = default;

int Grid::order() const { return impl_->healpix.Order(); }
std::int64_t Grid::cell_count() const { return impl_->healpix.Npix(); }
double Grid::cell_area_km2() const { return kEarthSurfaceKm2 / static_cast<double>(cell_count()); }

Angle Grid::cell_radius() const { return Angle::radians(impl_->healpix.max_pixrad()); }

CellId Grid::cell_of(const Geodetic& place) const { return {order(), impl_->healpix.ang2pix(direction(place))}; }

Geodetic Grid::centre(CellId cell) const {
    if (!(cell.order == order() && cell.pixel >= 0 && cell.pixel < cell_count()))
        throw std::invalid_argument("cell " + std::to_string(cell.order) + "/" + std::to_string(cell.pixel) + ": order " +
                                    std::to_string(order()) + ", pixel 0 to " + std::to_string(cell_count() - 1));
    double z = 0.0, phi = 0.0;
    impl_->healpix.pix2zphi(cell.pixel, z, phi);
    // Near a pole asin(z) would lose digits: the distance from the axis is exact there.
    const pointing p = impl_->healpix.pix2ang(cell.pixel);
    if (phi > std::numbers::pi) phi -= 2.0 * std::numbers::pi;
    return {Angle::radians(kHalfPi - p.theta), Angle::radians(phi), Metres{0.0}};
}

std::vector<Geodetic> Grid::boundary(CellId cell, int points_per_side) const {
    if (points_per_side < 1) throw std::invalid_argument("points per side " + std::to_string(points_per_side) + ": 1 or more");
    const double middle = centre(cell).longitude.in_radians();
    std::vector<vec3> points;
    impl_->healpix.boundaries(cell.pixel, static_cast<tsize>(points_per_side), points);
    std::vector<Geodetic> around;
    around.reserve(points.size());
    for (const vec3& p : points) {
        const double from_axis = std::hypot(p.x, p.y);
        // The pole itself has any longitude: the cell's middle, so that outlines stay narrow.
        double longitude = from_axis > 1e-12 ? std::atan2(p.y, p.x) : middle;
        while (longitude - middle > std::numbers::pi) longitude -= 2.0 * std::numbers::pi;
        while (longitude - middle < -std::numbers::pi) longitude += 2.0 * std::numbers::pi;
        around.push_back({Angle::radians(std::atan2(p.z, from_axis)), Angle::radians(longitude), Metres{0.0}});
    }
    return around;
}

std::vector<std::int64_t> Grid::cells_in_disc(const Geodetic& centre, Angle radius) const {
    std::vector<std::int64_t> pixels;
    cells_in_disc(centre, radius, pixels);
    return pixels;
}

void Grid::cells_in_disc(const Geodetic& centre, Angle radius, std::vector<std::int64_t>& reuse) const {
    const double r = radius.in_radians();
    if (!(r >= 0.0 && r <= std::numbers::pi * (1.0 + 1e-15)))
        throw std::invalid_argument("radius " + std::to_string(radius.in_degrees()) + ": 0 to 180 [deg]");
    rangeset<std::int64_t> ranges;
    // HEALPix looks for overlap at `fact` times finer resolution (a power of two in nested order, and order + log2(fact) at most 29).
    const int fact = order() <= 27 ? 4 : 1;
    impl_->healpix.query_disc_inclusive(direction(centre), std::min(1.007 * r, std::numbers::pi), ranges, fact);
    list(ranges, reuse);
}

void Grid::centres_in_disc(const Geodetic& centre, Angle radius, std::vector<std::int64_t>& reuse) const {
    const double r = radius.in_radians();
    if (!(r >= 0.0 && r <= std::numbers::pi * (1.0 + 1e-15)))
        throw std::invalid_argument("radius " + std::to_string(radius.in_degrees()) + ": 0 to 180 [deg]");
    rangeset<std::int64_t> ranges;
    impl_->healpix.query_disc(direction(centre), std::min(r, std::numbers::pi), ranges);
    list(ranges, reuse);
}

void Grid::centre_vector(std::int64_t pixel, double (&unit)[3]) const {
    const vec3 v = impl_->healpix.pix2vec(pixel);
    unit[0] = v.x;
    unit[1] = v.y;
    unit[2] = v.z;
}

}  // namespace d2c
