#pragma once
// One end of a call.

#include <ns3/event-id.h>
#include <ns3/header.h>
#include <ns3/random-variable-stream.h>
#include <ns3/traced-callback.h>

#include "ns3-modules/d2c-video/model/services/d2c-udp-end.h"
#include "video/services.h"

namespace ns3 {

/**
 * \brief What stands before a frame: as many octets as RTP's header (RFC 3550 section 5.1: 12), with number and sending time.
 */
class D2cVoiceHeader : public Header {
  public:
    /// Octets of this header.
    static constexpr std::uint32_t kOctets = 12;
    /// \return the object TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;
    void Print(std::ostream& os) const override;
    std::uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;
    std::uint32_t Deserialize(Buffer::Iterator start) override;

    std::uint32_t number = 0;  ///< of the frame
    Time sent;
};

/**
 * \brief Sends a frame of speech every FrameInterval while it talks, and hears the other end's.
 *
 * A frame that takes longer through the simulated network than the delay from mouth to ear leaves (d2c::network_budget_s) is late, and as
 * good as lost. With TalkSpurts speech and silence take turns, both of exponential length, each end by itself; in silence a short
 * description of the noise goes out now and then. A frame has the headers of UDP and IP (28 octets); a radio link that compresses them
 * subtracts them itself.
 */
class D2cVoice : public D2cUdpEnd {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cVoice();
    ~D2cVoice() override;

    /// Codec, frame and delays. They set FrameOctets, FrameInterval and Budget.
    void SetService(const d2c::VoiceService& service);
    /// Streams of the lengths of speech and silence. \return how many: 2
    std::int64_t AssignStreams(std::int64_t stream);
    /// Also sends a frame at once, so that the far end hears of the new address.
    void Reconnect() override;

    std::uint32_t GetSent() const { return m_sent; }
    std::uint32_t GetInTime() const { return m_inTime; }
    std::uint32_t GetLate() const { return m_late; }
    /// Mean delay through the network of all frames that came; 0 for none.
    Time GetMeanDelay() const;
    /// Share of `talker`'s frames that `listener` did not hear in time, those still on their way included; 0 for none sent.
    static double LossShare(const D2cVoice& talker, const D2cVoice& listener);

    /// TracedCallback signature of Frame: a frame came, its number, its delay, whether it was in time.
    typedef void (*FrameCallback)(std::uint32_t number, Time delay, bool inTime);

  protected:
    void DoDispose() override;
    void Hear(Ptr<Packet> packet) override;

  private:
    void StartApplication() override;
    void StopApplication() override;
    void Talk();
    void SendFrame(std::uint32_t octets);
    void TakeTurn();

    std::uint32_t m_frameOctets;
    Time m_frameInterval;
    Time m_budget;
    bool m_talkSpurts;
    std::uint32_t m_noiseOctets;
    std::uint32_t m_noiseEvery;
    Ptr<RandomVariableStream> m_speech;
    Ptr<RandomVariableStream> m_silence;
    EventId m_next;
    EventId m_turn;
    bool m_talking = true;
    std::uint32_t m_silentFrames = 0;
    std::uint32_t m_sent = 0;
    std::uint32_t m_inTime = 0;
    std::uint32_t m_late = 0;
    Time m_delaySum;
    TracedCallback<std::uint32_t, Time, bool> m_frameTrace;
};

}  // namespace ns3
