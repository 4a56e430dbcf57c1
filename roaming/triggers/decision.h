#pragma once
// Stay or go: the decision of the state machine without its memory, over columns, for engines that step many phones.

#include <cstdint>
#include <span>

#include "base/quantity.h"
#include "roaming/measurement/cell.h"
#include "roaming/triggers/events.h"
#include "roaming/triggers/parameters.h"

namespace d2c {

/// What a decision needs of a cell.
struct CellView {
    Dbm rsrp{0.0};
    Db sinr{0.0};
    Metres distance{0.0};
    double remaining_s = 0.0;  ///< until it ceases to serve
    bool allowed = true, shares_context = true;
    std::uint8_t rank = 0;
    Db offset{0.0};  ///< Ofn + Ocn, or Ofp + Ocp of the serving cell
};

/// May be a target at all: allowed and heard well enough.
constexpr bool usable(const CellView& c, const TriggerParameters& p) { return c.allowed && c.sinr >= p.least_sinr && c.remaining_s > 0.0; }

/// Entering and leaving condition of the trigger from `serving` to `other`. A usable cell of a better rank needs no other reason; one of a
/// worse rank, or of a network that does not take the phone over, never enters.
struct TriggerSides {
    bool enters = false, leaves = true;
};
TriggerSides trigger_sides(const CellView& serving, const CellView& other, const TriggerParameters& p);

/// The more, the rather: level [dBm], time left [s] or distance to the reference point, negated [m].
constexpr double merit(const CellView& c, Preference prefer) {
    return prefer == Preference::kStrongest ? c.rsrp.value : prefer == Preference::kNearest ? -c.distance.value : c.remaining_s;
}

/// Whether `a` is taken before `b`: the better rank, then the preference. Equal ones: the one that stands first is kept.
constexpr bool before(const CellView& a, const CellView& b, Preference prefer) {
    return a.rank != b.rank ? a.rank < b.rank : merit(a, prefer) > merit(b, prefer);
}

/// The cells of one phone as columns of one length. `rank`, `shares_context` and `offset_db` may be empty: all alike.
struct CellColumns {
    std::span<const double> rsrp_dbm, sinr_db, distance_m, remaining_s;
    std::span<const std::uint8_t> allowed, shares_context, rank;
    std::span<const double> offset_db{};
    CellView view(std::size_t i) const {
        return {{rsrp_dbm[i]},
                {sinr_db[i]},
                {distance_m[i]},
                remaining_s[i],
                allowed[i] != 0,
                shares_context.empty() || shares_context[i] != 0,
                rank.empty() ? std::uint8_t{0} : rank[i],
                {offset_db.empty() ? 0.0 : offset_db[i]}};
    }
};

inline constexpr std::int32_t kNoCell = -1;
/// The usable cell that is taken where none serves; kNoCell without one.
std::int32_t select_cell(const CellColumns& cells, const TriggerParameters& p);
/// `serving` to stay, else the row to go to. `serving` kNoCell, or not allowed: as select_cell. Agrees with the state machine of
/// `roaming/machine` at time to trigger 0 and filter coefficient 0 (tested).
std::int32_t better_cell(const CellColumns& cells, std::int32_t serving, const TriggerParameters& p);

}  // namespace d2c
