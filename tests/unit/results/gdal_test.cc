// What the field's own programs say of our files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "journey_sample.h"

namespace d2c::results {
namespace {

struct Answer {
    int status;
    std::string text;
};
Answer shell(const std::string& command) {
    Answer answer{-1, {}};
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return answer;
    std::array<char, 4096> buffer;
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) answer.text.append(buffer.data(), n);
    answer.status = pclose(pipe);
    return answer;
}

class Gdal : public ::testing::Test {
  protected:
    void SetUp() override {
        if (shell("/usr/bin/python3 -c 'import osgeo_utils.samples.validate_gpkg'").status != 0)
            GTEST_SKIP() << "skipped: python3-gdal is not installed";
        ASSERT_FALSE(test::write_sample(path_).empty());
    }
    test::Folder folder_;
    std::string path_ = folder_.file("sample.gpkg");
};

TEST_F(Gdal, ItsValidatorFindsNothingWrong) {
    const Answer answer = shell("/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg -k '" + path_ + "'");
    EXPECT_EQ(answer.status, 0) << answer.text;
    EXPECT_THAT(answer.text, ::testing::Not(::testing::HasSubstr("Req ")));
}

TEST_F(Gdal, ItFindsNothingWrongWithJourneysAndReadsTheirTrack) {
    const std::string journeys = folder_.file("journeys.gpkg");
    ASSERT_FALSE(test::write_journeys(journeys, 2).empty());
    const Answer valid = shell("/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg -k '" + journeys + "'");
    EXPECT_EQ(valid.status, 0) << valid.text;
    EXPECT_THAT(valid.text, ::testing::Not(::testing::HasSubstr("Req ")));
    const Answer layer = shell("ogrinfo -q '" + journeys + "' journey_track -where \"piece = 1 AND journey = 1\"");
    EXPECT_EQ(layer.status, 0) << layer.text;
    EXPECT_THAT(layer.text, ::testing::HasSubstr("MULTILINESTRING ((179.5 -17,180 -17),(-180 -17,-179.5 -17))"));
    EXPECT_THAT(layer.text, ::testing::HasSubstr("area (String) = XZ"));
}

TEST_F(Gdal, ItReadsMapLayersWithValidGeometriesAndTheirFigures) {
    const std::string program = R"py(
from osgeo import ogr
import sys
ogr.UseExceptions()
d = ogr.Open(sys.argv[1])
names = sorted(l.GetName() for l in d if l.GetName().startswith("map_"))
print(names)
l = d.GetLayerByName("map_2026q2_lte_today")
for f in l:
    g = f.GetGeometryRef()
    print(f.GetFID(), g.GetGeometryName(), g.GetGeometryCount(), g.IsValid(), g.Area(), f["state"], f["rsrp_dbm"], f["text_held_area_share"])
)py";
    const std::string script = folder_.file("read.py");
    FILE* file = fopen(script.c_str(), "w");
    ASSERT_NE(file, nullptr);
    fputs(program.c_str(), file);
    fclose(file);
    const Answer answer = shell("/usr/bin/python3 '" + script + "' '" + path_ + "'");
    ASSERT_EQ(answer.status, 0) << answer.text;
    using ::testing::HasSubstr;
    EXPECT_THAT(answer.text, HasSubstr("['map_2026q2_lte_today', 'map_2026q2_ntn_2027', 'map_2026q3_lte_today', 'map_2026q3_ntn_2027']"));
    EXPECT_THAT(answer.text, HasSubstr("7 MULTIPOLYGON 1 True 32.0 right -121.0"));
    EXPECT_THAT(answer.text, HasSubstr("107 MULTIPOLYGON 2 True 32.0 right -121.0"));
    EXPECT_THAT(answer.text, HasSubstr("207 MULTIPOLYGON 1 True 675.0 right -121.0"));
    EXPECT_THAT(answer.text, HasSubstr("307 MULTIPOLYGON 1 True 675.0 no right None 0.5"));
}

}  // namespace
}  // namespace d2c::results
