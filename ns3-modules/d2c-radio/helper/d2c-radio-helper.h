#pragma once
// A study of one beam in twenty lines.

#include <ns3/internet-stack-helper.h>
#include <ns3/ipv4-address.h>
#include <ns3/net-device-container.h>
#include <ns3/node-container.h>
#include <ns3/object-factory.h>

#include <string>

#include "handset_phy/handset.h"
#include "ns3-modules/d2c-radio/model/d2c-beam-device.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"
#include "ns3-modules/d2c-radio/model/d2c-ue-device.h"

namespace ns3 {

class D2cRadioLink;

/**
 * \brief Builds a cell on a node, phones with IP stacks that are attached to it, and a server behind it.
 *
 * Phones have addresses from 7.0.0.0/8 on, the cell's node 7.0.0.1, the server 8.0.0.2. No core, no anchor, no handover: d2c-roaming has
 * these.
 */
class D2cRadioHelper {
  public:
    D2cRadioHelper();

    /// \param name, value an attribute of D2cCell
    void SetCellAttribute(std::string name, const AttributeValue& value) { m_cells.Set(name, value); }
    /// \param handset the class of the phones installed after
    void SetHandset(const d2c::HandsetClass& handset) { m_handset = handset; }

    /// Makes `node` the place of the scheduler. \param node with or without an IP stack \return the cell
    Ptr<D2cCell> InstallCell(Ptr<Node> node);
    /// Makes `node` a phone with an IP stack, attached to the cell over `link`. \return its device
    Ptr<D2cUeDevice> InstallPhone(Ptr<Node> node, Ptr<D2cRadioLink> link);
    /// A server behind the cell's node. \param node the server \param oneWay delay \param bitsPerSecond of the line
    void InstallServer(Ptr<Node> node, Time oneWay = MilliSeconds(10), std::uint64_t bitsPerSecond = 1'000'000'000);

    /// \return the cell's device
    Ptr<D2cBeamDevice> GetBeamDevice() const { return m_beam; }
    /// \param phone its node \return its address
    static Ipv4Address GetAddress(Ptr<Node> phone);
    /// \return the server's address
    static Ipv4Address GetServerAddress() { return Ipv4Address("8.0.0.2"); }

  private:
    static void UseStack(Ptr<Node> node);

    ObjectFactory m_cells;
    d2c::HandsetClass m_handset;
    Ptr<D2cCell> m_cell;
    Ptr<D2cBeamDevice> m_beam;
    std::uint32_t m_phones = 0;
};

/// Makes this module's types known by name in a program that names them by strings only.
void RegisterD2cRadioTypes();

}  // namespace ns3
