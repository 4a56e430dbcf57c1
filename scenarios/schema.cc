#include "scenarios/schema.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/fields/fields.h"
#include "scenarios/fields/route_fields.h"
#include "scenarios/table/reader.h"

namespace d2c {
namespace {

using nlohmann::ordered_json;
using table::Reference;
using table::Spec;
using table::Type;

constexpr const char* kDraft = "http://json-schema.org/draft-07/schema#";
constexpr const char* kQuarterPattern = "^[0-9]{4}Q[1-4]$";
constexpr const char* kInstantPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z)?$";

ordered_json object_schema(const Spec& spec);

ordered_json literal(const yaml::Node& node, const Spec& spec) {
    switch (spec.type) {
        case Type::kNumber:
        case Type::kWhole:
            if (const Result<table::Value> v = table::leaf_value(spec, node, ""))
                return spec.type == Type::kWhole ? ordered_json(std::get<std::int64_t>(*v)) : ordered_json(std::get<double>(*v));
            return node.text;
        case Type::kYesNo:
            return node.text == "true";
        default:
            return node.text;
    }
}

void add_range(ordered_json& json, const Spec& spec) {
    if (std::isfinite(spec.minimum))
        json["minimum"] = spec.type == Type::kWhole ? ordered_json(static_cast<std::int64_t>(spec.minimum)) : ordered_json(spec.minimum);
    if (std::isfinite(spec.maximum))
        json["maximum"] = spec.type == Type::kWhole ? ordered_json(static_cast<std::int64_t>(spec.maximum)) : ordered_json(spec.maximum);
}

std::string description(const Spec& spec) {
    std::string text = spec.doc;
    if (!spec.unit.empty() && spec.unit != "1") text += " [" + spec.unit + ']';
    if (spec.fallback) text += ". Default " + *spec.fallback + " (" + spec.fallback_source + ')';
    return text;
}

ordered_json field_schema(const Spec& spec) {
    ordered_json json;
    switch (spec.type) {
        case Type::kNumber:
            json["type"] = "number";
            add_range(json, spec);
            break;
        case Type::kWhole:
            json["type"] = "integer";
            add_range(json, spec);
            break;
        case Type::kYesNo:
            json["type"] = "boolean";
            break;
        case Type::kText:
            json["type"] = "string";
            if (!spec.choices.empty())
                json["enum"] = spec.choices;
            else if (!spec.pattern.empty())
                json["pattern"] = spec.pattern;
            else
                json["minLength"] = 1;
            break;
        case Type::kQuarter:
            json["type"] = "string";
            json["pattern"] = kQuarterPattern;
            break;
        case Type::kInstant:
            json["type"] = "string";
            json["pattern"] = kInstantPattern;
            break;
        case Type::kNumbers: {
            ordered_json item{{"type", "number"}};
            add_range(item, spec);
            json["type"] = "array";
            json["items"] = item;
            json["minItems"] = spec.least_items;
            json["maxItems"] = spec.most_items;
            break;
        }
        case Type::kTexts:
            json["type"] = "array";
            json["items"] = {{"type", "string"}, {"minLength", 1}};
            json["minItems"] = spec.least_items;
            break;
        case Type::kOverrides:
            json["type"] = "object";
            break;
        case Type::kObject: {
            const ordered_json object = object_schema(spec);
            if (spec.reference == Reference::kNone) {
                json = object;
                break;
            }
            const ordered_json reference{{"type", "string"}, {"pattern", "^([a-z0-9_]+/[a-z0-9-]+|[^#]+\\.ya?ml)(#[a-z0-9-]+)?$"}};
            json["anyOf"] = {reference, object};
            if (spec.reference == Reference::kMerged)
                json["anyOf"].push_back({{"type", "array"}, {"items", {{"anyOf", {reference, object}}}}, {"minItems", 1}});
            break;
        }
    }
    // A field that may be left out may also be null, which says the same.
    if (!spec.required && json.contains("type") && spec.type != Type::kObject && spec.type != Type::kOverrides) {
        json["type"] = {json["type"], "null"};
        if (json.contains("enum")) json["enum"].push_back(nullptr);
    }
    json["description"] = description(spec);
    if (spec.fallback)
        if (const Result<yaml::Node> node = yaml::parse_value(*spec.fallback, "default")) json["default"] = literal(*node, spec);
    return json;
}

ordered_json object_schema(const Spec& spec) {
    ordered_json json{{"type", "object"}};
    if (!spec.doc.empty()) json["description"] = spec.doc;
    ordered_json properties = ordered_json::object(), required = ordered_json::array();
    for (const Spec& field : spec.fields) {
        properties[field.key] = field_schema(field);
        if (field.required) required.push_back(field.key);
    }
    if (!spec.fields.empty()) json["properties"] = properties;
    if (spec.others) json["patternProperties"] = {{spec.others->rule.pattern, field_schema(*spec.others->spec)}};
    json["additionalProperties"] = false;
    if (!required.empty()) json["required"] = required;
    for (const auto& group : spec.alternatives) json["oneOf"].push_back({{"required", group}});
    return json;
}

std::string printed(const ordered_json& json) { return json.dump(2) + "\n"; }

void list_fields(const Spec& spec, const std::string& prefix, std::vector<FieldDoc>& list) {
    const auto one = [&](const Spec& field, const std::string& path) {
        list.push_back({path, table::type_words(field), field.unit == "1" ? "" : field.unit,
                        field.type == Type::kObject ? "" : table::allowed_words(field), field.fallback.value_or(""), field.fallback_source,
                        field.doc, field.required});
        if (field.type == Type::kObject) list_fields(field, path + '.', list);
    };
    for (const Spec& field : spec.fields) one(field, prefix + field.key);
    if (spec.others) one(*spec.others->spec, prefix + '<' + spec.others->rule.name + '>');
}

std::string cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.replace(at, 1, "\\|");
    for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos; at += 4) text.replace(at, 1, "&lt;");
    return text;
}

}  // namespace

