#include "ns3-modules/d2c-video/model/transfer/d2c-client-application.h"

#include <ns3/node.h>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cClientApplication);

TypeId D2cClientApplication::GetTypeId() {
    static TypeId tid = TypeId("ns3::D2cClientApplication")
                            .SetParent<Application>()
                            .SetGroupName("D2c")
                            .AddAttribute("Remote", "The far end: IPv4 address and port.", AddressValue(),
                                          MakeAddressAccessor(&D2cClientApplication::m_remote), MakeAddressChecker())
                            .AddAttribute("RetryAfter", "Pause before a connection that was lost or refused is made anew.",
                                          TimeValue(Seconds(1)),  // assumption: a second; browsers and players try again within a few
                                          MakeTimeAccessor(&D2cClientApplication::m_retryAfter), MakeTimeChecker(MilliSeconds(1)));
    return tid;
}

D2cClientApplication::D2cClientApplication() = default;
D2cClientApplication::~D2cClientApplication() = default;

std::uint32_t D2cReconnectAll(Ptr<Node> node) {
    std::uint32_t told = 0;
    for (std::uint32_t i = 0; i < node->GetNApplications(); ++i) {
        if (const auto application = DynamicCast<D2cClientApplication>(node->GetApplication(i))) {
            application->Reconnect();
            ++told;
        }
    }
    return told;
}

}  // namespace ns3
