// The classes as ns-3 sees them.

#include <gtest/gtest.h>

#include "ns3-modules/d2c-video/test/video-net.h"

namespace ns3 {
namespace {

template <class T>
void ExpectWholeObject() {
    EXPECT_EQ(T::GetTypeId().GetSize(), sizeof(T)) << T::GetTypeId().GetName();
    EXPECT_EQ(TypeId::LookupByName(T::GetTypeId().GetName()), T::GetTypeId());
    for (std::size_t i = 0; i < T::GetTypeId().GetAttributeN(); ++i) {
        EXPECT_FALSE(T::GetTypeId().GetAttribute(i).help.empty()) << T::GetTypeId().GetAttribute(i).name;
        EXPECT_TRUE(T::GetTypeId().GetAttribute(i).checker) << T::GetTypeId().GetAttribute(i).name;
    }
}

TEST(VideoRegistration, EveryClassIsAsLargeAsItsConstructorMakesIt) {
    ExpectWholeObject<D2cContentServer>();
    ExpectWholeObject<D2cDashClient>();
    ExpectWholeObject<D2cScriptedNetDevice>();
    ExpectWholeObject<D2cLiveClient>();
    ExpectWholeObject<D2cVoice>();
    ExpectWholeObject<D2cUdpFlow>();
    ExpectWholeObject<D2cMessaging>();
    ExpectWholeObject<D2cWeb>();
    ExpectWholeObject<D2cBulk>();
}

}  // namespace
}  // namespace ns3
