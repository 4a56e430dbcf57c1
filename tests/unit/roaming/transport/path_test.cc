#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>

#include "constellation/frames.h"
#include "constellation/look.h"
#include "constellation/walker.h"
#include "roaming/transport/shortest_path.h"

namespace d2c {
namespace {

constexpr double kNoWay = std::numeric_limits<double>::infinity();

void place(SatelliteColumns& now, std::size_t row, double x, double y, double z) {
    now.x_itrf_m[row] = x;
    now.y_itrf_m[row] = y;
    now.z_itrf_m[row] = z;
}

TEST(LinkGraph, KnowsEachLinkFromBothEndsOnce) {
    const std::vector<SatelliteLink> links{{0, 2}, {2, 1}, {1, 2}};
    const LinkGraph graph = graph_of(4, links);
    EXPECT_EQ(graph.first, (std::vector<std::uint32_t>{0, 1, 2, 4, 4}));
    EXPECT_EQ(graph.neighbour, (std::vector<std::uint32_t>{2, 2, 0, 1}));
}

TEST(LinkLength, EndsWhereTheLineGrazesTheEarth) {  // oracle: of one radius, 2 sqrt(r^2 - (R + g)^2) is the longest
    const double r = 7008e3, least = kWgs84SemiMajorAxis.value + 80e3;
    const double longest = 2.0 * std::sqrt(r * r - least * least);
    const LinkGraph graph = graph_of(2, std::vector<SatelliteLink>{{0, 1}});
    std::vector<double> length_m;
    for (const double metres : {longest * 0.5, longest - 1.0, longest + 1.0, 1.99 * r}) {
        SatelliteColumns now;
        now.resize(2);
        const double half = std::asin(0.5 * metres / r);
        place(now, 0, r * std::cos(half), r * std::sin(half), 0.0);
        place(now, 1, r * std::cos(half), 0.0, r * 0.0 - 0.0);
        place(now, 1, r * std::cos(half), -r * std::sin(half), 0.0);
        link_lengths(graph, now, {}, {}, length_m);
        if (metres < longest)
            EXPECT_NEAR(length_m[0], metres, 1e-3);
        else
            EXPECT_EQ(length_m[0], kNoWay) << metres;
        link_lengths(graph, now, {}, std::vector<std::uint8_t>{1, 0}, length_m);
        EXPECT_EQ(length_m[1], kNoWay);
    }
}

TEST(LinkLength, OfUnequalHeightsIsHeldAgainstTheNearestPointOfTheLine) {  // oracle: many points along the line
    rc::check([] {
        SatelliteColumns now;
        now.resize(2);
        const auto any = [](double low, double high) {
            return low + (high - low) * *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 10000)) / 1e4;
        };
        for (std::size_t i = 0; i < 2; ++i) {
            const double r = any(6700e3, 8000e3), u = any(0.0, 1.5), v = any(-0.5, 0.5);
            place(now, i, r * std::cos(u) * std::cos(v), r * std::sin(u) * std::cos(v), r * std::sin(v));
        }
        double lowest = kNoWay;
        for (int k = 0; k <= 4000; ++k) {
            const double t = k / 4000.0;
            lowest = std::min(lowest, std::hypot(now.x_itrf_m[0] + t * (now.x_itrf_m[1] - now.x_itrf_m[0]),
                                                 now.y_itrf_m[0] + t * (now.y_itrf_m[1] - now.y_itrf_m[0]),
                                                 now.z_itrf_m[0] + t * (now.z_itrf_m[1] - now.z_itrf_m[0])));
        }
        const double least = kWgs84SemiMajorAxis.value + 80e3;
        if (std::abs(lowest - least) < 2e3) return;  // within the sampling of the oracle
        std::vector<double> length_m;
        link_lengths(graph_of(2, std::vector<SatelliteLink>{{0, 1}}), now, {}, {}, length_m);
        RC_ASSERT(std::isfinite(length_m[0]) == (lowest > least));
    });
}

