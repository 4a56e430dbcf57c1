// Oracle: `better_cell`, which agrees with the state machine at time to trigger 0 (roaming_test), on levels worked out here from the gains
// that the step leaves behind, in double precision.

#include "world/radio/association.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/unit/world/world_fixture.h"
#include "world/plan/remaining.h"
#include "world/run/window.h"

namespace d2c {
namespace {

/// What one phone and class could be served by, by row of the sky.
struct Seen {
    std::vector<std::int32_t> row;
    std::vector<double> rsrp_dbm, sinr_db, distance_m, remaining_s, sine;
    std::vector<std::uint8_t> allowed;
    CellColumns view() const { return {rsrp_dbm, sinr_db, distance_m, remaining_s, allowed, {}, {}}; }
    std::int32_t place_of(std::uint16_t serving) const {
        for (std::size_t i = 0; i < row.size(); ++i)
            if (serving != kNoRow && row[i] == static_cast<std::int32_t>(serving)) return static_cast<std::int32_t>(i);
        return kNoCell;
    }
};

Seen seen_by(const SmallWorld& small, const WindowRun& window, std::size_t k, std::uint32_t tile, std::size_t a, std::size_t c) {
    const WorldModel& world = *small.world;
    const ActivePhones& active = window.plan().active();
    const PhoneColumns& phones = world.phones.columns;
    const SatelliteColumns& now = window.sky().steps[k];
    const std::uint32_t phone = active.phone[a];
    const TileLinks& links = window.links(tile);
    const std::size_t near = links.row.size();
    std::map<std::int32_t, std::size_t> places;
    for (std::size_t i = 0; i < near; ++i)
        if (links.row[i] != kNoRow) places.emplace(links.row[i], i);
    Seen seen;
    for (const auto& [row, place] : places) {
        const auto s = static_cast<std::size_t>(row);
        const std::size_t payload = window.sky().payload[s];
        const PayloadRadio& radio = world.radio.payloads[payload];
        const float carrier_db = active.measured_gain_db[(a * active.classes + c) * active.payloads + payload];
        const Sight at = sight(phones, phone, now, s);
        if (!(carrier_db > kNotMeasured) || at.sin_elevation < radio.least_sin_elevation) continue;
        const double x = now.x_itrf_m[s], y = now.y_itrf_m[s], z = now.z_itrf_m[s], range_m = std::sqrt(at.range_m2);
        const double cos_scan = (x * (x - phones.x_itrf_m[phone]) + y * (y - phones.y_itrf_m[phone]) + z * (z - phones.z_itrf_m[phone])) /
                                (range_m * std::sqrt(x * x + y * y + z * z));
        const double gain_log2 = static_cast<double>(links.gain_log2_per_m2[(a - active.first_of_tile[tile]) * near + place]);
        const std::array<float, 3>& aim = window.plan().aim(a, payload);
        seen.row.push_back(row);
        seen.rsrp_dbm.push_back(10.0 * std::log10(radio.eirp_w_per_hz * 15e3 * 1e3) +
                                10.0 * radio.scan_loss_exponent * std::log10(cos_scan) + 10.0 * std::log10(2.0) * gain_log2 +
                                static_cast<double>(carrier_db) + world.radio.handsets[c].gain_db);
        seen.sinr_db.push_back(0.0);
        seen.distance_m.push_back(std::sqrt(static_cast<double>(aim[0]) * static_cast<double>(aim[0]) +
                                            static_cast<double>(aim[1]) * static_cast<double>(aim[1]) +
                                            static_cast<double>(aim[2]) * static_cast<double>(aim[2])));
        seen.remaining_s.push_back(std::max(1e-3, remaining_s(now, s, phones, phone, radio.least_sin_elevation)));
        seen.sine.push_back(at.sin_elevation);
        seen.allowed.push_back(1);
    }
    return seen;
}

struct Agreement {
    int decisions = 0, changes = 0, kept_though_weaker = 0, others = 0;
};
/// Every decision of ten steps against `expected(seen, place of the serving one)`, as a place.
template <class Expected>
Agreement compared(const SmallWorld& small, Expected expected) {
    const WorldModel& world = *small.world;
    const Quarter quarter = small.study->rollout.last;
    const DemandMap demand = build_demand(small.earth->fine, world.zones, world.trend, small.study->demand, middle_of(quarter));
    WindowRun window{world, demand, window_slots(quarter, 2, 1)[0]};
    const ActivePhones& active = window.plan().active();
    Agreement result;
    for (std::size_t k = 0; k < 10; ++k) {
        const std::vector<std::uint16_t> before = window.serving().row;
        window.associate(k);
        for (std::uint32_t tile = 0; tile + 1 < active.first_of_tile.size(); ++tile) {
            for (std::size_t a = active.first_of_tile[tile]; a < active.first_of_tile[tile + 1]; a += 3) {
                for (std::size_t c = 0; c < active.classes; ++c) {
                    const std::size_t entry = window.plan().entry(a, c);
                    const Seen seen = seen_by(small, window, k, tile, a, c);
                    const std::int32_t serving = seen.place_of(before[entry]), wanted = expected(seen, serving);
                    const std::int32_t chosen = seen.place_of(window.serving().row[entry]);
                    if (wanted == kNoCell && chosen == kNoCell) continue;
                    ++result.decisions;
                    result.others += wanted != chosen ? 1 : 0;
                    result.changes += serving != kNoCell && chosen != serving ? 1 : 0;
                    if (serving == kNoCell || chosen != serving) continue;
                    for (const double level : seen.rsrp_dbm)
                        if (level > seen.rsrp_dbm[static_cast<std::size_t>(serving)]) {
                            ++result.kept_though_weaker;
                            break;
                        }
                }
            }
        }
    }
    return result;
}

class AssociationByTrigger : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        small_ = new SmallWorld{
            small_world("video-anywhere.yaml", {"geography.grid_order=2", "rollout.first_quarter=2030Q1", "rollout.last_quarter=2030Q1",
                                                "run.windows_per_quarter=2", "run.step_s=5"})};
    }
    static void TearDownTestSuite() {
        delete small_;
        small_ = nullptr;
    }
    void SetUp() override { ASSERT_TRUE(small_->world); }
    static void set(const TriggerParameters& handover, const char* policy = "strongest") {
        small_->study->roaming.handover.trigger = handover;
        small_->study->world.handover_hysteresis =
            handover.trigger == Trigger::kStrongest ? handover.hysteresis : handover.hysteresis + handover.a3_offset;
        small_->world->policy = find_policy(policy);
    }
    static SmallWorld* small_;
};
SmallWorld* AssociationByTrigger::small_ = nullptr;

