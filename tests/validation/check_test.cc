#include "tests/validation/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace d2c::validation {
namespace {

using ::testing::HasSubstr;

std::vector<FilledChapter> chapter_of(const Rows& rows) { return {{1, "Orbits", rows.all()}}; }

TEST(Validation, ARowPassesUpToItsTolerance) {
    Rows rows;
    rows.check("a", "doc", Origin::kPrimary, 10.0, 10.25, 0.25, "dB");
    rows.check("b", "doc", Origin::kPrimary, 10.0, 10.26, 0.25, "dB");
    rows.check("c", "doc", Origin::kPrimary, 10.0, 9.74, 0.25, "dB");
    const Count total = count(chapter_of(rows));
    EXPECT_EQ(total.passed, 1);
    EXPECT_EQ(total.failed, 2);
}

TEST(Validation, NotANumberFails) {
    Rows rows;
    rows.check("a", "doc", Origin::kPrimary, 10.0, std::nan(""), 1e9, "dB");
    Worst worst;
    worst.add(1.0, 1.0, "first");
    worst.add(1.0, std::nan(""), "second");
    worst.add(1.0, 2.0, "third");
    worst.into(rows, "b", "doc", Origin::kPrimary, 1e9, "dB");
    EXPECT_EQ(count(chapter_of(rows)).failed, 2);
    EXPECT_THAT(rows.all()[1].what, HasSubstr("3 points, worst at second"));
}

TEST(Validation, ATableWithoutPointsFails) {
    Rows rows;
    Worst{}.into(rows, "b", "doc", Origin::kPrimary, 1.0, "dB");
    EXPECT_EQ(count(chapter_of(rows)).failed, 1);
}

TEST(Validation, ASkippedRowIsNeitherPassedNorFailedAndSaysWhy) {
    Rows rows;
    rows.skip("a", "doc", "no reference data");
    const Count total = count(chapter_of(rows));
    EXPECT_EQ(total.passed + total.failed, 0);
    EXPECT_EQ(total.skipped, 1);
    EXPECT_THAT(markdown(chapter_of(rows)), HasSubstr("| skipped: no reference data |"));
}

TEST(Validation, ThePageSaysWhatAValueRestsOn) {
    Rows rows;
    rows.check("sum | of two", "doc, table 1", Origin::kSecondary, 6.6, 6.58, 0.1, "dB");
    const std::string page = markdown(chapter_of(rows));
    EXPECT_THAT(page, HasSubstr("| sum \\| of two | doc, table 1 | secondary: the document itself was not opened | 6.600 dB | 6.580 dB | "
                                "-0.02 | 0.1 | passed |"));
}

}  // namespace
}  // namespace d2c::validation
