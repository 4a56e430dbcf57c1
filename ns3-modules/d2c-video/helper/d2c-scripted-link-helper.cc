#include "ns3-modules/d2c-video/helper/d2c-scripted-link-helper.h"

#include <ns3/abort.h>

#include <algorithm>
#include <vector>

#include "ns3-modules/d2c-video/model/link/d2c-scripted-net-device.h"

namespace ns3 {
namespace {

d2c::RateTrace TraceOf(const std::vector<d2c::RateSegment>& segments) {
    const auto trace = d2c::RateTrace::create(segments);
    NS_ABORT_MSG_UNLESS(trace, "script: " << to_string(trace.faults().front()));
    return *trace;
}

}  // namespace

d2c::RateTrace D2cScript(std::span<const D2cScriptStep> steps, double endSeconds) {
    std::vector<d2c::RateSegment> segments;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const double to = i + 1 < steps.size() ? steps[i + 1].fromSeconds : endSeconds;
        segments.push_back({steps[i].fromSeconds, to, steps[i].bitsPerSecond, steps[i].bitsPerSecond});
    }
    return TraceOf(segments);
}

d2c::RateTrace D2cScriptWithGaps(double bitsPerSecond, double everySeconds, double gapSeconds, double endSeconds) {
    NS_ABORT_MSG_UNLESS(gapSeconds > 0.0 && everySeconds > gapSeconds,
                        "script: gapSeconds: " << gapSeconds << ": above 0, below everySeconds, which is " << everySeconds << " [s]");
    std::vector<d2c::RateSegment> segments;
    double at = 0.0;
    for (double gap = everySeconds; gap < endSeconds; gap += everySeconds) {
        segments.push_back({at, gap, bitsPerSecond, bitsPerSecond});
        at = std::min(gap + gapSeconds, endSeconds);
        segments.push_back({gap, at, 0.0, 0.0});
    }
    if (at < endSeconds) segments.push_back({at, endSeconds, bitsPerSecond, bitsPerSecond});
    return TraceOf(segments);
}

NetDeviceContainer ConnectByScript(Ptr<Node> server, Ptr<Node> phone, const d2c::RateTrace& down, const d2c::RateTrace& up, Time delay) {
    const auto a = CreateObject<D2cScriptedNetDevice>();
    const auto b = CreateObject<D2cScriptedNetDevice>();
    a->SetRate(down);
    b->SetRate(up);
    a->SetPeer(b);
    b->SetPeer(a);
    for (const auto& device : {a, b}) device->SetAttribute("Delay", TimeValue(delay));
    server->AddDevice(a);
    phone->AddDevice(b);
    NetDeviceContainer devices;
    devices.Add(a);
    devices.Add(b);
    return devices;
}

}  // namespace ns3
