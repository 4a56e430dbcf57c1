#pragma once
// The JSON form in which P.1203's inputs I.GEN, I.11, I.13 and I.23 are exchanged (that of the evaluation software's users).

#include <string>
#include <string_view>
#include <vector>

#include "video/p1203/session.h"

namespace d2c::p1203 {

struct ReadSession {
    Session session;
    std::vector<std::string> remarks;  ///< what was left aside or assumed when reading
};

/// A session from the text of a file; `file` names it in faults, which carry the path of the value (`I13.segments.3.bitrate`). Unknown
/// keys are let be: files carry more than mode 0 reads. Frame lists (modes 1 to 3) are left aside, and a remark says so. Values are
/// checked as by `validate`.
Result<ReadSession> read_session(std::string_view text, const std::string& file);

}  // namespace d2c::p1203
