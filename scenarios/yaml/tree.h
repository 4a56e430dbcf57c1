#pragma once
// A YAML text as a tree that remembers where each value stood: the form in which scenarios and catalogues are merged,
// overridden and checked before they become a Study.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace d2c::yaml {

/// One text that was read.
struct Document {
    std::string path;                ///< where it was opened; empty for an option
    std::string name;                ///< as printed in faults
    std::string title;               ///< as printed in sources: no folder of this machine
    std::vector<std::string> lines;  ///< for comments that give a source
};

struct Node {
    enum class Kind { kNull, kScalar, kList, kMap };
    struct Entry;

    Kind kind = Kind::kNull;
    std::string text;     ///< of a scalar
    bool quoted = false;  ///< a quoted scalar is text, whatever it looks like
    std::vector<Node> items;
    std::vector<Entry> entries;  ///< in the order written
    std::shared_ptr<const Document> document;
    int line = 0;
    std::string set_by;     ///< `--set` or `profile quick`, where the value replaced another one
    std::string reference;  ///< id of the catalogue entry that stood here before it was resolved
    bool broken = false;    ///< a fault has been reported for it: nothing more is said

    const Node* find(std::string_view key) const;
    Node* find(std::string_view key);
    bool is_map() const { return kind == Kind::kMap; }
};
struct Node::Entry {
    std::string key;
    int line = 0;
    Node value;
};

/// `title` and `path` as in Document. Faults: broken syntax (one), duplicate keys (all), keys that are not plain text.
Result<Node> parse(std::string_view text, Document document);
/// The value of an option as YAML: a scalar or a flow collection, `0.5` or `{CL: 0.3}`.
Result<Node> parse_value(std::string_view text, const std::string& option);

/// Compact flow form, for faults and for the list of parameters: `[1990, 1995]`. Cut at `limit` bytes.
std::string flow_text(const Node& node, std::size_t limit = 200);
/// What `# source: …` or `# assumption: …` at the end of the node's line says (the latter with its word), else empty.
std::string source_comment(const Node& node);

}  // namespace d2c::yaml
