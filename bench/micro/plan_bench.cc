// One step of the beam planner at full size: 15,000 satellites, 60,000 zones of two phones and three classes.

#include <benchmark/benchmark.h>
#include <oneapi/tbb/task_arena.h>

#include <cmath>
#include <memory>
#include <vector>

#include "base/random.h"
#include "constellation/frames.h"
#include "constellation/walker.h"
#include "geography/grid/grid.h"
#include "world/plan/planner.h"

namespace {

using namespace d2c;

constexpr std::uint32_t kSatellites = 15000, kSpots = 60000, kClasses = 3, kSteps = 3;

PayloadGeneration payload() {
    PayloadGeneration p;
    p.id = "bench";
    p.bands = {"a", "b"};
    p.max_beams = 768;
    p.rf_power = Watts{1990.0};
    p.eirp_density = {Dbw{38.0}, Hertz::mega(1.0)};
    p.peak_gain = Dbi{40.4};
    p.aperture_diameter = Metres{5.64};
    p.scan_loss_exponent = 1.2;
    p.minimum_elevation = Angle::degrees(20.0);
    return p;
}

Right right(const std::string& id, const std::string& band, double low_mhz, double width_mhz) {
    Right r;
    r.id = id;
    r.band = band;
    r.downlink = {Hertz::mega(low_mhz), Hertz::mega(low_mhz + width_mhz)};
    r.uplink = {Hertz::mega(low_mhz - 80.0), Hertz::mega(low_mhz - 80.0 + width_mhz)};
    return r;
}

/// The zones are the cells of order 6, the first of them twice; a phone is served by the satellite that stands highest above its zone. A
/// third of the zones have lone users only, the others 0.1 to 100 footprints, evenly in the logarithm.
struct World {
    World() {
        fleet.payloads = {payload()};
        for (std::uint32_t s = 0; s < kSatellites; ++s) {
            const std::uint32_t plane = s / 75, place = s % 75;
            fleet.states.push_back(circular_state(Metres{6708e3}, Angle::degrees(plane % 4 == 0 ? 97.0 : 53.0), Angle::degrees(1.8 * plane),
                                                  Angle::degrees(4.8 * place + 1.7 * plane), Instant{0}));
            fleet.payload.push_back(0);
            rows.push_back(s);
        }
        HandsetClass phone;
        phone.bands = {"a", "b"};
        phone.maximum_bandwidth = Hertz::mega(25.0);
        study.handsets = {phone, phone, phone};
        study.world.acknowledgement_kbps = 60.0;
        spectrum = std::make_unique<SpectrumUse>(
            SpectrumUse::build(std::vector<Right>{right("r1", "a", 1990.0, 5.0), right("r2", "b", 2180.0, 20.0)}, fleet.payloads,
                               study.handsets)
                .value());
        radio = std::make_unique<RadioModel>(RadioModel::build(study, fleet, *spectrum).value());
        place_phones();
        planner = std::make_unique<BeamPlanner>(fleet, *radio, *spectrum, phones, kClasses,
                                                PlanRules{BeamLoad::kDemand, 0, BeamScheduler::kEqualShare, 1});
        for (std::uint32_t k = 0; k < kSteps; ++k) {
            now[k].resize(kSatellites);
            propagate_itrf(fleet.states, Instant{0} + nanoseconds_from_seconds(15.0 * k), 0, kSatellites, now[k]);
            ask(k);
        }
        planner->begin_window(rows, kSpots, 0);
    }

    void place_phones() {
        const Grid grid{6}, fine{kFineOrder};
        for (std::int64_t f = 0; f < 64; ++f) cumulative.push_back(static_cast<double>(f + 1));
        for (std::uint32_t spot = 0; spot < kSpots; ++spot) {
            const std::int64_t cell = spot % grid.cell_count();
            for (std::int64_t f = 0; f < 64; ++f) cells.push_back(64 * cell + f);
            for (std::uint32_t i = 0; i < 2; ++i) {
                const Geodetic at = fine.centre({kFineOrder, 64 * cell + 11 + 31 * i});
                const Position<Itrf> p = itrf_of(at);
                phones.x_itrf_m.push_back(p.x.value);
                phones.y_itrf_m.push_back(p.y.value);
                phones.z_itrf_m.push_back(p.z.value);
                phones.up_x.push_back(cos(at.latitude) * cos(at.longitude));
                phones.up_y.push_back(cos(at.latitude) * sin(at.longitude));
                phones.up_z.push_back(sin(at.latitude));
                phones.draw_id.push_back(2 * spot + i);
                phones.footprint_radius_share.push_back(0.5);
                phones.footprint_azimuth_rad.push_back(0.1 * spot);
            }
        }
        for (std::uint32_t spot = 0; spot < kSpots; ++spot) {
            const std::span<const std::int64_t> mine{cells.data() + 64 * spot, 64};
            lists.emplace_back(mine, cumulative, BeamSpacing{radio->payloads[0].reuse_distance_m}, 1, spot, 0);
        }
    }

