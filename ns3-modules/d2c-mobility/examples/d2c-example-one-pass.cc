// A phone on the ground and a satellite with a base station on board exchange UDP packets for one pass, with the delay the geometry gives:
// the phone asks once per interval while the satellite is high enough, the satellite answers at once. One line per packet received.
//
//   bin/d2c-example-one-pass --help
//   bin/d2c-example-one-pass --latitude=46.9 --longitude=-110.4 --minimumElevation=25

#include <ns3/command-line.h>
#include <ns3/double.h>
#include <ns3/inet-socket-address.h>
#include <ns3/internet-stack-helper.h>
#include <ns3/ipv4-address-helper.h>
#include <ns3/mobility-model.h>
#include <ns3/node.h>
#include <ns3/packet.h>
#include <ns3/simulator.h>
#include <ns3/socket.h>
#include <ns3/string.h>
#include <ns3/udp-socket-factory.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "base/constants.h"
#include "base/instant.h"
#include "constellation/frames.h"
#include "constellation/look.h"
#include "constellation/propagate.h"
#include "ns3-modules/d2c-mobility/helper/d2c-mobility-helper.h"
#include "ns3-modules/d2c-mobility/model/d2c-satellite-mobility-model.h"

namespace {

constexpr std::uint16_t kPort = 4433;
/// Octets around the payload on the wire: UDP 8 (RFC 768), IPv4 20 (RFC 791), PPP 2 (RFC 1661).
constexpr std::uint32_t kHeaderOctets = 30;

/// The defaults: a direct-to-cell satellite in service (NORAD 61059, mean state of the public catalogue of 2026-05-30;
/// constellation/catalogue/) over a ranch in Montana (assumption: any place in sight would do).
struct Options {
    double semiMajorAxis = 6737887.0;
    double inclination = 53.1598;
    double raan = 268.212;
    double argumentOfLatitude = 42.47;
    std::string epoch = "2026-05-30T12:00:00Z";
    std::string start = "2026-05-30T12:00:00Z";
    double latitude = 46.9;
    double longitude = -110.4;
    double height = 1200.0;
    double minimumElevation = 25.0;
    double interval = 5.0;
    double duration = 900.0;
    std::uint32_t size = 200;
    double rate = 4e6;
};

/// What every packet carries in its first octets.
struct Stamp {
    std::int64_t sentNs;
    std::uint32_t number;
    std::uint32_t reserved;
};

/// The faults of `o`, one text each.
std::vector<std::string> Check(const Options& o) {
    std::vector<std::string> faults;
    const auto within = [&faults](const char* name, double value, double low, double high, const char* unit) {
        if (!(value >= low && value <= high)) {
            faults.push_back(std::string{"--"} + name + "=" + std::to_string(value) + ": " + std::to_string(low) + " to " +
                             std::to_string(high) + " [" + unit + "]");
        }
    };
    within("semiMajorAxis", o.semiMajorAxis, 6538137.0, 43000000.0, "m");
    within("inclination", o.inclination, 0.0, 180.0, "deg");
    within("raan", o.raan, -360.0, 360.0, "deg");
    within("argumentOfLatitude", o.argumentOfLatitude, -360.0, 360.0, "deg");
    within("latitude", o.latitude, -90.0, 90.0, "deg");
    within("longitude", o.longitude, -180.0, 180.0, "deg");
    within("height", o.height, -500.0, 20000.0, "m");
    within("minimumElevation", o.minimumElevation, 0.0, 90.0, "deg");
    within("interval", o.interval, 0.1, 3600.0, "s");
    within("duration", o.duration, 0.0, 86400.0, "s");
    within("size", o.size, sizeof(Stamp), 1400.0, "octets");
    within("rate", o.rate, 1e4, 1e9, "bit/s");
    if (!d2c::parse_instant(o.epoch)) faults.push_back("--epoch=" + o.epoch + ": a UTC instant as 2026-05-30T12:00:00Z");
    if (!d2c::parse_instant(o.start)) faults.push_back("--start=" + o.start + ": a UTC instant as 2026-05-30T12:00:00Z");
    return faults;
}

class OnePass {
  public:
    OnePass(const Options& options, d2c::Instant start)
        : m_options(options),
          m_start(start),
          m_place{d2c::Angle::degrees(options.latitude), d2c::Angle::degrees(options.longitude), {options.height}},
          m_phone(ns3::CreateObject<ns3::Node>()),
          m_spacecraft(ns3::CreateObject<ns3::Node>()) {
        m_satellite = ns3::CreateObjectWithAttributes<ns3::D2cSatelliteMobilityModel>(
            "SemiMajorAxis", ns3::DoubleValue(options.semiMajorAxis), "Inclination", ns3::DoubleValue(options.inclination), "Raan",
            ns3::DoubleValue(options.raan), "ArgumentOfLatitude", ns3::DoubleValue(options.argumentOfLatitude), "Epoch",
            ns3::StringValue(options.epoch), "StartUtc", ns3::StringValue(options.start));
        m_spacecraft->AggregateObject(m_satellite);
        ns3::D2cMobilityHelper::InstallGround(m_phone, m_place);
        const ns3::NetDeviceContainer devices =
            ns3::ConnectBySatelliteLink(m_phone, m_spacecraft, ns3::DataRate(static_cast<std::uint64_t>(options.rate)));

        ns3::InternetStackHelper internet;
        internet.SetIpv6StackInstall(false);
        internet.Install(ns3::NodeContainer(m_phone, m_spacecraft));
        ns3::Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.252");
        const ns3::Ipv4InterfaceContainer interfaces = addresses.Assign(devices);

        m_phoneSocket = OpenSocket(m_phone, interfaces.GetAddress(1));
        m_phoneSocket->SetRecvCallback(ns3::MakeCallback(&OnePass::HearAnswer, this));
        m_spacecraftSocket = OpenSocket(m_spacecraft, interfaces.GetAddress(0));
        m_spacecraftSocket->SetRecvCallback(ns3::MakeCallback(&OnePass::HearQuestion, this));
    }

