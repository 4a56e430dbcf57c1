#include <gtest/gtest.h>

#include "tests/unit/roaming/transport/kuiper_630.h"

namespace d2c::kuiper {
namespace {

TEST(Kuiper630, ManilaToDalianAsPublished) {  // IMC 2020, section 4 and fig. 3, as the project's issue gives the figures
    const Summary run = summary(Kuiper630Sky{}.samples(kTheirReach, 200.0, 0.2));
    EXPECT_NEAR(run.first_ms, 29.4, 0.5);
    EXPECT_NEAR(run.least_ms, 25.2, 0.5);
    EXPECT_NEAR(run.greatest_ms, 48.2, 0.5);
    ASSERT_EQ(run.changes_s.size(), kPublishedChanges_s.size()) << testing::PrintToString(run.changes_s);
    for (std::size_t i = 0; i < run.changes_s.size(); ++i) EXPECT_NEAR(run.changes_s[i], kPublishedChanges_s[i], 2.0) << i;
}

TEST(Kuiper630, ATrueMaskOf30DegreesDoesNotGiveThem) {  // the project's own sketch: 41 to 49 ms
    int connected = 0;
    for (const Sample& sample : Kuiper630Sky{}.samples(LeastElevation{Angle::degrees(30.0)}, 200.0, 5.0)) {
        if (sample.way.empty()) continue;
        ++connected;
        EXPECT_GT(sample.round_trip_ms, 40.0) << sample.at_s;
        EXPECT_LT(sample.round_trip_ms, 50.0) << sample.at_s;
    }
    EXPECT_GT(connected, 20);
}

}  // namespace
}  // namespace d2c::kuiper
