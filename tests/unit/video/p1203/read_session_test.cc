#include "video/p1203/read_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace d2c::p1203 {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr const char* kGood = R"({
  "I11": {"segments": [{"codec": "heaac", "bitrate": 48, "duration": 70, "start": 0}], "streamId": 42},
  "I13": {"segments": [
    {"codec": "h264", "bitrate": 691.72, "duration": 35.48, "start": 0, "fps": 25.0, "resolution": "1280x720", "representation": 3},
    {"codec": "h264", "bitrate": 5000, "duration": 35, "start": 35.48, "fps": 25.0, "resolution": "1920x1080", "displaySize": "1280x720", "extra": [1]}]},
  "I23": {"stalling": [[30, 1.5], [0, 2]], "streamId": 42},
  "IGen": {"device": "mobile", "displaySize": "2560x1440", "viewingDistance": "150cm"},
  "unknown": {"ignored": true}})";

TEST(ReadSession, ReadsWhatMode0Needs) {
    const auto read = read_session(kGood, "s.json");
    ASSERT_TRUE(read) << to_string(read.faults().front());
    const Session& s = read->session;
    EXPECT_EQ(s.device, Device::kMobile);
    EXPECT_EQ(s.displayed_px, 2560.0 * 1440.0);
    ASSERT_EQ(s.video.size(), 2u);
    EXPECT_EQ(s.video[0].coded_px, 1280.0 * 720.0);
    EXPECT_EQ(s.video[0].representation, "3");
    EXPECT_EQ(s.video[1].displayed_px, 1280.0 * 720.0);
    EXPECT_EQ(s.video[1].representation, std::nullopt);
    EXPECT_EQ(s.audio[0].codec, AudioCodec::kHeAac);
    ASSERT_EQ(s.stalls.size(), 2u);
    EXPECT_EQ(s.stalls[0].media_s, 0.0);  // in the order of their place
    EXPECT_EQ(s.stalls[1].duration_s, 1.5);
}

TEST(ReadSession, SaysWhatItAssumedAndLeftAside) {
    const auto read = read_session(R"({"I13": {"segments": [
        {"codec": "h264", "bitrate": 1000, "duration": 100, "start": 0, "fps": 25, "resolution": "1920x1080", "frames": [{"frameType": "I"}]},
        {"codec": "h264", "bitrate": 1000, "duration": 100, "start": 150, "fps": 25, "resolution": "1920x1080"}]}})",
                                   "s.json");
    ASSERT_TRUE(read);
    EXPECT_THAT(read->remarks, ElementsAre(HasSubstr("no IGen"), HasSubstr("mode 0"), HasSubstr("do not follow"), HasSubstr("no audio")));
}

TEST(ReadSession, NamesEveryFaultWithItsPath) {
    const auto read = read_session(R"({
      "I11": {"segments": [{"codec": "opus", "bitrate": "64", "duration": 10}]},
      "I13": {"segments": [{"codec": "vp9", "bitrate": 0, "duration": -4, "fps": 1e9, "resolution": "1080p"}, 7]},
      "I23": {"stalling": [[1], [-1, 2], "x"]},
      "IGen": {"device": "watch", "displaySize": "0x1080"}})",
                                   "s.json");
    std::vector<std::string> fields;
    for (const Fault& fault : read.faults()) {
        EXPECT_EQ(fault.file, "s.json");
        EXPECT_FALSE(fault.allowed.empty());
        fields.push_back(fault.field);
    }
    EXPECT_THAT(fields, UnorderedElementsAre("IGen.device", "IGen.displaySize", "I11.segments.0.codec", "I11.segments.0.bitrate",
                                             "I13.segments.0.codec", "I13.segments.0.bitrate", "I13.segments.0.duration",
                                             "I13.segments.0.fps", "I13.segments.0.resolution", "I13.segments.1", "I23.stalling.0",
                                             "I23.stalling.1.0", "I23.stalling.2"));
}

TEST(ReadSession, RefusesWhatIsNoSession) {
    EXPECT_THAT(read_session("{\n\"I13\": \n]", "s.json").faults(), ElementsAre(Field(&Fault::line, 3)));
    EXPECT_THAT(read_session("[1]", "s.json").faults(), ElementsAre(Field(&Fault::allowed, HasSubstr("I13"))));
    EXPECT_THAT(read_session("{}", "s.json").faults(), ElementsAre(Field(&Fault::field, "I13")));
    EXPECT_THAT(read_session(R"({"I13": {"segments": []}})", "s.json").faults(), ElementsAre(Field(&Fault::field, "I13.segments")));
    EXPECT_THAT(read_session(R"({"I13": 3})", "s.json").faults(), Not(IsEmpty()));
    EXPECT_THAT(read_session(R"({"O22": [1e999]})", "s.json").faults(), Not(IsEmpty()));
    EXPECT_THAT(read_session(R"({"O22": [4, null, 6]})", "s.json").faults(),
                ElementsAre(Field(&Fault::field, "O22.1"), Field(&Fault::field, "O22.2")));
}

}  // namespace
}  // namespace d2c::p1203
