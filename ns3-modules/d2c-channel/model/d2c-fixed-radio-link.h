#pragma once
// A link of given figures: for tests, and for studies of the radio alone.

#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"

namespace ns3 {

/**
 * \brief A link whose figures are attributes, the same on every carrier; each may be changed while the simulation runs.
 */
class D2cFixedRadioLink : public D2cRadioLink {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();

    bool IsInView() const override { return m_inView; }
    Time GetDelay() const override { return m_delay; }
    double GetDopplerHz() const override { return m_dopplerHz; }
    double GetDownlinkSinrDb(std::uint32_t) const override { return m_downlinkSinrDb; }
    double GetUplinkSinrInOneBlockDb(std::uint32_t) const override { return m_uplinkSinrDb; }
    double GetRsrpDbm(std::uint32_t) const override { return m_rsrpDbm; }
    Time GetUplinkTimingError() const override { return m_timingError; }
    double GetUplinkFrequencyErrorHz() const override { return m_frequencyErrorHz; }

  private:
    bool m_inView = true;
    Time m_delay;
    Time m_timingError;
    double m_dopplerHz = 0.0;
    double m_downlinkSinrDb = 0.0;
    double m_uplinkSinrDb = 0.0;
    double m_rsrpDbm = 0.0;
    double m_frequencyErrorHz = 0.0;
};

}  // namespace ns3
