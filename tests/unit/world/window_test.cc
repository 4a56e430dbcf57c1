#include "world/run/window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "constellation/frames.h"
#include "geography/grid/grid.h"
#include "tests/unit/world/world_fixture.h"
#include "world/plan/beam_cost.h"

namespace d2c {
namespace {

const std::vector<std::string> kSmall{"geography.grid_order=3", "rollout.first_quarter=2030Q1", "rollout.last_quarter=2030Q1",
                                      "run.windows_per_quarter=2"};

DemandMap demand_of(const SmallWorld& small, Quarter quarter) {
    return build_demand(small.earth->fine, small.world->zones, small.world->trend, small.study->demand, middle_of(quarter));
}

/// Runs `look` after the beams of each step are lit.
template <class Look>
void each_step(const SmallWorld& small, const DemandMap& demand, const WindowSlot& slot, Look look) {
    WindowRun window{*small.world, demand, slot};
    for (std::size_t k = 0; k < window.step_count(); ++k) {
        window.associate(k);
        window.light(k);
        look(window);
    }
}

/// Who serves each phone and class, by row of the fleet; nothing where nobody does.
std::vector<std::optional<std::uint32_t>> serving(const WindowRun& window) {
    std::vector<std::optional<std::uint32_t>> all;
    for (const std::uint16_t row : window.serving().row)
        all.push_back(row == kNoRow ? std::nullopt : std::optional{window.sky().satellites[row]});
    return all;
}

TEST(Window, IsServedAtItsFirstStepAsOneThatBeganBefore) {  // oracle: a window that begins ten minutes earlier, seen at that moment
    std::vector<std::string> sets = kSmall;
    sets.emplace_back("run.step_s=30");
    const SmallWorld small = small_world("video-anywhere.yaml", sets);
    ASSERT_TRUE(small.world);
    const Quarter quarter = small.study->rollout.last;
    const DemandMap demand = demand_of(small, quarter);
    const WindowSlot slot = window_slots(quarter, 2, 1)[0];
    WindowSlot before = slot;
    before.start = slot.start - std::chrono::minutes{10};
    WindowRun earlier{*small.world, demand, before}, remembering{*small.world, demand, slot}, without{*small.world, demand, slot};
    for (std::size_t k = 0; k <= 20; ++k) earlier.associate(k);
    remembering.look_back();
    remembering.associate(0);
    without.associate(0);
    const auto expected = serving(earlier), with_memory = serving(remembering), anew = serving(without);
    ASSERT_EQ(expected.size(), with_memory.size());
    int served = 0, other = 0, other_anew = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!expected[i]) continue;
        ++served;
        other += with_memory[i] != expected[i] ? 1 : 0;
        other_anew += anew[i] != expected[i] ? 1 : 0;
    }
    RecordProperty("served", served);
    RecordProperty("other", other);
    RecordProperty("other_anew", other_anew);
    ASSERT_GT(served, 1000);
    EXPECT_LT(other, served / 20);
    EXPECT_GT(other_anew, 3 * other);
}

/// Every lit beam of a busy window stands in an area with a right to each of its carriers.
class WindowUnder : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Channels, WindowUnder, testing::Values("full", "pattern-3", "dynamic-3"));

TEST_P(WindowUnder, AnyChannelsLightsNoAreaWithoutARight) {
    std::vector<std::string> sets = kSmall;
    sets.push_back(std::string{"world.channels="} + GetParam());
    const SmallWorld small = small_world("video-anywhere.yaml", sets);
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const Grid fine{kFineOrder};
    const Quarter quarter = Quarter::of(2030, 1);
    const DemandMap demand = demand_of(small, quarter);
    std::size_t beams = 0;
    for (const WindowSlot& slot : window_slots(quarter, 2, 1)) {
        each_step(small, demand, slot, [&](const WindowRun& window) {
            for (const LitBeam& beam : window.beams().beams) {
                ++beams;
                const Spot& spot = world.phones.spots[beam.spot];
                EXPECT_EQ(beam.carriers & ~world.spectrum.open_at(spot.jurisdiction, slot.start), 0u);
                unsigned parts = 0;
                for (unsigned part = 0; part < world.spectrum.parts(); ++part)
                    parts += (beam.carriers & world.spectrum.of_part(part)) != 0 ? 1 : 0;
                EXPECT_EQ(parts, 1u);
                if (beam.phone >= 0) continue;
                const Geodetic aim = geodetic_of({Metres{beam.x_itrf_m}, Metres{beam.y_itrf_m}, Metres{beam.z_itrf_m}});
                const auto cell = static_cast<std::size_t>(fine.cell_of(aim).pixel);
                const Jurisdiction there{AreaCode::from_index(world.earth->fine.area[cell]), world.earth->fine.on_land[cell] != 0};
                EXPECT_EQ(there, spot.jurisdiction);
            }
        });
    }
    EXPECT_GT(beams, 1000u);
}

/// The limits hold in a whole window of the real network, not only in made-up plans.
TEST_P(WindowUnder, AnyChannelsNoSatelliteExceedsItsBeamsOrItsPower) {
    std::vector<std::string> sets = kSmall;
    sets.push_back(std::string{"world.channels="} + GetParam());
    const SmallWorld small = small_world("video-anywhere.yaml", sets);
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const Quarter quarter = Quarter::of(2030, 1);
    int busiest = 0;
    each_step(small, demand_of(small, quarter), window_slots(quarter, 2, 1)[0], [&](const WindowRun& window) {
        const BeamPlan& step = window.beams();
        for (std::uint32_t row = 0; row < window.sky().satellites.size(); ++row) {
            const PayloadRadio& payload = world.radio.payloads[window.sky().payload[row]];
            int units = 0;
            double power_w = 0.0;
            for (std::uint32_t b = step.first[row]; b < step.first[row + 1]; ++b) {
                units += beam_units_of(world.spectrum, payload, step.beams[b].carriers);
                power_w += beam_power_w(world.spectrum, payload, step.beams[b].carriers);
            }
            EXPECT_LE(units, payload.beam_units);
            EXPECT_LE(power_w, payload.rf_power_w * (1.0 + 1e-12));
            busiest = std::max(busiest, units);
        }
    });
    EXPECT_GT(busiest, 10);
}

/// A phone keeps its satellite until another is 3 dB better or it is gone: fewer changes than with no hysteresis.
TEST(Association, HysteresisSparesHandovers) {
    const SmallWorld small = small_world("today.yaml", {"geography.grid_order=3", "run.windows_per_quarter=2"});
    ASSERT_TRUE(small.world);
    const auto changes = [&](double hysteresis_db) {
        small.study->world.handover_hysteresis = Db{hysteresis_db};
        const Quarter quarter = Quarter::of(2026, 2);
        int count = 0;
        std::vector<std::uint16_t> before;
        each_step(small, demand_of(small, quarter), window_slots(quarter, 2, 1)[0], [&](const WindowRun& window) {
            const std::vector<std::uint16_t>& now = window.serving().row;
            for (std::size_t e = 0; e < before.size(); ++e) count += before[e] != kNoRow && now[e] != kNoRow && before[e] != now[e] ? 1 : 0;
            before = now;
        });
        return count;
    };
    const int without = changes(0.0), with = changes(3.0);
    EXPECT_LT(with, without);
    EXPECT_GT(with, 0);
}

}  // namespace
}  // namespace d2c
