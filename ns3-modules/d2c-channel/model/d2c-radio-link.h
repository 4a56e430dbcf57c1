#pragma once
// What lies between one phone and one beam, as the radio devices ask for it.

#include <ns3/nstime.h>
#include <ns3/object.h>

#include <cstdint>

namespace ns3 {

/**
 * \brief Both directions between a phone and a beam, at Simulator::Now(). Asked whenever somebody wants to know; schedules nothing.
 *
 * Carriers are numbered from 0 within the beam. SINR is that of the mean channel over the carrier's occupied bandwidth: what a transport
 * block then makes of it is the radio's question.
 */
class D2cRadioLink : public Object {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();

    /// \return whether the satellite is above its least elevation: nothing is sent or received otherwise
    virtual bool IsInView() const = 0;
    /// \return one-way propagation delay of what is sent now
    virtual Time GetDelay() const = 0;
    /// \return Doppler shift of the downlink carrier as received [Hz], positive while the satellite approaches
    virtual double GetDopplerHz() const = 0;
    /**
     * \param carrier of the beam
     * \return SINR of the downlink, receive branches combined [dB]
     */
    virtual double GetDownlinkSinrDb(std::uint32_t carrier) const = 0;
    /**
     * \param carrier of the beam
     * \return SINR of the uplink with the phone's whole power in one resource block, other phones' power included [dB]
     */
    virtual double GetUplinkSinrInOneBlockDb(std::uint32_t carrier) const = 0;
    /**
     * \param carrier of the beam
     * \return mean power of one resource element on one branch [dBm]
     */
    virtual double GetRsrpDbm(std::uint32_t carrier) const = 0;
    /// \return delay of the round trip that is left after whatever pre-compensation there is, when an uplink arrives
    virtual Time GetUplinkTimingError() const = 0;
    /// \return frequency that is left after it [Hz]
    virtual double GetUplinkFrequencyErrorHz() const = 0;
};

}  // namespace ns3
