#pragma once
// Programs started side by side: what they say while they run, and how each of them ended. A crash of one is its own.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace d2c {

struct ChildProgram {
    std::string name;  ///< for messages: "run 3"
    std::string path;  ///< of the program; not looked up
    std::vector<std::string> arguments;
};

/// How a child ended.
struct ChildOutcome {
    enum class End { kNotStarted, kExited, kSignal, kStopped } end = End::kNotStarted;
    int code = 0;                         ///< of the exit, or of the signal; of a failed start the system's error
    std::vector<std::string> last_lines;  ///< of its stderr, without what `on_line` took
    bool succeeded() const { return end == End::kExited && code == 0; }
};

/// One line: "exit code 2", "ended by signal 11 (Segmentation fault)", "cannot be started: No such file or directory", "stopped".
std::string how_it_ended(const ChildOutcome& outcome);

struct PoolSettings {
    int at_once = 1;  ///< children, at least 1
    /// A line of a child's stderr, without its end. True: taken, for example as progress, and not kept among the last lines.
    std::function<bool(std::size_t child, const std::string& line)> on_line{};
    std::function<void(std::size_t child, const ChildOutcome&)> on_end{};
    /// Asked every 50 ms. False stops all: no further child is started, those that run get SIGTERM and after two seconds SIGKILL.
    std::function<bool()> go_on{};
};

/// Starts all of them, `at_once` together, in their order, and waits for the last. Their stdin and stdout are /dev/null. Each is a process
/// group of its own, so that what stops it stops what it started; what it leaves behind when it ends is not waited for. One outcome per
/// child, in their order; children that a stop kept from starting are kStopped.
std::vector<ChildOutcome> run_children(const std::vector<ChildProgram>& children, const PoolSettings& settings);

}  // namespace d2c
