#include <algorithm>
#include <string>

#include "roaming/transport/user_plane.h"
#include "tests/unit/roaming/transport/kuiper_630.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

void fill(Rows& rows) {
    const char* const source = "Kassing et al., IMC 2020 (Hypatia), Kuiper-630, Manila to Dalian, as the project's task gives the figures";
    const kuiper::Summary run = kuiper::summary(kuiper::Kuiper630Sky{}.samples(kuiper::kTheirReach, 200.0, 0.2));
    rows.check("round trip over inter-satellite links at t = 0", source, Origin::kSecondary, 29.4, run.first_ms, 0.5, "ms");
    rows.check("least round trip over 200 s", source, Origin::kSecondary, 25.2, run.least_ms, 0.5, "ms");
    rows.check("greatest round trip over 200 s", source, Origin::kSecondary, 48.2, run.greatest_ms, 0.5, "ms");
    rows.check("changes of the path over 200 s", source, Origin::kSecondary, 5.0, static_cast<double>(run.changes_s.size()), 0.0,
               "changes");
    Worst changes;
    for (std::size_t i = 0; i < std::min(run.changes_s.size(), kuiper::kPublishedChanges_s.size()); ++i)
        changes.add(kuiper::kPublishedChanges_s[i], run.changes_s[i], "change " + std::to_string(i + 1));
    changes.into(rows, "instant of a change of the path", source, Origin::kSecondary, 2.0, "s");
    const Geodetic santiago{Angle::degrees(-33.45), Angle::degrees(-70.67)}, miami{Angle::degrees(25.76), Angle::degrees(-80.19)};
    rows.check("fibre from Santiago to Miami, one way", "6,654 km x 2.1 / (2/3 c) by hand", Origin::kOtherFormula, 69.9,
               1e3 * fibre_delay_s(great_circle(santiago, miami), Fibre{}), 0.2, "ms");
}

const Chapter kChapter{76, "The way from satellite to content", fill};

}  // namespace
}  // namespace d2c::validation
