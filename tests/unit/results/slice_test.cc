#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "results/slice/columns.h"
#include "results/slice/file.h"

namespace d2c::slice {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

Slice small_slice() {
    Slice s;
    s.header.scenario_digest = "abc";
    s.header.program_version = "0.1.0";
    s.header.seed = 0xfedcba9876543210u;
    s.header.start = *parse_instant("2026-06-01T00:00:00.000000001Z");
    s.header.duration_s = 10.0;
    s.header.network_step_s = 15.0;
    s.header.latitude_deg = -23.1;
    s.header.longitude_deg = 133.7;
    s.settings = {{"machine.t304_ms", "1000"}, {"handover.trigger", "a3"}};
    s.carriers = {{5, 0, 1992.5e6, 1912.5e6, 5e6, 25, 25, 25, 0.04}};
    s.overlaps = {{5, 5, 1.0}};
    Payload payload;
    payload.payload = 1;
    payload.generation = "v2-mini-d2c";
    payload.eirp_w_per_hz = 1.0 / 3.0;
    s.payloads = {payload};
    s.patterns = {{1, 5, 0.0, 1.0}, {1, 5, 0.1, 1e-3}};
    s.satellites = {{4'000'000'000u, 1, "STARLINK-11072"}};
    s.ephemeris = {{4'000'000'000u, 0, 6.7e6, 0.1, -0.25, 1.0, 7.5e3, 3.0}};
    s.networks = {{"one-nz", "53001", "One NZ"}, {"optus", "50502", "Optus"}};
    s.agreements = {{"one-nz", "optus", 0.0125}};
    Cell cell;
    cell.satellite = 4'000'000'000u;
    cell.beam = 77;
    cell.carriers = std::uint64_t{1} << 63 | 32u;
    cell.lit_share = 0.25;
    cell.gateway = "perth";
    cell.network = "optus";
    s.cells = {cell};
    s.lit_beams = {{0, 4'000'000'000u, 32u, 0.5, 1.0, 2.0, 3.0}};
    s.lit_floors = {{0, 4'000'000'000u, 5, 1e-9}};
    s.interference = {{0, 5, 1e-20}};
    s.handsets = {{.handset = "lte-2024", .air_interface = "lte"}};
    s.ladders = {{.ladder = "default"}};
    s.rungs = {{"default", "240p", 240, 3e5, 1.8}};
    User user;
    user.handset = "lte-2024";
    user.draw_id = 0x8000000000000001u;
    user.ladder = "default";
    s.users = {user};
    s.tracks = {{0, 0, -23.1, 133.7, 545.0, "AU", true}};
    s.terrestrial = {{-95.0, 10.0, 10e6, 1e-4, 0.01, 0.0, "optus", true, 0}};
    s.serving = {{3, "connected", 4'000'000'000u, 77, true, -118.5, 2.25, 1.0, 3.1e6}};
    return s;
}

std::string path_of(const std::string& name) { return testing::TempDir() + name; }

template <class Row>
void expect_same(const std::vector<Row>& a, const std::vector<Row>& b) {
    ASSERT_EQ(a.size(), b.size()) << table_of(Row{});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::vector<std::string> of_a, of_b;
        const auto texts = [](std::vector<std::string>& to) {
            return [&to](std::string_view, const auto& v) {
                if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::string>) {
                    to.push_back(v);
                } else {
                    to.emplace_back(reinterpret_cast<const char*>(&v), sizeof v);  // bit for bit
                }
            };
        };
        columns(a[i], texts(of_a));
        columns(b[i], texts(of_b));
        EXPECT_EQ(of_a, of_b) << table_of(Row{}) << ' ' << i;
    }
}

TEST(SliceFile, ComesBackBitForBit) {
    const Slice s = small_slice();
    const std::string path = path_of("slice.gpkg");
    ASSERT_THAT(write(s, path), IsEmpty());
    const auto back = read(path);
    ASSERT_TRUE(back) << to_string(back.faults().front());
    expect_same(std::vector{s.header}, std::vector{back->header});
    EXPECT_EQ(back->settings, s.settings);
    expect_same(s.carriers, back->carriers);
    expect_same(s.overlaps, back->overlaps);
    expect_same(s.payloads, back->payloads);
    expect_same(s.patterns, back->patterns);
    expect_same(s.satellites, back->satellites);
    expect_same(s.ephemeris, back->ephemeris);
    expect_same(s.cells, back->cells);
    expect_same(s.networks, back->networks);
    expect_same(s.agreements, back->agreements);
    expect_same(s.lit_beams, back->lit_beams);
    expect_same(s.lit_floors, back->lit_floors);
    expect_same(s.interference, back->interference);
    expect_same(s.handsets, back->handsets);
    expect_same(s.ladders, back->ladders);
    expect_same(s.rungs, back->rungs);
    expect_same(s.users, back->users);
    expect_same(s.tracks, back->tracks);
    expect_same(s.terrestrial, back->terrestrial);
    expect_same(s.serving, back->serving);
    EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}

TEST(SliceFile, OfAnotherSchemaVersionIsRefusedByItsNumber) {
    const std::string path = path_of("slice_version.gpkg");
    ASSERT_THAT(write(small_slice(), path), IsEmpty());
    SQLite::Database{path, SQLite::OPEN_READWRITE}.exec("UPDATE slice SET schema_version = 7");
    const auto back = read(path);
    ASSERT_FALSE(back);
    EXPECT_THAT(to_string(back.faults().front()), HasSubstr("made by schema version 7; this program reads 1"));
}

TEST(SliceFile, ThatIsNoneIsSaidInOneLine) {
    EXPECT_THAT(to_string(read(path_of("absent.gpkg")).faults().front()), HasSubstr("an existing slice file"));
}

TEST(SliceCheck, NamesAllFaultsAtOnce) {
    Slice s = small_slice();
    s.users.clear();
    s.cells[0].satellite = 1;
    s.cells[0].lit_share = 1.5;
    s.rungs[0].bitrate_bps = 1.0;
    s.ladders.clear();
    std::vector<std::string> said;
    for (const Fault& fault : check(s, "x.gpkg")) said.push_back(to_string(fault));
    EXPECT_THAT(said, Contains(HasSubstr("slice_cell[0].satellite: 1: a satellite of the slice")));
    EXPECT_THAT(said, Contains(HasSubstr("slice_cell[0].lit_share")));
    EXPECT_THAT(said, Contains(HasSubstr("slice_rung.ladder: default")));
    EXPECT_THAT(said, Contains(HasSubstr("slice_user: 0: at least one user")));
}

TEST(SliceCheck, RefusesNaNByTableRowAndColumn) {
    Slice s = small_slice();
    s.cells[0].home_s = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(to_string(check(s, "x.gpkg").front()), HasSubstr("slice_cell[0].home_s: nan: a finite number"));
    EXPECT_THAT(to_string(write(s, path_of("nan.gpkg")).front()), HasSubstr("nan"));
    EXPECT_FALSE(std::filesystem::exists(path_of("nan.gpkg")));
}

TEST(SliceCheck, WantsASatelliteAndABeam) {
    Slice s = small_slice();
    s.satellites.clear();
    s.ephemeris.clear();
    s.cells.clear();
    s.lit_beams.clear();
    s.lit_floors.clear();
    s.terrestrial.clear();
    std::string said;
    for (const Fault& fault : check(s, "x.gpkg")) said += to_string(fault) + "\n";
    EXPECT_THAT(said, HasSubstr("at least one satellite above the horizon"));
    EXPECT_THAT(said, HasSubstr("at least one beam that could serve"));
}

}  // namespace
}  // namespace d2c::slice
