#include "geography/routes/route.h"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "geography/routes/track.h"

namespace d2c {
namespace {

constexpr double kKmhPerMetrePerSecond = 3.6;
constexpr double kGapTime = 900.0;  // s; assumption: a quarter of an hour without a position
/// Nearer to the antipode than this the shortest way is not one, or turns with the last digit.
constexpr double kWidestLegDeg = 179.5;

struct CarrierRow {
    Conveyance carrier;
    const char* name;
    double fastest_kmh;
};
constexpr CarrierRow kTable[] = {
    {Conveyance::kLorry, "lorry", 150.0},         // assumption: limiters stop lorries at 90 to 120; downhill and errors of the clock on top
    {Conveyance::kCar, "car", 300.0},             // assumption: the fastest anyone drives on a road without limit
    {Conveyance::kTrain, "train", 600.0},         // assumption: above every train in service, wheels or magnets
    {Conveyance::kShip, "ship", 120.0},           // assumption: above the fastest ferries, which go 58 knots
    {Conveyance::kAircraft, "aircraft", 1400.0},  // assumption: an airliner at Mach 0.85 with a jet stream of 400 km/h behind it
    {Conveyance::kHiker, "hiker", 25.0},          // assumption: a runner
};
const CarrierRow& row_of(Conveyance carrier) {
    return *std::find_if(std::begin(kTable), std::end(kTable), [&](const CarrierRow& r) { return r.carrier == carrier; });
}

std::string number(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

bool on_earth(const Geodetic& p) {
    return std::abs(p.latitude.in_degrees()) <= 90.0 + 1e-9 && std::abs(p.longitude.in_degrees()) <= 180.0 + 1e-9 &&
           std::isfinite(p.height.value);
}

struct Line {
    double length_m, azimuth_deg;
};
Line line_between(const Geodetic& a, const Geodetic& b) {
    double length = 0.0, begin = 0.0, end = 0.0;
    GeographicLib::Geodesic::WGS84().Inverse(a.latitude.in_degrees(), a.longitude.in_degrees(), b.latitude.in_degrees(),
                                             b.longitude.in_degrees(), length, begin, end);
    return {length, begin};
}

double angle_between_deg(const Geodetic& a, const Geodetic& b) {
    const double half = std::pow(std::sin(0.5 * (b.latitude - a.latitude).in_radians()), 2) +
                        cos(a.latitude) * cos(b.latitude) * std::pow(std::sin(0.5 * (b.longitude - a.longitude).in_radians()), 2);
    return Angle::radians(2.0 * std::asin(std::min(1.0, std::sqrt(half)))).in_degrees();
}

}  // namespace

std::string_view to_string(Conveyance carrier) { return row_of(carrier).name; }
std::optional<Conveyance> parse_carrier(std::string_view text) {
    for (const CarrierRow& row : kTable)
        if (text == row.name) return row.carrier;
    return std::nullopt;
}
MetresPerSecond fastest(Conveyance carrier) { return {row_of(carrier).fastest_kmh / kKmhPerMetrePerSecond}; }

/// Checks a configuration and lays its pieces one after the other.
class Route::Builder {
  public:
    Builder(const RouteConfig& config, std::vector<RouteFault>& faults)
        : config_{config}, faults_{faults}, gap_m_{config.longest_gap.value_or(Metres{fastest(config.carrier).value * kGapTime}).value} {}

    void build() {
        check_points();
        if (!faults_.empty()) return;
        if (config_.track.empty())
            straight();
        else if (config_.waypoints.empty())
            dated();
        else
            paced();
        if (faults_.empty()) set_heights();
    }
    Route route_;

  private:
    using Of = RouteFault::Of;
    void fault(Of of, std::size_t index, std::string field, std::string value, std::string allowed) {
        faults_.push_back({of, index, std::move(field), std::move(value), std::move(allowed)});
    }
    std::string fastest_words() const {
        return "at most " + number(fastest(config_.carrier).value * kKmhPerMetrePerSecond, 0) + " for a " +
               std::string{to_string(config_.carrier)} + " [km/h]";
    }

    void check_points() {
        const auto& waypoints = config_.waypoints;
        const auto& track = config_.track;
        for (std::size_t i = 0; i < waypoints.size(); ++i) {
            if (!on_earth(waypoints[i].place)) fault(Of::kWaypoint, i, "", "", "a place on Earth [deg]");
            if (!(waypoints[i].stop_s >= 0.0 && std::isfinite(waypoints[i].stop_s)))
                fault(Of::kWaypoint, i, "stop_s", number(waypoints[i].stop_s, 0), "0 or more [s]");
        }
        for (std::size_t i = 0; i < track.size(); ++i)
            if (!on_earth(track[i].place)) fault(Of::kTrackPoint, i, "", "", "a place on Earth [deg]");
        if (track.size() == 1) fault(Of::kTrackPoint, 0, "", "", "a track of two points or more");
        if (track.empty() && waypoints.empty())
            fault(Of::kRoute, 0, "waypoints", "missing", "two waypoints or more, or a track with times");
        if (waypoints.size() == 1) fault(Of::kRoute, 0, "waypoints", "1", "two waypoints or more");
        for (std::size_t i = 0; i + 1 < waypoints.size(); ++i) {
            const auto& speed = waypoints[i].speed;
            if (!speed)
                fault(Of::kWaypoint, i, "speed_kmh", "missing", "the speed onwards; only the last waypoint has none [km/h]");
            else if (!(speed->value > 0.0 && speed->value <= fastest(config_.carrier).value))
                fault(Of::kWaypoint, i, "speed_kmh", number(speed->value * kKmhPerMetrePerSecond, 1), "more than 0, " + fastest_words());
        }
    }

