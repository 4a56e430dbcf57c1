#pragma once
// One end of a conversation over UDP.

#include <ns3/packet.h>
#include <ns3/socket.h>

#include "ns3-modules/d2c-video/model/transfer/d2c-client-application.h"

namespace ns3 {

/**
 * \brief Sends to Remote; without one it is the far end, and sends to whoever was last heard.
 *
 * So the far end follows a phone whose address changes as soon as the phone has sent a packet from the new one.
 */
class D2cUdpEnd : public D2cClientApplication {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cUdpEnd();
    ~D2cUdpEnd() override;

    /// The old socket is closed, and a new one opened from the address of now.
    void Reconnect() override;

  protected:
    void DoDispose() override;
    void OpenSocket();
    void CloseSocket();
    bool HasPeer() const { return m_socket && !m_peer.IsInvalid(); }
    /// Sends a packet. \return false: nobody to send to, or no route
    bool SendToPeer(Ptr<Packet> packet);
    /// A packet has come.
    virtual void Hear(Ptr<Packet> packet) = 0;

  private:
    void Receive(Ptr<Socket> socket);

    std::uint16_t m_port;
    Ptr<Socket> m_socket;
    Address m_peer;
};

}  // namespace ns3
