#pragma once
// A film on demand over TCP: the player of video/online, whose downloads are packets.

#include <ns3/event-id.h>
#include <ns3/traced-callback.h>

#include <memory>
#include <optional>
#include <string>

#include "ns3-modules/d2c-video/model/transfer/d2c-client-application.h"
#include "ns3-modules/d2c-video/model/transfer/d2c-request-connection.h"
#include "video/online/online_player.h"
#include "video/online/session_log.h"

namespace ns3 {

/**
 * \brief One session of a film: asks a D2cContentServer for segment after segment, plays, stalls, adapts.
 *
 * Decisions, buffer and figures are those of d2c::OnlinePlayer, and so of the world engine for the same download times. Time between the
 * request and the first octet counts as latency for the rules of video/abr/; the world engine's rule measures from the request on.
 */
class D2cDashClient : public D2cClientApplication {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cDashClient();
    ~D2cDashClient() override;

    /// The film's qualities. Needed before the start; fatal there if it is missing or not valid.
    void SetLadder(const d2c::Ladder& ladder) { m_ladder = ladder; }
    /// All of a session's limits at once; the attributes of the same names set them one by one.
    void SetService(const d2c::VideoService& service) { m_service = service; }
    /// A rule of one's own; the attribute Rule is not asked then.
    void SetRuleFactory(d2c::RuleFactory factory) { m_factory = std::move(factory); }

    /// \name The service's numbers as attributes, in seconds
    ///@{
    void SetSessionSeconds(double value) { m_service.session_s = value; }
    double GetSessionSeconds() const { return m_service.session_s; }
    void SetStartupBufferSeconds(double value) { m_service.startup_buffer_s = value; }
    double GetStartupBufferSeconds() const { return m_service.startup_buffer_s; }
    void SetMaximumBufferSeconds(double value) { m_service.maximum_buffer_s = value; }
    double GetMaximumBufferSeconds() const { return m_service.maximum_buffer_s; }
    ///@}

    void Reconnect() override;

    /// The session as it stands now, or stood when it ended.
    d2c::SessionResult GetResult() const;
    /// The same as ITU-T P.1203 reads it.
    d2c::p1203::Session GetLog(const d2c::FilmFormat& format = {}) const;
    /// The player; null before the start.
    const d2c::OnlinePlayer* GetPlayer() const { return m_player.get(); }
    /// Whether the session is over: played to its end, or left.
    bool HasEnded() const { return m_result.has_value(); }

    /// What a segment was like.
    struct Fetched {
        std::uint32_t segment, rung;
        std::uint64_t octets;  ///< of the segment, without the answer's header
        Time asked, firstOctet, received;
    };
    /// TracedCallback signature of Rung: segment and rung, when it is asked for.
    typedef void (*RungCallback)(std::uint32_t segment, std::uint32_t rung);
    /// TracedCallback signature of Buffer: film received and not played [s], at each request and each segment.
    typedef void (*BufferCallback)(double bufferSeconds);
    /// TracedCallback signature of Stall: place in the film [s], begin and end [s of simulation time], when it is over.
    typedef void (*StallCallback)(const d2c::OnlinePlayer::Stall& stall);
    /// TracedCallback signature of SegmentFetched.
    typedef void (*SegmentFetchedCallback)(const Fetched& fetched);
    /// TracedCallback signature of GivenUp: segment, the rung given up, the one the rule prefers.
    typedef void (*GivenUpCallback)(std::uint32_t segment, std::uint32_t rung, std::uint32_t lower);
    /// TracedCallback signature of Session, when it is over.
    typedef void (*SessionCallback)(const d2c::SessionResult& result);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;
    d2c::RungPolicy Policy() const;
    void Next();
    void Ask();
    bool Progressed(const D2cRequestConnection::State& state);
    void Received(const D2cRequestConnection::State& state);
    void End();

    d2c::Ladder m_ladder;
    d2c::VideoService m_service;
    d2c::RuleFactory m_factory;
    std::string m_rule;
    Time m_leaveAfter;
    bool m_leaveAtVerdict = false;
    bool m_giveUpDownloads = false;
    std::uint32_t m_requestOctets = 0;
    std::uint32_t m_answerHeaderOctets = 0;

    std::optional<d2c::SessionPlan> m_plan;
    std::unique_ptr<d2c::OnlinePlayer> m_player;
    Ptr<D2cRequestConnection> m_connection;
    d2c::OnlinePlayer::Request m_request;
    std::optional<std::uint32_t> m_givenUpFor;
    double m_lookedAtBits = 0.0;
    Time m_lookedAt;
    EventId m_next;
    EventId m_end;
    std::optional<d2c::SessionResult> m_result;
    double m_endedSeconds = 0.0;
    std::size_t m_stallsTold = 0;

    TracedCallback<std::uint32_t, std::uint32_t> m_rungTrace;
    TracedCallback<double> m_bufferTrace;
    TracedCallback<const d2c::OnlinePlayer::Stall&> m_stallTrace;
    TracedCallback<const Fetched&> m_fetchedTrace;
    TracedCallback<std::uint32_t, std::uint32_t, std::uint32_t> m_givenUpTrace;
    TracedCallback<const d2c::SessionResult&> m_sessionTrace;
};

}  // namespace ns3
