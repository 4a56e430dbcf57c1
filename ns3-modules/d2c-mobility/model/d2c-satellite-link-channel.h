#pragma once
// Two point-to-point devices whose distance changes: the delay of each packet follows from where the nodes are.

#include <ns3/point-to-point-channel.h>
#include <ns3/point-to-point-net-device.h>
#include <ns3/traced-callback.h>

namespace ns3 {

class PropagationDelayModel;

/**
 * \brief A link between two nodes with mobility models in the same Earth-fixed frame, one of them or both in motion.
 *
 * Each packet's delay is Delay (inherited attribute, fixed, 0 by default) plus the propagation delay between the two nodes' positions when
 * its first bit leaves: slant range over c. The bound on what this leaves out (the receiver's motion during the flight, Earth rotation) is
 * stated in doc/d2c-mobility.rst: under 0.2 microseconds for a satellite between 300 and 2000 km. Packets on one wire never overtake each
 * other as long as the range shrinks more slowly than light travels, which is always.
 *
 * No loss, no horizon: whether a satellite can be heard is not this channel's question. Both nodes need a MobilityModel (fatal otherwise).
 */
class D2cSatelliteLinkChannel : public PointToPointChannel {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cSatelliteLinkChannel();
    ~D2cSatelliteLinkChannel() override;

    bool TransmitStart(Ptr<const Packet> packet, Ptr<PointToPointNetDevice> source, Time serialisation) override;

    /**
     * TracedCallback signature of Transmission.
     * \param [in] packet the packet
     * \param [in] slantRangeMetres distance of the two nodes when the first bit leaves [m]
     * \param [in] delay from the last bit's departure to its arrival
     */
    typedef void (*TransmissionCallback)(Ptr<const Packet> packet, double slantRangeMetres, Time delay);

  protected:
    void DoDispose() override;

  private:
    Ptr<PropagationDelayModel> m_propagationDelay;
    TracedCallback<Ptr<const Packet>, double, Time> m_transmissionTrace;
};

}  // namespace ns3
