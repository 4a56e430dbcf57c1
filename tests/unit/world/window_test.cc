#include "world/run/window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

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

TEST(WindowSlots, CoverTheQuarterAndTheDayEvenly) {
    const Quarter quarter = Quarter::of(2026, 2);
    const auto slots = window_slots(quarter, 20, 1);
    std::set<int> hours;
    for (const WindowSlot& slot : slots) {
        EXPECT_EQ(quarter_of(slot.start), quarter);
        hours.insert(static_cast<int>(seconds_of_day(slot.start) / 86400.0 * 20.0));
    }
    EXPECT_EQ(hours.size(), 20u);                         // one in every twentieth of the day
    EXPECT_EQ(window_slots(quarter, 14, 1).size(), 14u);  // 7 and 14 have a common divisor
}

TEST(WindowSlots, FallOnAllWeekdaysAlike) {
    // oracle: chi-squared with 6 degrees of freedom, 5 and 99.9 % points 1.64 and 22.5. Windows of a quarter are strata of its days, so
    // counts vary less than independent draws would.
    std::array<int, 7> windows{};
    int quarters = 0, least = 20, most = 0;
    for (int year = 2024; year <= 2032; ++year)
        for (int q = 1; q <= 4; ++q, ++quarters) {
            std::array<int, 7> of_quarter{};
            for (const WindowSlot& slot : window_slots(Quarter::of(year, q), 20, 1))
                ++of_quarter[static_cast<std::size_t>(local_weekday(0.0, slot.start))];
            for (std::size_t day = 0; day < 7; ++day) {
                windows[day] += of_quarter[day];
                least = std::min(least, of_quarter[day]);
                most = std::max(most, of_quarter[day]);
            }
        }
    double squares = 0.0;
    const double expected = 20.0 * quarters / 7.0;
    for (const int n : windows) squares += (n - expected) * (n - expected) / expected;
    RecordProperty("least_in_a_quarter", least);
    RecordProperty("most_in_a_quarter", most);
    RecordProperty("chi_squared", std::to_string(squares));
    EXPECT_LT(squares, 22.5);
    EXPECT_LE(most, 8);
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

/// Every lit beam of a busy window stands in an area with a right to each of its carriers.
TEST(Window, LightsNoAreaWithoutARight) {
    const SmallWorld small = small_world("video-anywhere.yaml", kSmall);
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
TEST(Window, NoSatelliteExceedsItsBeamsOrItsPower) {
    const SmallWorld small = small_world("video-anywhere.yaml", kSmall);
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
