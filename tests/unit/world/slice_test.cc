#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "constellation/look.h"
#include "results/slice/file.h"
#include "tests/unit/world/journey/walk.h"
#include "world/slice/record.h"

namespace d2c {
namespace {

using testing::HasSubstr;

Result<RecordedSlice> recorded(const Walk& w, double duration_s, int users = 1, int threads = 2) {
    SliceQuestion question;
    question.plan = w.plan;
    question.plan.threads = threads;
    question.start = kStart;
    question.duration_s = duration_s;
    question.users = users;
    return record_slice(question);
}

TEST(RecordSlice, HoldsWhatTheTravellerMet) {
    const auto w = walk({});
    ASSERT_TRUE(w);
    const auto made = recorded(*w, 120.0, 3);
    ASSERT_TRUE(made) << to_string(made.faults().front());
    const slice::Slice& s = made->slice;
    EXPECT_EQ(s.header.duration_s, 120.0);
    EXPECT_EQ(s.users.size(), 3U);
    EXPECT_EQ(s.serving.size(), 121U) << "a row a second, both ends counted";
    EXPECT_EQ(s.tracks.size(), 3U * 121U);
    std::set<std::uint64_t> draws;
    for (const slice::User& user : s.users) draws.insert(user.draw_id);
    EXPECT_EQ(draws.size(), 3U) << "everybody draws for themselves";
    for (const slice::TrackPoint& t : s.tracks) {
        const double north_m = (t.latitude_deg - s.header.latitude_deg) * 111e3;
        const double east_m = (t.longitude_deg - s.header.longitude_deg) * 111e3 * std::cos(t.latitude_deg * 0.0174533);
        EXPECT_LT(std::hypot(north_m, east_m), s.header.radius_m + 300.0) << "the way of two minutes beside the radius";
    }

    // What serves in the world engine is a row of that moment, above its mask by the ephemeris.
    std::set<std::pair<int, std::uint32_t>> known;
    for (const slice::Cell& c : s.cells) known.emplace(c.step, c.satellite);
    std::map<std::pair<std::uint32_t, int>, const slice::EphemerisPoint*> points;
    for (const slice::EphemerisPoint& e : s.ephemeris) points[{e.satellite, e.step}] = &e;
    const Geodetic place{Angle::degrees(s.header.latitude_deg), Angle::degrees(s.header.longitude_deg)};
    std::size_t served = 0;
    for (const slice::Serving& row : s.serving) {
        if (!row.served) continue;
        ++served;
        EXPECT_TRUE(known.contains({row.step, row.satellite})) << row.step;
        if (row.step % 10 != 0) continue;
        const slice::EphemerisPoint* e = points.at({row.satellite, row.step / 10});
        const Look look =
            look_at(place, {Metres{e->x_itrf_m}, Metres{e->y_itrf_m}, Metres{e->z_itrf_m}},
                    {MetresPerSecond{e->vx_itrf_m_per_s}, MetresPerSecond{e->vy_itrf_m_per_s}, MetresPerSecond{e->vz_itrf_m_per_s}});
        EXPECT_GT(look.elevation.in_degrees(), 19.0);
    }
    EXPECT_GT(served, 60U) << "over Nevada somebody serves most of the time";
}

TEST(RecordSlice, IsTheSameOnOneThreadAndTwoAndComesBackFromItsFile) {
    const auto w = walk({});
    ASSERT_TRUE(w);
    const auto one = recorded(*w, 30.0, 1, 1), two = recorded(*w, 30.0, 1, 2);
    ASSERT_TRUE(one && two);
    const std::string path = testing::TempDir() + "walk.slice.gpkg";
    ASSERT_TRUE(slice::write(one->slice, path).empty());
    const auto back = slice::read(path);
    ASSERT_TRUE(back) << to_string(back.faults().front());
    ASSERT_EQ(back->cells.size(), two->slice.cells.size());
    for (std::size_t i = 0; i < back->cells.size(); ++i) {
        EXPECT_EQ(back->cells[i].lit_share, two->slice.cells[i].lit_share);
        EXPECT_EQ(back->cells[i].aim_x_m, two->slice.cells[i].aim_x_m);
        EXPECT_EQ(back->cells[i].uplink_interference_over_noise, two->slice.cells[i].uplink_interference_over_noise);
    }
    ASSERT_EQ(back->interference.size(), two->slice.interference.size());
    for (std::size_t i = 0; i < back->interference.size(); ++i)
        EXPECT_EQ(back->interference[i].density_w_per_hz, two->slice.interference[i].density_w_per_hz);
    ASSERT_EQ(back->lit_beams.size(), two->slice.lit_beams.size());
}

TEST(RecordSlice, SharesTheBeamAmongItsUsers) {
    const auto w = walk({});
    ASSERT_TRUE(w);
    const auto one = recorded(*w, 60.0), four = recorded(*w, 60.0, 4);
    ASSERT_TRUE(one && four);
    std::size_t compared = 0;
    for (std::size_t i = 0; i < one->slice.serving.size(); ++i) {
        const slice::Serving &a = one->slice.serving[i], &b = four->slice.serving[i];
        if (!(a.downlink_bps > 0.0) || a.satellite != b.satellite || a.state != b.state) continue;
        EXPECT_NEAR(b.downlink_bps / a.downlink_bps, 0.25, 1e-12);
        ++compared;
    }
    EXPECT_GT(compared, 20U);
}

TEST(RecordSlice, SaysWhyNobodyMayServe) {
    const auto w = walk({});
    ASSERT_TRUE(w);
    // The middle of the South Pacific: nobody's waters, no right in force.
    const StandingRoute still = standing_at({Angle::degrees(-40.0), Angle::degrees(-120.0)}, 60.0);
    SliceQuestion question;
    question.plan = w->plan;
    question.plan.config = &still.config;
    question.plan.route = &still.route;
    question.start = kStart;
    question.duration_s = 60.0;
    const auto made = record_slice(question);
    ASSERT_FALSE(made);
    EXPECT_THAT(to_string(made.faults().front()), HasSubstr("no right"));
    EXPECT_THAT(to_string(made.faults().front()), HasSubstr("--at: -40.0000,-120.0000"));
}

TEST(RecordSlice, NamesWhatIsAskedWrongly) {
    const auto w = walk({});
    ASSERT_TRUE(w);
    std::string said;
    const auto wrong = recorded(*w, std::nan(""), 0);
    for (const Fault& fault : wrong.faults()) said += to_string(fault) + "\n";
    EXPECT_THAT(said, HasSubstr("--duration: nan"));
    EXPECT_THAT(said, HasSubstr("--users: 0"));
    const auto longer = recorded(*w, 86400.0);
    ASSERT_FALSE(longer);
    EXPECT_THAT(to_string(longer.faults().front()), HasSubstr("within the route"));
}

}  // namespace
}  // namespace d2c
