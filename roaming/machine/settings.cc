#include "roaming/machine/settings.h"

#include <algorithm>
#include <initializer_list>

#include "base/require.h"

namespace d2c {
namespace {

void one_of(Faults& faults, const char* field, std::int64_t value, std::initializer_list<int> values, const char* unit) {
    std::string allowed;
    for (const int v : values) {
        if (v == value) return;
        allowed += (allowed.empty() ? "" : ", ") + std::to_string(v);
    }
    faults.push_back({"", 0, field, std::to_string(value), "one of " + allowed + unit});
}

}  // namespace

Faults check(const MachineSettings& s) {
    Faults faults = check(s.handover);
    for (Fault fault : check(s.reselection)) {
        fault.field = "reselection." + fault.field;
        faults.push_back(fault);
    }
    for (const Fault& fault : check(s.procedures)) faults.push_back(fault);
    if (!allowed(s.filter))
        faults.push_back(
            {"", 0, "filter_coefficient", std::to_string(s.filter.k), "0 to 9, 11, 13, 15, 17 or 19 (TS 38.331, FilterCoefficient)"});
    one_of(faults, "n310", s.link.n310, {1, 2, 3, 4, 6, 8, 10, 20}, "");
    one_of(faults, "n311", s.link.n311, {1, 2, 3, 4, 5, 6, 8, 10}, "");
    one_of(faults, "t310_ms", s.link.t310.count(), {0, 50, 100, 200, 500, 1000, 2000, 4000, 6000}, " [ms]");
    one_of(faults, "t304_ms", s.t304.count(), {50, 100, 150, 200, 500, 1000, 2000, 10000}, " [ms]");
    one_of(faults, "t311_ms", s.t311.count(), {1000, 3000, 5000, 10000, 15000, 20000, 30000}, " [ms]");
    one_of(faults, "t301_ms", s.t301.count(), {100, 200, 300, 400, 600, 1000, 1500, 2000}, " [ms]");
    one_of(faults, "t300_ms", s.t300.count(), {100, 200, 300, 400, 600, 1000, 1500, 2000}, " [ms]");
    require(faults, within(s.link.qout.value, -30.0, 30.0), "qout_db", s.link.qout.value, "-30 to 30 [dB]");
    require(faults, within(s.link.qin.value, s.link.qout.value, 30.0), "qin_db", s.link.qin.value, "qout_db to 30 [dB]");
    require(faults, s.link.indication_period.count() >= 10 && s.link.indication_period.count() <= 1000, "indication_period_ms",
            static_cast<double>(s.link.indication_period.count()), "10 to 1000 [ms]");
    require(faults, within(s.preparation_range.value, 0.0, 100.0), "preparation_range_db", s.preparation_range.value, "0 to 100 [dB]");
    require(faults, s.inactivity.count() >= 0 && s.inactivity.count() <= 3600, "inactivity_s", static_cast<double>(s.inactivity.count()),
            "0 to 3600 [s]");
    return faults;
}

}  // namespace d2c
