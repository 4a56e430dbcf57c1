#pragma once
// A `.part` is written by one process at a time. Included by results' .cc files only.

#include <string>
#include <utility>

#include "base/error.h"

namespace d2c::results {

/// An advisory lock (flock) on a file, made if it is not there; the kernel gives it back however the process ends. It must outlive every
/// SQLite connection to the file: closing any descriptor of a file drops the process's POSIX locks on it, which are SQLite's.
class PartLock {
  public:
    /// Faults: another process holds it; the file cannot be opened.
    static Result<PartLock> take(const std::string& path);
    PartLock(PartLock&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
    PartLock& operator=(PartLock&&) = delete;
    ~PartLock();

    bool is_empty() const;
    /// The file without content, with the same lock. False where the system refuses.
    bool clear();

  private:
    explicit PartLock(int descriptor) : descriptor_{descriptor} {}
    int descriptor_;
};

}  // namespace d2c::results
