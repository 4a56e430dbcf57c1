// Operators, agreements, barring and gateways that we ship, against the shared table of operators, the shipped rights and the shipped sky.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/constants.h"
#include "roaming/operators/access.h"
#include "roaming/transport/mesh.h"
#include "roaming/transport/user_plane.h"
#include "scenarios/read_study.h"

namespace d2c {
namespace {

std::string folder(const char* variable, const char* otherwise) {
    const char* dir = std::getenv(variable);
    return dir ? dir : otherwise;
}
const Study& today() {
    static const Study study = [] {
        const std::string data = folder("D2C_DATA_DIR", "share/d2c");
        const Result<Study> read = read_study({data + "/scenarios/today.yaml", {}, {}, data});
        for (const Fault& f : read.faults()) ADD_FAILURE() << to_string(f);
        return read ? *read : Study{};
    }();
    return study;
}
struct Row {
    AreaCode country;
    std::string name, status;
};
/// Country, operator and status of the shared table; quotes may hold commas.
std::vector<Row> operators_of_the_table() {
    std::ifstream in{folder("D2C_REFERENCE_DIR", "../shared/reference") + "/spectrum/d2c_operators.csv"};
    std::vector<Row> rows;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::vector<std::string> cells{""};
        bool quoted = false;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            if (c == ',' && !quoted)
                cells.emplace_back();
            else if (c != '"')
                cells.back() += c;
        }
        if (cells.size() > 3 && !cells[1].empty()) rows.push_back({AreaCode::parse(cells[0]).value(), cells[1], cells[2]});
    }
    return rows;
}

TEST(ShippedRoaming, HoldsEveryNamedOperatorOfTheTableAndTheLiveOnesServeAtHome) {
    const std::vector<Row> table = operators_of_the_table();
    if (table.empty()) GTEST_SKIP() << "no reference data in D2C_REFERENCE_DIR";
    EXPECT_EQ(table.size(), 33U);
    const Market& market = today().roaming.market;
    for (const Row& row : table) {
        const auto found = std::find_if(market.operators.begin(), market.operators.end(), [&](const Operator& o) {
            return o.at_home_in(row.country) && o.title.find(row.name) != std::string::npos;
        });
        ASSERT_NE(found, market.operators.end()) << row.country.str() << ' ' << row.name;
        EXPECT_FALSE(found->plmn().empty()) << found->id;
        PhoneSpot spot;
        spot.law = {row.country, true};
        const auto options = access_options(market, *found, today().rights, spot, parse_instant("2026-10-15").value());
        const AccessOption* satellite = first_allowed(options, Access::kSatellite);
        EXPECT_EQ(satellite != nullptr && satellite->serving == &*found, row.status.starts_with("live")) << found->id << ' ' << row.status;
    }
}

TEST(ShippedRoaming, ThePlanIsServedWhereverAPartnerIsLiveAndNowhereElse) {
    const Study& study = today();
    const Operator& plan = *study.roaming.market.find(study.roaming.home);
    EXPECT_EQ(plan.id, "starlink");
    EXPECT_TRUE(plan.plmn().empty());  // no source names one
    const Instant at = parse_instant("2026-10-15").value();
    int served = 0;
    for (std::uint16_t index = 0; index < 676; ++index) {
        PhoneSpot spot;
        spot.law = {AreaCode::from_index(index), true};
        const bool by_satellite =
            first_allowed(access_options(study.roaming.market, plan, study.rights, spot, at), Access::kSatellite) != nullptr;
        const bool right = !rights_at(study.rights, spot.law, at).empty();
        EXPECT_EQ(by_satellite, right) << spot.law.area.str();
        served += by_satellite;
    }
    EXPECT_EQ(served, 14);  // countries and territories of spectrum/portfolios#today
    PhoneSpot high_sea;
    high_sea.law = {kHighSeas, false};
    EXPECT_EQ(first_allowed(access_options(study.roaming.market, plan, study.rights, high_sea, at), Access::kSatellite), nullptr);
}

