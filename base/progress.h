#pragma once
// Engines report; programs draw.

#include <functional>
#include <string>

namespace d2c {

/// One line of a run's progress, as `product.md` fixes its JSON form.
struct ProgressEvent {
    enum class Kind { kStart, kProgress, kUnit, kWarning, kDone } kind;
    std::string unit;   ///< what is counted: "quarter"
    std::string label;  ///< which one: "2026Q2"; of a warning its text
    double done = 0.0;  ///< units finished, with the fraction of the one in work
    double total = 0.0;
};

/// Called from any of the engine's threads, one at a time. Returns false to ask the engine to stop after the work in hand.
using ProgressCallback = std::function<bool(const ProgressEvent&)>;

}  // namespace d2c
