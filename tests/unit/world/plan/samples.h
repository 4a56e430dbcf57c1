#pragma once
// A payload and rights such as the tests of planning need.

#include <string>
#include <utility>
#include <vector>

#include "constellation/payload.h"
#include "spectrum/rights.h"

namespace d2c::test {

/// Of the first generation's size, with units of 5 MHz.
inline PayloadGeneration payload(std::vector<std::string> bands, int beams, double power_w) {
    PayloadGeneration p;
    p.id = "test";
    p.bands = std::move(bands);
    p.beam_unit_mhz = 5.0;
    p.max_beams = beams;
    p.rf_power = Watts{power_w};
    p.eirp_density = {Dbw{28.5}, Hertz::mega(1.0)};
    p.peak_gain = Dbi{33.5};
    p.aperture_diameter = Metres{2.81};
    p.scan_loss_exponent = 1.2;
    p.minimum_elevation = Angle::degrees(20.0);
    return p;
}

/// In the US, with its uplink 80 MHz below.
inline Right right(const std::string& id, const std::string& band, double low_mhz, double width_mhz) {
    Right r;
    r.id = id;
    r.band = band;
    r.area = AreaCode::literal("US");
    r.downlink = {Hertz::mega(low_mhz), Hertz::mega(low_mhz + width_mhz)};
    r.uplink = {Hertz::mega(low_mhz - 80.0), Hertz::mega(low_mhz - 80.0 + width_mhz)};
    return r;
}

}  // namespace d2c::test
