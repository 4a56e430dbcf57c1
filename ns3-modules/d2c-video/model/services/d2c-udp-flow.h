#pragma once
// Packets at a constant rate, without TCP.

#include <ns3/data-rate.h>
#include <ns3/event-id.h>
#include <ns3/traced-callback.h>

#include <optional>

#include "ns3-modules/d2c-video/model/services/d2c-udp-end.h"
#include "video/online/goodput_series.h"

namespace ns3 {

/**
 * \brief Sends packets at a rate while it runs, and counts what it hears.
 *
 * A phone that only listens (Rate 0) sends an empty word now and then, so that the far end knows where it is.
 */
class D2cUdpFlow : public D2cUdpEnd {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cUdpFlow();
    ~D2cUdpFlow() override;

    void Reconnect() override;
    /// Octets of content that came, in intervals from the start on; null before it.
    const d2c::GoodputSeries* GetGoodput() const { return m_goodput ? &*m_goodput : nullptr; }
    std::uint64_t GetSentPackets() const { return m_sent; }
    std::uint64_t GetHeardPackets() const { return m_heard; }

    /// TracedCallback signature of Heard: octets of content.
    typedef void (*HeardCallback)(std::uint32_t octets);

  protected:
    void DoDispose() override;
    void Hear(Ptr<Packet> packet) override;

  private:
    void StartApplication() override;
    void StopApplication() override;
    void SendNext();
    void SayHere();

    DataRate m_rate;
    std::uint32_t m_packetOctets;
    Time m_interval;
    EventId m_next;
    EventId m_here;
    std::uint64_t m_sent = 0;
    std::uint64_t m_heard = 0;
    std::optional<d2c::GoodputSeries> m_goodput;
    TracedCallback<std::uint32_t> m_heardTrace;
};

}  // namespace ns3
