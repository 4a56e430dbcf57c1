#pragma once
// Motion between rows of an ephemeris.

#include <optional>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/vector.h"
#include "constellation/passes/track.h"

namespace d2c {

/// Between two rows `step_s` apart, `part` (0 to 1) of the way from `a` to `b`: the cubic that has both positions and both velocities
/// (Hermite), and its derivative. Against the motion itself it errs by at most step^4 / 384 times the fourth derivative, which for an orbit
/// is its radius times the fourth power of its angular rate: 0.4 mm at 10 s and 2 m at 85 s in 360 km of altitude.
ItrfMotion between(const ItrfMotion& a, const ItrfMotion& b, double step_s, double part);

/// Mean velocity from one position to another.
Velocity<Itrf> mean_velocity(const Position<Itrf>& from, const Position<Itrf>& to, double elapsed_s);
/// The point `part` of the way on the straight line between two.
Position<Itrf> on_line(const Position<Itrf>& from, const Position<Itrf>& to, double part);

/// One satellite's rows: the satellite may leave the sky and come back. Immutable.
class Ephemeris {
  public:
    using Row = std::pair<int, ItrfMotion>;  ///< step and motion at `begin` + step * step_s
    Ephemeris() = default;
    /// Steps in ascending order, none twice; `step_s` above 0.
    Ephemeris(Instant begin, double step_s, std::vector<Row> rows) : begin_{begin}, step_s_{step_s}, rows_{std::move(rows)} {}

    /// Nothing where the rows on both sides are not there (of a row's own instant, that row).
    std::optional<ItrfMotion> at(Instant utc) const;
    /// The same, and where there is nothing the row nearest in time. Precondition: there are rows.
    ItrfMotion at_or_nearest(Instant utc) const;
    const std::vector<Row>& rows() const { return rows_; }

  private:
    Instant begin_{};
    double step_s_ = 1.0;
    std::vector<Row> rows_;
};

}  // namespace d2c
