#pragma once
// From a satellite (or a mast) to the cores behind it, as delay and rate.

#include <ns3/data-rate.h>
#include <ns3/nstime.h>
#include <ns3/object.h>

#include <cstdint>

namespace ns3 {

/// One-way delays behind a cell, outward.
struct D2cPathDelays {
    Time feeder;  ///< to the gateway, inter-satellite links included
    Time core;    ///< on to the core of the network that serves
    Time home;    ///< on to the home core
};

/**
 * \brief The way between a cell and the cores, shared by the cells of one satellite. Delays are linear between two instants, as rows give
 * them; packets of all phones share the feeder's rate, each way.
 */
class D2cPath : public Object {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cPath() = default;

    /// \param delays from now on
    void SetDelays(const D2cPathDelays& delays);
    /// \param from at `begin` \param to at `end` and after
    void SetDelays(const D2cPathDelays& from, const D2cPathDelays& to, Time begin, Time end);
    /// \return as they are now
    D2cPathDelays GetDelays() const;
    /// \param home whether the way goes on to the home core \return one way, boxes included
    Time GetOneWay(bool home) const;
    /// A packet takes its turn on the feeder. \param down direction \param octets on the feeder \return waiting and sending
    Time Serialise(bool down, std::uint32_t octets);

  private:
    D2cPathDelays m_from, m_to;
    Time m_begin, m_end;
    DataRate m_rate;
    Time m_processing;
    Time m_busyUntil[2];
};

}  // namespace ns3
