#pragma once
// A small table of rights for the tests of spectrum/, with real band edges (TS 38.101-1 table 5.2-1, TS 38.101-5 table 5.2.2-1).

#include <string>
#include <vector>

#include "spectrum/rights.h"

namespace d2c::test {

inline FrequencyRange mhz(double low, double high) { return {Hertz::mega(low), Hertz::mega(high)}; }

inline std::vector<Band> example_bands() {
    return {
        {.id = "pcs-g", .title = "", .kind = "licence-block", .uplink = mhz(1910, 1915), .downlink = mhz(1990, 1995), .source = "test"},
        {.id = "n2", .title = "", .kind = "3gpp-terrestrial", .uplink = mhz(1850, 1910), .downlink = mhz(1930, 1990), .source = "test"},
        {.id = "n256", .title = "", .kind = "3gpp-ntn", .uplink = mhz(1980, 2010), .downlink = mhz(2170, 2200), .source = "test"},
        {.id = "n70", .title = "", .kind = "3gpp-terrestrial", .uplink = mhz(1695, 1710), .downlink = mhz(1995, 2020), .source = "test"},
        {.id = "aws-3-unpaired",
         .title = "",
         .kind = "licence-block",
         .uplink = mhz(1695, 1710),
         .downlink = std::nullopt,
         .source = "test"},
    };
}

inline Right us_pcs_g() {
    return {.id = "us-pcs-g",
            .area = AreaCode::literal("US"),
            .band = "pcs-g",
            .uplink = mhz(1910, 1915),
            .downlink = mhz(1990, 1995),
            .holder = "T-Mobile US",
            .status = RightStatus::kSecondary,
            .from = instant_of_date(2025, 7, 23),
            .until = std::nullopt,
            .source = "test"};
}
/// Land only, and for 24 months only.
inline Right pe_n2() {
    return {.id = "pe-n2",
            .area = AreaCode::literal("PE"),
            .extent = RightExtent::kLandOnly,
            .band = "n2",
            .uplink = mhz(1850, 1855),
            .downlink = mhz(1930, 1935),
            .holder = "Entel Peru",
            .status = RightStatus::kNonInterference,
            .from = instant_of_date(2025, 12, 1),
            .until = instant_of_date(2027, 12, 1),
            .source = "test"};
}
inline Right xz_mss() {
    return {.id = "xz-mss",
            .area = kHighSeas,
            .band = "n256",
            .uplink = mhz(1995, 2010),
            .downlink = mhz(2185, 2200),
            .holder = "SpaceX",
            .service = RightService::kMobileSatellite,
            .from = instant_of_date(2028, 1, 1),
            .until = std::nullopt,
            .source = "test"};
}
inline std::vector<Right> example_rights() { return {us_pcs_g(), pe_n2(), xz_mss()}; }

inline const std::vector<std::string> kAllBands{"pcs-g", "n2", "n256"};

}  // namespace d2c::test
