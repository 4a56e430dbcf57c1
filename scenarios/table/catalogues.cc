#include "scenarios/table/catalogues.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "base/sha256.h"

namespace d2c::table {
namespace {

using yaml::Node;
namespace fs = std::filesystem;

constexpr const char* kReferencePattern = "^[a-z0-9_]+/[a-z0-9-]+(#[a-z0-9-]+)?$";
constexpr const char* kFilePattern = "^[^#]+\\.ya?ml(#[a-z0-9-]+)?$";

Fault fault_at(const Node& node, std::string field, std::string allowed) {
    return {node.document ? node.document->name : "", node.line, std::move(field), yaml::flow_text(node, 80), std::move(allowed)};
}
std::vector<std::string> keys_of(const Node& map) {
    std::vector<std::string> keys;
    for (const Node::Entry& entry : map.entries) keys.push_back(entry.key);
    return keys;
}

}  // namespace

Result<std::string> read_text(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) return Fault{path, 0, "", "a folder", "a file"};
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    if (!file) return Fault{path, 0, "", std::strerror(errno), "a file that can be read"};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (file.bad()) return Fault{path, 0, "", std::strerror(errno), "a file that can be read"};
    return text;
}

std::vector<std::string> Catalogues::known() const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& folder : fs::directory_iterator{data_dir_, error})
        for (const auto& file : fs::directory_iterator{folder.path() / "catalogue", error})
            if (file.path().extension() == ".yaml") names.push_back(folder.path().filename().string() + '/' + file.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<InputFile> Catalogues::inputs() const {
    std::vector<InputFile> inputs;
    for (const auto& [path, file] : files_)
        if (!file.input.sha256.empty()) inputs.push_back(file.input);
    std::sort(inputs.begin(), inputs.end(), [](const InputFile& a, const InputFile& b) { return a.name < b.name; });
    return inputs;
}

const Node* Catalogues::load(const std::string& path, const std::string& title, const Spec& spec, Faults& faults) {
    const auto [found, fresh] = files_.try_emplace(path);
    File& file = found->second;
    if (!fresh) {
        faults.insert(faults.end(), file.faults.begin(), file.faults.end());
        return file.faults.empty() ? &file.root : nullptr;
    }
    const auto give_up = [&](const Faults& found_here) {
        file.faults = found_here;
        faults.insert(faults.end(), found_here.begin(), found_here.end());
        return nullptr;
    };

    const Result<std::string> text = read_text(path);
    if (!text) return give_up(text.faults());
    file.input = {title, "", sha256_hex(*text)};
    Result<Node> root = yaml::parse(*text, {path, path, title, {}});
    if (!root) return give_up(root.faults());
    Faults here;
    file.root = std::move(*root);
    const std::string expected = "d2c.catalogue." + spec.catalogue + "/1";
    if (const Node* schema = file.root.find("schema"); !schema)
        here.push_back({path, 1, "schema", "missing", expected});
    else if (schema->text != expected)
        here.push_back(fault_at(*schema, "schema", expected));
    for (const Node::Entry& entry : file.root.entries) {
        if (entry.key == "entries" || spec.reference == Reference::kFile) continue;
        const auto end = std::end(kCatalogueHeaderKeys);
        if (std::find(std::begin(kCatalogueHeaderKeys), end, entry.key) == end) {
            std::vector<std::string> keys{std::begin(kCatalogueHeaderKeys), end};
            keys.emplace_back("entries");
            here.push_back({path, entry.line, entry.key, "", "unknown key; " + nearest_words(entry.key, keys)});
        } else if (entry.value.kind != Node::Kind::kScalar) {
            here.push_back(fault_at(entry.value, entry.key, "text"));
        }
    }
    const Node* entries = file.root.find("entries");
    if (!entries || !entries->is_map())
        here.push_back({path, entries ? entries->line : 1, "entries", entries ? "" : "missing", "a map of id to entry"});
    if (const Node* licence = file.root.find("licence")) file.input.licence = licence->text;
    if (!here.empty()) return give_up(here);
    return &file.root;
}

Node Catalogues::resolved(const Spec& spec, const Node& reference, const std::string& field, Faults& faults) {
    Node broken = reference;
    broken.broken = true;
    if (reference.is_map()) return reference;
    const std::string& id = reference.text;
    const bool own_file = matches(kFilePattern, id);
    if (reference.kind != Node::Kind::kScalar || (!own_file && !matches(kReferencePattern, id))) {
        faults.push_back(fault_at(reference, field, allowed_words(spec)));
        return broken;
    }
    const std::size_t hash = id.find('#');
    const std::string name = id.substr(0, hash);
    std::string path;
    if (own_file) {
        const fs::path given{name};
        path = given.is_absolute() || !reference.document
                   ? name
                   : (fs::path{reference.document->path}.parent_path() / given).lexically_normal().string();
    } else {
        const std::size_t slash = name.find('/');
        path = (fs::path{data_dir_} / name.substr(0, slash) / "catalogue" / (name.substr(slash + 1) + ".yaml")).string();
        if (std::error_code error; !files_.contains(path) && !fs::exists(path, error)) {
            faults.push_back(fault_at(reference, field, "a catalogue in " + data_dir_ + "; " + nearest_words(name, known())));
            return broken;
        }
    }
    const Node* root = load(path, name, spec, faults);
    if (!root) return broken;
    const Node& entries = *root->find("entries");
    Node result;
    if (hash == std::string::npos && spec.reference == Reference::kEntries) {
        result = entries;
    } else if (hash == std::string::npos && spec.reference == Reference::kFile) {
        result = *root;
    } else {
        std::string entry = hash == std::string::npos ? "default" : id.substr(hash + 1);
        if (hash == std::string::npos && !entries.find(entry) && entries.entries.size() == 1) entry = entries.entries.front().key;
        const Node* found = entries.find(entry);
        if (!found) {
            std::vector<std::string> ids = keys_of(entries);
            for (std::string& known_id : ids) known_id = name + '#' + known_id;
            faults.push_back(fault_at(reference, field, "an entry of " + name + "; " + nearest_words(name + '#' + entry, ids)));
            return broken;
        }
        if (!spec.merged_field.empty()) {
            const Node* part = found->find(spec.merged_field);
            if (!part) {
                faults.push_back({path, found->line, entry + '.' + spec.merged_field, "missing", "a map"});
                return broken;
            }
            result = *part;
        } else {
            result = *found;
        }
    }
    result.reference = id;
    result.set_by = reference.set_by;
    return result;
}

void Catalogues::resolve(const Spec& spec, Node& node, const std::string& field, Faults& faults) {
    if (spec.reference == Reference::kNone || node.broken || node.is_map() || node.kind == Node::Kind::kNull) return;
    if (node.kind != Node::Kind::kList || spec.reference != Reference::kMerged) {
        node = resolved(spec, node, field, faults);
        return;
    }
    Node merged = node;
    merged.kind = Node::Kind::kMap;
    merged.items.clear();
    std::set<std::string> keys;
    for (const Node& item : node.items) {
        Node part = resolved(spec, item, field, faults);
        merged.broken = merged.broken || part.broken;
        merged.reference += (merged.reference.empty() ? "" : ", ") + part.reference;
        for (Node::Entry& entry : part.entries) {
            if (!keys.insert(entry.key).second)
                faults.push_back({entry.value.document->name, entry.line, field + '.' + entry.key, item.text,
                                  "an id that stands in one of the entries only"});
            merged.entries.push_back(std::move(entry));
        }
    }
    node = std::move(merged);
}

}  // namespace d2c::table
