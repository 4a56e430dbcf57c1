#pragma once
// What the program's exit code says (the contract of every command).

namespace d2c::apps {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;         ///< the run, or a unit of it
inline constexpr int kBadInput = 2;       ///< arguments or files
inline constexpr int kAnswerIsNo = 3;     ///< ran well, and a limit or a stated tolerance is broken
inline constexpr int kInterrupted = 130;  ///< Ctrl-C
inline constexpr int kTerminated = 143;   ///< SIGTERM

}  // namespace d2c::apps