TEST(ShippedRoaming, PhonesAreOffAboveTheUnitedStatesAndCrimeaHasNone) {
    const Study& study = today();
    const Instant at = parse_instant("2026-10-15").value();
    PhoneSpot aloft;
    aloft.law = {AreaCode::literal("US"), true};
    aloft.aboard = Aboard::kAircraft;
    const Operator& t_mobile = *study.roaming.market.find("t-mobile-us");
    EXPECT_EQ(first_allowed(access_options(study.roaming.market, t_mobile, study.rights, aloft, at), Access::kSatellite), nullptr);
    PhoneSpot simferopol;
    simferopol.law = {AreaCode::literal("UA"), true};
    simferopol.place = {Angle::degrees(44.95), Angle::degrees(34.10)};
    const Operator& kyivstar = *study.roaming.market.find("kyivstar");
    EXPECT_EQ(first_allowed(access_options(study.roaming.market, kyivstar, study.rights, simferopol, at), Access::kSatellite), nullptr);
    simferopol.place = {Angle::degrees(50.45), Angle::degrees(30.52)};
    EXPECT_NE(first_allowed(access_options(study.roaming.market, kyivstar, study.rights, simferopol, at), Access::kSatellite), nullptr);
}

TEST(ShippedRoaming, EverySatelliteOfTheObservedConstellationReachesAGatewayOverTheMesh) {
    const Study& study = today();
    std::vector<MeanState> states;
    for (const auto& satellite : study.generations.at(0).observed) states.push_back(satellite.state);
    const Instant at = states.front().epoch;
    SatelliteColumns now;
    now.resize(states.size());
    propagate_itrf(states, at, 0, states.size(), now);
    const LinkGraph graph = graph_of(states.size(), nearest_grid(states, at));
    std::vector<double> length_m;
    link_lengths(graph, now, {}, {}, length_m);
    const TransportConfig& transport = study.roaming.transport;
    const GroundSegment ground{transport.gateways, transport.points_of_presence, transport.fibre, transport.forwarding};
    const CoreAnchor anchor{UserPlane::kLocalBreakout, std::nullopt, transport.content_s};
    const auto tails = ground_tails(ground, anchor);
    PathTree tree;
    ways_to_content(ground, tails, {}, now, graph, length_m, tree);
    std::vector<double> in_space_ms, whole_ms;
    std::vector<std::size_t> hops;
    for (std::uint32_t s = 0; s < states.size(); ++s) {
        const auto parts = delay_components(ground, tails, anchor, now, tree, s, Metres{0.0});
        if (parts.empty()) continue;
        EXPECT_NEAR(total_s(parts), delay_from_satellite_s(tree, transport.forwarding, s), 1e-12);
        const double space_s = delay_in_space_s(tree, tails, transport.forwarding, s);
        const Geodetic& gateway = ground.gateways[tree.station[s]].location;
        // Never faster than the straight line, never through the Earth.
        const auto direct = ground_links(gateway, now, GreatestRange{Metres{1e8}})[s].length;
        EXPECT_GE(space_s, direct.value / kSpeedOfLightMPerS - 1e-12);
        in_space_ms.push_back(space_s * 1e3);
        whole_ms.push_back(delay_from_satellite_s(tree, transport.forwarding, s) * 1e3);
        hops.push_back(way_from(tree, s).size() - 1);
    }
    EXPECT_GE(in_space_ms.size(), states.size() - 1);  // the one that keeps step with none may see no gateway
    std::sort(in_space_ms.begin(), in_space_ms.end());
    std::sort(whole_ms.begin(), whole_ms.end());
    std::sort(hops.begin(), hops.end());
    const std::size_t half = in_space_ms.size() / 2, last = in_space_ms.size() - 1;
    RecordProperty("space_median_ms", std::to_string(in_space_ms[half]));
    RecordProperty("space_greatest_ms", std::to_string(in_space_ms[last]));
    RecordProperty("whole_median_ms", std::to_string(whole_ms[half]));
    RecordProperty("whole_greatest_ms", std::to_string(whole_ms[last]));
    RecordProperty("hops_median", std::to_string(hops[half]));
    RecordProperty("hops_greatest", std::to_string(hops[last]));
    EXPECT_LT(in_space_ms[last], 1e3 * std::numbers::pi * 6900e3 / kSpeedOfLightMPerS);  // no way is longer than half a turn of the orbit
    EXPECT_GT(in_space_ms[0], 1e3 * 300e3 / kSpeedOfLightMPerS);                         // nor shorter than straight down
}

}  // namespace
}  // namespace d2c
