// Writes a sample result file and its report, to look at: sample_report ORDER QUARTERS EVERY DATA_DIR OUT_STEM. ORDER `-`: the file is
// there already.

#include <cstdio>
#include <cstdlib>

#include "report/report.h"
#include "tests/unit/report/sample_run.h"

int main(int argc, char** argv) {
    if (argc != 6) return 2;
    d2c::report::SampleOptions options;
    options.run = d2c::report::sample_run_row();
    options.grid_order = std::atoi(argv[1]);
    options.quarters = std::atoi(argv[2]);
    options.every_quarters = std::atoi(argv[3]);
    const std::string stem = argv[5];
    d2c::Faults faults;
    if (argv[1][0] != '-') faults = d2c::report::write_sample(stem + ".gpkg", options);
    if (faults.empty()) faults = d2c::write_report(stem + ".gpkg", argv[4], stem + ".html");
    for (const d2c::Fault& fault : faults) std::fprintf(stderr, "%s\n", d2c::to_string(fault).c_str());
    return faults.empty() ? 0 : 1;
}