std::string scenario_schema_json() {
    ordered_json json{{"$schema", kDraft},
                      {"title", "D2C scenario, version 1"},
                      {"description", "Generated from the program's table of fields (target d2c-schema)."},
                      {"type", "object"},
                      {"if", {{"required", {"geometry"}}}},
                      {"then", object_schema(fields::fixed_link_spec())},
                      {"else", object_schema(fields::scenario_spec())}};
    return printed(json);
}

std::vector<NamedSchema> catalogue_schemas_json() {
    std::vector<NamedSchema> schemas;
    for (const fields::CatalogueKind& kind : fields::catalogue_kinds()) {
        ordered_json json{{"$schema", kDraft}, {"title", "D2C catalogue of " + kind.name + ", version 1"}};
        if (kind.entries.reference == Reference::kFile) {
            json.update(object_schema(kind.entries));
            json["required"].insert(json["required"].begin(), "schema");
        } else {
            json["type"] = "object";
            for (const char* key : table::kCatalogueHeaderKeys) json["properties"][key] = {{"type", "string"}};
            json["properties"]["schema"]["enum"] = {"d2c.catalogue." + kind.name + "/1"};
            json["properties"]["entries"] = object_schema(kind.entries);
            json["additionalProperties"] = false;
            json["required"] = {"schema", "entries"};
        }
        schemas.push_back({"catalogue-" + kind.name + "-1.json", printed(json)});
    }
    return schemas;
}

std::string route_schema_json() {
    ordered_json json{{"$schema", kDraft}, {"title", "D2C route, version 1"}};
    json.update(object_schema(fields::route_spec()));
    return printed(json);
}

std::vector<FieldDoc> scenario_fields() {
    std::vector<FieldDoc> list;
    list_fields(fields::scenario_spec(), "", list);
    std::vector<FieldDoc> fixed;
    list_fields(fields::fixed_link_spec(), "", fixed);
    for (const FieldDoc& field : fixed)
        if (field.path.starts_with("geometry") || field.path.starts_with("link")) list.push_back(field);
    return list;
}

std::string scenario_fields_markdown() {
    std::string text =
        "# Fields of a scenario\n\n"
        "Generated from the program's table of fields (target `d2c-schema`). `<id>` stands for a key of your own; where a catalogue entry "
        "is\n"
        "accepted, its fields follow, and `--set` reaches them by this path. `geometry` and `link` go together and replace `rollout`, "
        "`run`,\n"
        "`geography`, `spectrum`, `demand`, `services`, `roaming` and `world`.\n\n"
        "| field | meaning | type, range [unit] | default | source of the default |\n| --- | --- | --- | --- | --- |\n";
    for (const FieldDoc& f : scenario_fields())
        text += "| `" + f.path + "` | " + cell(f.doc) + " | " + cell(f.allowed.empty() ? f.type : f.allowed) + " | " +
                cell(f.required           ? "required"
                     : f.fallback.empty() ? "–"
                                          : f.fallback) +
                " | " + cell(f.source) + " |\n";
    return text;
}

}  // namespace d2c
