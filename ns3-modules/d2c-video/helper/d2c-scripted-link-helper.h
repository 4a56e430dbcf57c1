#pragma once
// Two nodes joined by a link that follows a script.

#include <ns3/net-device-container.h>
#include <ns3/node.h>
#include <ns3/nstime.h>

#include <span>

#include "video/rate_trace.h"

namespace ns3 {

/// A stretch of a script.
struct D2cScriptStep {
    double fromSeconds;
    double bitsPerSecond;
};
/// A script of constant rates, each from its time to the next one's, the last to `endSeconds`. Fatal where that is none.
d2c::RateTrace D2cScript(std::span<const D2cScriptStep> steps, double endSeconds);
/// A constant rate with a gap of `gapSeconds` at each multiple of `everySeconds`: handovers whose packets are forwarded.
d2c::RateTrace D2cScriptWithGaps(double bitsPerSecond, double everySeconds, double gapSeconds, double endSeconds);

/**
 * \brief Joins two nodes by D2cScriptedNetDevice.
 * \param server, phone the nodes
 * \param down the rate from server to phone
 * \param up the rate from phone to server
 * \param delay of each way
 * \return the two devices, the server's first
 */
NetDeviceContainer ConnectByScript(Ptr<Node> server, Ptr<Node> phone, const d2c::RateTrace& down, const d2c::RateTrace& up, Time delay);

}  // namespace ns3
