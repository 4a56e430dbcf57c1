#pragma once
// One end of a link whose rate follows a script: rates, ramps, outages.

#include <ns3/channel.h>
#include <ns3/event-id.h>
#include <ns3/net-device.h>
#include <ns3/nstime.h>
#include <ns3/traced-callback.h>

#include <cstdint>
#include <deque>

#include "video/rate_trace.h"

namespace ns3 {

class ErrorModel;
class Node;

/**
 * \brief Sends at the rate of a d2c::RateTrace [bit/s of IP packets over s of simulation time]; where it is zero, packets wait.
 *
 * A packet's last bit leaves when the trace has brought its bits, and arrives Delay later. So a handover whose packets are forwarded is a
 * gap of rate zero, and a measured trace can be played back. Bits are those of the IP packet: no framing. Its queue is first come, first
 * served.
 */
class D2cScriptedNetDevice : public NetDevice {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cScriptedNetDevice();
    ~D2cScriptedNetDevice() override;

    /// The rate from now on; after its end nothing is sent.
    void SetRate(const d2c::RateTrace& rate) { m_rate = rate; }
    /// The device at the other end.
    void SetPeer(Ptr<D2cScriptedNetDevice> peer) { m_peer = peer; }
    /// Drops what waits; the packet being sent goes on.
    void Flush();

    void SetIfIndex(const std::uint32_t index) override { m_ifIndex = index; }
    std::uint32_t GetIfIndex() const override { return m_ifIndex; }
    Ptr<Channel> GetChannel() const override { return nullptr; }
    void SetAddress(Address address) override { m_address = address; }
    Address GetAddress() const override { return m_address; }
    bool SetMtu(const std::uint16_t mtu) override;
    std::uint16_t GetMtu() const override { return m_mtu; }
    bool IsLinkUp() const override { return true; }
    void AddLinkChangeCallback(Callback<void>) override {}
    bool IsBroadcast() const override { return true; }
    Address GetBroadcast() const override;
    bool IsMulticast() const override { return true; }
    Address GetMulticast(Ipv4Address) const override { return GetBroadcast(); }
    Address GetMulticast(Ipv6Address) const override { return GetBroadcast(); }
    bool IsBridge() const override { return false; }
    bool IsPointToPoint() const override { return true; }
    bool Send(Ptr<Packet> packet, const Address& destination, std::uint16_t protocol) override;
    bool SendFrom(Ptr<Packet> packet, const Address& source, const Address& destination, std::uint16_t protocol) override;
    Ptr<Node> GetNode() const override { return m_node; }
    void SetNode(Ptr<Node> node) override { m_node = node; }
    bool NeedsArp() const override { return false; }
    void SetReceiveCallback(ReceiveCallback callback) override { m_receive = callback; }
    void SetPromiscReceiveCallback(PromiscReceiveCallback callback) override { m_promiscReceive = callback; }
    bool SupportsSendFrom() const override { return false; }

    /// TracedCallback signature of Sent, Received and Drop.
    typedef void (*PacketCallback)(Ptr<const Packet> packet);

  protected:
    void DoDispose() override;

  private:
    struct Waiting {
        Ptr<Packet> packet;
        std::uint16_t protocol;
    };
    void SendNext();
    void Sent();
    void Receive(Ptr<Packet> packet, std::uint16_t protocol);

    d2c::RateTrace m_rate;
    Ptr<D2cScriptedNetDevice> m_peer;
    Ptr<Node> m_node;
    Ptr<ErrorModel> m_errors;
    Time m_delay;
    std::uint32_t m_queueOctets;
    std::uint16_t m_mtu;
    std::uint32_t m_ifIndex = 0;
    Address m_address;
    ReceiveCallback m_receive;
    PromiscReceiveCallback m_promiscReceive;
    std::deque<Waiting> m_queue;  // the first one is being sent
    std::uint64_t m_waitingOctets = 0;
    EventId m_sending;
    TracedCallback<Ptr<const Packet>> m_sentTrace, m_receivedTrace, m_dropTrace;
};

}  // namespace ns3
