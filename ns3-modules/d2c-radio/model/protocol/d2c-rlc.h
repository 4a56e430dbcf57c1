#pragma once
// One direction of one phone's bearer: segmentation into transport blocks, reassembly in order, repetition of what HARQ lost.

#include <ns3/event-id.h>
#include <ns3/nstime.h>
#include <ns3/packet.h>
#include <ns3/simple-ref-count.h>

#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace ns3 {

/// Octets [begin, end) of a packet with its headers, as they travel in a transport block.
struct D2cSegment {
    Ptr<Packet> packet;
    std::uint32_t number = 0;  ///< of the packet on its bearer
    std::uint32_t begin = 0, end = 0;
    bool last = false;  ///< ends the packet
};
using D2cSegments = std::vector<D2cSegment>;

/**
 * \brief RLC with the header octets of PDCP, RLC and MAC: sender and receiver of one direction.
 *
 * Acknowledged mode: pieces missing for longer than the reassembly time are reported; the report reaches the sender a status delay later;
 * the sender repeats them first. A sender that ran empty repeats its last piece when nothing came back in time (poll). Packets are
 * delivered in order. Unacknowledged mode: packets with pieces missing for that long are given up.
 *
 * Status reports are control signalling: they take the way's time, no user data's room, and are not lost (assumption).
 */
class D2cRlc : public SimpleRefCount<D2cRlc> {
  public:
    struct Times {
        Time reassembly;  ///< how long a gap may stem from HARQ alone
        Time status;      ///< from receiver to sender
        Time poll;        ///< from sending to when an answer must have come
    };
    struct Settings {
        bool acknowledged = true;
        std::uint32_t headerBytes = 10;        ///< of each packet
        std::uint32_t segmentHeaderBytes = 3;  ///< of each further piece of it
        std::uint32_t queueBytes = 0;          ///< most octets that wait
    };
    struct Hooks {
        std::function<Times()> times;
        std::function<void(Ptr<Packet>)> deliver;  ///< at the receiver
        std::function<void()> wake;                ///< the sender has something to send again
        std::function<void(Ptr<const Packet>)> lost;
    };
    D2cRlc(const Settings& settings, Hooks hooks) : m_settings(settings), m_hooks(std::move(hooks)) {}
    ~D2cRlc() { Stop(); }

    /// \return false where the queue is full
    bool Enqueue(Ptr<Packet> packet);
    /// \return octets to send, headers included
    std::uint32_t GetBacklog() const { return m_waiting + m_repeatBytes; }
    /// \param bytes room of a transport block \return what it carries; empty where nothing fits
    D2cSegments Take(std::uint32_t bytes);
    /// A transport block has been decoded. \param segments what it carried
    void Receive(const D2cSegments& segments);
    /// Ends every timer. \return the packets that were not delivered, in order
    std::vector<Ptr<Packet>> Stop();

  private:
    struct Sent {
        Ptr<Packet> packet;
        std::uint32_t size;  ///< with headers
    };
    struct Piece {
        std::uint32_t number, begin, end;
    };
    struct Arriving {
        Ptr<Packet> packet;
        std::uint32_t size = 0;  ///< 0: its end has not been seen
        std::vector<std::pair<std::uint32_t, std::uint32_t>> have;
        Time reported = Time::Min();
        bool IsWhole() const { return size > 0 && have.size() == 1 && have[0].first == 0 && have[0].second == size; }
        /// Nothing missing below its highest octet.
        bool IsUnbroken() const { return have.size() == 1 && have[0].first == 0; }
    };
    const Sent& SentAt(std::uint32_t number) const { return m_sent[number - m_firstSent]; }
    void Forget();
    void Poll();
    void StartReassembly(Time after);
    void Reassemble();
    std::vector<Piece> Report(Time repeatAfter);
    void GiveUp();
    void DeliverWhole();
    void Repeat(std::vector<Piece> pieces);
    bool HasGap() const;

    Settings m_settings;
    Hooks m_hooks;
    bool m_stopped = false;
    // Sender
    std::deque<Sent> m_sent;  ///< from m_firstSent on, those not sent yet included
    std::uint32_t m_firstSent = 0, m_next = 0;
    std::uint32_t m_sending = 0, m_offset = 0;  ///< the first packet that is not sent whole, and how much of it is
    std::uint32_t m_waiting = 0;
    std::deque<Piece> m_repeat;
    std::uint32_t m_repeatBytes = 0;
    Piece m_lastPiece{0, 0, 0};
    EventId m_poll;
    // Receiver
    std::deque<Arriving> m_arriving;  ///< from m_expected on
    std::uint32_t m_expected = 0;
    std::uint32_t m_triggerNumber = 0;  ///< gaps below this packet are old enough when the timer ends
    EventId m_reassembly;
};

}  // namespace ns3
