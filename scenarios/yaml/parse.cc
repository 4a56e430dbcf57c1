#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "scenarios/yaml/tree.h"

namespace d2c::yaml {
namespace {

/// Builds the tree from the parser's events: unlike YAML::Node it keeps duplicate keys and the line of every value.
class TreeBuilder : public YAML::EventHandler {
  public:
    explicit TreeBuilder(std::shared_ptr<const Document> document) : document_{std::move(document)} {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(make(Node::Kind::kNull, mark), anchor); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto found = anchors_.find(anchor);
        if (found == anchors_.end()) {
            fault(line_of(mark), "", "alias", "an anchor that ends before its alias");
            add(make(Node::Kind::kNull, mark), 0);
            return;
        }
        // An alias of aliases grows exponentially; no honest file comes near this bound.
        copied_ += count(found->second);
        if (copied_ > kMaximumAliasNodes) {
            if (copied_ - count(found->second) <= kMaximumAliasNodes)
                fault(line_of(mark), "", "alias", "at most 1000000 values through aliases");
            add(make(Node::Kind::kNull, mark), 0);
            return;
        }
        add(found->second, 0);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
        Node node = make(Node::Kind::kScalar, mark);
        node.text = value;
        node.quoted = tag == "!";
        if (!node.quoted && (value == "~" || value == "null")) node.kind = Node::Kind::kNull;
        add(std::move(node), anchor);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        open_.push_back({make(Node::Kind::kList, mark), anchor, {}, false});
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        open_.push_back({make(Node::Kind::kMap, mark), anchor, {}, false});
    }
    void OnMapEnd() override { close(); }

    Node root;
    Faults faults;

  private:
    static constexpr std::size_t kMaximumAliasNodes = 1'000'000;
    struct Open {
        Node node;
        YAML::anchor_t anchor;
        Node key;
        bool has_key;
    };

    static int line_of(const YAML::Mark& mark) { return mark.line + 1; }
    static std::size_t count(const Node& node) {
        std::size_t n = 1;
        for (const Node& item : node.items) n += count(item);
        for (const Node::Entry& entry : node.entries) n += count(entry.value);
        return n;
    }
    Node make(Node::Kind kind, const YAML::Mark& mark) const {
        Node node;
        node.kind = kind;
        node.document = document_;
        node.line = line_of(mark);
        return node;
    }
    void fault(int line, std::string field, std::string value, std::string allowed) {
        faults.push_back({document_->name, line, std::move(field), std::move(value), std::move(allowed)});
    }
    std::string path() const {
        std::string path;
        for (const Open& open : open_)
            if (open.has_key) path += (path.empty() ? "" : ".") + open.key.text;
        return path;
    }
    void close() {
        Open done = std::move(open_.back());
        open_.pop_back();
        add(std::move(done.node), done.anchor);
    }
    void add(Node node, YAML::anchor_t anchor) {
        if (anchor != 0) anchors_[anchor] = node;
        if (open_.empty()) {
            root = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.kind == Node::Kind::kList) {
            parent.node.items.push_back(std::move(node));
        } else if (!parent.has_key) {
            if (node.kind == Node::Kind::kList || node.kind == Node::Kind::kMap)
                fault(node.line, path(), flow_text(node), "a key is plain text");
            parent.key = std::move(node);
            parent.has_key = true;
        } else {
            const auto first = std::find_if(parent.node.entries.begin(), parent.node.entries.end(),
                                            [&](const auto& e) { return e.key == parent.key.text; });
            if (first != parent.node.entries.end())
                fault(parent.key.line, path(), flow_text(node),
                      "a key stands once; the first one is in line " + std::to_string(first->line));
            parent.node.entries.push_back({parent.key.text, parent.key.line, std::move(node)});
            parent.has_key = false;
        }
    }

