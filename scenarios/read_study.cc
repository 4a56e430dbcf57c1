#include "scenarios/read_study.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

#include "base/sha256.h"
#include "scenarios/build.h"
#include "scenarios/fields/fields.h"
#include "scenarios/table/catalogues.h"
#include "scenarios/table/reader.h"
#include "scenarios/yaml/tree.h"

namespace d2c {
namespace {

using yaml::Node;

void mark(Node& node, const std::string& set_by) { node.set_by = set_by; }

/// Faults of the scenario first, in the order of its lines, then those of options and of other files; each once.
void put_in_order(Faults& faults, const std::string& scenario) {
    std::stable_sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) {
        return std::tuple{a.file != scenario, a.file, a.line} < std::tuple{b.file != scenario, b.file, b.line};
    });
    std::set<Fault> seen;
    std::erase_if(faults, [&](const Fault& f) { return !seen.insert(f).second; });
}

/// Applies the chosen profile; the others are tried on a copy, so that a fault in one shows whichever is chosen.
void apply_profiles(const table::Spec& spec, Node& root, const ReadOptions& options, table::Catalogues& catalogues, Faults& faults) {
    const std::string chosen = options.profile.value_or("full");
    const Node* found = root.find("profiles");
    const Node profiles = found && found->is_map() ? *found : Node{};
    if (options.profile && *options.profile != "full" && !profiles.find(chosen)) {
        std::vector<std::string> names{"full"};
        for (const Node::Entry& entry : profiles.entries)
            if (entry.key != "full") names.push_back(entry.key);
        faults.push_back({"--profile", 0, "", chosen, "a profile of the scenario; " + table::nearest_words(chosen, names)});
    }
    const Node before = root;
    for (const Node::Entry& profile : profiles.entries) {
        if (!profile.value.is_map()) continue;  // reported by the reader
        const bool in_force = profile.key == chosen;
        Node copy;
        if (!in_force) copy = before;
        Node& target = in_force ? root : copy;
        const std::size_t count = faults.size();
        for (const Node::Entry& entry : profile.value.entries) {
            Node value = entry.value;
            mark(value, "profile " + profile.key);
            table::apply_override(spec, target, entry.key, std::move(value), catalogues, faults);
        }
        if (!in_force && faults.size() == count) {
            Faults inside;
            std::vector<ResolvedParameter> parameters;
            fields::Draft draft;
            table::Reader{catalogues, inside, parameters}.read_object(spec, copy, "", &draft);
            // Faults of the file itself come from the reading that counts.
            for (const Node::Entry& entry : profile.value.entries)
                for (const Fault& f : inside)
                    if (f.field == entry.key || f.field.starts_with(entry.key + '.')) faults.push_back(f);
        }
    }
}

void apply_sets(const table::Spec& spec, Node& root, const ReadOptions& options, table::Catalogues& catalogues, Faults& faults) {
    for (const std::string& set : options.sets) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0) {
            faults.push_back({"--set", 0, "", set, "path=value"});
            continue;
        }
        Result<Node> value = yaml::parse_value(set.substr(equals + 1), "--set");
        if (!value) {
            for (Fault f : value.faults()) {
                f.field = set.substr(0, equals);
                faults.push_back(std::move(f));
            }
            continue;
        }
        const std::function<void(Node&)> without_line = [&](Node& node) {
            node.line = 0;
            for (Node& item : node.items) without_line(item);
            for (Node::Entry& entry : node.entries) {
                entry.line = 0;
                without_line(entry.value);
            }
        };
        without_line(*value);
        mark(*value, "--set");
        table::apply_override(spec, root, set.substr(0, equals), std::move(*value), catalogues, faults);
    }
}

}  // namespace

Result<Study> read_study(const ReadOptions& options) {
    const std::string& path = options.scenario_path;
    const Result<std::string> text = table::read_text(path);
    if (!text) return text.faults();
    const std::string name = std::filesystem::path{path}.filename().string();
    Result<Node> parsed = yaml::parse(*text, {path, path, name, {}});
    if (!parsed) return parsed.faults();
    Node root = std::move(*parsed);
    if (!root.is_map())
        return Fault{path, root.line, "", yaml::flow_text(root, 40), "a map of fields, beginning with schema: d2c.scenario/1"};

    const table::Spec& spec = root.find("geometry") ? fields::fixed_link_spec() : fields::scenario_spec();
    table::Catalogues catalogues{options.data_dir};
    Faults faults;
    apply_profiles(spec, root, options, catalogues, faults);
    apply_sets(spec, root, options, catalogues, faults);

    fields::Draft draft;
    draft.study.profile = options.profile.value_or("full");
    draft.study.scenario_text = *text;
    table::Reader reader{catalogues, faults, draft.study.parameters};
    reader.read_object(spec, root, "", &draft);
    build_study(draft, root, reader.unread(), faults);
    if (!faults.empty()) {
        put_in_order(faults, path);
        return faults;
    }
    draft.study.inputs = catalogues.inputs();
    draft.study.inputs.insert(draft.study.inputs.begin(), {name, "", sha256_hex(*text)});
    return std::move(draft.study);
}

Faults check_catalogue(const std::string& path) {
    const Result<std::string> text = table::read_text(path);
    if (!text) return text.faults();
    const Result<Node> parsed = yaml::parse(*text, {path, path, path, {}});
    if (!parsed) return parsed.faults();
    const Node* schema = parsed->find("schema");
    std::vector<std::string> names;
    for (const fields::CatalogueKind& kind : fields::catalogue_kinds()) {
        names.push_back("d2c.catalogue." + kind.name + "/1");
        if (!schema || schema->text != names.back()) continue;
        Faults faults;
        table::Catalogues catalogues{""};
        const Node* root = catalogues.load(path, path, kind.entries, faults);
        if (!root) return faults;
        Node content = kind.entries.reference == table::Reference::kFile ? *root : *root->find("entries");
        std::vector<ResolvedParameter> parameters;
        const std::shared_ptr<void> into = kind.make();
        table::Reader{catalogues, faults, parameters}.read_object(kind.entries, content, "", into.get());
        put_in_order(faults, path);
        return faults;
    }
    const std::string found = schema ? schema->text : "missing";
    return {{path, schema ? schema->line : 1, "schema", found, "the name of a kind of catalogue; " + table::nearest_words(found, names)}};
}

}  // namespace d2c
