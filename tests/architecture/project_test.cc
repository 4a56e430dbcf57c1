// The rules held against the project as it stands. D2C_SOURCE_ROOT is its root, a compile definition.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/architecture/rules.h"

namespace d2c::architecture {
namespace {

using testing::IsEmpty;

const std::filesystem::path kRoot = D2C_SOURCE_ROOT;

class Project : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        sources_ = read_sources(kRoot);
        build_files_ = read_build_files(kRoot);
    }
    void SetUp() override { ASSERT_GT(sources_.size(), 20U) << kRoot << " is not the project's root"; }
    inline static std::vector<SourceFile> sources_;
    inline static std::vector<SourceFile> build_files_;
};

TEST_F(Project, EveryIncludePointsDown) { EXPECT_THAT(upward_or_sideways_includes(sources_), IsEmpty()); }
TEST_F(Project, EveryProjectHeaderIsNamedFromTheRoot) { EXPECT_THAT(includes_not_from_the_root(sources_), IsEmpty()); }
TEST_F(Project, EveryOutsideThingIsUsedByItsOwnerOnly) { EXPECT_THAT(outside_things_without_their_owner(sources_), IsEmpty()); }
TEST_F(Project, LibraryCodeNeverPrintsExitsOrReadsTheClockOrTheEnvironment) { EXPECT_THAT(effects_in_library_code(sources_), IsEmpty()); }
TEST_F(Project, EveryHeaderHasPragmaOnceAndNoJson) { EXPECT_THAT(headers_out_of_form(sources_), IsEmpty()); }
TEST_F(Project, EveryFileIsNamedInItsDialect) { EXPECT_THAT(file_names_out_of_form(sources_), IsEmpty()); }
TEST_F(Project, NoFileExceeds450LinesAndNoFolder15Files) { EXPECT_THAT(oversize(sources_), IsEmpty()); }
TEST_F(Project, OnlyNs3ModulesLinksNs3) { EXPECT_THAT(ns3_targets_outside_their_folder(build_files_), IsEmpty()); }

}  // namespace
}  // namespace d2c::architecture
