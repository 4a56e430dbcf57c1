#pragma once
// The rules of ARCHITECTURE.md and style.md that a machine can hold, each as a function from sources to violations.

#include <map>
#include <string>
#include <vector>

#include "tests/architecture/source_tree.h"

namespace d2c::architecture {

/// A folder includes itself and folders of a smaller layer, nothing beside or above it. tests/ and bench/ stand outside and include all.
extern const std::map<std::string, int> kLayer;

/// "FILE:LINE: what is wrong and what is allowed"; an empty list is a pass.
using Violations = std::vector<std::string>;

/// Every include of the project points to a smaller layer or stays in its folder; every source folder has a layer.
Violations upward_or_sideways_includes(const std::vector<SourceFile>& files);
/// Project headers are named from the repository root, so that an include list tells the folders.
Violations includes_not_from_the_root(const std::vector<SourceFile>& files);
/// One owner for each outside thing: a header or a call that belongs to another folder.
Violations outside_things_without_their_owner(const std::vector<SourceFile>& files);
/// Library code never prints, ends the process, or reads the environment or the clock.
Violations effects_in_library_code(const std::vector<SourceFile>& files);
/// A header has `#pragma once` and never sees nlohmann json.
Violations headers_out_of_form(const std::vector<SourceFile>& files);
/// snake_case.{h,cc}; kebab-case.{h,cc} in ns3-modules/.
Violations file_names_out_of_form(const std::vector<SourceFile>& files);
/// More than 450 lines in a file, more than 15 source files in one folder.
Violations oversize(const std::vector<SourceFile>& files);
/// Build files name ns-3's targets in ns3-modules/ only.
Violations ns3_targets_outside_their_folder(const std::vector<SourceFile>& build_files);

}  // namespace d2c::architecture
