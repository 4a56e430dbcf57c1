#include "ns3-modules/d2c-video/helper/d2c-service-helper.h"

#include "ns3-modules/d2c-video/model/link/d2c-scripted-net-device.h"
#include "ns3-modules/d2c-video/model/video/d2c-dash-client.h"

namespace ns3 {

void RegisterD2cVideoTypes() {
    D2cContentServer::GetTypeId();
    D2cDashClient::GetTypeId();
    D2cLiveClient::GetTypeId();
    D2cVoice::GetTypeId();
    D2cMessaging::GetTypeId();
    D2cWeb::GetTypeId();
    D2cBulk::GetTypeId();
    D2cUdpFlow::GetTypeId();
    D2cScriptedNetDevice::GetTypeId();
}

}  // namespace ns3
