#pragma once
// Puts satellites and places on the ground into ns-3 nodes, and links them.

#include <ns3/data-rate.h>
#include <ns3/net-device-container.h>
#include <ns3/node-container.h>
#include <ns3/vector.h>

#include <span>

#include "base/instant.h"
#include "base/vector.h"
#include "constellation/orbit.h"

namespace ns3 {

class D2cSatelliteMobilityModel;

/**
 * \brief Satellites and ground places as nodes of one simulation that starts at one UTC instant.
 */
class D2cMobilityHelper {
  public:
    /// \param start the UTC instant at simulation time 0, for every satellite this helper installs
    explicit D2cMobilityHelper(d2c::Instant start);

    /// Makes `node` a satellite on the orbit `state`. \return its mobility model
    Ptr<D2cSatelliteMobilityModel> InstallSatellite(Ptr<Node> node, const d2c::MeanState& state) const;
    /// One new node per state, in order: a Walker shell (constellation/walker.h) or a list of observed states.
    NodeContainer CreateSatellites(std::span<const d2c::MeanState> states) const;

    /// Makes `node` a fixed place on the Earth.
    static void InstallGround(Ptr<Node> node, const d2c::Geodetic& place);
    /// \return the place as ns-3 position, Earth-fixed metres (ITRF, WGS 84)
    static Vector GroundPosition(const d2c::Geodetic& place);

  private:
    d2c::Instant m_start;
};

/**
 * \brief Links two nodes with mobility models by a D2cSatelliteLinkChannel and two PointToPointNetDevice.
 * \param a, b the nodes
 * \param rate the rate of both directions
 * \return the two devices, a's first
 */
NetDeviceContainer ConnectBySatelliteLink(Ptr<Node> a, Ptr<Node> b, DataRate rate);

/// Makes this module's types known to TypeId::LookupByName and Config in a program that names them by strings only: a linker drops
/// what nothing refers to.
void RegisterD2cMobilityTypes();

}  // namespace ns3
