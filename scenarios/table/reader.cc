#include "scenarios/table/reader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace d2c::table {
namespace {

using yaml::Node;

/// Words about the file rather than values that a result depends on.
bool is_prose(const std::string& key) {
    static constexpr std::array<const char*, 6> kProse{"schema", "title", "question", "source", "note", "licence"};
    return std::find(kProse.begin(), kProse.end(), key) != kProse.end();
}
std::string position(const Node& node) {
    if (!node.document) return {};
    return node.line > 0 ? node.document->title + ':' + std::to_string(node.line) : node.document->title;
}
std::string source_of(const Node& node, const std::string& enclosing) {
    const std::string comment = yaml::source_comment(node);
    if (!node.set_by.empty()) {
        if (node.line == 0) return node.set_by;
        return node.set_by + (comment.empty() ? ", " + position(node) : ": " + comment);
    }
    if (!comment.empty()) return comment;
    return enclosing.empty() ? position(node) : enclosing;
}
std::string join(const std::string& path, const std::string& key) { return path.empty() ? key : path + '.' + key; }

}  // namespace

void Reader::fault(const Node& node, std::string field, std::string value, std::string allowed, int line) {
    faults_.push_back(
        {node.document ? node.document->name : "", line > 0 ? line : node.line, std::move(field), std::move(value), std::move(allowed)});
}

void Reader::missing(const Node& node, const std::string& field, std::string value, std::string allowed) {
    unread_.push_back(field);
    fault(node, field, std::move(value), std::move(allowed));
}

void Reader::check_alternatives(const Spec& spec, const Node& node, const std::string& path) {
    if (spec.alternatives.empty()) return;
    const auto has = [&](const std::string& key) {
        const Node* n = node.find(key);
        return n && n->kind != Node::Kind::kNull;
    };
    std::string words;
    std::vector<const std::vector<std::string>*> begun;
    for (const auto& group : spec.alternatives) {
        std::string names;
        for (const std::string& key : group) names += (names.empty() ? "" : ", ") + key;
        words += (words.empty() ? "either " : ", or ") + names;
        if (std::any_of(group.begin(), group.end(), has)) begun.push_back(&group);
    }
    if (begun.size() != 1) {
        missing(node, path, begun.empty() ? "missing" : "both", words);
        return;
    }
    for (const std::string& key : *begun.front())
        if (!has(key)) {
            const Spec* field = spec.find(key);
            missing(node, join(path, key), "missing", field ? allowed_words(*field) : words);
        }
}

void Reader::complete(const Spec& spec, Node& node, const std::string& path) {
    Node whole;
    whole.kind = Node::Kind::kScalar;
    whole.text = *spec.fallback;
    catalogues_.resolve(spec, whole, path, faults_);
    if (whole.broken) {
        unread_.push_back(path);
        return;
    }
    for (Node::Entry& entry : whole.entries) {
        if (is_prose(entry.key)) continue;
        if (Node* own = node.find(entry.key); !own)
            node.entries.push_back(std::move(entry));
        else if (own->kind == Node::Kind::kNull && !own->broken)
            *own = std::move(entry.value);
    }
}

void Reader::leaf(const Spec& spec, const Node& node, const std::string& path, const std::string& key, void* owner,
                  const Context& context) {
    if (node.broken) {
        unread_.push_back(path);
        return;
    }
    const bool absent = node.kind == Node::Kind::kNull;
    if (absent && !spec.fallback) {
        if (spec.required) missing(node, path, "missing", allowed_words(spec));
        return;
    }
    Node fallback;
    if (absent) {
        Result<Node> parsed = yaml::parse_value(*spec.fallback, "default");
        if (parsed) fallback = std::move(*parsed);
    }
    const Node& in_force = absent ? fallback : node;
    const Result<Value> value = leaf_value(spec, in_force, path);
    if (!value) {
        faults_.insert(faults_.end(), value.faults().begin(), value.faults().end());
        unread_.push_back(path);
        return;
    }
    spec.set(owner, key, *value);
    if (is_prose(spec.key)) return;
    if (context.listing == Listing::kFields || !node.set_by.empty())
        parameters_.push_back(
            {path, yaml::flow_text(in_force, 400), spec.unit, absent ? spec.fallback_source : source_of(node, context.source)});
}

