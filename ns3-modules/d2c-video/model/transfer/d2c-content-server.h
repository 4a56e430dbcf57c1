#pragma once
// The far end of every service over TCP here: answers requests with as many octets as they ask for.

#include <ns3/application.h>
#include <ns3/inet-socket-address.h>
#include <ns3/socket.h>
#include <ns3/traced-callback.h>

#include <cstdint>
#include <map>
#include <vector>

#include "ns3-modules/d2c-video/model/transfer/d2c-outbox.h"
#include "ns3-modules/d2c-video/model/transfer/d2c-request-header.h"

namespace ns3 {

/**
 * \brief A TCP server of segments, objects, messages and bulk data, for any number of connections at once.
 *
 * A request begins with a D2cRequestHeader; once it has come whole, the answer it asks for goes out at once, in the order of the requests
 * of its connection. The server holds no films: the client knows the sizes (video/player/session_plan.h) and asks for them.
 */
class D2cContentServer : public Application {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cContentServer();
    ~D2cContentServer() override;

    /// Octets received over all connections, request headers included.
    std::uint64_t GetReceivedOctets() const { return m_receivedOctets; }
    /// Connections that are open at this end. A client that has gone without a word stays one until TCP gives up.
    std::size_t GetConnections() const { return m_connections.size(); }

    /**
     * TracedCallback signature of Requested.
     * \param [in] header the request, which has come whole
     * \param [in] from the client
     */
    typedef void (*RequestedCallback)(const D2cRequestHeader& header, const Address& from);
    /**
     * TracedCallback signature of Received.
     * \param [in] octets that came at once, in order
     * \param [in] from the client
     */
    typedef void (*ReceivedCallback)(std::uint32_t octets, const Address& from);

  protected:
    void DoDispose() override;

  private:
    /// One client.
    struct Connection {
        Address from;
        std::vector<std::uint8_t> head;  ///< of the request that is coming, until it is a whole header
        D2cRequestHeader request;
        std::uint64_t left = 0;  ///< octets of the request behind its header that have not come
        D2cOutbox outbox;
    };

    void StartApplication() override;
    void StopApplication() override;
    void Accept(Ptr<Socket> socket, const Address& from);
    void Receive(Ptr<Socket> socket);
    void Take(Connection& connection, Ptr<Packet> packet);
    void Answer(Connection& connection);
    void SendMore(Ptr<Socket> socket, std::uint32_t available);
    void PeerClosed(Ptr<Socket> socket);
    void Forget(Ptr<Socket> socket);

    std::uint16_t m_port;
    Ptr<Socket> m_listening;
    std::map<Ptr<Socket>, Connection> m_connections;
    std::uint64_t m_receivedOctets = 0;
    TracedCallback<const D2cRequestHeader&, const Address&> m_requestedTrace;
    TracedCallback<std::uint32_t, const Address&> m_receivedTrace;
};

}  // namespace ns3
