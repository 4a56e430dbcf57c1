#include "world/plan/planner.h"

#include <gtest/gtest.h>
#include <oneapi/tbb/task_arena.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <set>
#include <tuple>

#include "constellation/frames.h"
#include "constellation/look.h"
#include "constellation/walker.h"
#include "geography/grid/grid.h"
#include "tests/unit/world/plan/samples.h"

namespace d2c {
namespace {

using test::right;

PayloadGeneration payload(int beams, double power_w) { return test::payload({"a", "b"}, beams, power_w); }

/// Two satellites above the middle of a zone of one order-4 cell; carriers of 5 and 20 MHz.
struct Bench {
    explicit Bench(int beams, double power_w, BeamLoad load = BeamLoad::kDemand, BeamScheduler scheduler = BeamScheduler::kEqualShare,
                   int fixed = 0) {
        fleet.payloads = {payload(beams, power_w)};
        const Grid grid{kFineOrder};
        const Grid coarse{4};
        const Geodetic middle = coarse.centre({4, 0});
        for (const double east_deg : {0.0, 1.5}) {
            const Position<Itrf> at = itrf_of({middle.latitude, middle.longitude + Angle::degrees(east_deg), Metres{360e3}});
            now.resize(fleet.size() + 1);
            now.x_itrf_m.back() = at.x.value;
            now.y_itrf_m.back() = at.y.value;
            now.z_itrf_m.back() = at.z.value;
            fleet.states.push_back(circular_state(Metres{6738e3}, Angle::degrees(53.0), Angle{}, Angle{}, Instant{0}));
            fleet.payload.push_back(0);
            fleet.in_service_from.push_back(Instant{0});
            fleet.fate.emplace_back();
        }
        study.world.acknowledgement_kbps = 60.0;
        HandsetClass phone;
        phone.bands = {"a", "b"};
        phone.maximum_bandwidth = Hertz::mega(25.0);
        study.handsets = {phone, phone};
        spectrum = std::make_unique<SpectrumUse>(
            SpectrumUse::build(std::vector<Right>{right("r1", "a", 1990.0, 5.0), right("r2", "b", 2180.0, 20.0)}, fleet.payloads,
                               study.handsets)
                .value());
        radio = std::make_unique<RadioModel>(RadioModel::build(study, fleet, *spectrum).value());
        for (std::int64_t f = 0; f < 1024; ++f) {
            fine.push_back(f);
            cumulative.push_back(static_cast<double>(f + 1));
        }
        for (std::uint32_t i = 0; i < 8; ++i) {
            const Geodetic place = grid.centre({kFineOrder, 100 + 17 * i});
            const Position<Itrf> p = itrf_of(place);
            phones.x_itrf_m.push_back(p.x.value);
            phones.y_itrf_m.push_back(p.y.value);
            phones.z_itrf_m.push_back(p.z.value);
            phones.up_x.push_back(cos(place.latitude) * cos(place.longitude));
            phones.up_y.push_back(cos(place.latitude) * sin(place.longitude));
            phones.up_z.push_back(sin(place.latitude));
            phones.draw_id.push_back(i);
            phones.footprint_radius_share.push_back(0.9);
            phones.footprint_azimuth_rad.push_back(0.7 * i);
        }
        planner = std::make_unique<BeamPlanner>(fleet, *radio, *spectrum, phones, 2, PlanRules{load, fixed, scheduler, 1});
        begin_window(0);
    }
    void begin_window(std::uint32_t key) {
        places = std::make_unique<BeamPlaces>(fine, cumulative, BeamSpacing{radio->payloads[0].reuse_distance_m}, 1, 5, key);
        planner->begin_window(rows, 1, key);
    }
    std::uint32_t cost(CarrierMask carriers) { return planner->costs().of(0, carriers); }
    BeamPlan plan(std::span<const DemandGroup> groups, std::span<const float> usable_share = {}) {
        DemandColumns columns;
        for (const DemandGroup& group : groups) columns.add(group);
        BeamPlan plan;
        planner->plan(
            now, columns, usable_share,
            [this](std::uint32_t, std::size_t) {
                return SpotPlaces{places.get(), most_beams};
            },
            plan);
        return plan;
    }
    Study study;
    Fleet fleet;
    SatelliteColumns now;
    std::vector<std::uint32_t> rows{0, 1};
    std::unique_ptr<SpectrumUse> spectrum;
    std::unique_ptr<RadioModel> radio;
    PhoneColumns phones;
    std::vector<std::int64_t> fine;
    std::vector<double> cumulative;
    std::unique_ptr<BeamPlaces> places;
    std::unique_ptr<BeamPlanner> planner;
    double most_beams = 1e9;
};

DemandGroup wanted(double footprints, std::uint32_t satellite = 0, std::uint32_t phone = 0, std::uint32_t handset = 0) {
    DemandGroup group;
    group.phone = phone;
    group.handset = handset;
    group.satellite = satellite;
    group.footprints = footprints;
    return group;
}

struct Used {
    int units = 0;
    double power_w = 0.0;
};
Used used_by(const Bench& bench, const BeamPlan& plan, std::uint32_t satellite) {
    Used used;
    for (std::uint32_t b = plan.first[satellite]; b < plan.first[satellite + 1]; ++b) {
        used.units += beam_units_of(*bench.spectrum, bench.radio->payloads[0], plan.beams[b].carriers);
        used.power_w += beam_power_w(*bench.spectrum, bench.radio->payloads[0], plan.beams[b].carriers);
    }
    return used;
}

TEST(BeamUnits, CountATwentyMegahertzCarrierAsFourBeams) {
    const Bench bench{48, 68.4};
    EXPECT_EQ(beam_units_of(*bench.spectrum, bench.radio->payloads[0], 1), 1);
    EXPECT_EQ(beam_units_of(*bench.spectrum, bench.radio->payloads[0], 2), 4);
    EXPECT_EQ(beam_units_of(*bench.spectrum, bench.radio->payloads[0], 3), 5);
}

TEST(BeamPower, Of28Point5DbwPerMhzBehind33Point5DbiIs1Point4Watts) {  // oracle: -5 dBW/MHz x 4.5 MHz = 1.42 W
    const Bench bench{48, 68.4};
    EXPECT_NEAR(beam_power_w(*bench.spectrum, bench.radio->payloads[0], 1), 1.423, 0.001);
}

std::vector<DemandGroup> any_groups(Bench& bench) {
    const auto count = *rc::gen::inRange<std::size_t>(0, 16);
    std::vector<DemandGroup> groups;
    for (std::size_t i = 0; i < count; ++i) {
        DemandGroup group;
        group.phone = *rc::gen::inRange<std::uint32_t>(0, 8);
        group.handset = *rc::gen::inRange<std::uint32_t>(0, 2);
        group.cost = bench.cost(*rc::gen::inRange<CarrierMask>(1, 4));
        group.satellite = *rc::gen::inRange<std::uint32_t>(0, 2);
        group.lone_users = *rc::gen::inRange(0, 3) / 2.0;
        group.footprints = group.lone_users + *rc::gen::inRange(0, 400) / 7.0;
        group.users = group.footprints * *rc::gen::inRange(1, 20);
        group.area_footprints = *rc::gen::inRange(1, 100);
        groups.push_back(group);
    }
    return groups;
}

RC_GTEST_PROP(BeamPlanner, NeverExceedsBeamsPowerOrCapacity, ()) {
    const int beams = *rc::gen::inRange(0, 60);
    const double power_w = *rc::gen::inRange(0, 80);
    const BeamLoad load = *rc::gen::element(BeamLoad::kDemand, BeamLoad::kFixed, BeamLoad::kWorst);
    const BeamScheduler scheduler = *rc::gen::element(BeamScheduler::kEqualShare, BeamScheduler::kByUsers);
    const std::vector<float> usable{static_cast<float>(*rc::gen::inRange(0, 5)) / 4.0f, 1.0f};
    Bench bench{beams, power_w, load, scheduler, 48};
    for (int step = 0; step < 3; ++step) {
        const std::vector<DemandGroup> groups = any_groups(bench);
        const BeamPlan plan = bench.plan(groups, usable);
        for (const std::uint32_t s : {0u, 1u}) {
            const int left = static_cast<int>(beams * static_cast<double>(usable[s]) + 1e-6);
            const Used used = used_by(bench, plan, s);
            RC_ASSERT(used.units <= left);
            RC_ASSERT(used.power_w <= power_w * (1.0 + 1e-12));
            // What the groups are promised of the time of beams is no more than the beams have.
            double units = 0.0, watts = 0.0;
            for (std::size_t g = 0; g < groups.size(); ++g) {
                if (groups[g].satellite != s) continue;
                const BeamCost& cost = bench.planner->costs()[groups[g].cost];
                units += groups[g].footprints * cost.units * static_cast<double>(plan.dwell_share[g]);
                watts += groups[g].footprints * cost.power_w * static_cast<double>(plan.dwell_share[g]);
            }
            RC_ASSERT(units <= left * (1.0 + 1e-5));
            RC_ASSERT(watts <= power_w * (1.0 + 1e-5));
        }
        for (const float dwell : plan.dwell_share) RC_ASSERT(dwell >= 0.0f && dwell <= 1.0f);
    }
}

TEST(BeamPlanner, DwellsWhereMoreIsAskedThanItCanLight) {
    Bench bench{10, 1000.0};
    std::vector<DemandGroup> groups{wanted(40.0)};
    groups[0].cost = bench.cost(1);
    const BeamPlan plan = bench.plan(groups);
    EXPECT_NEAR(plan.dwell_share[0], 0.25, 1e-6);
    EXPECT_NEAR(plan.load[0], 4.0, 1e-5);
    EXPECT_GE(plan.first[1], 9u);
    EXPECT_LE(plan.first[1], 10u);
}

/// 10 beams; 20 footprints of one user and 10 of four: 60 users, a sixth of a beam's time for each.
TEST(BeamPlanner, SharesTimeByUsersWhereToldTo) {
    Bench bench{10, 1000.0, BeamLoad::kDemand, BeamScheduler::kByUsers};
    std::vector<DemandGroup> groups{wanted(20.0), wanted(10.0, 0, 1)};
    groups[0].users = 20.0;
    groups[1].users = 40.0;
    for (DemandGroup& group : groups) group.cost = bench.cost(1);
    const BeamPlan plan = bench.plan(groups);
    EXPECT_NEAR(plan.dwell_share[0], 1.0 / 6.0, 1e-6);
    EXPECT_NEAR(plan.dwell_share[1], 4.0 / 6.0, 1e-6);
    EXPECT_NEAR(plan.footprint_share(0, 2.0), 2.0 / 6.0, 1e-6);
}

/// As above with 16 users in each of the ten: they have a beam each at most, what is left goes to the others. 15 beams, 5 for 20.
TEST(BeamPlanner, GivesNoFootprintMoreThanAllTheTime) {
    Bench bench{15, 1000.0, BeamLoad::kDemand, BeamScheduler::kByUsers};
    std::vector<DemandGroup> groups{wanted(20.0), wanted(10.0, 0, 1)};
    groups[0].users = 20.0;
    groups[1].users = 160.0;
    for (DemandGroup& group : groups) group.cost = bench.cost(1);
    const BeamPlan plan = bench.plan(groups);
    EXPECT_NEAR(plan.dwell_share[0], 0.25, 1e-6);
    EXPECT_NEAR(plan.dwell_share[1], 1.0, 1e-6);
}

TEST(BeamPlanner, SharesASpotAlikeAmongClassesAndSatellites) {  // room for 10 beams, 40 wanted by four groups on two satellites
    Bench bench{48, 1000.0};
    bench.most_beams = 10.0;
    std::vector<DemandGroup> groups;
    for (std::uint32_t i = 0; i < 4; ++i) {
        groups.push_back(wanted(10.0, i / 2, i, i % 2));
        groups.back().cost = bench.cost(1);
    }
    const BeamPlan plan = bench.plan(groups);
    for (const float dwell : plan.dwell_share) EXPECT_NEAR(dwell, 0.25, 1e-6);
    EXPECT_NEAR(static_cast<double>(plan.beams.size()), 10.0, 2.0);  // each satellite's sum is rounded by less than one
}

/// Which of many half-wanted footprints are lit is a draw: over windows each is lit half of the time (7 standard deviations).
TEST(BeamPlanner, LightsEachGroupAsOftenAsItIsWanted) {
    Bench bench{48, 1000.0};
    std::vector<DemandGroup> groups;
    for (std::uint32_t i = 0; i < 8; ++i) {
        groups.push_back(wanted(0.1 + 0.1 * i, 0, i));
        groups.back().cost = bench.cost(i % 2 == 0 ? 1 : 2);
    }
    std::array<int, 2> lit{};
    constexpr int kWindows = 800;
    for (std::uint32_t key = 0; key < kWindows; ++key) {
        bench.begin_window(key);
        for (const LitBeam& beam : bench.plan(groups).beams) ++lit[beam.carriers - 1];
    }
    EXPECT_NEAR(lit[0] / static_cast<double>(kWindows), 0.1 + 0.3 + 0.5 + 0.7, 0.2);
    EXPECT_NEAR(lit[1] / static_cast<double>(kWindows), 0.2 + 0.4 + 0.6 + 0.8, 0.2);
}

TEST(BeamPlanner, KeepsBeamsOfAZoneAReuseDistanceApart) {
    Bench bench{48, 1000.0};
    std::vector<DemandGroup> groups{wanted(48.0), wanted(48.0, 1, 1)};
    for (DemandGroup& group : groups) group.cost = bench.cost(1);
    const BeamPlan plan = bench.plan(groups);
    ASSERT_GT(plan.beams.size(), 40u);
    double nearest = 1e9;
    for (std::size_t a = 0; a < plan.beams.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            nearest = std::min(nearest,
                               std::hypot(plan.beams[a].x_itrf_m - plan.beams[b].x_itrf_m, plan.beams[a].y_itrf_m - plan.beams[b].y_itrf_m,
                                          plan.beams[a].z_itrf_m - plan.beams[b].z_itrf_m));
        }
    }
    EXPECT_GE(nearest, bench.radio->payloads[0].reuse_distance_m);
}

using Place = std::tuple<double, double, double>;
std::set<Place> places_of(const BeamPlan& plan, std::uint32_t satellite) {
    std::set<Place> places;
    for (std::uint32_t b = plan.first[satellite]; b < plan.first[satellite + 1]; ++b)
        places.emplace(plan.beams[b].x_itrf_m, plan.beams[b].y_itrf_m, plan.beams[b].z_itrf_m);
    return places;
}

/// Demand of two satellites that rises and falls by a twentieth from step to step: all but what is given up stays where it was.
RC_GTEST_PROP(BeamPlanner, KeepsLitFootprintsWhileDemandAndSatelliteStay, ()) {
    Bench bench{48, 1000.0};
    double kept = 0.0, could = 0.0;
    std::array<std::set<Place>, 2> before;
    for (int step = 0; step < 12; ++step) {
        std::vector<DemandGroup> groups;
        for (std::uint32_t i = 0; i < 8; ++i) {
            groups.push_back(wanted(4.0 * (0.95 + *rc::gen::inRange(0, 11) / 100.0), i / 4, i, i % 2));
            groups.back().cost = bench.cost(1);
        }
        const BeamPlan plan = bench.plan(groups);
        for (const std::uint32_t s : {0u, 1u}) {
            const std::set<Place> now = places_of(plan, s);
            could += static_cast<double>(std::min(now.size(), before[s].size()));
            for (const Place& place : now) kept += static_cast<double>(before[s].count(place));
            before[s] = now;
        }
    }
    RC_ASSERT(could > 200.0);
    RC_ASSERT(kept / could >= 0.97);
}

/// A satellite far to the east reaches part of the zone only.
TEST(BeamPlanner, AimsNothingBelowTheLeastElevation) {
    Bench bench{48, 1000.0};
    const Geodetic middle = Grid{4}.centre({4, 0});
    const Position<Itrf> at = itrf_of({middle.latitude, middle.longitude + Angle::degrees(6.7), Metres{360e3}});
    bench.now.x_itrf_m[0] = at.x.value;
    bench.now.y_itrf_m[0] = at.y.value;
    bench.now.z_itrf_m[0] = at.z.value;
    std::vector<DemandGroup> groups{wanted(30.0), wanted(10.0, 1, 1)};
    for (DemandGroup& group : groups) group.cost = bench.cost(1);
    const BeamPlan plan = bench.plan(groups);
    ASSERT_GT(plan.first[1], 3u);
    int below = 0;
    for (std::uint32_t b = 0; b < plan.first[1]; ++b) {
        const LitBeam& beam = plan.beams[b];
        const Geodetic aim = geodetic_of({Metres{beam.x_itrf_m}, Metres{beam.y_itrf_m}, Metres{beam.z_itrf_m}});
        EXPECT_GE(elevation(aim, at).in_degrees(), 20.0 - 0.01);
    }
    for (const AimPoint& place : bench.places->first(60)) {
        const Geodetic aim = geodetic_of({Metres{place.x_itrf_m}, Metres{place.y_itrf_m}, Metres{place.z_itrf_m}});
        below += elevation(aim, at).in_degrees() < 20.0 ? 1 : 0;
    }
    EXPECT_GT(below, 10) << "the satellite stands too high for the test to say anything";
}

TEST(BeamPlanner, LightsNothingForNobodyNorFromASatelliteThatIsOut) {
    Bench bench{48, 1000.0};
    EXPECT_TRUE(bench.plan({}).beams.empty());
    std::vector<DemandGroup> groups{wanted(30.0), wanted(10.0, 1, 1)};
    for (DemandGroup& group : groups) group.cost = bench.cost(1);
    const BeamPlan plan = bench.plan(groups, std::vector<float>{0.0f, 0.5f});
    EXPECT_EQ(plan.first[1], 0u);
    EXPECT_EQ(plan.dwell_share[0], 0.0f);
    EXPECT_EQ(plan.beams.size(), 10u);
}

TEST(BeamPlanner, WorstLoadLightsAllThatASatelliteCan) {
    Bench bench{24, 1000.0, BeamLoad::kWorst};
    std::vector<DemandGroup> groups{wanted(0.5)};
    groups[0].cost = bench.cost(1);
    groups[0].area_footprints = 100.0;
    EXPECT_EQ(bench.plan(groups).first[1], 24u);
}

/// 2,500 spots under 600 satellites, more than one thread takes at once, planned three steps: the same on one thread and on two.
TEST(BeamPlanner, IsTheSameOnOneThreadAndOnTwo) {
    constexpr std::uint32_t kSpots = 2500, kRows = 600;
    const auto planned = [](int threads) {
        Bench bench{48, 1000.0};
        bench.rows.clear();
        SatelliteColumns now;
        now.resize(kRows);
        for (std::uint32_t row = 0; row < kRows; ++row) {
            bench.rows.push_back(row % 2);
            now.x_itrf_m[row] = bench.now.x_itrf_m[row % 2];
            now.y_itrf_m[row] = bench.now.y_itrf_m[row % 2];
            now.z_itrf_m[row] = bench.now.z_itrf_m[row % 2];
        }
        std::vector<BeamPlaces> lists;
        for (std::uint32_t spot = 0; spot < kSpots; ++spot)
            lists.emplace_back(bench.fine, bench.cumulative, BeamSpacing{bench.radio->payloads[0].reuse_distance_m}, 1, spot, 0);
        const PlaceSource source = [&](std::uint32_t spot, std::size_t) { return SpotPlaces{&lists[spot], 6.0}; };
        std::vector<BeamPlan> plans(3);
        tbb::task_arena arena{threads};
        arena.execute([&] {
            bench.planner->begin_window(bench.rows, kSpots, 0);
            for (std::uint32_t step = 0; step < plans.size(); ++step) {
                DemandColumns groups;
                for (std::uint32_t i = 0; i < 4 * kSpots; ++i) {
                    DemandGroup group = wanted(0.1 * ((i * 7 + step) % 53), (i / 40 + step) % kRows, i % 8, i % 2);
                    group.spot = i / 4;
                    group.lone_users = i % 3 == 0 ? 0.05 : 0.0;
                    group.footprints += group.lone_users;
                    group.cost = bench.cost(1 + i % 3);
                    groups.add(group);
                }
                bench.planner->plan(now, groups, {}, source, plans[step]);
            }
        });
        return plans;
    };
    const auto one = planned(1), two = planned(2);
    for (std::size_t step = 0; step < one.size(); ++step) {
        ASSERT_EQ(one[step].first, two[step].first);
        EXPECT_EQ(one[step].dwell_share, two[step].dwell_share);
        std::size_t differ = 0;
        for (std::size_t b = 0; b < one[step].beams.size(); ++b) {
            const LitBeam &x = one[step].beams[b], &y = two[step].beams[b];
            differ +=
                x.x_itrf_m != y.x_itrf_m || x.y_itrf_m != y.y_itrf_m || x.carriers != y.carriers || x.phone != y.phone || x.spot != y.spot;
        }
        EXPECT_EQ(differ, 0u);
        EXPECT_GT(one[step].beams.size(), 3000u);
    }
}

TEST(OwnAim, StandsAtMostHalfAFootprintFromThePhoneAndOnTheHorizontal) {
    const Bench bench{48, 68.4};
    for (std::size_t p = 0; p < bench.phones.size(); ++p) {
        const AimPoint aim = own_aim(bench.phones, p, bench.radio->payloads[0]);
        const double dx = aim.x_itrf_m - bench.phones.x_itrf_m[p], dy = aim.y_itrf_m - bench.phones.y_itrf_m[p],
                     dz = aim.z_itrf_m - bench.phones.z_itrf_m[p];
        EXPECT_NEAR(std::sqrt(dx * dx + dy * dy + dz * dz), 0.45 * bench.radio->payloads[0].footprint_diameter_m, 1e-6);
        EXPECT_NEAR(dx * bench.phones.up_x[p] + dy * bench.phones.up_y[p] + dz * bench.phones.up_z[p], 0.0, 1e-6);
    }
}

}  // namespace
}  // namespace d2c
