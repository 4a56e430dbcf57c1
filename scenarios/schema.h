#pragma once
// What the table of fields says to editors and readers: JSON Schemas (draft-07) and a list of all fields.

#include <string>
#include <vector>

namespace d2c {

/// JSON Schema of a scenario file, as committed in `scenarios/schema/scenario-1.json`.
std::string scenario_schema_json();

struct NamedSchema {
    std::string file;  ///< `catalogue-payloads-1.json`
    std::string json;
};
/// JSON Schema of a route file, as committed in `scenarios/schema/route-1.json`.
std::string route_schema_json();
/// JSON Schemas of all catalogue files.
std::vector<NamedSchema> catalogue_schemas_json();

/// One field of a scenario, for documentation. `<id>` stands for any key of a map.
struct FieldDoc {
    std::string path;  ///< `constellation.<id>.launches.per_month`
    std::string type;
    std::string unit;      ///< empty where the field has none
    std::string allowed;   ///< range or choices
    std::string fallback;  ///< value where the scenario says nothing; empty: none
    std::string source;    ///< of the fallback
    std::string doc;
    bool required = false;
};
/// Every field a scenario may have, in the order of the schema. Fields of catalogue entries are included at the place where
/// the entry is referred to.
std::vector<FieldDoc> scenario_fields();
/// The same as a Markdown table, as committed in `scenarios/schema/fields.md`.
std::string scenario_fields_markdown();

}  // namespace d2c
