#pragma once
// TCP as a phone and a server of today have it; ns-3's own defaults mislead over a satellite (doc/d2c-video.rst).

#include <ns3/nstime.h>

#include <cstdint>
#include <string>

namespace ns3 {

/// What D2cTcpDefaults sets; reasons and sources in doc/d2c-video.rst.
struct D2cTcpOptions {
    std::string congestionControl = "ns3::TcpCubic";  ///< or ns3::TcpLinuxReno; ns3::TcpBbr stalls after loss in ns-3 3.37
    std::uint32_t segmentOctets = 1400;               ///< of data in a packet [octets]
    std::uint32_t bufferOctets = 2U << 20;            ///< of each socket, each way [octets]
    std::uint32_t initialWindow = 10;                 ///< segments (RFC 6928)
    Time delayedAck = MilliSeconds(40);
    Time minRto = MilliSeconds(300);
    std::uint32_t dataRetries = 15;       ///< timeouts in a row before a connection is given up (Linux, tcp_retries2)
    Time firstConnectRetry = Seconds(1);  ///< doubled from try to try (RFC 6298)
};

/// Sets the defaults of every TCP socket made from now on. Fatal for an option out of range, all of them named.
void D2cTcpDefaults(const D2cTcpOptions& options = {});

}  // namespace ns3
