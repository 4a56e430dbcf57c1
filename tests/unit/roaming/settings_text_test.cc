#include "roaming/machine/settings_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace d2c {
namespace {

using testing::HasSubstr;

TEST(SettingsText, ComeBackAsTheyWere) {
    MachineSettings settings;
    settings.handover.trigger = Trigger::kA4AndD1;
    settings.handover.prefer = Preference::kLongestRemaining;
    settings.handover.time_to_trigger = std::chrono::milliseconds{160};
    settings.handover.d1_threshold1 = Metres{12'350.0};
    settings.filter = FilterCoefficient{13};
    settings.method = HandoverMethod::kConditional;
    settings.procedures.times = nr_times();
    settings.procedures.ran_place = RanPlace::kGateway;
    settings.procedures.two_step_access = true;
    settings.link.qout = Db{-7.3};
    settings.inactivity = std::chrono::seconds{20};
    const std::vector<SettingText> texts = settings_text(settings);
    const auto back = settings_from_text(texts);
    ASSERT_TRUE(back) << to_string(back.faults().front());
    EXPECT_EQ(settings_text(*back), texts);
    EXPECT_EQ(back->handover.trigger, Trigger::kA4AndD1);
    EXPECT_EQ(back->procedures.times.rrc_setup.value, nr_times().rrc_setup.value);
    EXPECT_EQ(back->link.qout.value, -7.3);
    EXPECT_EQ(back->inactivity, std::chrono::seconds{20});
}

TEST(SettingsText, NameEveryFaultAtOnce) {
    std::vector<SettingText> texts = settings_text({});
    std::erase_if(texts, [](const SettingText& t) { return t.first == "t304_ns"; });
    for (SettingText& t : texts) {
        if (t.first == "method") t.second = "by-magic";
        if (t.first == "inactivity_ns") t.second = "1";  // not whole seconds
    }
    const auto back = settings_from_text(texts);
    ASSERT_FALSE(back);
    std::string said;
    for (const Fault& fault : back.faults()) said += to_string(fault) + "\n";
    EXPECT_THAT(said, HasSubstr("t304_ns"));
    EXPECT_THAT(said, HasSubstr("by-magic"));
    EXPECT_THAT(said, HasSubstr("inactivity_ns: 1"));
}

}  // namespace
}  // namespace d2c