    /// The number of packets received.
    std::uint32_t Run() {
        std::printf(
            "# packet  way        sent_s      received_s  elevation_deg  slant_range_m     delay_us  delay_minus_range_over_c_ns"
            "     satellite_x_m     satellite_y_m     satellite_z_m\n");
        ns3::Simulator::Schedule(ns3::Seconds(0), &OnePass::Ask, this);
        ns3::Simulator::Run();
        return m_received;
    }

  private:
    static ns3::Ptr<ns3::Socket> OpenSocket(ns3::Ptr<ns3::Node> node, ns3::Ipv4Address peer) {
        const ns3::Ptr<ns3::Socket> socket = ns3::Socket::CreateSocket(node, ns3::UdpSocketFactory::GetTypeId());
        socket->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), kPort));
        socket->Connect(ns3::InetSocketAddress(peer, kPort));
        return socket;
    }

    /// What the phone sees of the satellite `sinceStart` after the simulation's begin.
    d2c::Look LookAt(std::chrono::nanoseconds sinceStart) const {
        const d2c::MeanState& orbit = m_satellite->GetMeanState();
        const d2c::Instant at = m_start + sinceStart;
        return d2c::look_at(m_place, d2c::position_itrf(orbit, at), d2c::velocity_itrf(orbit, at));
    }

    void Ask() {
        const ns3::Time now = ns3::Simulator::Now();
        if (LookAt(std::chrono::nanoseconds{now.GetNanoSeconds()}).elevation >= d2c::Angle::degrees(m_options.minimumElevation)) {
            Send(m_phoneSocket, m_asked++);
        }
        if ((now + ns3::Seconds(m_options.interval)).GetSeconds() <= m_options.duration) {
            ns3::Simulator::Schedule(ns3::Seconds(m_options.interval), &OnePass::Ask, this);
        }
    }

    void Send(ns3::Ptr<ns3::Socket> socket, std::uint32_t number) const {
        const Stamp stamp{ns3::Simulator::Now().GetNanoSeconds(), number, 0};
        std::vector<std::uint8_t> payload(m_options.size);
        std::memcpy(payload.data(), &stamp, sizeof stamp);
        socket->Send(ns3::Create<ns3::Packet>(payload.data(), m_options.size));
    }

    Stamp Receive(ns3::Ptr<ns3::Socket> socket, const char* way) {
        const ns3::Ptr<ns3::Packet> packet = socket->Recv();
        Stamp stamp{};
        packet->CopyData(reinterpret_cast<std::uint8_t*>(&stamp), sizeof stamp);
        const std::int64_t receivedNs = ns3::Simulator::Now().GetNanoSeconds();
        const double serialisationNs = (packet->GetSize() + kHeaderOctets) * 8.0 / m_options.rate * 1e9;
        const double delayNs = static_cast<double>(receivedNs - stamp.sentNs) - serialisationNs;
        const d2c::Look look = LookAt(std::chrono::nanoseconds{stamp.sentNs});
        const double rangeOverCNs = look.slant_range.value / d2c::kSpeedOfLightMPerS * 1e9;
        const ns3::Vector satellite = m_satellite->GetPosition();
        std::printf("%8u  %-4s %14.9f  %14.9f  %13.6f  %13.4f  %11.4f  %27.3f  %16.4f  %16.4f  %16.4f\n", stamp.number, way,
                    static_cast<double>(stamp.sentNs) * 1e-9, static_cast<double>(receivedNs) * 1e-9, look.elevation.in_degrees(),
                    look.slant_range.value, delayNs * 1e-3, delayNs - rangeOverCNs, satellite.x, satellite.y, satellite.z);
        ++m_received;
        return stamp;
    }

    void HearQuestion(ns3::Ptr<ns3::Socket> socket) { Send(socket, Receive(socket, "up").number); }
    void HearAnswer(ns3::Ptr<ns3::Socket> socket) { Receive(socket, "down"); }

    Options m_options;
    d2c::Instant m_start;
    d2c::Geodetic m_place;
    ns3::Ptr<ns3::Node> m_phone;
    ns3::Ptr<ns3::Node> m_spacecraft;
    ns3::Ptr<ns3::D2cSatelliteMobilityModel> m_satellite;
    ns3::Ptr<ns3::Socket> m_phoneSocket;
    ns3::Ptr<ns3::Socket> m_spacecraftSocket;
    std::uint32_t m_asked = 0;
    std::uint32_t m_received = 0;
};

}  // namespace

