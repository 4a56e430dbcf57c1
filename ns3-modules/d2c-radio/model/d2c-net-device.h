#pragma once
// What every device of ours is to an IPv4 stack: point to point, without ARP, without a channel object.

#include <ns3/channel.h>
#include <ns3/mac48-address.h>
#include <ns3/net-device.h>
#include <ns3/node.h>
#include <ns3/packet.h>
#include <ns3/traced-callback.h>

namespace ns3 {

/**
 * \brief A device that carries IPv4 packets to and from something that is not a Channel.
 *
 * A subclass implements Transmit(); what arrives for the node goes up by DeliverUp(). Anything but IPv4 is refused.
 */
class D2cNetDevice : public NetDevice {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cNetDevice();

    void SetIfIndex(const uint32_t index) override { m_ifIndex = index; }
    uint32_t GetIfIndex() const override { return m_ifIndex; }
    Ptr<Channel> GetChannel() const override { return nullptr; }
    void SetAddress(Address address) override { m_address = address; }
    Address GetAddress() const override { return m_address; }
    bool SetMtu(const uint16_t mtu) override {
        m_mtu = mtu;
        return true;
    }
    uint16_t GetMtu() const override { return m_mtu; }
    bool IsLinkUp() const override { return true; }
    void AddLinkChangeCallback(Callback<void> callback) override { m_linkChange.ConnectWithoutContext(callback); }
    bool IsBroadcast() const override { return true; }
    Address GetBroadcast() const override { return Mac48Address::GetBroadcast(); }
    bool IsMulticast() const override { return false; }
    Address GetMulticast(Ipv4Address) const override { return Mac48Address::GetBroadcast(); }
    Address GetMulticast(Ipv6Address) const override { return Mac48Address::GetBroadcast(); }
    bool IsBridge() const override { return false; }
    bool IsPointToPoint() const override { return true; }
    bool Send(Ptr<Packet> packet, const Address& destination, uint16_t protocolNumber) override;
    bool SendFrom(Ptr<Packet>, const Address&, const Address&, uint16_t) override { return false; }
    Ptr<Node> GetNode() const override { return m_node; }
    void SetNode(Ptr<Node> node) override { m_node = node; }
    bool NeedsArp() const override { return false; }
    void SetReceiveCallback(ReceiveCallback callback) override { m_receive = callback; }
    void SetPromiscReceiveCallback(PromiscReceiveCallback callback) override { m_promiscReceive = callback; }
    bool SupportsSendFrom() const override { return false; }

    /// Hands an IPv4 packet to the node's stack. \param packet with its IPv4 header
    void DeliverUp(Ptr<Packet> packet);

  protected:
    void DoDispose() override;
    /**
     * \param packet an IPv4 packet of the node
     * \return false where it is dropped
     */
    virtual bool Transmit(Ptr<Packet> packet) = 0;

  private:
    Ptr<Node> m_node;
    Address m_address;
    uint32_t m_ifIndex = 0;
    uint16_t m_mtu = 1500;
    ReceiveCallback m_receive;
    PromiscReceiveCallback m_promiscReceive;
    TracedCallback<> m_linkChange;
    TracedCallback<Ptr<const Packet>> m_macTxTrace, m_macTxDropTrace, m_macRxTrace, m_promiscSnifferTrace;
};

}  // namespace ns3
