// What the phone and its network decide on the levels of an instant.

#include <algorithm>
#include <limits>

#include "roaming/machine/machine.h"

namespace d2c {

void Machine::decide(std::span<const Measurement> cells, Instant at, const PhoneDemand& demand, EventSink& sink) {
    const std::int32_t row = find(cells, serving_);
    if (row != kNoCell) {
        served_ = side_of(cells[static_cast<std::size_t>(row)]);
        ceases_ = cells[static_cast<std::size_t>(row)].ceases;
    }
    if (monitored())
        monitor_.hold(row == kNoCell ? Db{-std::numeric_limits<double>::infinity()} : cells[static_cast<std::size_t>(row)].sinr);
    if (demand.page && (state_ == PhoneState::kNoService || state_ == PhoneState::kIdle)) emit(sink, EventKind::kPageMissed, at);
    switch (state_) {
        case PhoneState::kNoService:
            decide_without_service(cells, at);
            break;
        case PhoneState::kCamping:
            decide_camping(cells, row, at, demand, sink);
            break;
        case PhoneState::kConnected:
            decide_connected(cells, row, at, demand, sink);
            break;
        case PhoneState::kReestablishment:
            decide_reestablishment(cells, at, sink);
            break;
        case PhoneState::kIdle:
        case PhoneState::kConnecting:
        case PhoneState::kHandover:
            break;
    }
}

std::int32_t Machine::select(bool with_context) const {
    std::int32_t best = kNoCell;
    for (std::size_t i = 0; i < row_count_; ++i) {
        if (!usable(views_[i], settings_.handover) || (with_context && !views_[i].shares_context)) continue;
        if (best == kNoCell || before(views_[i], views_[static_cast<std::size_t>(best)], settings_.handover.prefer))
            best = static_cast<std::int32_t>(i);
    }
    return best;
}

std::int32_t Machine::triggered(std::int32_t serving, const TriggerParameters& p, Instant at, bool wants_prepared) {
    std::int32_t best = kNoCell;
    const CellView& from = views_[static_cast<std::size_t>(serving)];
    for (std::size_t i = 0; i < row_count_; ++i) {
        if (static_cast<std::int32_t>(i) == serving) continue;
        const TriggerSides sides = trigger_sides(from, views_[i], p);
        if (!row(i).condition.update(sides.enters, sides.leaves, at, p.time_to_trigger) || !usable(views_[i], p)) continue;
        if (wants_prepared && views_[i].shares_context && !prepared(row(i).key, at)) continue;
        if (best == kNoCell || before(views_[i], views_[static_cast<std::size_t>(best)], p.prefer)) best = static_cast<std::int32_t>(i);
    }
    return best;
}

void Machine::decide_without_service(std::span<const Measurement> cells, Instant at) {
    const std::int32_t row = select(false);
    if (row == kNoCell) return;
    const Measurement& cell = cells[static_cast<std::size_t>(row)];
    state_ = PhoneState::kIdle;
    start(camp(side_of(cell), cell.plmn != registered_, settings_.procedures, key_of(cell, ProcedureKind::kCamp, at)), cell, at);
}

void Machine::decide_camping(std::span<const Measurement> cells, std::int32_t serving, Instant at, const PhoneDemand& demand,
                             EventSink& sink) {
    const bool kept = serving != kNoCell && views_[static_cast<std::size_t>(serving)].sinr >= settings_.link.qout && at < ceases_;
    const std::int32_t other = kept ? triggered(serving, settings_.reselection, at, false) : select(false);
    if (!kept && other == kNoCell) {
        if (demand.page) emit(sink, EventKind::kPageMissed, at);
        running_ = false;
        lose_service(at, sink);
        return;
    }
    if (other != kNoCell && other != serving) {
        const Measurement& cell = cells[static_cast<std::size_t>(other)];
        running_ = false;
        if (cell.plmn != registered_) {
            if (demand.page) emit(sink, EventKind::kPageMissed, at);
            lose_service(at, sink);
            decide_without_service(cells, at);
            return;
        }
        emit(sink, EventKind::kReselected, at, cell.cell, cell.plmn);
        target_sinr_ = cell.sinr;
        target_ceases_ = cell.ceases;
        serve(side_of(cell), PhoneState::kCamping, at);
        serving = other;
    }
    const Measurement& cell = cells[static_cast<std::size_t>(serving)];
    if (!running_ && needs_update(cell))
        start(tracking_area_update(side_of(cell), false, settings_.procedures, key_of(cell, ProcedureKind::kTrackingAreaUpdate, at)), cell,
              at);
    if (demand.page) emit(sink, running_ ? EventKind::kPageMissed : EventKind::kPaged, at);
    if ((demand.traffic || demand.page) && !running_) {
        last_traffic_ = at;
        state_ = PhoneState::kConnecting;
        start(connect(side_of(cell), settings_.procedures, key_of(cell, ProcedureKind::kConnect, at)), cell, at);
    }
}

void Machine::decide_connected(std::span<const Measurement> cells, std::int32_t serving, Instant at, const PhoneDemand& demand,
                               EventSink& sink) {
    if (demand.traffic) last_traffic_ = at;
    if (serving == kNoCell) return;  // the monitor decides
    if (!running_ && at - last_traffic_ >= settings_.inactivity && !demand.traffic) {
        emit(sink, EventKind::kReleased, at);
        state_ = PhoneState::kCamping;
        forget_conditions();
        return;
    }
    const bool conditional = settings_.method == HandoverMethod::kConditional;
    if (conditional) prepare(cells, serving, at, demand.predicted_next, sink);
    const std::int32_t other = triggered(serving, settings_.handover, at, conditional);
    // An update on the connection gives way to a handover.
    if (running_ && procedure_.kind() != ProcedureKind::kTrackingAreaUpdate) return;
    if (other != kNoCell) {
        const Measurement& target = cells[static_cast<std::size_t>(other)];
        if (target.shares_context) {
            start(handover(settings_.method, served_, side_of(target), settings_.procedures, key_of(target, ProcedureKind::kHandover, at)),
                  target, at);
            return;
        }
        emit(sink, EventKind::kReleased, at, target.cell, target.plmn);
        start(change_of_network(served_, side_of(target), settings_.procedures, key_of(target, ProcedureKind::kChangeOfNetwork, at)),
              target, at);
        state_ = PhoneState::kConnecting;
        serving_ = {};
        network_ = {};
        return;
    }
    const Measurement& cell = cells[static_cast<std::size_t>(serving)];
    if (!running_ && needs_update(cell))
        start(tracking_area_update(side_of(cell), true, settings_.procedures, key_of(cell, ProcedureKind::kTrackingAreaUpdate, at)), cell,
              at);
}

void Machine::decide_reestablishment(std::span<const Measurement> cells, Instant at, EventSink& sink) {
    if (running_) return;
    const std::int32_t row = select(true);
    if (row == kNoCell || at - failed_at_ > settings_.t311) {
        if (at - failed_at_ < settings_.t311) return;
        const Instant ended = std::max(failed_at_ + settings_.t311, last_);
        sink.on({ended, EventKind::kReestablishmentFailure, served_.cell, {}, served_.plmn, {}, ended - failed_at_, Failure::kTimer},
                nullptr);
        lose_service(ended, sink);
        decide_without_service(cells, at);
        return;
    }
    const Measurement& cell = cells[static_cast<std::size_t>(row)];
    // Found within the step of the failure: the search began then. A later cell was not there before.
    const Instant begins = failed_at_ >= last_ ? failed_at_ : at;
    emit(sink, EventKind::kReestablishmentStarted, begins, cell.cell, cell.plmn);
    if (!tried_prepared_ &&
        prepared(cell.cell.key(), begins)) {  // TS 38.331 clause 5.3.7.3: a prepared cell is entered by its configuration
        tried_prepared_ = true;
        start(handover(HandoverMethod::kConditional, served_, side_of(cell), settings_.procedures,
                       key_of(cell, ProcedureKind::kHandover, begins)),
              cell, begins);
        return;
    }
    start(reestablishment(served_, side_of(cell), settings_.procedures, key_of(cell, ProcedureKind::kReestablishment, begins)), cell,
          begins);
}

void Machine::prepare(std::span<const Measurement> cells, std::int32_t serving, Instant at, RadioCellId predicted, EventSink& sink) {
    for (Prepared& p : prepared_) {
        if (p.key == 0) continue;
        const bool heard = std::any_of(cells.begin(), cells.end(), [&](const Measurement& m) { return m.cell.key() == p.key; });
        if (!heard || (!p.good && p.ready <= at)) p = {};
    }
    const CellView& from = views_[static_cast<std::size_t>(serving)];
    for (std::size_t i = 0; i < row_count_; ++i) {
        const bool wanted = usable(views_[i], settings_.handover) && views_[i].shares_context && views_[i].rank <= from.rank &&
                            (cells[i].cell == predicted || views_[i].rsrp >= from.rsrp - settings_.preparation_range);
        if (static_cast<std::int32_t>(i) == serving || !wanted) continue;
        Prepared* place = nullptr;
        bool known = false;
        for (Prepared& p : prepared_) {
            known = known || p.key == row(i).key;
            if (p.key == 0 && place == nullptr) place = &p;
        }
        if (known || place == nullptr) continue;
        const Procedure message = handover_preparation(served_, side_of(cells[i]), settings_.procedures,
                                                       key_of(cells[i], ProcedureKind::kHandoverPreparation, at));
        *place = {row(i).key, at + message.total(), message.succeeded()};
        emit(sink, message.succeeded() ? EventKind::kPrepared : EventKind::kPreparationFailure, at, cells[i].cell, cells[i].plmn, &message);
    }
}

bool Machine::prepared(std::uint64_t key, Instant at) const {
    return std::any_of(prepared_.begin(), prepared_.end(), [&](const Prepared& p) { return p.key == key && p.good && p.ready <= at; });
}

}  // namespace d2c
