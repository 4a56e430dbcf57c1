#include "ns3-modules/d2c-mobility/model/d2c-beam-aim-mobility-model.h"

#include <ns3/abort.h>
#include <ns3/double.h>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cBeamAimMobilityModel);

namespace {

d2c::Position<d2c::Itrf> Itrf(const Vector& v) { return {{v.x}, {v.y}, {v.z}}; }
d2c::Velocity<d2c::Itrf> ItrfVelocity(const Vector& v) { return {{v.x}, {v.y}, {v.z}}; }

}  // namespace

TypeId D2cBeamAimMobilityModel::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cBeamAimMobilityModel")
            .SetParent<MobilityModel>()
            .SetGroupName("D2c")
            .AddConstructor<D2cBeamAimMobilityModel>()
            .AddAttribute("PitchOverAltitude", "Distance of neighbouring beams' footprints under the satellite over its altitude.",
                          DoubleValue(0.1), MakeDoubleAccessor(&D2cBeamAimMobilityModel::m_pitch), MakeDoubleChecker<double>(0.002, 2.0));
    return tid;
}

void D2cBeamAimMobilityModel::DoDispose() {
    m_satellite = nullptr;
    m_place = nullptr;
    MobilityModel::DoDispose();
}

void D2cBeamAimMobilityModel::SetEnds(Ptr<MobilityModel> satellite, Ptr<MobilityModel> place) {
    NS_ABORT_MSG_IF(!satellite || !place, "D2cBeamAimMobilityModel: a satellite or a place without a MobilityModel");
    m_satellite = satellite;
    m_place = place;
}

void D2cBeamAimMobilityModel::SetBeam(std::uint32_t number) { m_beam = number; }

std::optional<std::uint32_t> D2cBeamAimMobilityModel::FindBeam() const {
    const auto beam = d2c::MovingLattice{m_pitch}.at(Itrf(m_satellite->GetPosition()), ItrfVelocity(m_satellite->GetVelocity()),
                                                     Itrf(m_place->GetPosition()));
    return beam ? std::optional{beam->number} : std::nullopt;
}

Vector D2cBeamAimMobilityModel::DoGetPosition() const {
    NS_ABORT_MSG_IF(!m_satellite, "D2cBeamAimMobilityModel: no satellite was set");
    const Vector satellite = m_satellite->GetPosition();
    const auto beam = d2c::MovingLattice{m_pitch}.of_number(m_beam, Itrf(satellite), ItrfVelocity(m_satellite->GetVelocity()),
                                                            Itrf(m_place->GetPosition()));
    NS_ABORT_MSG_IF(!beam, "D2cBeamAimMobilityModel: beam " << m_beam << " points at no place: 0 to 89 degrees off nadir");
    const double range = m_satellite->GetDistanceFrom(m_place);
    return {satellite.x + beam->x * range, satellite.y + beam->y * range, satellite.z + beam->z * range};
}

/// The lattice goes with the satellite; that it turns with the satellite's way is left out.
Vector D2cBeamAimMobilityModel::DoGetVelocity() const { return m_satellite->GetVelocity(); }

void D2cBeamAimMobilityModel::DoSetPosition(const Vector&) {
    NS_FATAL_ERROR("D2cBeamAimMobilityModel: SetPosition: the aim follows from the satellite");
}

}  // namespace ns3
