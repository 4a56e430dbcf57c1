#pragma once
// What the examples of this module have alike.

#include <ns3/simulator.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/walker.h"
#include "ns3-modules/d2c-radio/examples/example-plot.h"
#include "ns3-modules/d2c-roaming/helper/d2c-network-helper.h"
#include "ns3-modules/d2c-roaming/helper/d2c-walker-slice.h"
#include "ns3-modules/d2c-video/helper/d2c-dash-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-service-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-session-recorder.h"
#include "ns3-modules/d2c-video/helper/d2c-tcp-defaults.h"

/// Satellites one behind the other on a polar orbit; the first stands over the place at the start.
inline std::vector<d2c::MeanState> StringOver(const d2c::Geodetic& place, d2c::Instant start, double altitudeKm, double apartDeg,
                                              int count) {
    std::vector<d2c::MeanState> states;
    for (int i = 0; i < count; ++i)
        states.push_back(d2c::circular_state(d2c::Metres{d2c::kWgs84SemiMajorAxis.value + altitudeKm * 1e3}, d2c::Angle::degrees(90.0),
                                             place.longitude + d2c::gmst_iau82(start), place.latitude - d2c::Angle::degrees(apartDeg * i),
                                             start));
    return states;
}

/// The study as a network; says what is wrong with it and returns nothing where it is none.
inline std::unique_ptr<ns3::D2cNetworkHelper> NetworkOf(const ns3::D2cConstellationStudy& study, std::ostream& faults) {
    auto slice = ns3::SliceOf(study);
    for (const d2c::Fault& fault : slice.faults()) faults << d2c::to_string(fault) << '\n';
    if (!slice) return nullptr;
    ns3::D2cTcpDefaults();
    return std::make_unique<ns3::D2cNetworkHelper>(std::make_shared<const d2c::slice::Slice>(std::move(*slice)));
}

/// Interruptions of one or more phones [ms].
struct Interruptions {
    std::vector<double> ms;
    void Hear(ns3::Time begin, ns3::Time end, d2c::EventKind kind) {
        if (kind != d2c::EventKind::kConnected) ms.push_back((end - begin).GetSeconds() * 1e3);
    }
    double Mean() const {
        double sum = 0.0;
        for (const double one : ms) sum += one;
        return ms.empty() ? 0.0 : sum / static_cast<double>(ms.size());
    }
    double Most() const {
        double most = 0.0;
        for (const double one : ms) most = std::max(most, one);
        return most;
    }
};
