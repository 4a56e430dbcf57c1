#pragma once
// Checks of what a media file says: every fault under one prefix. Included by this folder's readers only.

#include <cstdio>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/require.h"

namespace d2c::detail {

/// Six digits at most, as %g prints.
inline std::string printed(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

class Checks {
  public:
    /// `where` is a prefix of the fields, or empty.
    explicit Checks(const std::string& where) : where_{where.empty() ? "" : where + "."} {}
    void range(const std::string& field, double value, double low, double high, const char* allowed) {
        if (!within(value, low, high)) refuse(field, printed(value), allowed);
    }
    void refuse(const std::string& field, const std::string& value, const std::string& allowed) {
        faults_.push_back({"", 0, where_ + field, value, allowed});
    }
    Faults take() { return std::move(faults_); }

  private:
    std::string where_;
    Faults faults_;
};

}  // namespace d2c::detail