int main(int argc, char* argv[]) {
    Options options;
    ns3::CommandLine command(__FILE__);
    command.Usage(
        "A phone and a satellite exchange UDP packets over one pass with the true, changing delay.\n"
        "Prints one line per packet received; exit code 0; 1 for an option ns-3 cannot read,\n"
        "2 for a value out of range, 3 if the satellite never rose high enough.");
    command.AddValue("semiMajorAxis", "semi-major axis of the circular orbit [m]", options.semiMajorAxis);
    command.AddValue("inclination", "inclination [deg]", options.inclination);
    command.AddValue("raan", "right ascension of the ascending node at epoch, TEME [deg]", options.raan);
    command.AddValue("argumentOfLatitude", "argument of latitude at epoch [deg]", options.argumentOfLatitude);
    command.AddValue("epoch", "UTC instant of the orbit's angles", options.epoch);
    command.AddValue("start", "UTC instant at which the simulation begins", options.start);
    command.AddValue("latitude", "the phone's geodetic latitude, north positive [deg]", options.latitude);
    command.AddValue("longitude", "the phone's longitude, east positive [deg]", options.longitude);
    command.AddValue("height", "the phone's height above the WGS 84 ellipsoid [m]", options.height);
    command.AddValue("minimumElevation", "the phone asks only while the satellite is this high [deg]", options.minimumElevation);
    command.AddValue("interval", "time between two questions [s]", options.interval);
    command.AddValue("duration", "simulated time [s]", options.duration);
    command.AddValue("size", "payload of a packet [octets]", options.size);
    command.AddValue("rate", "rate of the link, both ways [bit/s]", options.rate);
    command.Parse(argc, argv);

    const std::vector<std::string> faults = Check(options);
    for (const std::string& fault : faults) std::cerr << fault << '\n';
    if (!faults.empty()) return 2;

    std::uint32_t received = 0;
    {
        OnePass pass(options, *d2c::parse_instant(options.start));
        received = pass.Run();
    }
    ns3::Simulator::Destroy();
    if (received == 0) {
        std::cerr << "the satellite never rose to " << options.minimumElevation << " deg in " << options.duration << " s from "
                  << options.start << '\n';
        return 3;
    }
    return 0;
}
