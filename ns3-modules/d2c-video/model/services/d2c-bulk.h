#pragma once
// As much as the link carries, over TCP.

#include <ns3/traced-callback.h>

#include <optional>

#include "ns3-modules/d2c-video/model/transfer/d2c-client-application.h"
#include "ns3-modules/d2c-video/model/transfer/d2c-content-server.h"
#include "ns3-modules/d2c-video/model/transfer/d2c-request-connection.h"
#include "video/online/goodput_series.h"

namespace ns3 {

/**
 * \brief Fetches from, or sends to, a D2cContentServer without end, and counts what arrives in each interval.
 *
 * What is sent up arrives at the server, so its D2cContentServer is to be named (SetServer); what comes from other clients of the same
 * address counts too.
 */
class D2cBulk : public D2cClientApplication {
  public:
    /// Which way the data go.
    enum Direction { DOWN, UP };
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cBulk();
    ~D2cBulk() override;

    /// The far end, whose counting is watched with Direction UP.
    void SetServer(Ptr<D2cContentServer> server);
    void Reconnect() override;
    /// Octets that arrived, in intervals from the start on; null before it. Down: without the answer's header.
    const d2c::GoodputSeries* GetGoodput() const { return m_goodput ? &*m_goodput : nullptr; }

    /// TracedCallback signature of Arrived: octets.
    typedef void (*ArrivedCallback)(std::uint64_t octets);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;
    bool Progressed(const D2cRequestConnection::State& state);
    void Done(const D2cRequestConnection::State& state);
    void ServerReceived(std::uint32_t octets, const Address& from);
    void Count(std::uint64_t octets);

    Direction m_direction;
    Time m_interval;
    Ptr<D2cContentServer> m_server;
    Ptr<D2cRequestConnection> m_connection;
    std::uint64_t m_counted = 0;  // of the answer under way
    std::optional<d2c::GoodputSeries> m_goodput;
    TracedCallback<std::uint64_t> m_arrivedTrace;
};

}  // namespace ns3
