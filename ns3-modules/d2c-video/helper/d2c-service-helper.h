#pragma once
// Services at a phone and their far ends.

#include <ns3/inet-socket-address.h>
#include <ns3/ipv4-address.h>
#include <ns3/node.h>
#include <ns3/object-factory.h>
#include <ns3/uinteger.h>

#include <string>

#include "ns3-modules/d2c-video/model/services/d2c-bulk.h"
#include "ns3-modules/d2c-video/model/services/d2c-messaging.h"
#include "ns3-modules/d2c-video/model/services/d2c-udp-flow.h"
#include "ns3-modules/d2c-video/model/services/d2c-voice.h"
#include "ns3-modules/d2c-video/model/services/d2c-web.h"
#include "ns3-modules/d2c-video/model/video/d2c-live-client.h"

namespace ns3 {

/// A client of a D2cContentServer: D2cLiveClient, D2cMessaging, D2cWeb, D2cBulk. \return the application, on `node`
template <class T>
Ptr<T> InstallClient(Ptr<Node> node, Ipv4Address server, std::uint16_t port = 443) {
    const auto client = CreateObject<T>();
    client->SetAttribute("Remote", AddressValue(InetSocketAddress(server, port)));
    node->AddApplication(client);
    return client;
}

/// Both ends of a conversation over UDP.
template <class T>
struct D2cPair {
    Ptr<T> phone, far;
};
/// Both ends of a D2cVoice or D2cUdpFlow; the far one answers wherever the phone is. \return the applications
template <class T>
D2cPair<T> InstallPair(Ptr<Node> phone, Ptr<Node> far, Ipv4Address farAddress, std::uint16_t port) {
    const D2cPair<T> pair{CreateObject<T>(), CreateObject<T>()};
    pair.far->SetAttribute("Port", UintegerValue(port));
    pair.phone->SetAttribute("Remote", AddressValue(InetSocketAddress(farAddress, port)));
    phone->AddApplication(pair.phone);
    far->AddApplication(pair.far);
    return pair;
}

/// Makes this module's types known to TypeId::LookupByName and Config in a program that names them by strings only.
void RegisterD2cVideoTypes();

}  // namespace ns3
