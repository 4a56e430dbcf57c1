#include "roaming/triggers/decision.h"

namespace d2c {
namespace {

TriggerSides both(TriggerSides a, TriggerSides b) { return {a.enters && b.enters, a.leaves || b.leaves}; }

/// T1 with its threshold a lead before the serving cell ceases, said in the time that remains. A network makes no candidate of a cell that
/// ceases before the serving one.
TriggerSides t1_sides(const CellView& serving, const CellView& other, const TriggerParameters& p) {
    if (!(other.remaining_s > serving.remaining_s)) return {};
    const Instant now{0}, threshold = now + nanoseconds_from_seconds(serving.remaining_s) - p.t1_lead;
    return {t1_enters(now, threshold), t1_leaves(now, threshold, p.t1_duration)};
}

}  // namespace

TriggerSides trigger_sides(const CellView& serving, const CellView& other, const TriggerParameters& p) {
    if (!usable(other, p) || other.rank > serving.rank) return {};
    if (other.rank < serving.rank) return {true, false};
    if (!other.shares_context) return {};
    const EventLevels levels{.mn = other.rsrp, .mp = serving.rsrp, .ocn = other.offset, .ocp = serving.offset};
    const auto a3 = [&](Db offset) -> TriggerSides {
        return {a3_enters(levels, offset, p.hysteresis), a3_leaves(levels, offset, p.hysteresis)};
    };
    const auto a4 = [&]() -> TriggerSides {
        return {a4_enters(levels, p.a4_threshold, p.hysteresis), a4_leaves(levels, p.a4_threshold, p.hysteresis)};
    };
    const auto d1 = [&]() -> TriggerSides {
        return {d1_enters(serving.distance, other.distance, p.d1_threshold1, p.d1_threshold2, p.d1_hysteresis),
                d1_leaves(serving.distance, other.distance, p.d1_threshold1, p.d1_threshold2, p.d1_hysteresis)};
    };
    switch (p.trigger) {
        case Trigger::kStrongest:
            return a3(Db{0.0});
        case Trigger::kA3:
            return a3(p.a3_offset);
        case Trigger::kA4:
            return a4();
        case Trigger::kA5:
            return {a5_enters(levels, p.a5_threshold1, p.a5_threshold2, p.hysteresis),
                    a5_leaves(levels, p.a5_threshold1, p.a5_threshold2, p.hysteresis)};
        case Trigger::kD1:
            return d1();
        case Trigger::kT1:
            return t1_sides(serving, other, p);
        case Trigger::kA4AndD1:
            return both(a4(), d1());
        case Trigger::kA4AndT1:
            return both(a4(), t1_sides(serving, other, p));
    }
    return {};
}

std::int32_t select_cell(const CellColumns& cells, const TriggerParameters& p) {
    std::int32_t best = kNoCell;
    CellView best_view;
    for (std::size_t i = 0; i < cells.rsrp_dbm.size(); ++i) {
        const CellView view = cells.view(i);
        if (!usable(view, p) || (best != kNoCell && !before(view, best_view, p.prefer))) continue;
        best = static_cast<std::int32_t>(i);
        best_view = view;
    }
    return best;
}

std::int32_t better_cell(const CellColumns& cells, std::int32_t serving, const TriggerParameters& p) {
    if (serving == kNoCell || cells.allowed[static_cast<std::size_t>(serving)] == 0) return select_cell(cells, p);
    const CellView from = cells.view(static_cast<std::size_t>(serving));
    std::int32_t best = serving;
    CellView best_view;
    for (std::size_t i = 0; i < cells.rsrp_dbm.size(); ++i) {
        if (static_cast<std::int32_t>(i) == serving) continue;
        const CellView view = cells.view(i);
        const TriggerSides sides = trigger_sides(from, view, p);
        if (!sides.enters || sides.leaves || (best != serving && !before(view, best_view, p.prefer))) continue;
        best = static_cast<std::int32_t>(i);
        best_view = view;
    }
    return best;
}

}  // namespace d2c
