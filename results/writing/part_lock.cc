#include "results/writing/part_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace d2c::results {
namespace {

/// Whether `path` still names the open file: whoever had the lock before may have renamed it.
bool names(const std::string& path, int descriptor) {
    struct stat by_name {
    }, by_descriptor{};
    return stat(path.c_str(), &by_name) == 0 && fstat(descriptor, &by_descriptor) == 0 && by_name.st_ino == by_descriptor.st_ino &&
           by_name.st_dev == by_descriptor.st_dev;
}

}  // namespace

Result<PartLock> PartLock::take(const std::string& path) {
    for (int attempt = 0; attempt < 3; ++attempt) {
        const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor < 0) return Fault{path, 0, "", std::strerror(errno), "a file that can be opened and written"};
        PartLock lock{descriptor};
        if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK)
                return Fault{path, 0, "", "locked", "a file that no other process is writing; another run is at it now"};
            return Fault{path, 0, "", std::strerror(errno), "a file that can be locked"};
        }
        if (names(path, descriptor)) return lock;
    }
    return Fault{path, 0, "", "locked", "a file that no other process is writing; another run is at it now"};
}

PartLock::~PartLock() {
    if (descriptor_ >= 0) close(descriptor_);
}

bool PartLock::is_empty() const {
    struct stat status {};
    return fstat(descriptor_, &status) == 0 && status.st_size == 0;
}

bool PartLock::clear() { return ftruncate(descriptor_, 0) == 0; }

}  // namespace d2c::results
