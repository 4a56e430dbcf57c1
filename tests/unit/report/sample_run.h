#pragma once
// A result file with made-up figures of a believable shape, for what is about pages and not about figures.

#include <string>

#include "base/error.h"
#include "results/rows.h"

namespace d2c::report {

struct SampleOptions {
    int grid_order = 2;
    int first_quarter = 97;  ///< quarters since 2000Q1: 2024Q2
    int quarters = 9;
    int every_quarters = 4;
    bool finished = true;
    results::RunRow run;  ///< its texts and machine figures; the rest is set
};
/// Writes the file. Services text, video-360p, video-720p and three more; classes on sale from 2019, 2027-07 and 2029; the service reaches
/// further from the equator every quarter, at one longitude less on a tenth of the cells; Europe and Asia (0 to 90 degrees east) have no
/// right before 2028.
Faults write_sample(const std::string& path, const SampleOptions& options);
results::RunRow sample_run_row();

}  // namespace d2c::report
