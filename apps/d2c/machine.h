#pragma once
// What depends on the machine and the moment; it goes into `run` and nowhere else.

#include <string>

namespace d2c::apps {

std::string host_name();
std::string now_utc();
/// Largest resident set so far [MiB].
double peak_memory_mib();
/// Cores this process may use.
int usable_cores();

/// Ctrl-C and SIGTERM ask a run to stop; a second one ends the program at once. A file that meets its limit of size is an error of its
/// write from then on, as a full disk is.
void watch_signals();
/// SIGINT, SIGTERM, or 0.
int signal_received();

}  // namespace d2c::apps
