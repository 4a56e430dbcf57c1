#pragma once
// One phone, two cells, one anchor, without a manager: who attaches where is the test's.

#include <ns3/icmpv4.h>
#include <ns3/inet-socket-address.h>
#include <ns3/internet-stack-helper.h>
#include <ns3/ipv4-raw-socket-factory.h>
#include <ns3/ipv4-static-routing-helper.h>
#include <ns3/simulator.h>
#include <ns3/socket.h>
#include <ns3/udp-socket-factory.h>
#include <ns3/uinteger.h>

#include <vector>

#include "ns3-modules/d2c-channel/model/d2c-fixed-radio-link.h"
#include "ns3-modules/d2c-mobility/test/sim-session.h"
#include "ns3-modules/d2c-roaming/model/d2c-anchor-device.h"
#include "ns3-modules/d2c-roaming/model/d2c-core.h"

namespace ns3 {

inline std::uint32_t AddStack(Ptr<Node> node, Ptr<NetDevice> device, Ipv4Address address, Ipv4Mask mask) {
    InternetStackHelper stack;
    const Ipv4StaticRoutingHelper routing;
    stack.SetRoutingHelper(routing);
    stack.SetIpv6StackInstall(false);
    if (!node->GetObject<Ipv4>()) stack.Install(node);
    node->AddDevice(device);
    const auto ip = node->GetObject<Ipv4>();
    const std::uint32_t index = ip->AddInterface(device);
    ip->AddAddress(index, Ipv4InterfaceAddress(address, mask));
    ip->SetUp(index);
    return index;
}

struct CoreStudy {
    Ptr<D2cCore> core = CreateObject<D2cCore>();
    Ptr<Node> anchorNode = CreateObject<Node>(), phoneNode = CreateObject<Node>();
    Ptr<D2cAnchorDevice> anchor = CreateObject<D2cAnchorDevice>();
    Ptr<D2cUeDevice> device = CreateObject<D2cUeDevice>();
    Ptr<D2cCell> cells[2];
    Ptr<D2cFixedRadioLink> links[2];
    Ptr<D2cPath> paths[2];
    Ipv4Address address;
    std::uint32_t phoneInterface = 0;

    explicit CoreStudy(double linkMs = 2.0, double feederMs = 3.0) {
        anchor->SetCore(core);
        AddStack(anchorNode, anchor, anchor->GetOwnAddress(), anchor->GetMask());
        address = anchor->Allocate();
        d2c::HandsetClass handset;
        handset.overhead_share = 0.27;
        device->SetHandset(handset);
        phoneInterface = AddStack(phoneNode, device, address, Ipv4Mask::GetOnes());
        Ipv4StaticRoutingHelper().GetStaticRouting(phoneNode->GetObject<Ipv4>())->SetDefaultRoute(Ipv4Address::GetAny(), phoneInterface);
        core->Open(device, anchor, address, true);
        for (int i = 0; i < 2; ++i) {
            cells[i] = CreateObject<D2cCell>();
            cells[i]->AssignStreams(i);
            links[i] = CreateObject<D2cFixedRadioLink>();
            links[i]->SetAttribute("Delay", TimeValue(Seconds(linkMs * 1e-3)));
            paths[i] = CreateObject<D2cPath>();
            paths[i]->SetDelays({Seconds(feederMs * 1e-3), MilliSeconds(5), MilliSeconds(7)});
        }
    }
    void Attach(int i) { core->Attach(device, cells[i], links[i], paths[i]); }
    void Handover(int i, Time gap, bool forward) { core->Handover(device, cells[i], links[i], paths[i], gap, forward); }
};

/// Numbered datagrams from one node to another, one each `step`.
struct Stream {
    Ptr<Socket> from, to;
    Ipv4Address address;
    Time step;
    std::uint32_t sent = 0;
    std::vector<std::uint32_t> received;
    std::vector<Time> at;

    Stream(Ptr<Node> source, Ptr<Node> sink, Ipv4Address sinkAddress, Time every) : address(sinkAddress), step(every) {
        from = Socket::CreateSocket(source, UdpSocketFactory::GetTypeId());
        to = Socket::CreateSocket(sink, UdpSocketFactory::GetTypeId());
        to->Bind(InetSocketAddress(Ipv4Address::GetAny(), 5000));
        to->SetRecvCallback(MakeCallback(&Stream::Hear, this));
    }
    void Send(std::uint32_t count) {
        if (sent == count) return;
        std::uint8_t bytes[100]{};
        for (int i = 0; i < 4; ++i) bytes[i] = static_cast<std::uint8_t>(sent >> (8 * i));
        ++sent;
        from->SendTo(Create<Packet>(bytes, 100), 0, InetSocketAddress(address, 5000));
        Simulator::Schedule(step, &Stream::Send, this, count);
    }
    void Hear(Ptr<Socket> socket) {
        while (const auto packet = socket->Recv()) {
            std::uint8_t bytes[4];
            packet->CopyData(bytes, 4);
            received.push_back(bytes[0] | bytes[1] << 8U | bytes[2] << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U);
            at.push_back(Simulator::Now());
        }
    }
};

struct Ping {
    Time sent, answered{-1};
    Ipv4Address asked;
    Ptr<Socket> socket;
    explicit Ping(Ptr<Node> node) {
        socket = Socket::CreateSocket(node, Ipv4RawSocketFactory::GetTypeId());
        socket->SetAttribute("Protocol", UintegerValue(1));
        socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), 0));
        socket->SetRecvCallback(MakeCallback(&Ping::Hear, this));
    }
    void Send(Ipv4Address to) {
        sent = Simulator::Now();
        asked = to;
        Icmpv4Echo echo;
        echo.SetData(Create<Packet>(56));
        const auto message = Create<Packet>();
        message->AddHeader(echo);
        Icmpv4Header header;
        header.SetType(Icmpv4Header::ICMPV4_ECHO);
        message->AddHeader(header);
        socket->SendTo(message, 0, InetSocketAddress(to, 0));
    }
    void Hear(Ptr<Socket> from) {
        Address who;  // a raw socket hears every answer
        from->RecvFrom(who);
        if (InetSocketAddress::ConvertFrom(who).GetIpv4() == asked) answered = Simulator::Now();
    }
};

}  // namespace ns3
