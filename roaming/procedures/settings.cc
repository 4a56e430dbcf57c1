#include "roaming/procedures/settings.h"

#include "base/require.h"

namespace d2c {

NodeTimes nr_times() {
    using std::chrono::milliseconds;
    NodeTimes t;
    t.rrc_reconfiguration = {milliseconds{10}, "TS 38.331 table 12.1-1: 10 ms"};
    t.rrc_setup = {milliseconds{10}, "TS 38.331 table 12.1-1: 10 ms"};
    t.rrc_reestablishment = {milliseconds{10}, "TS 38.331 table 12.1-1: 10 ms"};
    t.security_mode = {milliseconds{5}, "TS 38.331 table 12.1-1: 5 ms"};
    return t;
}

Faults check(const ProcedureSettings& s) {
    Faults faults;
    require(faults, s.preamble_format < kPreambleFormats.size(), "preamble_format", s.preamble_format, "0 to 3 (TS 36.211 table 5.7.1-1)");
    require(faults, s.most_transmissions >= 1 && s.most_transmissions <= 28, "most_transmissions", s.most_transmissions, "1 to 28");
    return faults;
}

}  // namespace d2c
