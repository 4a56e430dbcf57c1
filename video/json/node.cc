#include "video/json/node.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace d2c::json {
namespace {

using Tree = nlohmann::json;
const Tree& tree_of(const void* value) { return *static_cast<const Tree*>(value); }

/// Position of the end of a text shortened to at most `limit` bytes, not within a character of several bytes.
std::size_t cut_at(const std::string& text, std::size_t limit) {
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return limit;
}

}  // namespace

bool Node::is_object() const { return present() && tree_of(value_).is_object(); }
bool Node::is_array() const { return present() && tree_of(value_).is_array(); }
std::size_t Node::size() const { return is_array() ? tree_of(value_).size() : 0; }

Node Node::child(const void* value, const std::string& step) const {
    Node node = *this;
    node.value_ = value;
    if (!node.path_.empty()) node.path_ += '.';
    node.path_ += step;
    return node;
}

Node Node::operator[](const std::string& key) const {
    const void* value = nullptr;
    if (is_object()) {
        const auto it = tree_of(value_).find(key);
        if (it != tree_of(value_).end()) value = &*it;
    }
    return child(value, key);
}

Node Node::element(std::size_t i) const { return child(i < size() ? &tree_of(value_)[i] : nullptr, std::to_string(i)); }

std::optional<double> Node::number() const {
    if (!present() || !tree_of(value_).is_number()) return std::nullopt;
    return tree_of(value_).get<double>();
}

std::optional<std::string> Node::string() const {
    if (!present() || !tree_of(value_).is_string()) return std::nullopt;
    return tree_of(value_).get<std::string>();
}

std::string Node::text() const {
    if (!present()) return {};
    const Tree& tree = tree_of(value_);
    if (tree.is_object()) return "an object";
    if (tree.is_array()) return "an array of " + std::to_string(tree.size());
    std::string text = tree.is_string() ? tree.get<std::string>() : tree.dump();
    constexpr std::size_t kMost = 60;
    if (text.size() > kMost) text = text.substr(0, cut_at(text, kMost)) + "...";
    return text;
}

void Node::refuse(Faults& faults, std::string allowed) const {
    faults.push_back({*file_, 0, path_, present() ? text() : "missing", std::move(allowed)});
}

std::optional<double> Node::number_in(Faults& faults, double low, double high, const std::string& allowed) const {
    const std::optional<double> value = number();
    if (value && *value >= low && *value <= high) return value;
    refuse(faults, allowed);
    return std::nullopt;
}

std::optional<double> Node::number_or(Faults& faults, double fallback, double low, double high, const std::string& allowed) const {
    return present() ? number_in(faults, low, high, allowed) : fallback;
}

Result<Node> parse(std::string_view text, const std::string& file) {
    Node root;
    root.file_ = std::make_shared<const std::string>(file);
    try {
        auto tree = std::make_shared<Tree>(Tree::parse(text));
        root.value_ = tree.get();
        root.tree_ = std::move(tree);
    } catch (const Tree::parse_error& error) {
        const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text.size()));
        return Fault{file, 1 + static_cast<int>(std::count(text.begin(), end, '\n')), "", "", "JSON (RFC 8259)"};
    } catch (const Tree::exception&) {  // a number beyond the range of double
        return Fault{file, 0, "", "", "JSON (RFC 8259) with numbers that a double holds"};
    }
    return root;
}

}  // namespace d2c::json