    void move(const Geodetic& from, const Line& line, double duration_s, const Geodetic& to, std::size_t leg) {
        route_.pieces_.push_back({now_s_, now_s_ + duration_s, from.latitude.in_degrees(), from.longitude.in_degrees(), line.azimuth_deg,
                                  done_m_, line.length_m, from.height.value, to.height.value, leg});
        now_s_ += duration_s;
        done_m_ += line.length_m;
    }
    void stand(const Geodetic& at, double duration_s, std::size_t leg) {
        if (!(duration_s > 0.0)) return;
        stops_.push_back({done_m_, at.height.value});
        double course = 0.0;
        if (!route_.pieces_.empty()) {
            const Piece& last = route_.pieces_.back();
            double latitude = 0.0, longitude = 0.0;
            GeographicLib::Geodesic::WGS84().Direct(last.latitude_deg, last.longitude_deg, last.azimuth_deg, last.length_m, latitude,
                                                    longitude, course);
        }
        move(at, {0.0, course}, duration_s, at, leg);
    }

    void straight() {
        const auto& waypoints = config_.waypoints;
        for (std::size_t i = 0; i < waypoints.size(); ++i) {
            stand(waypoints[i].place, waypoints[i].stop_s, i);
            if (i + 1 == waypoints.size()) break;
            const Line line = line_between(waypoints[i].place, waypoints[i + 1].place);
            if (!(line.length_m > 0.0))
                fault(Of::kWaypoint, i + 1, "", "", "another place than the waypoint before");
            else if (angle_between_deg(waypoints[i].place, waypoints[i + 1].place) > kWidestLegDeg)
                fault(Of::kWaypoint, i + 1, "", number(line.length_m / 1e3, 0) + " km",
                      "nearer to the waypoint before than its antipode, to which no way is the shortest; set one between");
            else
                move(waypoints[i].place, line, line.length_m / waypoints[i].speed->value, waypoints[i + 1].place, i);
        }
    }

    void dated() {
        const auto& track = config_.track;
        for (std::size_t i = 0; i < track.size(); ++i)
            if (!track[i].at)
                fault(Of::kTrackPoint, i, "time", "missing", "a time at every point, or waypoints in a route file that pace the track");
        if (!faults_.empty()) return;
        for (std::size_t i = 1; i < track.size(); ++i) {
            const double duration = seconds_between(*track[i].at, *track[i - 1].at);
            const Line line = line_between(track[i - 1].place, track[i].place);
            if (duration < 0.0) {
                fault(Of::kTrackPoint, i, "time", to_string(*track[i].at), "not before the point before, " + to_string(*track[i - 1].at));
            } else if (line.length_m > gap_m_) {
                gap(i, line.length_m);
            } else if (line.length_m > fastest(config_.carrier).value * duration + kPositionError.value) {
                fault(Of::kTrackPoint, i, "",
                      duration > 0.0 ? number(line.length_m / duration * kKmhPerMetrePerSecond, 0) + " km/h"
                                     : number(line.length_m, 0) + " m at one moment",
                      fastest_words());
            } else if (duration > 0.0) {
                if (line.length_m < kStanding.value * duration) stops_.push_back({done_m_, track[i].place.height.value});
                move(track[i - 1].place, line, duration, track[i].place, 0);
            }
        }
        if (faults_.empty() && route_.pieces_.empty())
            fault(Of::kTrackPoint, track.size() - 1, "time", to_string(*track.back().at), "after the first point");
        if (faults_.empty() && !(done_m_ > 0.0)) fault(Of::kTrackPoint, track.size() - 1, "", "", "another place than the first");
    }

    void gap(std::size_t i, double length_m) {
        fault(Of::kTrackPoint, i, "", number(length_m / 1e3, 1) + " km",
              "at most " + number(gap_m_ / 1e3, 1) + " from the point before (longest_gap_km) [km]");
    }

