#pragma once
// A slice of a constellation and a phone, for studies that have no world behind them.

#include <string>
#include <vector>

#include "constellation/orbit.h"
#include "geography/routes/route.h"
#include "handset_phy/handset.h"
#include "results/slice/slice.h"
#include "roaming/machine/settings.h"

namespace ns3 {

/// A network on the ground behind the satellites, and where its phones' packets go.
struct D2cStudyNetwork {
    std::string id = "home", plmn = "99901";
    bool allowed = true;
    int rank = 0;                                              ///< 0 before others: taken wherever it is heard
    double fromLongitudeDeg = -180.0, toLongitudeDeg = 180.0;  ///< serves phones between them
    double core_s = 0.005, home_s = 0.0;                       ///< assumption: a core in the gateway's region
};

/**
 * \brief What a study is made of. The defaults are assumptions for examples: one carrier of 5 MHz about 1990 MHz, a beam of 36 dBW/MHz with
 * the disc pattern of TR 38.811 of a 2 m aperture, an LTE phone in the open.
 */
struct D2cConstellationStudy {
    d2c::Instant start{};
    double duration_s = 300.0, measureStep_s = 1.0;
    std::vector<d2c::MeanState> satellites;
    d2c::Angle leastElevation = d2c::Angle::degrees(25.0);
    std::vector<d2c::Geodetic> phones;    ///< where they stand; rows of cells are those of the first
    const d2c::Route* route = nullptr;    ///< instead of a place: the first phone travels
    bool movingBeams = false;             ///< beams go with their satellite, else they stay on their hexagon
    d2c::Metres footprint{40e3};          ///< hexagons' width, and that of beams under the satellite
    std::vector<d2c::Geodetic> gateways;  ///< a satellite that sees none serves nobody; none at all: each has one below it
    std::vector<D2cStudyNetwork> networks{D2cStudyNetwork{}};
    bool homeRouted = true;
    bool agreement = false;  ///< networks hand connections over to each other
    d2c::HandsetClass handset;
    double eirp_dbw_per_mhz = 36.0, gOverT_db_per_k = 8.0, litShare = 1.0;
    std::string environment = "open";
    d2c::MachineSettings machine;
    bool preambleDopplerSearch = true;  ///< the network finds a preamble at any frequency
    std::uint64_t seed = 1;
    D2cConstellationStudy();
};

/// \return the slice, or every fault of the study: no satellite in view, no phone, a route that ends before the study does
d2c::Result<d2c::slice::Slice> SliceOf(const D2cConstellationStudy& study);

}  // namespace ns3
