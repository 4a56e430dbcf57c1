// Writes sample journeys and their report, to look at: sample_journey_report DATA_DIR OUT_STEM [ROUTE STEP_S].

#include <cstdio>
#include <cstdlib>
#include <string>

#include "report/report.h"
#include "scenarios/routes/read_route.h"
#include "tests/unit/report/sample_journey.h"

int main(int argc, char** argv) {
    if (argc != 3 && argc != 5) return 2;
    const std::string data = argv[1], stem = argv[2];
    const auto borders = d2c::Borders::load(data + "/geography/countries-50m.json");
    d2c::Faults faults = borders.faults();
    if (faults.empty() && argc == 3) faults = d2c::report::write_journey_sample(stem + ".gpkg", *borders);
    if (faults.empty() && argc == 5) {
        const auto route = d2c::read_route(argv[3], data);
        faults =
            route ? d2c::report::write_journey_sample(stem + ".gpkg", *borders, true, route->config, std::atof(argv[4])) : route.faults();
    }
    if (faults.empty()) faults = d2c::write_report(stem + ".gpkg", data, stem + ".html");
    for (const d2c::Fault& fault : faults) std::fprintf(stderr, "%s\n", d2c::to_string(fault).c_str());
    return faults.empty() ? 0 : 1;
}
