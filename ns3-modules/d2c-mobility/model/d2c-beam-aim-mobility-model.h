#pragma once
// The point on the ground that a beam is aimed at, where the satellite carries its beams along.

#include <ns3/mobility-model.h>

#include <cstdint>
#include <optional>

#include "constellation/patterns/moving_lattice.h"

namespace ns3 {

/**
 * \brief Where a beam of a lattice that moves with its satellite (constellation/patterns/moving_lattice.h) points.
 *
 * A beam that stays on the ground has a ConstantPositionMobilityModel at its middle instead. The point is on the beam's axis, as far from
 * the satellite as the place for which the beam was chosen. Lazy; CourseChange never fires.
 */
class D2cBeamAimMobilityModel : public MobilityModel {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cBeamAimMobilityModel() = default;

    /**
     * \param satellite the beam's satellite
     * \param place who asks: a phone, or the middle of an area
     */
    void SetEnds(Ptr<MobilityModel> satellite, Ptr<MobilityModel> place);
    /// \param number of the beam, the same on every satellite
    void SetBeam(std::uint32_t number);
    /// \return the number of the beam whose axis is nearest to the place now, if any points there
    std::optional<std::uint32_t> FindBeam() const;

  protected:
    void DoDispose() override;

  private:
    Vector DoGetPosition() const override;
    Vector DoGetVelocity() const override;
    void DoSetPosition(const Vector& position) override;

    Ptr<MobilityModel> m_satellite, m_place;
    std::uint32_t m_beam = 0;
    double m_pitch = 0.1;
};

}  // namespace ns3
