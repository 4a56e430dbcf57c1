// d2c-validation FILE: writes the page of all checks; exit code 3 when one fails. Names what failed and what was skipped.

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "tests/validation/check.h"

int main(int argc, char** argv) {
    using namespace d2c::validation;
    if (argc != 2) {
        fmt::print(stderr, "usage: d2c-validation FILE\n");
        return 2;
    }
    const auto chapters = fill_chapters();
    std::ofstream file{argv[1]};
    file << markdown(chapters);
    if (!file.flush()) {
        fmt::print(stderr, "{}: cannot be written\n", argv[1]);
        return 1;
    }
    for (const FilledChapter& chapter : chapters) {
        for (const Check& row : chapter.rows) {
            if (!row.skipped.empty()) {
                fmt::print("skipped: {}: {}: {}\n", chapter.title, row.what, row.skipped);
            } else if (!row.passed()) {
                fmt::print("failed: {}: {}: {} instead of {} {} (tolerance {})\n", chapter.title, row.what, row.ours, row.expected,
                           row.unit, row.tolerance);
            }
        }
    }
    const Count total = count(chapters);
    fmt::print("{} checks: {} passed, {} failed, {} skipped; {}\n", total.passed + total.failed + total.skipped, total.passed, total.failed,
               total.skipped, argv[1]);
    return total.failed > 0 ? 3 : 0;
}
