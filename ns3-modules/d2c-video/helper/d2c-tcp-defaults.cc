#include "ns3-modules/d2c-video/helper/d2c-tcp-defaults.h"

#include <ns3/abort.h>
#include <ns3/boolean.h>
#include <ns3/config.h>
#include <ns3/object-factory.h>
#include <ns3/tcp-congestion-ops.h>
#include <ns3/type-id.h>
#include <ns3/uinteger.h>

namespace ns3 {

void D2cTcpDefaults(const D2cTcpOptions& options) {
    TypeId congestion;
    std::string faults;
    const auto require = [&faults](bool good, const std::string& text) {
        if (!good) faults += "\n  D2cTcpDefaults." + text;
    };
    // Made, not asked for its parent: TcpCubic of ns-3 3.37 names a socket as its parent.
    const bool known = TypeId::LookupByNameFailSafe(options.congestionControl, &congestion) && congestion.HasConstructor();
    require(known && DynamicCast<TcpCongestionOps>(ObjectFactory(options.congestionControl).Create<Object>()),
            "congestionControl: " + options.congestionControl + ": ns3::TcpCubic, ns3::TcpLinuxReno or another TcpCongestionOps");
    require(options.segmentOctets >= 88 && options.segmentOctets <= 65'000,
            "segmentOctets: " + std::to_string(options.segmentOctets) + ": 88 to 65000 [octets]");
    require(options.bufferOctets >= 4 * options.segmentOctets,
            "bufferOctets: " + std::to_string(options.bufferOctets) + ": at least four segments [octets]");
    require(options.initialWindow >= 1 && options.initialWindow <= 1000,
            "initialWindow: " + std::to_string(options.initialWindow) + ": 1 to 1000 segments");
    require(options.delayedAck > Time(0) && options.delayedAck < options.minRto,
            "delayedAck: " + std::to_string(options.delayedAck.GetSeconds()) + ": above 0, below minRto [s]");
    require(options.dataRetries >= 1 && options.dataRetries <= 100, "dataRetries: " + std::to_string(options.dataRetries) + ": 1 to 100");
    require(options.firstConnectRetry > Time(0),
            "firstConnectRetry: " + std::to_string(options.firstConnectRetry.GetSeconds()) + ": above 0 [s]");
    NS_ABORT_MSG_UNLESS(faults.empty(), faults);

    Config::SetDefault("ns3::TcpL4Protocol::SocketType", TypeIdValue(congestion));
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(options.segmentOctets));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(options.bufferOctets));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(options.bufferOctets));
    Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(options.initialWindow));
    Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(options.delayedAck));
    Config::SetDefault("ns3::TcpSocket::DataRetries", UintegerValue(options.dataRetries));
    Config::SetDefault("ns3::TcpSocket::ConnTimeout", TimeValue(options.firstConnectRetry));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(options.minRto));
    Config::SetDefault("ns3::TcpSocketBase::Timestamp", BooleanValue(false));
}

}  // namespace ns3
