#pragma once
// A phone's way to an uplink: preamble, response, message 3, contention resolution, each over the true delay.

#include <ns3/callback.h>
#include <ns3/event-id.h>
#include <ns3/nstime.h>
#include <ns3/simple-ref-count.h>

#include <map>
#include <string>
#include <utility>

#include "roaming/procedures/settings.h"

namespace ns3 {

class D2cCell;
class D2cRadioLink;
class D2cUeDevice;

/// A cell's random access channel.
struct D2cAccessChannel {
    std::uint32_t preambleFormat = 1;  ///< d2c::kPreambleFormats
    std::uint32_t preambles = 54;
    bool twoStep = false;
    Time period;           ///< occasions arrive at the satellite at its multiples
    Time window;           ///< in which the response must come
    Time contentionTimer;  ///< in which message 4 must come
    Time longestBackoff;
    std::uint32_t mostAttempts = 10;
    /// Preambles heard: (occasion, preamble) and by how many.
    std::map<std::pair<std::int64_t, std::uint32_t>, std::uint32_t> heard;
};

/**
 * \brief One random access. Times at the nodes are those of d2c::ProcedureSettings (LTE's, or NR's by the class of phone).
 *
 * Phones that choose the same preamble for the same occasion get the same response; their messages 3 meet and none is decoded (assumption:
 * no capture). An LTE phone's response window opens three subframes after its preamble's end and its contention timer with message 3, both
 * where the phone stands, without regard to the round trip; an NR NTN phone's open a round trip later.
 */
class D2cRandomAccess : public SimpleRefCount<D2cRandomAccess> {
  public:
    using Done = Callback<void, bool, Time>;
    D2cRandomAccess(D2cUeDevice* device, Ptr<D2cCell> cell, Ptr<D2cRadioLink> link, Done done);

    void Start();
    /// Nothing happens any more.
    void Stop();

  private:
    void WaitForOccasion();
    void ArrivePreamble();
    void Detect();
    void HearResponse();
    void SendRequest();
    void ArriveRequest();
    void HearAnswer();
    void FailAttempt();
    void Finish(bool success);
    void Then(Time after, void (D2cRandomAccess::*step)());
    void Trace(const char* step) const;
    bool CanSend() const;
    Time ServiceDelay() const;

    D2cUeDevice* m_device;
    Ptr<D2cCell> m_cell;
    Ptr<D2cRadioLink> m_link;
    Done m_done;
    d2c::NodeTimes m_times;
    bool m_afterRoundTrip;  ///< the windows know of the delay
    std::uint32_t m_attempt = 0, m_preamble = 0, m_draws = 0;
    std::pair<std::int64_t, std::uint32_t> m_key;
    Time m_begin, m_preambleEnd;
    Time m_windowOpens, m_windowCloses;
    EventId m_next, m_expiry;
};

}  // namespace ns3
