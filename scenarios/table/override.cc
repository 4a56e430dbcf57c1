#include <algorithm>

#include "scenarios/table/reader.h"

namespace d2c::table {
namespace {

using yaml::Node;

std::vector<std::string> split(const std::string& path) {
    std::vector<std::string> parts{""};
    for (const char c : path)
        if (c == '.')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

/// What may stand after `prefix`: the fields, and the keys that a map holds.
std::vector<std::string> next_paths(const Spec& spec, const Node& node, const std::string& prefix) {
    std::vector<std::string> paths;
    for (const Spec& field : spec.fields) paths.push_back(prefix + field.key);
    for (const Node::Entry& entry : node.entries)
        if (!spec.find(entry.key)) paths.push_back(prefix + entry.key);
    return paths;
}

}  // namespace

void apply_override(const Spec& root_spec, Node& root, const std::string& path, Node value, Catalogues& catalogues, Faults& faults) {
    const std::vector<std::string> parts = split(path);
    const Spec* spec = &root_spec;
    Node* node = &root;
    std::string prefix;
    const auto refuse = [&](std::string allowed) {
        faults.push_back({value.document ? value.document->name : "", value.line, path, yaml::flow_text(value, 80), std::move(allowed)});
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string& part = parts[i];
        const bool last = i + 1 == parts.size();
        if (spec->type != Type::kObject)
            return refuse("no such field: " + prefix.substr(0, prefix.size() - 1) + " is a " + type_words(*spec));
        catalogues.resolve(*spec, *node, prefix.substr(0, prefix.empty() ? 0 : prefix.size() - 1), faults);
        if (node->broken) return;
        const Spec* next = spec->find(part);
        if (next && next->others && next->others->spec->type == Type::kOverrides) return refuse("a field other than " + part);
        for (const auto& [key, why] : spec->not_here)
            if (key == part) return refuse(why);
        Node* child = node->find(part);
        if (!next && spec->others) {
            const bool fits = matches(spec->others->rule.pattern, part);
            if (fits && (child || last)) next = spec->others->spec.get();
            if (!fits && spec->fields.empty() && node->entries.empty())
                return refuse("no such field: a key here is " + spec->others->rule.words);
        }
        if (!next) return refuse("no such field; " + nearest_words(prefix + part, next_paths(*spec, *node, prefix)));
        if (!node->is_map()) {  // null, or a wrong type that the reader will report
            if (node->kind != Node::Kind::kNull) return refuse("no such field: " + yaml::flow_text(*node, 40) + " stands in its place");
            node->kind = Node::Kind::kMap;
        }
        if (!child) {
            Node fresh;
            fresh.document = node->document;
            fresh.line = node->line;
            if (!last && next->type == Type::kObject) {
                if (next->fallback) {
                    fresh.kind = Node::Kind::kScalar;
                    fresh.text = *next->fallback;
                } else {
                    fresh.kind = Node::Kind::kMap;
                }
            }
            node->entries.push_back({part, value.line, std::move(fresh)});
            child = &node->entries.back().value;
        }
        if (last) {
            *child = std::move(value);
            return;
        }
        prefix += part + '.';
        spec = next;
        node = child;
    }
}

}  // namespace d2c::table
