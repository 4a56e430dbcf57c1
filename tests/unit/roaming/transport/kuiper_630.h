#pragma once
// The Kuiper-630 shell as Kassing et al. fly it ("Exploring the 'Internet from space' with Hypatia", IMC 2020), and the way from Manila to
// Dalian over it. The geometry is theirs: docs/models/transport.md says where it differs from ours.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/sgp4/columns.h"
#include "roaming/transport/shortest_path.h"

namespace d2c::kuiper {

inline constexpr std::uint32_t kPlanes = 34, kPerPlane = 34;
inline const Instant kEpoch = instant_of_date(2000, 1, 1);
inline const Geodetic kManila{Angle::degrees(14.6042), Angle::degrees(120.9822)},
    kDalian{Angle::degrees(38.913811), Angle::degrees(121.602322)};

inline std::vector<Sgp4Elements> kuiper_630() {
    std::vector<Sgp4Elements> shell;
    for (std::uint32_t p = 0; p < kPlanes; ++p)
        for (std::uint32_t s = 0; s < kPerPlane; ++s) {
            Sgp4Elements e;
            e.epoch = kEpoch;
            e.inclination = Angle::degrees(51.9);
            e.raan = Angle::degrees(360.0 * p / kPlanes);
            e.mean_anomaly = Angle::degrees(360.0 * (s + (p % 2 ? 0.5 : 0.0)) / kPerPlane);
            e.eccentricity = 1e-7;
            e.mean_motion_rev_per_day = 14.80;
            shell.push_back(e);
        }
    return shell;
}

/// One instant of the way; `way` is empty where there is none.
struct Sample {
    double at_s, round_trip_ms;
    std::vector<std::uint32_t> way;
};

class Kuiper630Sky {
  public:
    /// From the epoch on, both ends included.
    std::vector<Sample> samples(const GroundLinkRule& rule, double until_s, double step_s) {
        std::vector<Sample> found;
        const auto steps = static_cast<int>(std::lround(until_s / step_s));
        for (int i = 0; i <= steps; ++i) {
            const Instant at = kEpoch + nanoseconds_from_seconds(i * step_s);
            shell_.propagate(at, 0, shell_.size(), teme_, errors_);
            for (std::size_t row = 0; row < shell_.size(); ++row) {
                const Position<Itrf> p = to_itrf(Position<Teme>{{teme_.x_teme_m[row]}, {teme_.y_teme_m[row]}, {teme_.z_teme_m[row]}}, at);
                now_.x_itrf_m[row] = p.x.value;
                now_.y_itrf_m[row] = p.y.value;
                now_.z_itrf_m[row] = p.z.value;
            }
            // Theirs limits the length instead of the height; for one altitude it is the same.
            link_lengths(graph_, now_, {.grazing_height = Metres{0.0}, .maximum_length = kLongestLink}, {}, length_m_);
            ends_.clear();
            for (const GroundLink& link : ground_links(kDalian, now_, rule)) ends_.push_back({link.satellite, link.length.value, 0});
            shortest_paths(graph_, length_m_, 0.0, ends_, tree_);
            double best_m = std::numeric_limits<double>::infinity();
            std::uint32_t first = kNoWay;
            for (const GroundLink& link : ground_links(kManila, now_, rule))
                if (const double m = link.length.value + tree_.cost_m[link.satellite]; m < best_m) {
                    best_m = m;
                    first = link.satellite;
                }
            found.push_back(
                {i * step_s, 2e3 * best_m / kSpeedOfLightMPerS, first == kNoWay ? std::vector<std::uint32_t>{} : way_from(tree_, first)});
        }
        return found;
    }

  private:
    static constexpr Metres kLongestLink{5443e3};  ///< 2 sqrt((R + h)^2 - (R + 80 km)^2) of the issue
    Sgp4Columns shell_{kuiper_630()};
    LinkGraph graph_ = graph_of(kPlanes * kPerPlane, same_slot_grid(kPlanes, kPerPlane));
    TemeColumns teme_ = [] {
        TemeColumns c;
        c.resize(kPlanes * kPerPlane);
        return c;
    }();
    SatelliteColumns now_ = [] {
        SatelliteColumns c;
        c.resize(kPlanes * kPerPlane);
        return c;
    }();
    std::vector<Sgp4Error> errors_ = std::vector<Sgp4Error>(kPlanes * kPerPlane);
    std::vector<double> length_m_;
    std::vector<PathEnd> ends_;
    PathTree tree_;
};

/// Their ground link: h / sin 30 degrees, as over a flat Earth.
inline const GreatestRange kTheirReach{Metres{630e3 / std::sin(std::numbers::pi / 6.0)}};

struct Summary {
    double first_ms = 0.0, least_ms = 0.0, greatest_ms = 0.0;
    std::vector<double> changes_s;  ///< the sample after each change of the way
};
inline Summary summary(const std::vector<Sample>& run) {
    Summary s{run.front().round_trip_ms, run.front().round_trip_ms, run.front().round_trip_ms, {}};
    for (std::size_t i = 1; i < run.size(); ++i) {
        s.least_ms = std::min(s.least_ms, run[i].round_trip_ms);
        s.greatest_ms = std::max(s.greatest_ms, run[i].round_trip_ms);
        if (run[i].way != run[i - 1].way) s.changes_s.push_back(run[i].at_s);
    }
    return s;
}
inline const std::vector<double> kPublishedChanges_s{18.0, 27.6, 74.3, 125.9, 128.7};

}  // namespace d2c::kuiper
