#pragma once
// From scores per second and stalls to the quality of a session: ITU-T P.1203.3 (01/2019) without its random forest.

#include <vector>

#include "video/p1203/session.h"

namespace d2c::p1203 {

struct Scores {
    std::vector<double> o21;  ///< audio, per second
    std::vector<double> o22;  ///< video, per second
    double o23 = 0.0;         ///< stalling
    std::vector<double> o34;  ///< audio and video, per second of both
    double o35 = 0.0;         ///< audio and video over the session; not held to 1 to 5, as in the Recommendation
    // What O.35 is made of: baseline - negative_bias - oscillation - adaptation.
    double baseline = 0.0, negative_bias = 0.0, oscillation = 0.0, adaptation = 0.0;
    int direction_changes = 0;         ///< qDirChangesTot
    double longest_direction_s = 0.0;  ///< qDirChangesLongest
    int stalls_counted = 0;            ///< those longer than zero that begin within the session
};

/// Clauses 8.1 to 8.3 and 8.5. The final score (O.46) of clause 8.4 needs the trees of its random forest, which are not here. Without audio
/// scores O.21 is 5. The session is as long as the shorter of the two. Precondition: `o22` is not empty; stalls in the order of their
/// place.
Scores integrate(std::vector<double> o21, std::vector<double> o22, const std::vector<Stall>& stalls);

/// What of a session its scores leave out: stalls after the last second scored, and the longer of sound and picture; one sentence each.
std::vector<std::string> left_out(const Session& session, const Scores& scores);

/// Pv, Pa and Pq in turn. A fault where the session has faults, or not one whole second of video (or of audio, where it has some).
Result<Scores> score(const Session& session);

}  // namespace d2c::p1203
