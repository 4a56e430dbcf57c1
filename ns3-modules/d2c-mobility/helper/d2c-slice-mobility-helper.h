#pragma once
// Satellites and phones of a slice as nodes of a simulation that starts with it.

#include <ns3/node.h>

#include <cstdint>
#include <map>
#include <memory>

#include "constellation/ephemeris.h"
#include "ns3-modules/d2c-mobility/model/d2c-ephemeris-mobility-model.h"
#include "ns3-modules/d2c-mobility/model/d2c-track-mobility-model.h"
#include "results/slice/slice.h"

namespace ns3 {

/// \return the rows of each satellite of a slice
std::map<std::uint32_t, std::shared_ptr<const d2c::Ephemeris>> EphemeridesOf(const d2c::slice::Slice& slice);

/**
 * \brief Makes mobility models of a slice's rows. Simulation time 0 is the slice's start.
 */
class D2cSliceMobilityHelper {
  public:
    /// \param slice read now; need not outlive the helper
    explicit D2cSliceMobilityHelper(const d2c::slice::Slice& slice);

    /// \return where a satellite is; one model per satellite, made when first asked for; fatal for one without rows
    Ptr<D2cEphemerisMobilityModel> GetSatellite(std::uint32_t satellite);
    /// \return whether a satellite has rows
    bool HasSatellite(std::uint32_t satellite) const { return m_ephemerides.contains(satellite); }
    /// Makes `node` the phone of a user. \return its mobility model; fatal for a user without rows
    Ptr<D2cTrackMobilityModel> InstallUser(Ptr<Node> node, std::uint32_t user) const;
    /// \return the rows of all satellites
    const std::map<std::uint32_t, std::shared_ptr<const d2c::Ephemeris>>& GetEphemerides() const { return m_ephemerides; }

  private:
    d2c::Instant m_start;
    std::map<std::uint32_t, std::shared_ptr<const d2c::Ephemeris>> m_ephemerides;
    std::map<std::uint32_t, Ptr<D2cEphemerisMobilityModel>> m_satellites;
    std::map<std::uint32_t, std::shared_ptr<const d2c::SampledWay>> m_ways;
};

}  // namespace ns3
