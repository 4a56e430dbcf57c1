// The rules held against small made-up sources: each must find its violation and let its counterpart pass.

#include "tests/architecture/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d2c::architecture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<SourceFile> one(const std::string& path, const std::string& text) { return {parse_source(path, text)}; }

TEST(LayerRule, RefusesAnUpwardIncludeWithFileAndLine) {
    EXPECT_THAT(upward_or_sideways_includes(one("base/error.cc", "#include <string>\n#include \"world/engine.h\"\n")),
                ElementsAre(HasSubstr("base/error.cc:2: base/ (layer 0) includes world/engine.h")));
}
TEST(LayerRule, RefusesASidewaysInclude) {
    EXPECT_THAT(upward_or_sideways_includes(one("geography/place.cc", "#include \"constellation/orbit.h\"\n")), SizeIs(1));
    EXPECT_THAT(upward_or_sideways_includes(one("world/engine.cc", "#include \"ns3-modules/d2c-mobility/helper/a.h\"\n")), SizeIs(1));
}
TEST(LayerRule, RefusesBracketsAndBlanksToo) {
    EXPECT_THAT(upward_or_sideways_includes(one("video/player/player.h", "  #  include <world/engine.h>\n")), SizeIs(1));
}
TEST(LayerRule, RefusesTestCodeInALibrary) {
    EXPECT_THAT(upward_or_sideways_includes(one("apps/main.cc", "#include \"tests/architecture/rules.h\"\n")), SizeIs(1));
}
TEST(LayerRule, RefusesAFolderWithoutALayer) {
    EXPECT_THAT(upward_or_sideways_includes(one("utils/strings.h", "#pragma once\n")), ElementsAre(HasSubstr("utils/ has no layer")));
}
TEST(LayerRule, AllowsTheFolderItselfLowerLayersAndEverythingInTests) {
    EXPECT_THAT(
        upward_or_sideways_includes(one("world/engine.cc", "#include \"world/engine.h\"\n#include \"base/id.h\"\n#include <vector>\n")),
        IsEmpty());
    EXPECT_THAT(upward_or_sideways_includes(one("tests/parity/a_test.cc", "#include \"world/engine.h\"\n")), IsEmpty());
}
TEST(LayerRule, IgnoresIncludesInComments) {
    EXPECT_THAT(upward_or_sideways_includes(one("base/id.h", "// #include \"world/a.h\"\n/*\n#include \"world/a.h\"\n*/\n")), IsEmpty());
}

TEST(RootRule, RefusesARelativeIncludeAndAMissingHeader) {
    EXPECT_THAT(includes_not_from_the_root(one("base/id.cc", "#include \"id.h\"\n")), SizeIs(1));
    EXPECT_THAT(includes_not_from_the_root(one("base/id.cc", "#include \"../base/id.h\"\n")), SizeIs(1));
    EXPECT_THAT(includes_not_from_the_root(one("base/id.cc", "#include \"base/absent.h\"\n")), SizeIs(1));
}
TEST(RootRule, AllowsAPathFromTheRootAndThirdPartyHeaders) {
    std::vector<SourceFile> files = one("base/id.cc", "#include \"base/id.h\"\n#include <id.h>\n#include \"s2/s2cell.h\"\n");
    files.push_back(parse_source("base/id.h", "#pragma once\n"));
    EXPECT_THAT(includes_not_from_the_root(files), IsEmpty());
}

