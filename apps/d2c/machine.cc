#include "apps/d2c/machine.h"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>

#include "base/instant.h"

namespace d2c::apps {
namespace {

volatile std::sig_atomic_t received = 0;

extern "C" void on_signal(int number) {
    if (received != 0) std::_Exit(128 + number);
    received = number;
}

}  // namespace

std::string host_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string now_utc() {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    const Instant unix_epoch = instant_of_date(1970, 1, 1);
    return to_string(unix_epoch + std::chrono::duration_cast<std::chrono::seconds>(since_1970));
}

double peak_memory_mib() {
    // Of this program: a started process counts in ru_maxrss what its parent held.
    std::ifstream status{"/proc/self/status"};
    for (std::string word; status >> word;) {
        double kib = 0.0;
        if (word == "VmHWM:" && status >> kib) return kib / 1024.0;
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

int usable_cores() {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

void watch_signals() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGXFSZ, SIG_IGN);
}

int signal_received() { return received; }

}  // namespace d2c::apps
