#pragma once
// The one walk over a tree that checks it against the table, fills in defaults, binds values and lists them with their source.

#include <string>
#include <vector>

#include "base/error.h"
#include "scenarios/study.h"
#include "scenarios/table/catalogues.h"
#include "scenarios/table/spec.h"
#include "scenarios/yaml/tree.h"

namespace d2c::table {

/// Checks a scalar or list against a leaf's type and range.
Result<Value> leaf_value(const Spec& spec, const yaml::Node& node, const std::string& field);

/// Puts `value` at the dotted `path` below `root`, through references to catalogues; faults name the nearest known path.
void apply_override(const Spec& spec, yaml::Node& root, const std::string& path, yaml::Node value, Catalogues& catalogues, Faults& faults);

class Reader {
  public:
    Reader(Catalogues& catalogues, Faults& faults, std::vector<ResolvedParameter>& parameters)
        : catalogues_{catalogues}, faults_{faults}, parameters_{parameters} {}

    /// Reads `node` into `object`, resolving references in place. `path` is empty at the root.
    void read_object(const Spec& spec, yaml::Node& node, const std::string& path, void* object) {
        object_fields(spec, node, path, object, {"", Listing::kFields});
    }

    /// Paths whose value is not there because of a fault: what compares fields leaves them out.
    const std::vector<std::string>& unread() const { return unread_; }

  private:
    struct Context {
        std::string source;  ///< of the enclosing object
        Listing listing;
    };
    void member(const Spec& spec, yaml::Node& node, const std::string& path, const std::string& key, void* owner, const Context& context);
    void leaf(const Spec& spec, const yaml::Node& node, const std::string& path, const std::string& key, void* owner,
              const Context& context);
    void object_fields(const Spec& spec, yaml::Node& node, const std::string& path, void* object, Context context);
    void complete(const Spec& spec, yaml::Node& node, const std::string& path);
    void check_alternatives(const Spec& spec, const yaml::Node& node, const std::string& path);
    void missing(const yaml::Node& node, const std::string& field, std::string value, std::string allowed);
    void fault(const yaml::Node& node, std::string field, std::string value, std::string allowed, int line = 0);

    Catalogues& catalogues_;
    Faults& faults_;
    std::vector<ResolvedParameter>& parameters_;
    std::vector<std::string> unread_;
};

}  // namespace d2c::table