struct Owned {
    const char* line;
    const char* owner;
    const char* stranger;
};
class OwnerRule : public testing::TestWithParam<Owned> {};
TEST_P(OwnerRule, RefusesTheStrangerAndAllowsTheOwner) {
    const std::string text = std::string{GetParam().line} + "\n";
    EXPECT_THAT(outside_things_without_their_owner(one(GetParam().stranger, text)), SizeIs(1)) << text;
    EXPECT_THAT(outside_things_without_their_owner(one(GetParam().owner, text)), IsEmpty()) << text;
}
INSTANTIATE_TEST_SUITE_P(EachThing, OwnerRule,
                         testing::Values(Owned{"#include <ns3/packet.h>", "ns3-modules/a/model/a.cc", "world/a.cc"},
                                         Owned{"void f(ns3::Time t);", "ns3-modules/a/model/a.cc", "apps/a.cc"},
                                         Owned{"#include <s2/s2polygon.h>", "geography/borders.cc", "geography/places.cc"},
                                         Owned{"#include <healpix_cxx/healpix_base.h>", "geography/grid/cells.cc", "geography/borders.cc"},
                                         Owned{"#include <SQLiteCpp/SQLiteCpp.h>", "results/writer.cc", "report/maps.cc"},
                                         Owned{"#include <sqlite3.h>", "results/writer.cc", "world/a.cc"},
                                         Owned{"#include <yaml-cpp/yaml.h>", "scenarios/reader.cc", "geography/places.cc"},
                                         Owned{"#include <pugixml.hpp>", "scenarios/routes/gpx.cc", "scenarios/read_study.cc"},
                                         Owned{"#include <tbb/parallel_for.h>", "world/engine.cc", "constellation/propagate.cc"},
                                         Owned{"#include <execution>", "world/engine.cc", "results/writer.cc"},
                                         Owned{"std::jthread worker{f};", "world/engine.cc", "apps/main.cc"},
                                         Owned{"#include <mpi.h>", "world/shard/ranks.cc", "world/engine.cc"},
                                         Owned{"#include <armadillo>", "constellation/arrays.cc", "handset_phy/channel.cc"},
                                         Owned{"#include <sys/socket.h>", "web/server/http.cc", "world/engine.cc"},
                                         Owned{"auto p = popen(command, mode);", "studies/sweep.cc", "report/page.cc"}));

TEST(OwnerRuleAtTheEdge, AModulesTestStartsItsExampleButOpensNoSocket) {
    EXPECT_THAT(outside_things_without_their_owner(one("ns3-modules/m/test/a-test.cc", "auto p = popen(command, mode);\n")), IsEmpty());
    EXPECT_THAT(outside_things_without_their_owner(one("ns3-modules/m/test/a-test.cc", "#include <sys/socket.h>\n")), SizeIs(1));
}
TEST(OwnerRuleAtTheEdge, IgnoresWordsInCommentsLiteralsAndLongerNames) {
    EXPECT_THAT(outside_things_without_their_owner(
                    one("apps/a.cc", "// std::thread\nauto a = \"ns3::Node\";\nauto b = R\"(std::async)\";\nauto c = pitchfork(1);\n")),
                IsEmpty());
}

