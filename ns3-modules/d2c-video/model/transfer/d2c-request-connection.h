#pragma once
// One TCP connection to a D2cContentServer, with one request under way at a time.

#include <ns3/address.h>
#include <ns3/callback.h>
#include <ns3/event-id.h>
#include <ns3/node.h>
#include <ns3/nstime.h>
#include <ns3/simple-ref-count.h>
#include <ns3/socket.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "ns3-modules/d2c-video/model/transfer/d2c-outbox.h"
#include "ns3-modules/d2c-video/model/transfer/d2c-request-header.h"

namespace ns3 {

/**
 * \brief Asks, counts what comes, and starts again where the connection is lost.
 *
 * It opens with the first request and stays open. A connection that cannot be made or breaks is made anew after a pause, and the request
 * under way is made again from its beginning; so it is after Reconnect(), which whoever gives the node another address calls: the old TCP
 * socket gets no error then.
 */
class D2cRequestConnection : public SimpleRefCount<D2cRequestConnection> {
  public:
    /// Where a request stands.
    struct State {
        Time asked;                           ///< first asked, whatever broke since
        std::uint64_t octets = 0;             ///< of the answer that have come, its header included
        std::optional<Time> firstOctet;       ///< when the first came
        std::optional<Time> requestReceived;  ///< when the server had the whole request: from the answer
    };
    /// The answer has grown. \return false: it is given up, the connection is closed
    using Progress = Callback<bool, const State&>;
    /// The answer is whole.
    using Done = Callback<void, const State&>;

    D2cRequestConnection(Ptr<Node> node, const Address& remote, Time retryAfter);
    ~D2cRequestConnection();

    /// Opens the connection before the first request.
    void Prepare();
    /// Precondition: no request is under way. `progress` may be null.
    void Request(std::uint64_t requestOctets, std::uint64_t answerOctets, Progress progress, Done done);
    bool IsUnderWay() const { return m_request.has_value(); }
    /// The state of the request under way.
    const State& GetState() const { return m_request->state; }
    /// Leaves the old socket and its address, opens a new connection, and makes the request under way, if any, over it.
    void Reconnect();
    /// Forgets the request under way and closes the connection: resets it where an answer is coming.
    void Close();
    /// Connections made so far, those that failed included.
    std::uint32_t GetOpened() const { return m_opened; }
    /// The socket; null while there is none.
    Ptr<Socket> GetSocket() const { return m_socket; }

  private:
    struct UnderWay {
        D2cRequestHeader header;
        State state;
        Progress progress;
        Done done;
        std::vector<std::uint8_t> head;  ///< of the answer
    };

    void Open();
    void LetGo();
    void Connected(Ptr<Socket> socket);
    void Lost(Ptr<Socket> socket);
    void Receive(Ptr<Socket> socket);
    void SendMore(Ptr<Socket> socket, std::uint32_t available);
    void Post();
    bool Count(Ptr<Packet> packet);

    Ptr<Node> m_node;
    Address m_remote;
    Time m_retryAfter;
    Ptr<Socket> m_socket;
    bool m_connected = false;
    EventId m_retry;
    std::optional<UnderWay> m_request;
    D2cOutbox m_outbox;
    std::uint32_t m_nextId = 0;
    std::uint32_t m_opened = 0;
};

}  // namespace ns3
