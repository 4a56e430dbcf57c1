#pragma once
// What every service at the phone has in common.

#include <ns3/address.h>
#include <ns3/application.h>
#include <ns3/nstime.h>

namespace ns3 {

/**
 * \brief A service's near end: knows the far one, and starts its connections anew when told that the node has another address.
 */
class D2cClientApplication : public Application {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cClientApplication();
    ~D2cClientApplication() override;

    /**
     * The node's address has changed: old sockets are left, new ones opened from the address of now, and what was under way is asked for
     * again. Whoever changes the address calls it; TCP does not notice by itself.
     */
    virtual void Reconnect() = 0;

  protected:
    const Address& GetRemote() const { return m_remote; }
    Time GetRetryAfter() const { return m_retryAfter; }

  private:
    Address m_remote;
    Time m_retryAfter;
};

/// Tells every D2cClientApplication of a node to reconnect. \return how many there are
std::uint32_t D2cReconnectAll(Ptr<Node> node);

}  // namespace ns3