class EffectRule : public testing::TestWithParam<const char*> {};
TEST_P(EffectRule, RefusesItInALibraryAndAllowsItInAProgram) {
    const std::string text = std::string{"void f() { "} + GetParam() + "; }\n";
    EXPECT_THAT(effects_in_library_code(one("world/engine.cc", text)), SizeIs(1));
    EXPECT_THAT(effects_in_library_code(one("apps/main.cc", text)), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(EachEffect, EffectRule,
                         testing::Values("std::cout << 1", "std::printf(text)", "fmt::print(text)", "std::exit(2)", "exit(2)",
                                         "std::getenv(name)", "std::chrono::steady_clock::now()", "std::time(nullptr)"));
TEST(EffectRuleAtTheEdge, AllowsAProgramBesideALibraryAndAModulesTest) {
    EXPECT_THAT(effects_in_library_code(one("scenarios/tools/d2c_schema.cc", "int main(int argc, char** argv) { std::exit(1); }\n")),
                IsEmpty());
    EXPECT_THAT(effects_in_library_code(one("ns3-modules/m/test/a-test.cc", "auto v = std::getenv(name);\n")), IsEmpty());
    EXPECT_THAT(effects_in_library_code(one("ns3-modules/m/model/a.cc", "auto v = std::getenv(name);\n")), SizeIs(1));
}
TEST(EffectRuleAtTheEdge, AllowsFormattingIntoMemoryAndSpeakingOfIt) {
    EXPECT_THAT(
        effects_in_library_code(one("world/a.cc", "int n = std::snprintf(out, 9, f);  // never std::cout\nauto s = \"exit(2)\";\n")),
        IsEmpty());
}

TEST(HeaderRule, RefusesAMissingPragmaOnceAndJson) {
    EXPECT_THAT(headers_out_of_form(one("base/id.h", "struct A {};\n")), ElementsAre(HasSubstr("#pragma once")));
    EXPECT_THAT(headers_out_of_form(one("results/a.h", "#pragma once\n#include <nlohmann/json.hpp>\n")),
                ElementsAre(HasSubstr("results/a.h:2")));
    EXPECT_THAT(headers_out_of_form(one("results/a.cc", "#include <nlohmann/json.hpp>\n")), IsEmpty());
}

TEST(NameRule, HasTwoDialects) {
    EXPECT_THAT(file_names_out_of_form(one("base/draw_key.h", "")), IsEmpty());
    EXPECT_THAT(file_names_out_of_form(one("ns3-modules/m/model/d2c-cell.cc", "")), IsEmpty());
    EXPECT_THAT(file_names_out_of_form(one("base/DrawKey.h", "")), SizeIs(1));
    EXPECT_THAT(file_names_out_of_form(one("base/draw-key.h", "")), SizeIs(1));
    EXPECT_THAT(file_names_out_of_form(one("base/draw_key.cpp", "")), SizeIs(1));
    EXPECT_THAT(file_names_out_of_form(one("ns3-modules/m/model/d2c_cell.cc", "")), SizeIs(1));
}

std::string lines(int n) {
    std::string text;
    for (int i = 0; i < n; ++i) text += "int a;\n";
    return text;
}
TEST(SizeRule, RefusesLine451AndFile16) {
    EXPECT_THAT(oversize(one("base/id.h", lines(450))), IsEmpty());
    EXPECT_THAT(oversize(one("base/id.h", lines(451))), ElementsAre(HasSubstr("at most 450 lines")));
    std::vector<SourceFile> files;
    files.reserve(17);
    for (int i = 0; i < 15; ++i) files.push_back(parse_source("base/f" + std::to_string(i) + ".h", ""));
    EXPECT_THAT(oversize(files), IsEmpty());
    files.push_back(parse_source("base/sub/f15.h", ""));
    EXPECT_THAT(oversize(files), IsEmpty()) << "a sub-folder counts for itself";
    files.push_back(parse_source("base/f15.h", ""));
    EXPECT_THAT(oversize(files), ElementsAre(HasSubstr("base/: 16 source files")));
}

TEST(LinkRule, RefusesNs3TargetsOutsideNs3Modules) {
    const SourceFile elsewhere{"apps/CMakeLists.txt", {"target_link_libraries(d2c PRIVATE ns3::libcore)"}, {}};
    const SourceFile home{"ns3-modules/cmake/D2cNs3.cmake", {"find_package(ns3 3.37 EXACT)"}, {}};
    EXPECT_THAT(ns3_targets_outside_their_folder({elsewhere, home}), ElementsAre(HasSubstr("apps/CMakeLists.txt:1")));
}

TEST(Parser, KeepsLineNumbersAndSurvivesDigitSeparatorsAndCharacterLiterals) {
    const SourceFile file = parse_source("base/a.cc", "int a = 10'000;\nchar q = '\"';\n#include \"base/a.h\"  // why\n");
    ASSERT_THAT(file.includes, SizeIs(1));
    EXPECT_EQ(file.includes[0].line, 3);
    EXPECT_EQ(file.includes[0].path, "base/a.h");
    EXPECT_TRUE(file.includes[0].quoted);
}

}  // namespace
}  // namespace d2c::architecture
