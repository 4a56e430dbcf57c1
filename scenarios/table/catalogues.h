#pragma once
// Catalogue files: found, read once, checked for their name, with digest and licence.

#include <map>
#include <string>
#include <vector>

#include "base/error.h"
#include "scenarios/study.h"
#include "scenarios/table/spec.h"
#include "scenarios/yaml/tree.h"

namespace d2c::table {

class Catalogues {
  public:
    explicit Catalogues(std::string data_dir) : data_dir_{std::move(data_dir)} {}

    /// Puts in place of a reference (a scalar, or for Reference::kMerged a list) the entry or entries it names. Does nothing
    /// where `spec` takes no reference or `node` holds an object already. On a fault `node` is marked broken.
    void resolve(const Spec& spec, yaml::Node& node, const std::string& field, Faults& faults);

    /// The file's tree, its header checked. Nothing after a fault.
    /// `Reference::kFile` leaves keys beside `entries` to the table of that kind of file.
    const yaml::Node* load(const std::string& path, const std::string& title, const Spec& spec, Faults& faults);

    /// Files read, by name.
    std::vector<InputFile> inputs() const;

  private:
    struct File {
        yaml::Node root;
        InputFile input;
        Faults faults;
    };
    yaml::Node resolved(const Spec& spec, const yaml::Node& reference, const std::string& field, Faults& faults);
    std::vector<std::string> known() const;

    std::string data_dir_;
    std::map<std::string, File> files_;  ///< by path
};

/// Keys of a catalogue file beside `entries`.
inline constexpr const char* kCatalogueHeaderKeys[] = {"schema", "title", "source", "licence", "note"};

/// Whole text of a file, or a fault that says why not.
Result<std::string> read_text(const std::string& path);

}  // namespace d2c::table