    void ask(std::uint32_t k) {
        const CarrierMask open[] = {1, 2, 3};
        for (std::uint32_t spot = 0; spot < kSpots; ++spot) {
            const std::uint32_t p = 2 * spot;
            std::uint32_t best = 0;
            double highest = -1e30;
            for (std::uint32_t s = 0; s < kSatellites; ++s) {
                const double up =
                    now[k].x_itrf_m[s] * phones.up_x[p] + now[k].y_itrf_m[s] * phones.up_y[p] + now[k].z_itrf_m[s] * phones.up_z[p];
                if (up > highest) highest = up, best = s;
            }
            const double footprints = spot % 3 == 0 ? 0.0 : std::pow(10.0, 3.0 * uniform01({1, Purpose::kTest, spot}) - 1.0);
            for (std::uint32_t i = 0; i < 2; ++i) {
                for (std::uint32_t c = 0; c < kClasses; ++c) {
                    DemandGroup group;
                    group.phone = p + i;
                    group.spot = spot;
                    group.satellite = best;
                    group.handset = c;
                    group.cost = planner->costs().of(0, open[c]);
                    group.lone_users = 0.01;
                    group.footprints = footprints / 6.0 + group.lone_users;
                    group.area_footprints = 20.0;
                    asked[k].add(group);
                }
            }
        }
    }

    Study study;
    Fleet fleet;
    std::vector<std::uint32_t> rows;
    std::unique_ptr<SpectrumUse> spectrum;
    std::unique_ptr<RadioModel> radio;
    PhoneColumns phones;
    std::vector<std::int64_t> cells;
    std::vector<double> cumulative;
    std::vector<BeamPlaces> lists;
    std::unique_ptr<BeamPlanner> planner;
    SatelliteColumns now[kSteps];
    DemandColumns asked[kSteps];
};

void PlanStep(benchmark::State& state) {
    static World world;
    BeamPlan plan;
    const PlaceSource places = [](std::uint32_t spot, std::size_t) { return SpotPlaces{&world.lists[spot], 18.0}; };
    tbb::task_arena arena{static_cast<int>(state.range(0))};
    const auto step = [&](std::uint32_t k) { arena.execute([&] { world.planner->plan(world.now[k], world.asked[k], {}, places, plan); }); };
    for (std::uint32_t k = 0; k < kSteps; ++k) step(k);
    std::uint32_t k = 0;
    for (auto _ : state) step(k++ % kSteps);
    state.counters["beams"] = static_cast<double>(plan.beams.size());
    state.counters["groups"] = static_cast<double>(world.asked[0].size());
}
BENCHMARK(PlanStep)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void BeginWindow(benchmark::State& state) {
    PhoneColumns phones;
    for (std::uint64_t i = 0; i < 2 * kSpots; ++i) {
        phones.draw_id.push_back(i);
        phones.x_itrf_m.push_back(0.0);
    }
    Fleet fleet;
    fleet.payloads = {payload()};
    fleet.payload.assign(kSatellites, 0);
    std::vector<std::uint32_t> rows(kSatellites, 0);
    const SpectrumUse spectrum = SpectrumUse::build({}, fleet.payloads, {}).value();
    const RadioModel radio;
    BeamPlanner planner{fleet, radio, spectrum, phones, kClasses, {}};
    std::uint32_t key = 0;
    for (auto _ : state) planner.begin_window(rows, kSpots, key++);
}
BENCHMARK(BeginWindow)->Unit(benchmark::kMillisecond);

}  // namespace
