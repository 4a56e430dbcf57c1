#include "geography/borders/borders.h"

#include <s2/mutable_s2shape_index.h>
#include <s2/s2closest_edge_query.h>
#include <s2/s2contains_point_query.h>
#include <s2/s2lax_polygon_shape.h>
#include <s2/s2loop_measures.h>

#include <cmath>
#include <map>
#include <stdexcept>

#include "base/constants.h"
#include "geography/borders/topojson.h"

namespace d2c {
namespace {

// Rings below this solid angle [sr] (0.04 km^2) are leftovers of the drawing; one of them, at the South Pole, would turn Antarctica inside
// out.
constexpr double kLeastRingSr = 1e-9;
constexpr double kSquareKmPerSr = 510065621.7 / (4.0 * std::numbers::pi);

S1ChordAngle chord(Metres distance) { return S1ChordAngle(S1Angle::Radians(distance / kMeanEarthRadius)); }

S2Point point_of(const Geodetic& place) {
    const double latitude = place.latitude.in_radians(), longitude = place.longitude.in_radians();
    if (!(std::abs(latitude) <= std::numbers::pi / 2 * (1.0 + 1e-15)) || !std::isfinite(longitude))
        throw std::invalid_argument("place: latitude " + std::to_string(place.latitude.in_degrees()) + ", longitude " +
                                    std::to_string(place.longitude.in_degrees()) + ": latitude -90 to 90 [deg], longitude finite");
    return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude), std::sin(latitude)};
}

// The Caspian Sea, generously: no other sea reaches into this box (Convention on the Legal Status of the Caspian Sea, 2018: no high seas).
bool in_caspian_box(const S2Point& p) {
    constexpr double kDegree = std::numbers::pi / 180.0;
    const double latitude = std::asin(p.z()), longitude = std::atan2(p.y(), p.x());
    return latitude > 36.4 * kDegree && latitude < 47.6 * kDegree && longitude > 46.4 * kDegree && longitude < 55.0 * kDegree;
}
bool near_caspian_box(const S2Point& p, double radius_rad) {
    constexpr double kDegree = std::numbers::pi / 180.0;
    static const S2Point centre = S2LatLng::FromDegrees(42.0, 50.7).ToPoint();
    return p.Angle(centre) < 7.0 * kDegree + radius_rad;
}

}  // namespace

struct Borders::Impl {
    MutableS2ShapeIndex index;
    std::vector<AreaCode> area_of_shape;
    std::map<AreaCode, double> area_km2;
    std::vector<Outline> outlines;
};

struct Borders::Classifier::Impl {
    explicit Impl(const Borders::Impl& of) : borders{of}, contains{&of.index}, coast{&of.index}, within{&of.index} {
        coast.mutable_options()->set_include_interiors(false);
        within.mutable_options()->set_include_interiors(false);
    }
    Where classify(const S2Point& p) {
        Where where{kHighSeas, false};
        const bool on_land = contains.VisitContainingShapes(p, [&](S2Shape* shape) {
            where = {borders.area_of_shape[static_cast<std::size_t>(shape->id())], true};
            return false;
        });
        static_cast<void>(on_land);
        if (where.on_land) return where;
        coast.mutable_options()->set_max_distance(in_caspian_box(p) ? S1ChordAngle::Infinity() : chord(kTerritorialSea));
        S2ClosestEdgeQuery::PointTarget target(p);
        const auto nearest = coast.FindClosestEdge(&target);
        if (nearest.is_empty()) return where;
        const AreaCode owner = borders.area_of_shape[static_cast<std::size_t>(nearest.shape_id())];
        if (owner != kAntarctica) where.area = owner;
        return where;
    }
    std::optional<Where> uniform_within(const S2Point& p, double radius_rad) {
        const double margin = 1e-9;
        S2ClosestEdgeQuery::PointTarget target(p);
        if (within.IsDistanceLess(&target, S1ChordAngle(S1Angle::Radians(radius_rad + margin)))) return std::nullopt;
        const Where where = classify(p);
        if (where.on_land) return where;
        if (near_caspian_box(p, radius_rad)) return std::nullopt;
        const double sea_rad = kTerritorialSea / kMeanEarthRadius;
        if (within.IsDistanceLess(&target, S1ChordAngle(S1Angle::Radians(radius_rad + sea_rad + margin)))) return std::nullopt;
        return where;
    }
    const Borders::Impl& borders;
    S2ContainsPointQuery<MutableS2ShapeIndex> contains;
    S2ClosestEdgeQuery coast, within;
};

Borders::Borders(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Borders::~Borders() = default;
Borders::Borders(Borders&&) noexcept = default;
Borders& Borders::operator=(Borders&&) noexcept = default;

Result<Borders> Borders::load(const std::string& countries_50m_json_path) {
    auto rings = read_country_rings(countries_50m_json_path);
    if (!rings) return rings.faults();
    auto impl = std::make_unique<Impl>();
    std::map<AreaCode, std::vector<S2LaxPolygonShape::Loop>> loops;
    for (CountryRing& ring : *rings) {
        // S2 has the interior on the left, TopoJSON on the right: backwards.
        S2LaxPolygonShape::Loop loop;
        for (std::size_t i = ring.longitude_deg.size(); i-- > 0;)
            loop.push_back(S2LatLng::FromDegrees(ring.latitude_deg[i], ring.longitude_deg[i]).ToPoint());
        const double signed_sr = S2::GetSignedArea(S2PointLoopSpan(loop));
        if (std::abs(signed_sr) >= kLeastRingSr) {
            impl->area_km2[ring.area] += signed_sr * kSquareKmPerSr;
            loops[ring.area].push_back(std::move(loop));
        }
        impl->outlines.push_back({ring.area, std::move(ring.longitude_deg), std::move(ring.latitude_deg)});
    }
    for (const auto& [area, polygon] : loops) {
        impl->index.Add(std::make_unique<S2LaxPolygonShape>(polygon));
        impl->area_of_shape.push_back(area);
    }
    impl->index.ForceBuild();
    return Borders{std::move(impl)};
}

Borders::Where Borders::classify(const Geodetic& place) const { return Classifier::Impl{*impl_}.classify(point_of(place)); }

int Borders::countries_at(const Geodetic& place) const {
    S2ContainsPointQuery<MutableS2ShapeIndex> query(&impl_->index);
    return static_cast<int>(query.GetContainingShapes(point_of(place)).size());
}

const std::vector<Borders::Outline>& Borders::outlines() const { return impl_->outlines; }

double Borders::land_area_km2(AreaCode area) const {
    const auto found = impl_->area_km2.find(area);
    return found == impl_->area_km2.end() ? 0.0 : found->second;
}

std::vector<AreaCode> Borders::areas() const { return impl_->area_of_shape; }

Borders::Classifier::Classifier(const Borders& borders) : impl_{std::make_unique<Impl>(*borders.impl_)} {}
Borders::Classifier::~Classifier() = default;
Borders::Where Borders::Classifier::classify(const double (&unit)[3]) { return impl_->classify(S2Point(unit[0], unit[1], unit[2])); }
std::optional<Borders::Where> Borders::Classifier::uniform_within(const double (&unit)[3], Angle radius) {
    return impl_->uniform_within(S2Point(unit[0], unit[1], unit[2]), radius.in_radians());
}

}  // namespace d2c
