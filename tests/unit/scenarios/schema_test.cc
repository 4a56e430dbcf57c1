#include "scenarios/schema.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "scenarios/fields/fields.h"
#include "scenarios/table/reader.h"

namespace d2c {
namespace {

std::string committed(const std::string& file) {
    const char* source = std::getenv("D2C_SOURCE_DIR");
    std::ifstream in{std::string{source ? source : "."} + "/scenarios/schema/" + file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(Schema, CommittedFilesAreWhatTheTableSays) {  // regenerate: d2c-schema scenarios/schema
    EXPECT_EQ(committed("scenario-1.json"), scenario_schema_json());
    EXPECT_EQ(committed("fields.md"), scenario_fields_markdown());
    EXPECT_EQ(committed("route-1.json"), route_schema_json());
    for (const NamedSchema& schema : catalogue_schemas_json()) EXPECT_EQ(committed(schema.file), schema.json) << schema.file;
}

TEST(Schema, ClosesEveryObject) {
    const auto json = nlohmann::json::parse(scenario_schema_json());
    const std::function<void(const nlohmann::json&, const std::string&)> walk = [&](const nlohmann::json& node, const std::string& where) {
        if (node.is_object() && node.contains("properties")) {
            EXPECT_EQ(node.value("additionalProperties", true), false) << where;
        }
        if (!node.is_structured()) return;  // items() of a scalar is the scalar itself
        for (const auto& [key, value] : node.items()) walk(value, where + '/' + key);
    };
    walk(json["then"], "then");
    walk(json["else"], "else");
}

/// Every field of every table, catalogues included.
template <class F>
void for_each_field(const table::Spec& spec, const std::string& path, F f) {
    for (const table::Spec& field : spec.fields) {
        f(field, path + field.key);
        for_each_field(field, path + field.key + '.', f);
    }
    if (spec.others) {
        f(*spec.others->spec, path + "<>");
        for_each_field(*spec.others->spec, path + "<>.", f);
    }
}
template <class F>
void for_each_field(F f) {
    for_each_field(fields::scenario_spec(), "", f);
    for_each_field(fields::fixed_link_spec(), "", f);
    for (const fields::CatalogueKind& kind : fields::catalogue_kinds()) for_each_field(kind.entries, kind.name + ": ", f);
}

TEST(Table, EveryDefaultIsAllowedAndHasASource) {
    for_each_field([](const table::Spec& field, const std::string& path) {
        if (!field.fallback) return;
        EXPECT_FALSE(field.fallback_source.empty()) << path;
        EXPECT_FALSE(field.required) << path;
        if (field.type == table::Type::kObject) return;
        const Result<yaml::Node> node = yaml::parse_value(*field.fallback, "default");
        ASSERT_TRUE(node) << path;
        EXPECT_TRUE(table::leaf_value(field, *node, path)) << path;
    });
}

TEST(Table, EveryNumberHasAClosedRangeAndWords) {
    for_each_field([](const table::Spec& field, const std::string& path) {
        EXPECT_FALSE(field.doc.empty()) << path;
        if (field.type != table::Type::kNumber && field.type != table::Type::kWhole && field.type != table::Type::kNumbers) return;
        EXPECT_TRUE(std::isfinite(field.minimum) && std::isfinite(field.maximum) && field.minimum < field.maximum) << path;
    });
}

TEST(Table, AKeyWithoutAUnitIsAPureNumber) {  // product.md: the unit is the key's suffix
    const std::set<std::string> pure{
        "beam_unit_mhz", "scan_loss_exponent", "reuse_distance", "range_exponent", "town_weight_exponent", "peak_to_mean", "z"};
    for_each_field([&](const table::Spec& field, const std::string& path) {
        if (field.type == table::Type::kNumber && field.unit.empty()) {
            EXPECT_TRUE(pure.contains(field.key)) << path;
        }
    });
}

TEST(Table, UnitsAreReadFromTheLongestSuffix) {
    EXPECT_EQ(table::unit_of_key("eirp_density_dbw_per_mhz"), "dBW/MHz");
    EXPECT_EQ(table::unit_of_key("pfd_dbw_per_m2_per_mhz"), "dBW/m2/MHz");
    EXPECT_EQ(table::unit_of_key("g_over_t_db_per_k"), "dB/K");
    EXPECT_EQ(table::unit_of_key("bitrate_kbps"), "kbit/s");
    EXPECT_EQ(table::unit_of_key("altitude_km"), "km");
    EXPECT_EQ(table::unit_of_key("planes"), "");
}

TEST(Nearest, SwapsInsertionsAndDeletionsCountOne) {
    EXPECT_EQ(table::nearest("setp_s", {"seed", "step_s", "run"}), "step_s");
    EXPECT_EQ(table::nearest("widow_s", {"window_s", "windows_per_quarter"}), "window_s");
    EXPECT_EQ(table::nearest("x", {}), std::nullopt);
}

}  // namespace
}  // namespace d2c
