#include "base/instant.h"

#include <gtest/gtest.h>

namespace d2c {
namespace {

TEST(Instant, JulianDateOfTheJ2000EpochIs2451545) {  // IAU 2000: 2000-01-01T12:00 is JD 2451545.0
    EXPECT_DOUBLE_EQ(julian_date(*parse_instant("2000-01-01T12:00:00Z")), 2451545.0);
}

TEST(Instant, UnixTimeOf2026May30NoonAgrees) {  // date -u -d 2026-05-30T12:00:00Z +%s = 1780142400; 2000-01-01 = 946684800
    EXPECT_EQ(parse_instant("2026-05-30T12:00:00Z")->utc_ns, (1780142400LL - 946684800LL) * 1'000'000'000);
}

TEST(Instant, PrintsWhatItReads) {
    for (const char* text : {"1999-12-31T23:59:59Z", "2024-02-29T00:00:00Z", "2026-05-30T12:00:00.25Z", "2032-12-31T23:59:59.999999999Z"}) {
        ASSERT_TRUE(parse_instant(text)) << text;
        EXPECT_EQ(to_string(*parse_instant(text)), text);
    }
}

TEST(Instant, RefusesWhatIsNoDate) {
    for (const char* text : {"", "2026", "2026-02-29", "2026-13-01", "2026-05-30T24:00:00Z", "2026-05-30T12:00:00", "2026-05-30T12:00:00.Z",
                             "2026-05-30 12:00:00Z", "2026-05-30T12:00:00Zx", "20260530T120000Z"}) {
        EXPECT_FALSE(parse_instant(text)) << text;
    }
}

TEST(Quarter, OfDatesAndBack) {
    EXPECT_EQ(to_string(quarter_of(*parse_instant("2026-05-30"))), "2026Q2");
    EXPECT_EQ(to_string(begin_of(*parse_quarter("2026Q2"))), "2026-04-01T00:00:00Z");
    EXPECT_EQ(to_string(end_of(*parse_quarter("2032Q4"))), "2033-01-01T00:00:00Z");
    EXPECT_EQ(to_string(Quarter::of(1999, 4)), "1999Q4");
    EXPECT_FALSE(parse_quarter("2026Q5"));
    EXPECT_FALSE(parse_quarter("2026q2"));
}

}  // namespace
}  // namespace d2c
