#pragma once
// A machine's settings as names and values, for files that carry them from one program to another.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "roaming/machine/settings.h"

namespace d2c {

using SettingText = std::pair<std::string, std::string>;

/// Every setting, such as `handover.time_to_trigger_ns` and `160000000`; numbers as they come back to the bit.
std::vector<SettingText> settings_text(const MachineSettings& settings);
/// The same back. Faults, all at once: a setting that is missing or not of its kind, and those of `check`; names that are no setting are
/// left alone.
Result<MachineSettings> settings_from_text(std::span<const SettingText> texts);

}  // namespace d2c
