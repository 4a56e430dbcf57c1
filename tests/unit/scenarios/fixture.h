#pragma once
// A scenario and catalogues of its own in a temporary folder, so that the tests do not hang on shipped values.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/read_study.h"

namespace d2c::testing_scenarios {

inline const char* const kScenario = R"(schema: d2c.scenario/1
id: small
title: A small one
rollout: { first_quarter: 2026Q1, last_quarter: 2027Q4 }
run:
  window_s: 300
  step_s: 10   # assumption: for the test
services: { video: { session_s: 200 } }
constellation:
  one:
    orbits: { mean_states: constellation/states }
    payload: constellation/payloads#alpha
    launches: { history: constellation/launches }
  two:
    orbits: { shells: { low: { altitude_km: 330, inclination_deg: 53, planes: 4, satellites_per_plane: 5, phasing: 1 } } }
    payload: constellation/payloads#alpha
    launches: { from: 2027-06-15, satellites_per_launch: 5, per_month: 1, maximum_satellites: 20 }
spectrum: { portfolio: spectrum/portfolios#today }
handset_phy: { classes: { phone: handset_phy/chipsets#plain } }
demand: { eligible_share: { CL: 0.3 } }
profiles:
  quick: { run.step_s: 30, geography.grid_order: 4 }
)";

class ScenarioTest : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() / (std::string{"d2c-"} + info->test_suite_name() + '-' + info->name());
        std::filesystem::remove_all(folder_);
        write("data/constellation/catalogue/payloads.yaml", R"(schema: d2c.catalogue.payloads/1
licence: CC0-1.0
entries:
  alpha:
    title: Alpha
    bands: [n1]
    beam_unit_mhz: 5
    max_beams: 48
    rf_power_w: 68
    eirp_density_dbw_per_mhz: 28.5
    peak_gain_dbi: 33.5
    aperture_diameter_m: 2.81
    scan_loss_exponent: 1.2
    side_lobe_floor_db: -40
    minimum_elevation_deg: 20
    g_over_t_db_per_k: 6.9
    reuse_distance: 2
    in_service_from_utc: 2024-01-02
    source: "the filing"
)");
        write("data/constellation/catalogue/states.yaml", R"(schema: d2c.catalogue.mean-states/1
epoch_utc: 2026-05-30T12:00:00Z
source: observed
entries:
  100: { launch: "2025-006", inclination_deg: 53, raan_deg: 10, argument_of_latitude_deg: 20, mean_motion_rev_per_day: 15.7 }
  101: { launch: "2025-006", inclination_deg: 53, raan_deg: 10, argument_of_latitude_deg: 50, mean_motion_rev_per_day: 15.7 }
)");
        write("data/constellation/catalogue/launches.yaml", R"(schema: d2c.catalogue.launches/1
entries:
  "2025-006": { launched_utc: 2025-01-10, satellites_launched: 2, source: record }
)");
        write("data/spectrum/catalogue/bands.yaml", R"(schema: d2c.catalogue.bands/1
entries:
  n1: { title: n1, kind: 3gpp-terrestrial, uplink_mhz: [1920, 1980], downlink_mhz: [2110, 2170], source: TS 38.101-1 }
)");
        write("data/spectrum/catalogue/portfolios.yaml", R"(schema: d2c.catalogue.portfolios/1
entries:
  today:
    title: Today
    rights:
      cl-n1: { area: CL, extent: land, band: n1, uplink_mhz: [1920, 1925], downlink_mhz: [2110, 2115], holder: A, service: supplemental-coverage,
               status: primary, from_utc: 2025-01-01, source: decree }
  later:
    title: Later
    rights:
      pe-n1: { area: PE, extent: land, band: n1, uplink_mhz: [1920, 1925], downlink_mhz: [2110, 2115], holder: B, service: supplemental-coverage,
               status: secondary, from_utc: 2025-01-01, until_utc: 2030-01-01, source: decree }
)");
        write("data/handset_phy/catalogue/chipsets.yaml", R"(schema: d2c.catalogue.chipsets/1
entries:
  plain: { title: Plain, air_interface: lte, release: 15, bands: [n1], maximum_bandwidth_mhz: 20, receive_branches: 2, antenna_gain_dbi: -3,
           polarisation_loss_db: 3, body_loss_db: 0, noise_figure_db: 9, transmit_power_dbm: 23, highest_modulation_order: 6, layers: 1,
           overhead_share: 0.27, in_service_from_utc: 2019-01-01, source: TS 36.101 }
)");
        write("data/video/catalogue/ladders.yaml", R"(schema: d2c.catalogue.ladders/1
entries:
  default:
    title: Two rungs
    segment_s: 4
    rungs: { 240p: { height_px: 240, bitrate_kbps: 300, peak_to_mean: 1.8 }, 360p: { height_px: 360, bitrate_kbps: 700, peak_to_mean: 1.9 } }
    source: own
)");
        write("data/video/catalogue/services.yaml", R"(schema: d2c.catalogue.services/1
entries:
  text: { messages: 7, message_bytes: 200, each_within_s: 30, min_success_share: 0.9, source: own }
  light-data: { transfers: 4, content_bytes: 40000, each_within_s: 20, round_trips: 3, round_trip_ms: 100, min_success_share: 0.9, source: own }
  voice: { calls: 2, call_s: 50, codec_rate_kbps: 12.2, frame_ms: 20, header_bytes: 6, max_delay_ms: 300, max_loss_share: 0.03, device_delay_ms: 100,
           path_delay_ms: 50, scheduling_delay_ms: 20, repetitions: 1, repetition_ms: 8, residual_loss_share: 0.001, min_success_share: 0.9, source: own }
)");
        write("data/geography/catalogue/places.yaml", R"(schema: d2c.catalogue.places/1
entries:
  santiago: { title: Santiago, kind: capital, latitude_deg: -33.45, longitude_deg: -70.67, source: gazetteer }
)");
        write("data/geography/catalogue/population-cities.yaml", R"(schema: d2c.catalogue.population-cities/1
entries:
  default: { near_town_share: 0.8, near_town_scale_km: 15, town_weight_exponent: 0.5, source: fit }
)");
        write("data/geography/catalogue/coverage-rule.yaml", R"(schema: d2c.catalogue.coverage-rule/1
entries:
  default: { town_range_km: 8, town_people: 10000, range_exponent: 0.3, maximum_range_km: 40, density_per_km2: 20, source: fit }
)");
        std::string hours;
        for (int h = 0; h < 24; ++h) hours += (h ? ", 0." : "0.") + std::string{h < 10 ? "0" : ""} + std::to_string(h);
        write("data/scenarios/catalogue/demand.yaml",
              "schema: d2c.catalogue.demand/1\nentries:\n  local-hour: { active_share_by_local_hour: [" + hours + "], source: own }\n");
        write("data/roaming/catalogue/operators.yaml", R"(schema: d2c.catalogue.operators/1
entries:
  starlink: { title: Plan, home_core_place: Here, home_core_latitude_deg: 33.9, home_core_longitude_deg: -118.4, rights_holder: SpaceX,
              satellite_from_utc: 2026-01-01, source: "assumption: test" }
  entel: { title: Entel, countries: [CL], plmns: ["73001"], home_core_place: Santiago, home_core_latitude_deg: -33.5,
           home_core_longitude_deg: -70.7, rights_holder: A, satellite_from_utc: 2025-12-01, status: live, source: press }
)");
        write("data/roaming/catalogue/agreements.yaml", R"(schema: d2c.catalogue.agreements/1
entries:
  plan: { home: [starlink], visited: [entel], accesses: [satellite], from_utc: 2026-01-01, source: "assumption: test" }
)");
        write("data/roaming/catalogue/barring.yaml", R"(schema: d2c.catalogue.barring/1
entries:
  aloft: { areas: [US], aboard: [aircraft], from_utc: 2000-01-01, reason: not aloft, source: law }
)");
        write("data/roaming/catalogue/gateways.yaml", R"(schema: d2c.catalogue.gateways/1
entries:
  santiago: { title: Santiago, area: CL, latitude_deg: -33.4, longitude_deg: -70.7, minimum_elevation_deg: 25, source: filing }
  lima: { latitude_deg: -12, longitude_deg: -77, minimum_elevation_deg: 25, point_of_presence: centre, source: filing }
)");
        write("data/roaming/catalogue/points-of-presence.yaml", R"(schema: d2c.catalogue.points-of-presence/1
entries:
  centre: { title: Centre, latitude_deg: -33.5, longitude_deg: -70.6, source: record }
)");
        write("small.yaml", kScenario);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) {
        std::filesystem::create_directories((folder_ / name).parent_path());
        std::ofstream{folder_ / name, std::ios::binary} << text;
    }
    /// The small scenario with one piece of its text replaced.
    void rewrite(const std::string& from, const std::string& to) {
        const std::size_t at = text_.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        text_.replace(at, from.size(), to);
        write("small.yaml", text_);
    }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    Result<Study> read(std::vector<std::string> sets = {}, std::optional<std::string> profile = {}) const {
        return read_study({path("small.yaml"), std::move(profile), std::move(sets), path("data")});
    }
    /// The study; a failure that prints the faults where there is none.
    Study good(std::vector<std::string> sets = {}, std::optional<std::string> profile = {}) const {
        const Result<Study> result = read(std::move(sets), std::move(profile));
        for (const Fault& f : result.faults()) ADD_FAILURE() << to_string(f);
        return result ? *result : Study{};
    }
    /// Faults as printed, the folder of the test cut away.
    std::vector<std::string> faults(std::vector<std::string> sets = {}, std::optional<std::string> profile = {}) const {
        std::vector<std::string> lines;
        const Result<Study> result = read(std::move(sets), std::move(profile));
        for (const Fault& f : result.faults()) {
            std::string line = to_string(f);
            for (std::size_t at; (at = line.find(folder_.string() + '/')) != std::string::npos;)
                line.erase(at, folder_.string().size() + 1);
            lines.push_back(line);
        }
        return lines;
    }
    static const ResolvedParameter* parameter(const Study& study, const std::string& name) {
        for (const ResolvedParameter& p : study.parameters)
            if (p.name == name) return &p;
        return nullptr;
    }

    std::filesystem::path folder_;
    std::string text_ = kScenario;
};

}  // namespace d2c::testing_scenarios