void Reader::member(const Spec& spec, Node& node, const std::string& path, const std::string& key, void* owner, const Context& context) {
    if (node.broken) {
        unread_.push_back(path);
        return;
    }
    if (spec.type == Type::kOverrides) {
        if (!node.is_map() && node.kind != Node::Kind::kNull) fault(node, path, yaml::flow_text(node, 80), allowed_words(spec));
        return;
    }
    if (spec.type != Type::kObject) {
        leaf(spec, node, path, key, owner, context);
        return;
    }
    if (node.kind == Node::Kind::kNull) {
        if (spec.required) {
            missing(node, path, "missing", allowed_words(spec));
            return;
        }
        if (spec.optional) return;
        if (spec.fallback) {
            node.kind = Node::Kind::kScalar;
            node.text = *spec.fallback;
            if (context.listing == Listing::kFields) parameters_.push_back({path, node.text, "", spec.fallback_source});
        } else {
            node.kind = Node::Kind::kMap;
        }
    } else if (!node.is_map() && context.listing == Listing::kFields) {
        parameters_.push_back({path, yaml::flow_text(node, 400), "", source_of(node, context.source)});
    }
    catalogues_.resolve(spec, node, path, faults_);
    if (node.broken) {
        unread_.push_back(path);
        return;
    }
    if (!node.is_map()) {
        missing(node, path, yaml::flow_text(node, 80), allowed_words(spec));
        return;
    }
    if (spec.completed_by_fallback && node.reference.empty()) complete(spec, node, path);
    Context inner = context;
    if (!node.set_by.empty() || !node.reference.empty()) inner.source = node.reference.empty() ? source_of(node, context.source) : "";
    if (spec.listing != Listing::kFields) inner.listing = spec.listing;
    void* const object = spec.enter ? spec.enter(owner, key) : owner;
    const std::size_t hash = node.reference.rfind('#');
    if (spec.name_it)
        spec.name_it(object, spec.key.empty()            ? key
                             : node.reference.empty()    ? "inline"
                             : hash == std::string::npos ? "default"
                                                         : node.reference.substr(hash + 1));
    if (context.listing == Listing::kFields && spec.listing == Listing::kRow) {
        const Node* own = node.find("source");
        Node values = node;
        std::erase_if(values.entries, [](const Node::Entry& entry) { return is_prose(entry.key); });
        parameters_.push_back({path, yaml::flow_text(values, 400), "", own ? own->text : source_of(node, inner.source)});
    }
    if (context.listing == Listing::kFields && spec.listing == Listing::kCount &&
        node.reference.empty())  // else the reference stands there
        parameters_.push_back({path, std::to_string(node.entries.size()) + " entries", "", source_of(node, inner.source)});
    object_fields(spec, node, path, object, inner);
}

void Reader::object_fields(const Spec& spec, Node& node, const std::string& path, void* object, Context context) {
    if (const Node* source = node.find("source"); source && source->kind == Node::Kind::kScalar && spec.find("source"))
        context.source = source->text;
    check_alternatives(spec, node, path);

    std::vector<std::string> known;
    for (const Spec& field : spec.fields) known.push_back(field.key);
    for (const Node::Entry& entry : node.entries) {
        if (spec.find(entry.key)) continue;
        const auto banned = std::find_if(spec.not_here.begin(), spec.not_here.end(), [&](const auto& b) { return b.first == entry.key; });
        if (banned != spec.not_here.end())
            fault(node, join(path, entry.key), "", banned->second, entry.line);
        else if (!spec.others)
            fault(node, join(path, entry.key), "", "unknown key; " + nearest_words(entry.key, known), entry.line);
        else if (!matches(spec.others->rule.pattern, entry.key))
            fault(node, join(path, entry.key), "",
                  "a key here is " + spec.others->rule.words + (known.empty() ? "" : "; or " + *nearest(entry.key, known)), entry.line);
    }
    for (const Spec& field : spec.fields) {
        Node* child = node.find(field.key);
        Node absent;
        if (!child) {
            absent.document = node.document;
            absent.line = node.line;
            if (field.type == Type::kObject && !field.optional && !field.required) {  // kept, so that checks find its default
                node.entries.push_back({field.key, node.line, absent});
                child = &node.entries.back().value;
            } else {
                child = &absent;
            }
        }
        member(field, *child, join(path, field.key), field.key, object, context);
    }
    if (!spec.others) return;
    for (Node::Entry& entry : node.entries)
        if (!spec.find(entry.key) && matches(spec.others->rule.pattern, entry.key)) {
            if (entry.value.kind == Node::Kind::kNull && entry.value.set_by.empty())
                fault(entry.value, join(path, entry.key), "null", allowed_words(*spec.others->spec), entry.line);
            else if (entry.value.kind != Node::Kind::kNull)
                member(*spec.others->spec, entry.value, join(path, entry.key), entry.key, object, context);
        }
}

}  // namespace d2c::table
