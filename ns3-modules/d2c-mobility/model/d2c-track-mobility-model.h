#pragma once
// A phone that stands or travels: on samples of where it is, or on a route.

#include <ns3/mobility-model.h>
#include <ns3/nstime.h>

#include <memory>

#include "base/vector.h"
#include "geography/routes/route.h"
#include "geography/routes/sampled_way.h"

namespace ns3 {

/**
 * \brief A phone on a way over the Earth, in Earth-fixed metres (ITRF, realised as WGS 84).
 *
 * Lazy: it schedules no event, and CourseChange never fires. The way is one of geography/routes: samples of a place every so often
 * (SampledWay), or a Route, each counted from simulation time 0. Velocity is the mean over the second around now.
 */
class D2cTrackMobilityModel : public MobilityModel {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cTrackMobilityModel() = default;

    /// \param way samples from simulation time 0 on
    void SetWay(std::shared_ptr<const d2c::SampledWay> way);
    /**
     * \param route the route
     * \param departed how long before simulation time 0 the journey began
     */
    void SetRoute(std::shared_ptr<const d2c::Route> route, Time departed = Time{0});
    /// \return latitude, longitude and height above the ellipsoid at a simulation time, before or after now as well
    d2c::Geodetic GetPlaceAt(Time at) const;
    /// \return the same now
    d2c::Geodetic GetPlace() const;

  private:
    Vector DoGetPosition() const override;
    Vector DoGetVelocity() const override;
    void DoSetPosition(const Vector& position) override;

    std::shared_ptr<const d2c::SampledWay> m_way;
    std::shared_ptr<const d2c::Route> m_route;
    Time m_departed;
};

}  // namespace ns3
