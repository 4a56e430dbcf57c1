#include "ns3-modules/d2c-channel/model/d2c-fixed-radio-link.h"

#include <ns3/boolean.h>
#include <ns3/double.h>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cFixedRadioLink);

TypeId D2cFixedRadioLink::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cFixedRadioLink")
            .SetParent<D2cRadioLink>()
            .SetGroupName("D2c")
            .AddConstructor<D2cFixedRadioLink>()
            .AddAttribute("InView", "Whether the satellite is above its least elevation.", BooleanValue(true),
                          MakeBooleanAccessor(&D2cFixedRadioLink::m_inView), MakeBooleanChecker())
            .AddAttribute("Delay", "One-way propagation delay.", TimeValue(MilliSeconds(2)), MakeTimeAccessor(&D2cFixedRadioLink::m_delay),
                          MakeTimeChecker(Seconds(0), Seconds(10)))
            .AddAttribute("Doppler", "Doppler shift of the downlink as received [Hz].", DoubleValue(0.0),
                          MakeDoubleAccessor(&D2cFixedRadioLink::m_dopplerHz), MakeDoubleChecker<double>(-1e6, 1e6))
            .AddAttribute("DownlinkSinr", "SINR of the downlink, branches combined [dB].", DoubleValue(10.0),
                          MakeDoubleAccessor(&D2cFixedRadioLink::m_downlinkSinrDb), MakeDoubleChecker<double>(-300.0, 100.0))
            .AddAttribute("UplinkSinr", "SINR of the uplink, the whole power in one resource block [dB].", DoubleValue(10.0),
                          MakeDoubleAccessor(&D2cFixedRadioLink::m_uplinkSinrDb), MakeDoubleChecker<double>(-300.0, 100.0))
            .AddAttribute("Rsrp", "Power of one resource element on one branch [dBm].", DoubleValue(-115.0),
                          MakeDoubleAccessor(&D2cFixedRadioLink::m_rsrpDbm), MakeDoubleChecker<double>(-300.0, 100.0))
            .AddAttribute("UplinkTimingError", "Delay of an uplink's round trip left after pre-compensation.", TimeValue(Seconds(0)),
                          MakeTimeAccessor(&D2cFixedRadioLink::m_timingError), MakeTimeChecker(Seconds(-10), Seconds(10)))
            .AddAttribute("UplinkFrequencyError", "Frequency of an uplink left after pre-compensation [Hz].", DoubleValue(0.0),
                          MakeDoubleAccessor(&D2cFixedRadioLink::m_frequencyErrorHz), MakeDoubleChecker<double>(-1e6, 1e6));
    return tid;
}

}  // namespace ns3
