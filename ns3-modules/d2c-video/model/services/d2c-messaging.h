#pragma once
// Text messages from the phone.

#include <ns3/event-id.h>
#include <ns3/random-variable-stream.h>
#include <ns3/traced-callback.h>

#include <deque>

#include "ns3-modules/d2c-video/model/transfer/d2c-client-application.h"
#include "ns3-modules/d2c-video/model/transfer/d2c-request-connection.h"
#include "video/ladder.h"

namespace ns3 {

/**
 * \brief Writes a message now and then and sends it to a D2cContentServer, over a connection that stands; the server confirms each.
 *
 * A message is delivered when the server has it whole, and in time if that is within Within of its writing. One is under way at a time;
 * those written meanwhile wait. The first is written one Interval after the start.
 */
class D2cMessaging : public D2cClientApplication {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cMessaging();
    ~D2cMessaging() override;

    /// Size, number and time of the messages.
    void SetService(const d2c::TextService& service);
    /// Stream of the intervals. \return how many: 1
    std::int64_t AssignStreams(std::int64_t stream);
    void Reconnect() override;

    std::uint32_t GetWritten() const { return m_written; }
    /// Messages whose confirmation has come, and those of them that were in time.
    std::uint32_t GetDelivered() const { return m_delivered; }
    std::uint32_t GetInTime() const { return m_inTime; }

    /// TracedCallback signature of Message: confirmed; number, when written, when the server had it, in time.
    typedef void (*MessageCallback)(std::uint32_t number, Time written, Time delivered, bool inTime);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;
    void Write();
    void SendNext();
    void Confirmed(const D2cRequestConnection::State& state);

    std::uint32_t m_messageOctets;
    std::uint32_t m_recordOctets;
    std::uint32_t m_confirmationOctets;
    std::uint32_t m_messages;
    Time m_within;
    Ptr<RandomVariableStream> m_interval;
    Ptr<D2cRequestConnection> m_connection;
    std::deque<Time> m_waiting;  // when written; the first is under way
    EventId m_next;
    std::uint32_t m_written = 0;
    std::uint32_t m_delivered = 0;
    std::uint32_t m_inTime = 0;
    TracedCallback<std::uint32_t, Time, Time, bool> m_messageTrace;
};

}  // namespace ns3