/// Single precision leaves levels 1e-4 dB and times 1e-3 s off: of ten thousand decisions a few may be nearer than that.
void expect_agreement(const Agreement& found, bool kept, const std::string& name, int least_changes = 20) {
    EXPECT_GT(found.decisions, 5000) << name;
    EXPECT_GE(found.changes, least_changes) << name;
    EXPECT_GT(found.kept_though_weaker, kept ? 20 : -1) << name;
    EXPECT_LE(found.others, found.decisions / 2000) << name;
}

TEST_F(AssociationByTrigger, ChoosesAsTheStateMachineWould) {
    for (const char* trigger : {"a3", "strongest", "a4", "a5", "t1", "a4-and-t1", "d1", "a4-and-d1"}) {
        for (const char* prefer : {"strongest", "longest-remaining", "nearest"}) {
            TriggerParameters handover;
            handover.trigger = parse_trigger(trigger).value();
            handover.prefer = parse_preference(prefer).value();
            handover.d1_threshold1 = Metres{4e3};  // phones stand up to 10 km from the middle of their footprint
            handover.d1_threshold2 = Metres{8e3};
            handover.a4_threshold = Dbm{-118.0};
            handover.a5_threshold1 = Dbm{-112.0};
            handover.a5_threshold2 = Dbm{-112.0};
            handover.t1_lead = std::chrono::seconds{20};
            set(handover);
            const TriggerParameters p = handover_rules(*small_->study).trigger;
            const Agreement found =
                compared(*small_, [&](const Seen& seen, std::int32_t serving) { return better_cell(seen.view(), serving, p); });
            expect_agreement(found, true, std::string{trigger} + ' ' + prefer, handover.prefer == Preference::kLongestRemaining ? 1 : 20);
        }
    }
}

TEST_F(AssociationByTrigger, OfTheUsualSettingsIsA3OfTheStateMachine) {
    set({});
    ASSERT_TRUE(handover_rules(*small_->study).by_margin);
    const TriggerParameters p{.trigger = Trigger::kA3, .hysteresis = Db{1.0}, .a3_offset = Db{2.0}, .least_sinr = Db{-300.0}};
    expect_agreement(compared(*small_, [&](const Seen& seen, std::int32_t serving) { return better_cell(seen.view(), serving, p); }), true,
                     "a3");
}

TEST_F(AssociationByTrigger, BelowNothingAnOffsetStillIsA3) {  // the serving one may be the best and be left all the same
    TriggerParameters handover;
    handover.a3_offset = Db{-4.0};
    set(handover);
    const TriggerParameters p = handover_rules(*small_->study).trigger;
    expect_agreement(compared(*small_, [&](const Seen& seen, std::int32_t serving) { return better_cell(seen.view(), serving, p); }), false,
                     "a3 -4");
}

TEST_F(AssociationByTrigger, LeavesTheChoiceAmongThoseItLetsToThePolicy) {
    TriggerParameters handover;
    handover.trigger = Trigger::kA5;
    handover.a5_threshold1 = handover.a5_threshold2 = Dbm{-112.0};
    set(handover, "highest-elevation");
    expect_agreement(compared(*small_,
                              [&](const Seen& seen, std::int32_t serving) {
                                  std::int32_t best = serving;
                                  double highest = -1.0;
                                  for (std::size_t i = 0; i < seen.row.size(); ++i) {
                                      if (serving != kNoCell) {
                                          const auto from = static_cast<std::size_t>(serving);
                                          const bool let =
                                              seen.rsrp_dbm[from] + 1.0 < -112.0 && seen.rsrp_dbm[i] - 1.0 > -112.0;  // A5-1, A5-2
                                          if (!let || i == from) continue;
                                      }
                                      if (!(seen.sine[i] > highest)) continue;
                                      highest = seen.sine[i];
                                      best = static_cast<std::int32_t>(i);
                                  }
                                  return best;
                              }),
                     true, "a5 by highest elevation");
}

}  // namespace
}  // namespace d2c
