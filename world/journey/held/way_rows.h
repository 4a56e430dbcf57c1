#pragma once
// A journey's way, and what was held along it, as rows of results.

#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/quantity.h"
#include "results/journeys/rows.h"
#include "video/ladder.h"
#include "world/journey/held/held.h"
#include "world/journey/held/recorder.h"

namespace d2c {

struct WayPoint {
    double at_s = 0.0;
    Metres travelled{0.0};
    AreaCode area;
    Access access = Access::kNone;
};

class WayRecord {
  public:
    /// In order of time.
    void add(const WayPoint& point);
    bool crossed_a_border() const { return points_.size() > 1 && points_.back().area != points_[points_.size() - 2].area; }
    void remember(results::JourneyStepRow&& row) { steps_.push_back(std::move(row)); }

    /// Completes `journey` and makes all other rows. A try stands for the way from it to the next one; where the traveller rests it stands
    /// for nothing. Handovers and film are put down to the area in which they happened or began.
    results::JourneyResults results(results::JourneyRow journey, const JourneyRecorder& recorder, const HeldServices& held,
                                    const Ladder& ladder, Instant start, double end_s);

  private:
    const WayPoint& at(double at_s) const;
    std::vector<WayPoint> points_;
    std::vector<results::JourneyStepRow> steps_;
};

}  // namespace d2c