    std::shared_ptr<const Document> document_;
    std::vector<Open> open_;
    std::map<YAML::anchor_t, Node> anchors_;
    std::size_t copied_ = 0;
};

}  // namespace

const Node* Node::find(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
    return found == entries.end() ? nullptr : &found->value;
}
Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

Result<Node> parse(std::string_view text, Document document) {
    std::istringstream whole{std::string{text}};
    for (std::string line; std::getline(whole, line);) document.lines.push_back(line);
    auto shared = std::make_shared<const Document>(std::move(document));
    TreeBuilder builder{shared};
    std::istringstream input{std::string{text}};
    try {
        YAML::Parser parser{input};
        if (!parser.HandleNextDocument(builder)) return Fault{shared->name, 0, "", "empty file", "a YAML map"};
        if (parser.HandleNextDocument(builder))
            builder.faults.push_back({shared->name, 0, "", "a second document after ---", "one document"});
    } catch (const YAML::Exception& e) {
        builder.faults.push_back({shared->name, e.mark.is_null() ? 0 : e.mark.line + 1, "", "not YAML", e.msg});
    }
    if (!builder.faults.empty()) return builder.faults;
    return std::move(builder.root);
}

Result<Node> parse_value(std::string_view text, const std::string& option) {
    Document document;
    document.name = document.title = option;
    if (text.find_first_not_of(" \t") == std::string_view::npos) {
        Node null;
        null.document = std::make_shared<const Document>(std::move(document));
        return null;
    }
    Result<Node> node = parse(text, std::move(document));
    if (!node) {
        Faults faults = node.faults();
        for (Fault& fault : faults) fault.line = 0;
        return faults;
    }
    return node;
}

std::string flow_text(const Node& node, std::size_t limit) {
    std::string text;
    switch (node.kind) {
        case Node::Kind::kNull:
            text = "null";
            break;
        case Node::Kind::kScalar:
            text = node.quoted ? '"' + node.text + '"' : node.text;
            break;
        case Node::Kind::kList:
            for (const Node& item : node.items) {
                text += (text.empty() ? "" : ", ") + flow_text(item, limit);
                if (text.size() > limit) break;
            }
            text = '[' + text + ']';
            break;
        case Node::Kind::kMap:
            for (const Node::Entry& entry : node.entries) {
                text += (text.empty() ? "" : ", ") + entry.key + ": " + flow_text(entry.value, limit);
                if (text.size() > limit) break;
            }
            text = '{' + text + '}';
            break;
    }
    if (text.size() > limit) {
        std::size_t cut = limit;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;  // never inside a UTF-8 character
        text = text.substr(0, cut) + "...";
    }
    return text;
}

std::string source_comment(const Node& node) {
    if (!node.document || node.line < 1 || static_cast<std::size_t>(node.line) > node.document->lines.size()) return {};
    const std::string& line = node.document->lines[static_cast<std::size_t>(node.line) - 1];
    // A '#' opens a comment only after a space and outside quotes (YAML 1.2.2, 6.6).
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote != 0) {
            if (c == '\\' && quote == '"')
                ++i;
            else if (c == quote)
                quote = 0;
        } else if ((c == '"' || c == '\'') && (i == 0 || std::string_view{" \t:,[{"}.find(line[i - 1]) != std::string_view::npos)) {
            quote = c;
        } else if (c == '#' && i > 0 && (line[i - 1] == ' ' || line[i - 1] == '\t')) {
            std::string comment = line.substr(i + 1);
            const auto from = comment.find_first_not_of(" \t");
            comment = from == std::string::npos ? "" : comment.substr(from, comment.find_last_not_of(" \t\r") + 1 - from);
            if (comment.rfind("source:", 0) == 0) {
                const auto start = comment.find_first_not_of(' ', 7);
                return start == std::string::npos ? "" : comment.substr(start);
            }
            return comment.rfind("assumption", 0) == 0 ? comment : "";
        }
    }
    return {};
}

}  // namespace d2c::yaml
