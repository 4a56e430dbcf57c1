#include "roaming/operators/tracking_area.h"

#include <gtest/gtest.h>

#include <set>

#include "geography/cell.h"

namespace d2c {
namespace {

TEST(TrackingArea, IsTheSameForEveryFineCellOfACoarseOneWithinACountry) {  // oracle: the family of nested cells, counted down
    const CellId coarse{4, 1234};
    std::set<std::uint32_t> codes;
    for (std::int64_t child = 0; child < 1024; ++child)
        codes.insert(tracking_area({9, first_child(coarse, 9) + child}, AreaCode::literal("CL"), 4).code());
    EXPECT_EQ(codes.size(), 1U);
    EXPECT_NE(tracking_area({9, first_child(coarse, 9) + 1024}, AreaCode::literal("CL"), 4).code(), *codes.begin());
    EXPECT_NE(tracking_area({9, first_child(coarse, 9)}, AreaCode::literal("AR"), 4).code(), *codes.begin());
}

TEST(TrackingArea, HasACodeOfItsOwnWithin24Bits) {
    for (const int order : {0, 3, 5}) {
        std::set<std::uint32_t> codes;
        std::size_t count = 0;
        for (std::uint16_t area = 0; area < AreaCode::kIndexCount; area = static_cast<std::uint16_t>(area + 169))
            for (std::int64_t pixel = 0; pixel < 12LL << (2 * order); ++pixel) {
                codes.insert(tracking_area({order, pixel}, AreaCode::from_index(area), order).code());
                ++count;
            }
        EXPECT_EQ(codes.size(), count);
        EXPECT_LT(*codes.rbegin(), 1U << 24);
    }
}

}  // namespace
}  // namespace d2c
