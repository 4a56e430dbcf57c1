#pragma once
// A live broadcast over TCP: the player of video/online/live_player.h, whose downloads are packets.

#include <ns3/event-id.h>
#include <ns3/traced-callback.h>

#include <optional>

#include "ns3-modules/d2c-video/model/transfer/d2c-client-application.h"
#include "ns3-modules/d2c-video/model/transfer/d2c-request-connection.h"
#include "video/online/live_player.h"

namespace ns3 {

/**
 * \brief One viewer of an event that began at EventStart and lasts EventSeconds, encoded as a ladder says.
 *
 * A segment is asked for once it is over, from a D2cContentServer; latency, stalls, catching up and skipping are those of d2c::LivePlayer.
 */
class D2cLiveClient : public D2cClientApplication {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cLiveClient();
    ~D2cLiveClient() override;

    /// The event's qualities. Needed before the start; fatal there if it is missing or not valid.
    void SetLadder(const d2c::Ladder& ladder) { m_ladder = ladder; }
    /// \name The service's numbers as attributes
    ///@{
    void SetTargetLatencySeconds(double value) { m_service.target_latency_s = value; }
    double GetTargetLatencySeconds() const { return m_service.target_latency_s; }
    void SetCatchUp(double value) { m_service.catch_up = value; }
    double GetCatchUp() const { return m_service.catch_up; }
    void SetSkipAboveSeconds(double value) { m_service.skip_above_s = value; }
    double GetSkipAboveSeconds() const { return m_service.skip_above_s; }
    ///@}
    void Reconnect() override;
    /// The viewing as it stands now, or stood when it ended.
    d2c::LiveResult GetResult();

    /// TracedCallback signature of Latency: segment, picture behind the event [s], buffer [s], when a segment is whole.
    typedef void (*LatencyCallback)(std::uint32_t segment, double latencySeconds, double bufferSeconds);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;
    void Next();
    void Ask();
    void Received(const D2cRequestConnection::State& state);

    d2c::Ladder m_ladder;
    d2c::LiveService m_service;
    Time m_eventStart;
    double m_eventSeconds;
    std::uint32_t m_requestOctets;
    std::uint32_t m_answerHeaderOctets;
    std::optional<d2c::SessionPlan> m_plan;
    std::optional<d2c::LivePlayer> m_player;
    d2c::OnlinePlayer::Request m_request;
    Ptr<D2cRequestConnection> m_connection;
    EventId m_next;
    bool m_ended = false;
    TracedCallback<std::uint32_t, double, double> m_latencyTrace;
};

}  // namespace ns3
