#pragma once
// Where phones' packets meet the internet: a P-GW or UPF as an IP device.

#include <ns3/ipv4-address.h>

#include "ns3-modules/d2c-radio/model/d2c-net-device.h"

namespace ns3 {

class D2cCore;

/**
 * \brief The IP device of an anchor node. Whatever the node routes to it goes to the phone that has the destination's address.
 *
 * Addresses of phones are from the pool, one after the other, never given twice.
 */
class D2cAnchorDevice : public D2cNetDevice {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cAnchorDevice();

    /// \param core finds the phones
    void SetCore(Ptr<D2cCore> core);
    /// \param network of the phones' addresses \param mask of it; its first address is the anchor's own
    void SetPool(Ipv4Address network, Ipv4Mask mask);
    /// \return the anchor's own address
    Ipv4Address GetOwnAddress() const;
    Ipv4Address GetNetwork() const { return m_network; }
    Ipv4Mask GetMask() const { return m_mask; }
    /// \return an address for a phone; fatal where none is left
    Ipv4Address Allocate();

  protected:
    void DoDispose() override;
    bool Transmit(Ptr<Packet> packet) override;

  private:
    Ptr<D2cCore> m_core;
    Ipv4Address m_network;
    Ipv4Mask m_mask;
    std::uint32_t m_given = 1;
};

}  // namespace ns3