TEST(GroundLinks, AreThoseAboveTheMaskOrWithinReach) {  // oracle: look_at, one by one
    Shell shell;
    shell.altitude = Metres::kilo(550.0);
    shell.inclination = Angle::degrees(53.0);
    shell.planes = 20;
    shell.satellites_per_plane = 20;
    const Instant at = instant_of_date(2026, 5, 30);
    const auto states = walker_states(shell, at);
    SatelliteColumns now;
    now.resize(states.size());
    propagate_itrf(states, at, 0, states.size(), now);
    for (const Geodetic& here :
         {Geodetic{Angle::degrees(-33.45), Angle::degrees(-70.67)}, Geodetic{Angle::degrees(52.0), Angle::degrees(9.0)}}) {
        std::vector<std::uint32_t> by_mask, by_range;
        for (std::uint32_t i = 0; i < states.size(); ++i) {
            const Look look = look_at(here, {{now.x_itrf_m[i]}, {now.y_itrf_m[i]}, {now.z_itrf_m[i]}}, {});
            if (look.elevation >= Angle::degrees(25.0)) by_mask.push_back(i);
            if (look.slant_range.value <= 1.5e6) by_range.push_back(i);
        }
        const auto rows = [](const std::vector<GroundLink>& links) {
            std::vector<std::uint32_t> r;
            for (const GroundLink& link : links) r.push_back(link.satellite);
            return r;
        };
        EXPECT_FALSE(by_mask.empty());
        EXPECT_EQ(rows(ground_links(here, now, LeastElevation{Angle::degrees(25.0)})), by_mask);
        EXPECT_EQ(rows(ground_links(here, now, GreatestRange{Metres{1.5e6}})), by_range);
    }
}

/// Bellman 1958: relaxed until nothing changes.
std::vector<double> by_relaxation(const LinkGraph& graph, std::span<const double> length_m, double per_hop_m,
                                  std::span<const PathEnd> ends) {
    std::vector<double> cost(graph.satellites(), kNoWay);
    for (const PathEnd& end : ends) cost[end.satellite] = std::min(cost[end.satellite], end.cost_m);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t a = 0; a < graph.satellites(); ++a)
            for (std::uint32_t k = graph.first[a]; k < graph.first[a + 1]; ++k)
                if (const double c = cost[graph.neighbour[k]] + length_m[k] + per_hop_m; c < cost[a]) {
                    cost[a] = c;
                    changed = true;
                }
    }
    return cost;
}

TEST(ShortestPath, CostsWhatRelaxationFindsAndItsWaysAddUp) {
    rc::check([] {
        const auto below = [](int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); };
        const auto n = static_cast<std::uint32_t>(2 + below(30));
        std::vector<SatelliteLink> links;
        for (int i = below(80); i > 0; --i) {
            const auto a = static_cast<std::uint32_t>(below(static_cast<int>(n))),
                       b = static_cast<std::uint32_t>(below(static_cast<int>(n)));
            if (a != b) links.push_back({a, b});
        }
        const LinkGraph graph = graph_of(n, links);
        std::vector<double> length_m(graph.neighbour.size());
        for (std::uint32_t a = 0; a < n; ++a)  // as long either way, some of them cut
            for (std::uint32_t k = graph.first[a]; k < graph.first[a + 1]; ++k) {
                const std::uint64_t low = std::min(a, graph.neighbour[k]), high = std::max(a, graph.neighbour[k]);
                length_m[k] = (low * 7 + high * 13) % 11 == 0 ? kNoWay : static_cast<double>((low * 31 + high * 17) % 97);
            }
        std::vector<PathEnd> ends;
        for (std::uint32_t i = 0, count = static_cast<std::uint32_t>(below(5)); i < count; ++i)
            ends.push_back({static_cast<std::uint32_t>(below(static_cast<int>(n))), static_cast<double>(below(200)), i});
        const double per_hop_m = below(3);
        PathTree tree;
        shortest_paths(graph, length_m, per_hop_m, ends, tree);
        const std::vector<double> oracle = by_relaxation(graph, length_m, per_hop_m, ends);
        for (std::uint32_t s = 0; s < n; ++s) {
            RC_ASSERT(tree.cost_m[s] == oracle[s]);  // small whole numbers: exact
            const auto way = way_from(tree, s);
            RC_ASSERT(way.empty() == !std::isfinite(oracle[s]));
            if (way.empty()) {
                RC_ASSERT(tree.station[s] == kNoWay);
                continue;
            }
            double sum = 0.0;
            for (std::size_t i = 0; i + 1 < way.size(); ++i) {
                double link = kNoWay;
                for (std::uint32_t k = graph.first[way[i]]; k < graph.first[way[i] + 1]; ++k)
                    if (graph.neighbour[k] == way[i + 1]) link = length_m[k];
                sum += link + per_hop_m;
            }
            double end = kNoWay;
            for (const PathEnd& e : ends)
                if (e.satellite == way.back() && e.station == tree.station[s]) end = std::min(end, e.cost_m);
            RC_ASSERT(sum + end == oracle[s]);
        }
    });
}

}  // namespace
}  // namespace d2c
