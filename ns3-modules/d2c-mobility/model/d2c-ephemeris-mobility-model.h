#pragma once
// A satellite whose positions somebody else has computed: rows of an ephemeris, and what lies between them.

#include <ns3/mobility-model.h>
#include <ns3/nstime.h>

#include <memory>
#include <optional>

#include "base/instant.h"
#include "constellation/ephemeris.h"

namespace ns3 {

/**
 * \brief A satellite on the rows of an ephemeris, in Earth-fixed metres (ITRF, realised as WGS 84).
 *
 * Lazy as D2cSatelliteMobilityModel: it schedules no event, and CourseChange never fires. Between rows the motion is that of
 * constellation/ephemeris.h; outside them the satellite keeps the nearest row's position and IsCovered() is false: whoever measures it asks
 * first. Rows are shared, not copied.
 */
class D2cEphemerisMobilityModel : public MobilityModel {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cEphemerisMobilityModel() = default;

    /**
     * \param ephemeris the rows, at least one
     * \param start the UTC instant at simulation time 0
     */
    void SetEphemeris(std::shared_ptr<const d2c::Ephemeris> ephemeris, d2c::Instant start);
    /// \return whether there are rows around Simulator::Now()
    bool IsCovered() const;
    /// \return position and velocity at a simulation time, if there are rows around it
    std::optional<d2c::ItrfMotion> GetMotionAt(Time at) const;

  private:
    d2c::ItrfMotion GetMotion() const;
    Vector DoGetPosition() const override;
    Vector DoGetVelocity() const override;
    void DoSetPosition(const Vector& position) override;

    std::shared_ptr<const d2c::Ephemeris> m_ephemeris;
    d2c::Instant m_start{};
    mutable Time m_cachedAt{-1};  ///< of one instant, since many links ask for one satellite
    mutable d2c::ItrfMotion m_cached{};
};

}  // namespace ns3
