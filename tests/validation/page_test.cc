// The committed page against the checks as they are: no check missing from it, none failing.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

std::string committed_page() {
    const char* root = std::getenv("D2C_SOURCE_DIR");
    std::ifstream file{std::string{root != nullptr ? root : "."} + "/docs/validation.md"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(ValidationPage, EveryCheckPassesAndStandsInTheCommittedPage) {
    const std::string page = committed_page();
    ASSERT_FALSE(page.empty()) << "docs/validation.md";
    const auto chapters = fill_chapters();
    EXPECT_FALSE(chapters.empty());
    for (const FilledChapter& chapter : chapters) {
        EXPECT_NE(page.find("\n## " + chapter.title + "\n"), std::string::npos) << chapter.title << ": run scripts/validate";
        for (const Check& row : chapter.rows) {
            // A table's row names its worst point, which may be another one on another machine, or none where data is missing.
            const std::string what = row.what.substr(0, row.what.find(" points, worst at "));
            const std::string name = what.size() == row.what.size() ? what : what.substr(0, what.rfind(" ("));
            EXPECT_NE(page.find("| " + in_table(name)), std::string::npos) << chapter.title << ": " << name << ": run scripts/validate";
            EXPECT_TRUE(row.passed() || !row.skipped.empty())
                << chapter.title << ": " << row.what << ": " << row.ours << " instead of " << row.expected << ' ' << row.unit;
        }
    }
}

}  // namespace
}  // namespace d2c::validation
