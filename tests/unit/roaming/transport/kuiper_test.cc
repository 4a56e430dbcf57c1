// Published figures of the Kuiper-630 shell (Kassing et al., "Exploring the 'Internet from space' with Hypatia", IMC 2020, section 4 and
// fig. 3): Manila to Dalian over 200 s. The geometry is theirs: docs/models/transport.md says where it differs from ours.

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/sgp4/columns.h"
#include "roaming/transport/shortest_path.h"

namespace d2c {
namespace {

constexpr std::uint32_t kPlanes = 34, kPerPlane = 34;
const Instant kEpoch = instant_of_date(2000, 1, 1);
const Geodetic kManila{Angle::degrees(14.6042), Angle::degrees(120.9822)}, kDalian{Angle::degrees(38.913811), Angle::degrees(121.602322)};

std::vector<Sgp4Elements> kuiper_630() {
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

struct Sample {
    double at_s, round_trip_ms;
    std::vector<std::uint32_t> way;
};

class Kuiper630 : public testing::Test {
  protected:
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

TEST_F(Kuiper630, ManilaToDalianAsPublished) {
    const Metres range{630e3 / std::sin(std::numbers::pi / 6.0)};
    const std::vector<Sample> run = samples(GreatestRange{range}, 200.0, 0.2);
    std::vector<double> changes_s;
    double least = 1e9, most = 0.0;
    for (std::size_t i = 0; i < run.size(); ++i) {
        least = std::min(least, run[i].round_trip_ms);
        most = std::max(most, run[i].round_trip_ms);
        if (i > 0 && run[i].way != run[i - 1].way) changes_s.push_back(run[i].at_s);
    }
    RecordProperty("round_trip_at_0_ms", std::to_string(run[0].round_trip_ms));
    RecordProperty("least_ms", std::to_string(least));
    RecordProperty("most_ms", std::to_string(most));
    EXPECT_NEAR(run[0].round_trip_ms, 29.4, 0.5);
    EXPECT_NEAR(least, 25.2, 0.5);
    EXPECT_NEAR(most, 48.2, 0.5);
    const std::vector<double> published_s{18.0, 27.6, 74.3, 125.9, 128.7};
    ASSERT_EQ(changes_s.size(), published_s.size()) << testing::PrintToString(changes_s);
    for (std::size_t i = 0; i < published_s.size(); ++i) EXPECT_NEAR(changes_s[i], published_s[i], 2.0) << i;
}

TEST_F(Kuiper630, ATrueMaskOf30DegreesDoesNotGiveThem) {  // the project's own sketch: 41 to 49 ms
    int connected = 0;
    for (const Sample& sample : samples(LeastElevation{Angle::degrees(30.0)}, 200.0, 5.0)) {
        if (sample.way.empty()) continue;
        ++connected;
        EXPECT_GT(sample.round_trip_ms, 40.0) << sample.at_s;
        EXPECT_LT(sample.round_trip_ms, 50.0) << sample.at_s;
    }
    EXPECT_GT(connected, 20);
}

}  // namespace
}  // namespace d2c
