#include "video/abr/movie.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "tests/unit/video/abr/films.h"

namespace d2c::abr {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(ReadMovie, ReadsSabresFormat) {
    const auto movie = read_movie(
        R"({"segment_duration_ms": 3000, "bitrates_kbps": [230, 331], "segment_sizes_bits": [[886360, 1180512], [1, 2]], "x": 1})",
        "m.json");
    ASSERT_TRUE(movie) << to_string(movie.faults().front());
    EXPECT_EQ(movie->segment_ms, 3000.0);
    EXPECT_THAT(movie->bitrates_kbps, ElementsAre(230.0, 331.0));
    EXPECT_EQ(movie->sizes_bits[0][1], 1180512.0);
}

TEST(ReadMovie, NamesEveryFaultWithItsPath) {
    const auto movie =
        read_movie(R"({"segment_duration_ms": -1, "bitrates_kbps": [230, "a"], "segment_sizes_bits": [[1, 0], 3]})", "m.json");
    EXPECT_THAT(movie.faults(), ElementsAre(Field(&Fault::field, "segment_duration_ms"), Field(&Fault::field, "bitrates_kbps.1"),
                                            Field(&Fault::field, "segment_sizes_bits.0.1"), Field(&Fault::field, "segment_sizes_bits.1")));
    for (const Fault& fault : movie.faults()) EXPECT_EQ(fault.file, "m.json");
    const auto shape =
        read_movie(R"({"segment_duration_ms": 1000, "bitrates_kbps": [500, 400], "segment_sizes_bits": [[1, 2, 3]]})", "m.json");
    EXPECT_THAT(shape.faults(), ElementsAre(Field(&Fault::field, "bitrates_kbps.1"), Field(&Fault::field, "segment_sizes_bits.0")));
    EXPECT_THAT(read_movie("{}", "m.json").faults(),
                ElementsAre(Field(&Fault::field, "segment_duration_ms"), Field(&Fault::field, "bitrates_kbps"),
                            Field(&Fault::field, "segment_sizes_bits")));
    EXPECT_THAT(read_movie("[]", "m.json").faults(), Not(IsEmpty()));
    EXPECT_THAT(read_movie("{\n\n,", "m.json").faults(), ElementsAre(Field(&Fault::line, 3)));
}

TEST(ReadNetwork, ReadsSabresFormatAndNamesEveryFault) {
    const auto trace = read_network(
        R"([{"duration_ms": 1005, "bandwidth_kbps": 0, "latency_ms": 100}, {"duration_ms": 10, "bandwidth_kbps": 5, "latency_ms": 0}])",
        "n.json");
    ASSERT_TRUE(trace);
    EXPECT_EQ((*trace)[0].duration_ms, 1005.0);
    EXPECT_EQ((*trace)[1].bandwidth_kbps, 5.0);
    EXPECT_THAT(read_network(R"([{"duration_ms": "x", "bandwidth_kbps": -1}, 4])", "n.json").faults(),
                ElementsAre(Field(&Fault::field, "0.duration_ms"), Field(&Fault::field, "0.bandwidth_kbps"),
                            Field(&Fault::field, "0.latency_ms"), Field(&Fault::field, "1")));
    EXPECT_THAT(read_network("[]", "n.json").faults(), ElementsAre(Field(&Fault::allowed, HasSubstr("1 to"))));
    EXPECT_THAT(read_network(R"([{"duration_ms": 1000, "bandwidth_kbps": 0, "latency_ms": 0}])", "n.json").faults(),
                ElementsAre(Field(&Fault::allowed, HasSubstr("carries"))));
}

TEST(Stream, RefusesWhatNeverEnds) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Movie movie = test::movie_of(4, 2000.0, {500.0});
    EXPECT_TRUE(stream(movie, test::constant(1000.0, 0.0), RuleKind::kBola, {}));
    EXPECT_FALSE(stream(movie, test::constant(0.0, 0.0), RuleKind::kBola, {}));
    EXPECT_FALSE(stream(movie, test::constant(nan, 0.0), RuleKind::kBola, {}));
    std::vector<NetworkPeriod> thin(100, {1e9, 0.0, 0.0});
    thin[7].bandwidth_kbps = 1e-9;
    EXPECT_FALSE(stream(movie, thin, RuleKind::kBola, {}));  // a bit every three years
    EXPECT_FALSE(stream(movie, test::constant(1000.0, 0.0), RuleKind::kBola, {nan, false}));
    EXPECT_FALSE(stream(movie, test::constant(1000.0, 0.0), RuleKind::kBola, {2000.0, false}));
    EXPECT_FALSE(stream(Movie{}, test::constant(1000.0, 0.0), RuleKind::kBola, {}));
}

}  // namespace
}  // namespace d2c::abr