    void paced() {
        const auto& track = config_.track;
        const auto& waypoints = config_.waypoints;
        std::vector<Line> lines;
        for (std::size_t i = 0; i + 1 < track.size(); ++i) {
            lines.push_back(line_between(track[i].place, track[i + 1].place));
            if (lines.back().length_m > gap_m_) gap(i + 1, lines.back().length_m);
        }
        const std::vector<Foot> feet = feet_on(track, waypoints);
        const auto place = [&](const Foot& f) {
            const Geodetic &a = track[f.segment].place, &b = track[f.segment + 1].place;
            Geodetic p = a;
            double latitude = 0.0, longitude = 0.0;
            GeographicLib::Geodesic::WGS84().Direct(a.latitude.in_degrees(), a.longitude.in_degrees(), lines[f.segment].azimuth_deg,
                                                    f.part * lines[f.segment].length_m, latitude, longitude);
            p.latitude = Angle::degrees(latitude);
            p.longitude = Angle::degrees(longitude);
            p.height = a.height + f.part * (b.height + Metres{-a.height.value});
            return p;
        };
        for (std::size_t i = 0; i < waypoints.size(); ++i) {
            if (feet[i].beside > kBesideTrack)
                fault(Of::kWaypoint, i, "", number(feet[i].beside.in_kilo(), 1) + " km",
                      "at most " + number(kBesideTrack.in_kilo(), 0) + " beside the track, in the order of the track [km]");
            else if (i > 0 && feet[i].segment == feet[i - 1].segment && !(feet[i].part > feet[i - 1].part))
                fault(Of::kWaypoint, i, "", "", "further along the track than the waypoint before");
        }
        if (!faults_.empty()) return;
        for (std::size_t i = 0; i < waypoints.size(); ++i) {
            Geodetic here = place(feet[i]);
            stand(here, waypoints[i].stop_s, i);
            if (i + 1 == waypoints.size()) break;
            for (std::size_t s = feet[i].segment; s <= feet[i + 1].segment; ++s) {
                const Geodetic there = s == feet[i + 1].segment ? place(feet[i + 1]) : track[s + 1].place;
                const Line line = line_between(here, there);
                if (line.length_m > 0.0) move(here, line, line.length_m / waypoints[i].speed->value, there, i);
                here = there;
            }
        }
        if (!(done_m_ > 0.0)) fault(Of::kRoute, 0, "track", "", "a track that goes somewhere");
    }

    void set_heights() {
        route_.length_m_ = done_m_;
        const auto has_height = [](const TrackPoint& p) { return p.place.height.value != 0.0; };
        if (!config_.cruise_altitude || std::any_of(config_.track.begin(), config_.track.end(), has_height)) return;
        route_.cruise_m_ = config_.cruise_altitude->value;
        route_.landings_.push_back({0.0, route_.pieces_.front().begin_height_m});
        route_.landings_.insert(route_.landings_.end(), stops_.begin(), stops_.end());
        route_.landings_.push_back({done_m_, route_.pieces_.back().end_height_m});
    }

    const RouteConfig& config_;
    std::vector<RouteFault>& faults_;
    double gap_m_, now_s_ = 0.0, done_m_ = 0.0;
    std::vector<Ground> stops_;
};

std::optional<Route> Route::make(const RouteConfig& config, std::vector<RouteFault>& faults) {
    Builder builder{config, faults};
    builder.build();
    if (!faults.empty()) return std::nullopt;
    return std::move(builder.route_);
}

RouteState Route::at(double elapsed_s) const {
    if (std::isnan(elapsed_s)) throw std::invalid_argument{"Route::at: NaN [s]"};
    const double t = std::clamp(elapsed_s, 0.0, duration_s());
    auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), t, [](double time, const Piece& p) { return time < p.end_s; });
    if (piece == pieces_.end()) --piece;
    const double duration = piece->end_s - piece->begin_s;
    const double part = duration > 0.0 ? std::clamp((t - piece->begin_s) / duration, 0.0, 1.0) : 1.0;

    RouteState state;
    double latitude = 0.0, longitude = 0.0, course = 0.0;
    GeographicLib::Geodesic::WGS84().Direct(piece->latitude_deg, piece->longitude_deg, piece->azimuth_deg, part * piece->length_m, latitude,
                                            longitude, course);
    state.place.latitude = Angle::degrees(latitude);
    state.place.longitude = Angle::degrees(longitude);
    state.course = Angle::degrees(course < 0.0 ? course + 360.0 : course);
    state.travelled = {piece->begin_m + part * piece->length_m};
    state.leg = piece->leg;
    const bool under_way = elapsed_s >= 0.0 && elapsed_s < duration_s();
    if (under_way && duration > 0.0) state.speed = {piece->length_m / duration};
    state.moving = state.speed > kStanding;
    state.place.height = {piece->begin_height_m + part * (piece->end_height_m - piece->begin_height_m)};
    if (!landings_.empty()) {
        const auto nearest = std::min_element(landings_.begin(), landings_.end(), [&](const Ground& a, const Ground& b) {
            return std::abs(a.at_m - state.travelled.value) < std::abs(b.at_m - state.travelled.value);
        });
        const double climbed = nearest->height_m + std::abs(nearest->at_m - state.travelled.value) * tan(kClimb);
        state.place.height = {std::min(std::max(cruise_m_, nearest->height_m), climbed)};
    }
    return state;
}

std::vector<Instant> departure_times(const Departures& departures) {
    std::vector<Instant> times;
    for (int i = 0; i < departures.count; ++i) times.push_back(departures.first + nanoseconds_from_seconds(departures.every_s * i));
    return times;
}

}  // namespace d2c
