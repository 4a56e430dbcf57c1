#pragma once
// A satellite as ns-3 sees it: where it is, asked whenever somebody wants to know.

#include <ns3/mobility-model.h>

#include <string>

#include "base/instant.h"
#include "constellation/orbit.h"

namespace ns3 {

/**
 * \brief A satellite on a near-circular orbit with J2 drift, in Earth-fixed metres (ITRF, realised as WGS 84).
 *
 * Lazy: it schedules no event; a position is computed when asked for, at the UTC instant StartUtc + Simulator::Now(). So an idle satellite
 * costs nothing, and the trace source CourseChange never fires: nothing may depend on it.
 *
 * GetVelocity() is the velocity in the rotating frame. The orbit is set by attributes, or whole by SetMeanState(); the formulas are those
 * of constellation/propagate.h and constellation/walker.h, and so is their validity. SetPosition() is fatal: an orbit has no position to
 * set.
 */
class D2cSatelliteMobilityModel : public MobilityModel {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cSatelliteMobilityModel() = default;

    /// Takes the orbit as it is, drift rates included; an orbital attribute set later recomputes the rates.
    void SetMeanState(const d2c::MeanState& state);
    /// \return the orbit in force, with its drift rates
    const d2c::MeanState& GetMeanState() const;

    /// \param start the UTC instant at simulation time 0
    void SetStart(d2c::Instant start);
    /// \return the UTC instant at simulation time 0
    d2c::Instant GetStart() const;
    /// \return the UTC instant of Simulator::Now()
    d2c::Instant GetUtcNow() const;

  private:
    Vector DoGetPosition() const override;
    Vector DoGetVelocity() const override;
    void DoSetPosition(const Vector& position) override;

    // Attribute accessors; a setter that returns false refuses the value.
    void SetSemiMajorAxis(double metres);
    double GetSemiMajorAxis() const;
    void SetInclination(double degrees);
    double GetInclination() const;
    void SetRaan(double degrees);
    double GetRaan() const;
    void SetArgumentOfLatitude(double degrees);
    double GetArgumentOfLatitude() const;
    bool SetEpochText(std::string utc);
    std::string GetEpochText() const;
    bool SetStartText(std::string utc);
    std::string GetStartText() const;
    double GetArgumentRate() const;
    double GetRaanRate() const;
    void UpdateRates();

    d2c::MeanState m_state;
    d2c::Instant m_start{};
};

}  // namespace ns3
