#pragma once
// The network's side of one beam, where no core stands behind it.

#include <ns3/ipv4-address.h>

#include <map>

#include "ns3-modules/d2c-radio/model/d2c-net-device.h"

namespace ns3 {

class D2cCell;
class D2cUeDevice;

/**
 * \brief The IP device of a node that routes for the phones of one cell: studies of the radio alone.
 */
class D2cBeamDevice : public D2cNetDevice {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();

    /// Takes the cell's uplink packets. \param cell whose phones these are
    void SetCell(Ptr<D2cCell> cell);
    /// \return the cell
    Ptr<D2cCell> GetCell() const;
    /// \param address of a phone \param device the phone
    void AddPhone(Ipv4Address address, Ptr<D2cUeDevice> device);

  protected:
    void DoDispose() override;
    bool Transmit(Ptr<Packet> packet) override;

  private:
    void FromPhone(Ptr<D2cUeDevice> device, Ptr<Packet> packet);

    Ptr<D2cCell> m_cell;
    std::map<Ipv4Address, Ptr<D2cUeDevice>> m_phones;
};

}  // namespace ns3
