#include "ns3-modules/d2c-roaming/model/d2c-path.h"

#include <ns3/simulator.h>

#include <algorithm>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cPath);

TypeId D2cPath::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cPath")
            .SetParent<Object>()
            .SetGroupName("D2c")
            .AddConstructor<D2cPath>()
            .AddAttribute("FeederRate",
                          "Rate of the feeder link, each way, shared by the satellite's phones. assumption: a Ka band feeder of several "
                          "hundred megahertz; far above what one satellite's beams carry.",
                          DataRateValue(DataRate("1Gbps")), MakeDataRateAccessor(&D2cPath::m_rate), MakeDataRateChecker())
            .AddAttribute("Processing", "Time in boxes between satellite and anchor, each way.", TimeValue(Time{0}),
                          MakeTimeAccessor(&D2cPath::m_processing), MakeTimeChecker(Time{0}, Seconds(1)));
    return tid;
}

void D2cPath::SetDelays(const D2cPathDelays& delays) { SetDelays(delays, delays, Time{0}, Time{0}); }

void D2cPath::SetDelays(const D2cPathDelays& from, const D2cPathDelays& to, Time begin, Time end) {
    m_from = from;
    m_to = to;
    m_begin = begin;
    m_end = end;
}

D2cPathDelays D2cPath::GetDelays() const {
    if (m_end <= m_begin) return m_from;
    const double part = std::clamp((Simulator::Now() - m_begin).GetSeconds() / (m_end - m_begin).GetSeconds(), 0.0, 1.0);
    const auto between = [&](Time a, Time b) { return a + NanoSeconds(static_cast<int64_t>(part * (b - a).GetDouble())); };
    return {between(m_from.feeder, m_to.feeder), between(m_from.core, m_to.core), between(m_from.home, m_to.home)};
}

Time D2cPath::GetOneWay(bool home) const {
    const D2cPathDelays now = GetDelays();
    return now.feeder + now.core + (home ? now.home : Time{0}) + m_processing;
}

Time D2cPath::Serialise(bool down, std::uint32_t octets) {
    const Time now = Simulator::Now();
    Time& busyUntil = m_busyUntil[down ? 0 : 1];
    busyUntil = std::max(busyUntil, now) + m_rate.CalculateBytesTxTime(octets);
    return busyUntil - now;
}

}  // namespace ns3
