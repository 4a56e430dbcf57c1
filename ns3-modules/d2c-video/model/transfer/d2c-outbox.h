#pragma once
// What is still to be written into a TCP socket: a header and so many octets behind it.

#include <ns3/packet.h>
#include <ns3/socket.h>

#include <algorithm>
#include <cstdint>
#include <deque>

namespace ns3 {

/**
 * \brief Messages in the order in which they go out, of which the socket takes as much as its buffer holds.
 */
class D2cOutbox {
  public:
    /// A message of `octets`, not fewer than its header has.
    void Add(const Header& header, std::uint64_t octets) {
        const auto first = Create<Packet>();
        first->AddHeader(header);
        m_messages.push_back({first, octets - std::min<std::uint64_t>(octets, header.GetSerializedSize())});
    }
    void Clear() { m_messages.clear(); }

    /// Gives the socket what it takes. To be called again when it takes more (its send callback).
    void Pump(Ptr<Socket> socket) {
        while (!m_messages.empty()) {
            Message& message = m_messages.front();
            const std::uint32_t available = socket->GetTxAvailable();
            if (message.first) {
                if (available < message.first->GetSize() || socket->Send(message.first) < 0) return;
                message.first = nullptr;
            } else if (message.left > 0) {
                const auto size = static_cast<std::uint32_t>(std::min<std::uint64_t>({available, message.left, kChunkOctets}));
                if (size == 0 || socket->Send(Create<Packet>(size)) < 0) return;
                message.left -= size;
            }
            if (!message.first && message.left == 0) m_messages.pop_front();
        }
    }

  private:
    struct Message {
        Ptr<Packet> first;
        std::uint64_t left;
    };
    static constexpr std::uint64_t kChunkOctets = 14'000;  // ten packets of 1400: a chunk is cut once a packet, whatever its size
    std::deque<Message> m_messages;
};

}  // namespace ns3
