#pragma once
// Phones and links of a slice.

#include <ns3/node.h>

#include <memory>
#include <string>

#include "base/error.h"
#include "handset_phy/environment.h"
#include "handset_phy/handset.h"
#include "ns3-modules/d2c-channel/model/d2c-beam-radio-link.h"
#include "ns3-modules/d2c-channel/model/d2c-phone-channel.h"
#include "ns3-modules/d2c-channel/model/d2c-sky.h"
#include "ns3-modules/d2c-mobility/helper/d2c-slice-mobility-helper.h"

namespace ns3 {

/// \return the class of phones of a slice's row; a fault where its air interface is none that is known
d2c::Result<d2c::HandsetClass> HandsetOf(const d2c::slice::Handset& row);
/// \return where a slice's user is; a fault for a name that is none
d2c::Result<d2c::PhoneEnvironment> EnvironmentOf(const d2c::slice::User& row);
/// \return who takes delay and Doppler out of a phone's uplink: itself with NR NTN, else the network for the beam's middle
d2c::PreCompensation CompensationOf(const d2c::HandsetClass& handset);

/**
 * \brief Makes phones and links under one sky. Fatal, with the fault's text, where a row cannot be used.
 */
class D2cChannelHelper {
  public:
    /// \param sky of the study
    explicit D2cChannelHelper(std::shared_ptr<const D2cSky> sky);

    /// Makes `node` a phone of the slice: mobility and D2cPhoneChannel are aggregated to it. \param user its number
    Ptr<D2cPhoneChannel> InstallUser(Ptr<Node> node, std::uint32_t user);
    /// \param phone one end \param cell row that names satellite, aim and carriers \return a link as it is from that row on
    Ptr<D2cBeamRadioLink> CreateLink(Ptr<D2cPhoneChannel> phone, const d2c::slice::Cell& cell);
    /// Goes on to another row of the same cell. \param next the row after it, or nullptr: then what the row says is held
    void Follow(Ptr<D2cBeamRadioLink> link, const d2c::slice::Cell& cell, const d2c::slice::Cell* next) const;

    const D2cSky& GetSky() const { return *m_sky; }
    D2cSliceMobilityHelper& GetMobility() { return m_mobility; }

  private:
    std::shared_ptr<const D2cSky> m_sky;
    D2cSliceMobilityHelper m_mobility;
};

/// Makes this module's types known to TypeId::LookupByName and Config in a program that names them by strings only.
void RegisterD2cChannelTypes();

}  // namespace ns3
