#pragma once
// The network behind the cells: which phone has which address, where its packets go, and what becomes of them while it moves.

#include <ns3/ipv4-address.h>
#include <ns3/object.h>
#include <ns3/packet.h>
#include <ns3/traced-callback.h>

#include <deque>
#include <map>
#include <string>

#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"
#include "ns3-modules/d2c-radio/model/d2c-ue-device.h"
#include "ns3-modules/d2c-roaming/model/d2c-path.h"

namespace ns3 {

class D2cAnchorDevice;

/**
 * \brief Sessions of phones: IPv4 address, anchor, serving cell. No tunnel header is built: its octets count on the feeder, its work is the
 * map from an address to a phone.
 *
 * Each way a phone's packets keep their order, also where a delay shrinks or the path changes. A packet that arrives where its phone no
 * longer is goes on to the cell that serves it, by way of both gateways; while no cell does, it waits, or is dropped where the handover
 * does not forward.
 */
class D2cCore : public Object {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cCore() = default;

    /**
     * Gives a phone an address; what was under way under its last one is dropped.
     * \param device phone
     * \param anchor where the address is
     * \param address of the anchor's pool
     * \param home whether the way goes on to the home core
     */
    void Open(Ptr<D2cUeDevice> device, Ptr<D2cAnchorDevice> anchor, Ipv4Address address, bool home);
    /// Data flow from now on. \param device phone with a session \param cell, link where \param path behind that cell
    void Attach(Ptr<D2cUeDevice> device, Ptr<D2cCell> cell, Ptr<D2cRadioLink> link, Ptr<D2cPath> path);
    /// Data stand still. \param device phone \param keep whether what is under way down waits for the next cell, or is dropped
    void Suspend(Ptr<D2cUeDevice> device, bool keep);
    /// Both, `gap` apart. \param device phone \param cell, link, path the target \param gap without data \param forward as `keep`
    void Handover(Ptr<D2cUeDevice> device, Ptr<D2cCell> cell, Ptr<D2cRadioLink> link, Ptr<D2cPath> path, Time gap, bool forward);

    /// Of the anchors. \param destination of the packet \param packet with its IPv4 header \return false where nobody has the address
    bool SendDown(Ipv4Address destination, Ptr<Packet> packet);
    /// \return the cell that serves a phone, or nothing
    Ptr<D2cCell> GetCell(Ptr<D2cUeDevice> device) const;
    /// \return the anchor of a phone's address
    Ptr<D2cAnchorDevice> GetAnchor(Ptr<D2cUeDevice> device) const;
    /// \return a phone's address
    Ipv4Address GetAddress(Ptr<D2cUeDevice> device) const;

    /// TracedCallback signature of Interruption. \param [in] user node id \param [in] begin, end of what stood still
    typedef void (*InterruptionCallback)(std::uint32_t user, Time begin, Time end);
    /// TracedCallback signature of Drop. \param [in] user node id \param [in] packet \param [in] reason in words
    typedef void (*DropCallback)(std::uint32_t user, Ptr<const Packet> packet, std::string reason);
    /// TracedCallback signature of Forward. \param [in] user node id \param [in] packet that was under way to a former cell
    typedef void (*ForwardCallback)(std::uint32_t user, Ptr<const Packet> packet);

  protected:
    void DoDispose() override;

  private:
    struct Held {
        Ptr<Packet> packet;
        Time since;
    };
    struct Session {
        Ptr<D2cUeDevice> device;
        Ptr<D2cAnchorDevice> anchor;
        Ipv4Address address;
        bool home = true;
        std::uint32_t number = 0;  ///< of the address: packets of a former one are dropped
        Ptr<D2cCell> cell;         ///< none while data stand still
        Ptr<D2cCell> lastCell;     ///< where its packets go then
        Ptr<D2cPath> path;         ///< the last one
        bool keep = false;
        Time suspended{-1};
        std::deque<Held> held;
        std::uint32_t heldBytes = 0;
        Time lastDown, lastForward, lastUp;  ///< no packet arrives before the one in front of it
        EventId resume;
    };
    Session* Find(D2cUeDevice* device);
    void ArriveDown(D2cUeDevice* device, std::uint32_t number, Ptr<D2cCell> cell, Ptr<Packet> packet);
    void Deliver(Session& session, Ptr<Packet> packet, Time at);
    void Hold(Session& session, Ptr<Packet> packet, Time since);
    Time ForwardDelay(const Session& session, Ptr<D2cPath> from) const;
    void FromPhone(Ptr<D2cUeDevice> device, Ptr<Packet> packet);
    void ArriveUp(D2cUeDevice* device, std::uint32_t number, Ptr<Packet> packet);
    void Drop(const Session& session, Ptr<Packet> packet, const std::string& reason);

    std::map<D2cUeDevice*, Session> m_sessions;
    std::map<Ipv4Address, D2cUeDevice*> m_byAddress;
    std::map<D2cCell*, Ptr<D2cPath>> m_pathOf;
    std::uint32_t m_overhead = 40;
    std::uint32_t m_holdBytes = 0;
    TracedCallback<std::uint32_t, Time, Time> m_interruptionTrace;
    TracedCallback<std::uint32_t, Ptr<const Packet>, std::string> m_dropTrace;
    TracedCallback<std::uint32_t, Ptr<const Packet>> m_forwardTrace;
};

}  // namespace ns3
