#include <gtest/gtest.h>

#include "report/headline.h"

namespace d2c::report {
namespace {

/// One quarter, one class, two services; half of the tries outdoors, half in a car.
Tables two_environments() {
    Tables t;
    t.quarters = {{106, "2026Q3", "", "", 640.0}};
    t.classes = {{0, "phone", "Phone", "2019-01-01", "own"}};
    t.services = {{0, "text", "Text", 0.95, 0.0}, {1, "video-360p", "Video", 0.95, 700.0}};
    t.moments = {{0, 0}};
    t.right_people = {{}};
    for (int service = 0; service < 2; ++service) {
        t.global.push_back({106, 0, service, 0.1, 0.2, 0.3, 3e8, 1e9});
        t.environments.push_back({106, 0, service, 0, "outdoor-open", 0.5, 1000, 0.75, 0.7, 0.8, {0.72, 0.77, {}, {}, {}, {}}});
        t.environments.push_back({106, 0, service, 1, "vehicle", 0.5, 1000, service == 0 ? std::optional{0.25} : std::nullopt, {}, {}});
    }
    return t;
}

TEST(Strata, WithoutThemEveryPhoneIsOutdoors) {
    Tables t = two_environments();
    t.environments.clear();
    EXPECT_EQ(where_words(t), "outdoors");
    EXPECT_TRUE(environments_of(t).empty());
    EXPECT_EQ(strata_html(t, shown_services(t)), "");
    EXPECT_NE(headline_html(t).find("outdoors"), std::string::npos);
}

TEST(Strata, AnswersSayWherePhonesAreAndShowEachEnvironment) {
    const Tables t = two_environments();
    EXPECT_EQ(where_words(t), "where phones are (50\u00a0% outdoor-open, 50\u00a0% vehicle)");
    const std::string headline = headline_html(t);
    EXPECT_EQ(headline.find("outdoors"), std::string::npos);
    EXPECT_NE(headline.find("50\u00a0% vehicle"), std::string::npos);
    const std::string table = answer_table_html(t);
    EXPECT_NE(table.find("<th scope=\"row\">vehicle</th><td>25\u00a0%</td><td>–</td>"), std::string::npos) << table;
    EXPECT_NE(table.find("<th scope=\"row\">outdoor-open</th><td>75\u00a0%<small> ±3.0</small></td><td>75\u00a0%<small> ±3.0</small></td>"),
              std::string::npos)
        << table;
    EXPECT_NE(table.find("all environments together"), std::string::npos);
}

}  // namespace
}  // namespace d2c::report
