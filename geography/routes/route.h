#pragma once
// A way over the Earth in time: where a phone that travels is at a moment, how fast, and whereto.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/quantity.h"
#include "base/vector.h"

namespace d2c {

/// What carries the phone: it sets how fast a route may be and, elsewhere, what lies between phone and sky.
enum class Conveyance { kLorry, kCar, kTrain, kShip, kAircraft, kHiker };
inline constexpr Conveyance kCarriers[] = {Conveyance::kLorry, Conveyance::kCar,      Conveyance::kTrain,
                                           Conveyance::kShip,  Conveyance::kAircraft, Conveyance::kHiker};
/// `lorry`, `car`, `train`, `ship`, `aircraft`, `hiker`.
std::string_view to_string(Conveyance carrier);
std::optional<Conveyance> parse_carrier(std::string_view text);
/// A pace or a track beyond this over the ground is no such journey but a fault in the data.
MetresPerSecond fastest(Conveyance carrier);

/// What error a position of a track may have before it counts as movement.
inline constexpr Metres kPositionError{50.0};  // assumption: a satellite fix among trees and houses
/// A waypoint that paces a track stands at most so far beside it.
inline constexpr Metres kBesideTrack{10e3};  // assumption: a town's middle beside its road, rail or fairway
/// Slower than this is standing: what a receiver at rest reports.
inline constexpr MetresPerSecond kStanding{0.15};  // assumption: half a kilometre an hour
/// Rise of an aircraft after a start and fall before a landing, along the way.
inline constexpr Angle kClimb = Angle::degrees(3.0);  // assumption: the usual descent path of an instrument approach, both ways

struct Waypoint {
    std::string id, note;
    Geodetic place{};
    std::optional<MetresPerSecond> speed;  ///< onwards
    double stop_s = 0.0;                   ///< before going on [s]
};
struct TrackPoint {
    Geodetic place{};
    std::optional<Instant> at;
};
/// Starts of the same journey.
struct Departures {
    Instant first{};
    double every_s = 0.0;
    int count = 1;
};
struct RouteConfig {
    std::string id, title, source;
    Conveyance carrier = Conveyance::kCar;
    std::string handset, operator_id;  ///< ids; empty: as the command says
    std::optional<Departures> departures;
    std::optional<Metres> cruise_altitude;  ///< of an aircraft, above the ellipsoid; without it, it flies on the ground
    /// Two points of a track further apart leave the way between them unknown. Nothing: what the carrier covers in a quarter of an hour at
    /// its fastest.
    std::optional<Metres> longest_gap;
    std::vector<Waypoint> waypoints;  ///< pace the way, if there are any; else the track's own times do
    std::vector<TrackPoint> track;    ///< the line between waypoints; empty: geodesics of WGS 84
};

/// What is wrong with a route, where: `index` counts waypoints or track points.
struct RouteFault {
    enum class Of { kRoute, kWaypoint, kTrackPoint } of = Of::kRoute;
    std::size_t index = 0;
    std::string field;  ///< `speed_kmh`; empty: the point as a whole
    std::string value, allowed;
};

/// A moment of a journey.
struct RouteState {
    Geodetic place{};
    MetresPerSecond speed{};
    Angle course;         ///< clockwise from north, 0 to 360 degrees; standing: as it came
    Metres travelled{};   ///< along the way
    std::size_t leg = 0;  ///< the waypoint it comes from or stands at; 0 on a track without waypoints
    bool moving = false;
};

/// Immutable; same time, same state. Between points it goes along the geodesic of WGS 84, so across 180 degrees and over poles as anywhere.
class Route {
  public:
    /// Nothing if there are `faults`: fewer than two points, a place that is none, a leg without a speed or faster than the carrier goes,
    /// neighbours that are the same place or (without a track) antipodes, a waypoint that stands beside the track or before the last one;
    /// on a track a gap, a missing or earlier time, a jump.
    static std::optional<Route> make(const RouteConfig& config, std::vector<RouteFault>& faults);

    /// `elapsed_s` since the departure [s]; before it the phone stands at the beginning, after the end at the end. Throws
    /// std::invalid_argument for NaN.
    RouteState at(double elapsed_s) const;
    Metres length() const { return {length_m_}; }
    double duration_s() const { return pieces_.back().end_s; }

  private:
    struct Piece {
        double begin_s, end_s;
        double latitude_deg, longitude_deg, azimuth_deg;  ///< at its beginning
        double begin_m, length_m;
        double begin_height_m, end_height_m;
        std::size_t leg;
    };
    class Builder;
    Route() = default;

    std::vector<Piece> pieces_;
    double length_m_ = 0.0;
    struct Ground {
        double at_m, height_m;
    };
    std::vector<Ground> landings_;  ///< where an aircraft stands, along the way; empty: heights are those of the points
    double cruise_m_ = 0.0;
};

/// The times of departure, in order.
std::vector<Instant> departure_times(const Departures& departures);

}  // namespace d2c
