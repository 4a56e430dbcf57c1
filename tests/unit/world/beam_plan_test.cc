#include "world/radio/beam_plan.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>

#include "constellation/frames.h"
#include "constellation/walker.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

PayloadGeneration payload(int beams, double power_w) {
    PayloadGeneration p;
    p.id = "test";
    p.bands = {"a", "b"};
    p.beam_unit_mhz = 5.0;
    p.max_beams = beams;
    p.rf_power = Watts{power_w};
    p.eirp_density = {Dbw{28.5}, Hertz::mega(1.0)};
    p.peak_gain = Dbi{33.5};
    p.aperture_diameter = Metres{2.81};
    p.scan_loss_exponent = 1.2;
    p.minimum_elevation = Angle::degrees(20.0);
    return p;
}

Right right(const std::string& id, const std::string& band, double low_mhz, double width_mhz) {
    Right r;
    r.id = id;
    r.band = band;
    r.area = AreaCode::literal("US");
    r.downlink = {Hertz::mega(low_mhz), Hertz::mega(low_mhz + width_mhz)};
    r.uplink = {Hertz::mega(low_mhz - 80.0), Hertz::mega(low_mhz - 80.0 + width_mhz)};
    return r;
}

/// Two satellites over one zone of two order-4 cells; carriers of 5 and 20 MHz.
struct Bench {
    explicit Bench(int beams, double power_w) {
        fleet.payloads = {payload(beams, power_w)};
        for (const double angle : {0.0, 5.0}) {
            fleet.states.push_back(circular_state(Metres{6738e3}, Angle::degrees(53.0), Angle{}, Angle::degrees(angle), Instant{0}));
            fleet.payload.push_back(0);
            fleet.in_service_from.push_back(Instant{0});
            fleet.fate.emplace_back();
        }
        study.world.acknowledgement_kbps = 60.0;
        HandsetClass phone;
        phone.bands = {"a", "b"};
        phone.maximum_bandwidth = Hertz::mega(25.0);
        study.handsets = {phone};
        spectrum = std::make_unique<SpectrumUse>(
            SpectrumUse::build(std::vector<Right>{right("r1", "a", 1990.0, 5.0), right("r2", "b", 2180.0, 20.0)}, fleet.payloads,
                               study.handsets)
                .value());
        radio = std::make_unique<RadioModel>(RadioModel::build(study, fleet, *spectrum).value());
        sky = build_sky(fleet, Instant{0}, 15.0, 1);
        const Grid grid{kFineOrder};
        for (std::int64_t f = 0; f < 2048; ++f) {
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
        places = std::make_unique<BeamPlaces>(fine, cumulative, radio->payloads[0].reuse_distance_m, 1, 5, 0);
    }
    BeamPlan plan(std::span<const DemandGroup> groups, BeamLoad load = BeamLoad::kDemand, int fixed = 0) {
        const PlanContext context{sky, fleet, *radio, *spectrum, phones, 1, load, fixed, 1, 0};
        return plan_beams(context, groups, [this](std::uint32_t, std::size_t) { return SpotPlaces{places.get(), most_beams}; });
    }
    Study study;
    Fleet fleet;
    std::unique_ptr<SpectrumUse> spectrum;
    std::unique_ptr<RadioModel> radio;
    Sky sky;
    PhoneColumns phones;
    std::vector<std::int64_t> fine;
    std::vector<double> cumulative;
    std::unique_ptr<BeamPlaces> places;
    double most_beams = 1e9;
};

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

RC_GTEST_PROP(BeamPlan, NeverExceedsBeamsOrPower, ()) {
    const int beams = *rc::gen::inRange(0, 60);
    const double power_w = *rc::gen::inRange(0, 80);
    Bench bench{beams, power_w};
    const auto count = *rc::gen::inRange<std::size_t>(0, 16);
    std::vector<DemandGroup> groups;
    for (std::size_t i = 0; i < count; ++i) {
        DemandGroup group;
        group.phone = *rc::gen::inRange<std::uint32_t>(0, 8);
        group.carriers = *rc::gen::inRange<CarrierMask>(1, 4);
        group.satellite = *rc::gen::inRange<std::uint32_t>(0, 2);
        group.lone_users = *rc::gen::inRange(0, 3) / 2.0;
        group.footprints = group.lone_users + *rc::gen::inRange(0, 400) / 7.0;
        group.area_footprints = *rc::gen::inRange(1, 100);
        groups.push_back(group);
    }
    const BeamLoad load = *rc::gen::element(BeamLoad::kDemand, BeamLoad::kFixed, BeamLoad::kWorst);
    const BeamPlan plan = bench.plan(groups, load, 48);
    for (const std::uint32_t s : {0u, 1u}) {
        const Used used = used_by(bench, plan, s);
        RC_ASSERT(used.units <= beams);
        RC_ASSERT(used.power_w <= power_w * (1.0 + 1e-12));
    }
    for (const double dwell : plan.dwell_share) RC_ASSERT(dwell >= 0.0 && dwell <= 1.0);
}

TEST(BeamPlan, DwellsWhereMoreIsAskedThanItCanLight) {
    Bench bench{10, 1000.0};
    DemandGroup group;
    group.carriers = 1;
    group.footprints = 40.0;
    const BeamPlan plan = bench.plan(std::vector<DemandGroup>{group});
    EXPECT_NEAR(plan.dwell_share[0], 0.25, 1e-12);
    EXPECT_LE(plan.first[1], 10u);
}

TEST(BeamPlan, SharesASpotAlikeAmongClassesAndSatellites) {  // room for 10 beams, 40 wanted by four groups on two satellites
    Bench bench{48, 1000.0};
    bench.most_beams = 10.0;
    std::vector<DemandGroup> groups;
    for (std::uint32_t i = 0; i < 4; ++i) {
        DemandGroup group;
        group.phone = i;
        group.handset = i % 2;
        group.satellite = i / 2;
        group.carriers = 1;
        group.footprints = 10.0;
        groups.push_back(group);
    }
    const BeamPlan plan = bench.plan(groups);
    for (const double dwell : plan.dwell_share) EXPECT_NEAR(dwell, 0.25, 1e-12);
    EXPECT_NEAR(static_cast<double>(plan.beams.size()), 10.0, 2.0);  // each satellite's sum is rounded by less than one
}

TEST(BeamPlan, KeepsBeamsOfAZoneAReuseDistanceApart) {
    Bench bench{48, 1000.0};
    DemandGroup group;
    group.carriers = 1;
    group.footprints = 48.0;
    DemandGroup other = group;
    other.phone = 1;
    other.satellite = 1;
    const BeamPlan plan = bench.plan(std::vector<DemandGroup>{group, other});
    ASSERT_GT(plan.beams.size(), 60u);
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
