// What ns-3 knows of this module's classes.

#include <gtest/gtest.h>
#include <ns3/config.h>

#include "ns3-modules/d2c-radio/helper/d2c-radio-helper.h"
#include "ns3-modules/d2c-radio/test/radio-study.h"

namespace ns3 {
namespace {

TEST(RadioTypes, HaveTheSizeThatCreateObjectAllocates) {
    EXPECT_EQ(sizeof(D2cCell), D2cCell::GetTypeId().GetSize());
    EXPECT_EQ(sizeof(D2cUeDevice), D2cUeDevice::GetTypeId().GetSize());
    EXPECT_EQ(sizeof(D2cBeamDevice), D2cBeamDevice::GetTypeId().GetSize());
    EXPECT_EQ(sizeof(D2cFixedRadioLink), D2cFixedRadioLink::GetTypeId().GetSize());
}

TEST(RadioTypes, AreKnownByName) {
    RegisterD2cRadioTypes();
    TypeId found;
    for (const char* name : {"ns3::D2cCell", "ns3::D2cUeDevice", "ns3::D2cBeamDevice", "ns3::D2cNetDevice", "ns3::D2cFixedRadioLink"})
        EXPECT_TRUE(TypeId::LookupByNameFailSafe(name, &found)) << name;
}

TEST(RadioTypes, RefuseValuesOutOfRange) {
    const SimSession session;
    const auto cell = CreateObject<D2cCell>();
    EXPECT_FALSE(cell->SetAttributeFailSafe("LitShare", DoubleValue(1.5)));
    EXPECT_FALSE(cell->SetAttributeFailSafe("LitShare", DoubleValue(std::nan(""))));
    EXPECT_FALSE(cell->SetAttributeFailSafe("HarqProcesses", UintegerValue(65)));
    EXPECT_FALSE(cell->SetAttributeFailSafe("Numerology", UintegerValue(4)));
    EXPECT_FALSE(cell->SetAttributeFailSafe("Scheduler", StringValue("Fair")));
    EXPECT_TRUE(cell->SetAttributeFailSafe("Scheduler", StringValue("ProportionalFair")));
    EXPECT_DEATH(cell->SetLitShare(std::nan("")), "LitShare: nan: 0 to 1");
    EXPECT_DEATH(cell->SetFreeShare(-0.1), "FreeShare: -0.1: 0 to 1");
    EXPECT_DEATH(cell->AddCarrier(0, 25), "0 and 25 blocks: 1 to 275");
    EXPECT_DEATH(cell->Detach(CreateObject<D2cUeDevice>()), "not attached here");
}

}  // namespace
}  // namespace ns3
