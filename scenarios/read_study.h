#pragma once
// From a scenario file to a Study: reading, references to catalogues, profile, --set, defaults and checks.

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "scenarios/study.h"

namespace d2c {

struct ReadOptions {
    std::string scenario_path;
    std::optional<std::string> profile;  ///< a key of `profiles:`; nothing means `full`, the file as written
    std::vector<std::string> sets;       ///< `path=value` each, applied in this order after the profile
    std::string data_dir;                ///< holds `<folder>/catalogue/<file>.yaml`
};

/// The resolved study, or every fault found, in the order of the file. Catalogue id `folder/file#entry` is looked up in
/// `data_dir`; the path of a user's own file (`*.yaml`, with `#entry`) is relative to the file that contains it.
Result<Study> read_study(const ReadOptions& options);

/// Every fault in a catalogue file, used or not; its kind is the one that its `schema:` names.
Faults check_catalogue(const std::string& path);

}  // namespace d2c
