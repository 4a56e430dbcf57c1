#include "roaming/machine/machine.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace d2c {
namespace {

constexpr std::array<std::string_view, 7> kStates{"no-service", "idle",     "camping",         "connecting",
                                                  "connected",  "handover", "re-establishment"};
constexpr std::array<std::string_view, 20> kEvents{"camped",
                                                   "reselected",
                                                   "service-lost",
                                                   "connected",
                                                   "access-failure",
                                                   "released",
                                                   "barred",
                                                   "handover-prepared",
                                                   "preparation-failed",
                                                   "handover-started",
                                                   "handover-completed",
                                                   "handover-failure",
                                                   "radio-link-failure",
                                                   "re-establishment-started",
                                                   "re-established",
                                                   "re-establishment-failure",
                                                   "network-changed",
                                                   "tracking-area-updated",
                                                   "paged",
                                                   "page-missed"};
constexpr Db kUnheard{-std::numeric_limits<double>::infinity()};

}  // namespace

std::string_view to_string(PhoneState state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view to_string(EventKind kind) { return kEvents[static_cast<std::size_t>(kind)]; }

Machine::Machine(const MachineSettings& settings, std::uint64_t seed, HandsetId phone)
    : settings_{settings}, seed_{seed}, phone_{phone}, monitor_{settings.link} {}

void Machine::advance(std::span<const Measurement> cells, Instant at, const PhoneDemand& demand, EventSink& sink) {
    cells = cells.first(std::min(cells.size(), kMostCells));
    if (!started_) last_ = last_traffic_ = at;
    started_ = true;
    settle(at, sink);
    read_rows(cells, at);
    leave_barred(cells, at, sink);
    decide(cells, at, demand, sink);
    settle(at, sink);
    last_ = at;
}

std::int32_t Machine::find(std::span<const Measurement> cells, RadioCellId cell) const {
    if (cell.empty()) return kNoCell;
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (cells[i].cell == cell) return static_cast<std::int32_t>(i);
    return kNoCell;
}

void Machine::read_rows(std::span<const Measurement> cells, Instant at) {
    const auto period = at - last_;
    if (period != weighed_period_) {
        weight_ = l3_weight(settings_.filter, period);
        weighed_period_ = period;
    }
    const std::size_t previous_count = row_count_;
    const std::array<Row, kMostCells>& previous = tables_[table_];
    table_ = 1 - table_;
    row_count_ = cells.size();
    for (std::size_t i = 0; i < row_count_; ++i) {
        const Measurement& m = cells[i];
        std::size_t old = i;
        if (old >= previous_count || previous[old].key != m.cell.key())
            for (old = 0; old < previous_count && previous[old].key != m.cell.key(); ++old) {
            }
        const bool heard = std::isfinite(m.rsrp.value);
        if (heard && old < previous_count && std::isfinite(previous[old].rsrp.value)) {
            row(i) = previous[old];
            row(i).rsrp = l3_filter(previous[old].rsrp, m.rsrp, weight_);
        } else {
            row(i) = {m.cell.key(), heard ? m.rsrp : Dbm{kUnheard.value}, {}};
        }
        // Field by field: put together on the stack first, it would be waited for.
        CellView& view = views_[i];
        view.rsrp = row(i).rsrp;
        view.sinr = heard ? m.sinr : kUnheard;
        view.distance = m.distance;
        view.remaining_s = seconds_between(m.ceases, at);
        view.allowed = m.allowed;
        view.shares_context = m.shares_context;
        view.rank = m.rank;
        view.offset = m.event_offset;
    }
}

void Machine::forget_conditions() {
    for (std::size_t i = 0; i < row_count_; ++i) row(i).condition = {};
}

void Machine::settle(Instant at, EventSink& sink) {
    for (;;) {
        const Instant due = !running_ ? at : executing_ || procedure_.interruption().count() == 0 ? ends_ : executes_;
        const Instant bound = std::min(at, due);
        if (monitored()) {
            std::optional<Instant> failed;
            if (bound > ceases_) {
                failed = monitor_.advance(ceases_);
                monitor_.hold(kUnheard);
            }
            if (!failed) failed = monitor_.advance(bound);
            if (failed) {
                radio_link_failure(*failed, sink);
                continue;
            }
        }
        if (!running_ || due > at) return;
        if (due == ends_) {
            finish(sink);
        } else {
            begin_execution(due, sink);
        }
    }
}

void Machine::begin_execution(Instant at, EventSink& sink) {
    executing_ = true;
    if (procedure_.kind() != ProcedureKind::kHandover) return;
    emit(sink, EventKind::kHandoverStarted, at, target_.cell, target_.plmn);
    state_ = PhoneState::kHandover;
    serving_ = {};
    network_ = {};
}

void Machine::finish(EventSink& sink) {
    if (!executing_ && procedure_.interruption().count() > 0) begin_execution(ends_, sink);
    running_ = executing_ = false;
    const bool good = procedure_.succeeded();
    const Instant at = ends_;
    switch (procedure_.kind()) {
        case ProcedureKind::kCamp:
            finish_camp(sink);
            break;
        case ProcedureKind::kConnect:
            emit(sink, good ? EventKind::kConnected : EventKind::kAccessFailure, at, target_.cell, target_.plmn, &procedure_);
            state_ = PhoneState::kCamping;
            if (good) serve(target_, PhoneState::kConnected, at);
            break;
        case ProcedureKind::kHandoverPreparation:
            break;
        case ProcedureKind::kHandover:
            if (good) {
                emit(sink, EventKind::kHandoverCompleted, at, target_.cell, target_.plmn, &procedure_);
                if (target_.plmn != registered_) registered_area_.reset();
                registered_ = target_.plmn;
                serve(target_, PhoneState::kConnected, at);
            } else if (state_ == PhoneState::kHandover) {
                emit(sink, EventKind::kHandoverFailure, at, target_.cell, target_.plmn, &procedure_);
                state_ = PhoneState::kReestablishment;
                failed_at_ = at;
            } else {
                emit(sink, EventKind::kPreparationFailure, at, target_.cell, target_.plmn, &procedure_);
            }
            break;
        case ProcedureKind::kReestablishment:
            if (good) {
                emit(sink, EventKind::kReestablished, at, target_.cell, target_.plmn, &procedure_);
                serve(target_, PhoneState::kConnected, at);
            } else {
                emit(sink, EventKind::kReestablishmentFailure, at, target_.cell, target_.plmn, &procedure_);
                lose_service(at, sink);
            }
            break;
        case ProcedureKind::kTrackingAreaUpdate:
            emit(sink, good ? EventKind::kTrackingAreaUpdated : EventKind::kAccessFailure, at, target_.cell, target_.plmn, &procedure_);
            if (good) registered_area_ = target_area_;
            break;
        case ProcedureKind::kChangeOfNetwork:
            if (good) {
                emit(sink, EventKind::kNetworkChanged, at, target_.cell, target_.plmn, &procedure_);
                registered_ = target_.plmn;
                registered_area_ = target_area_;
                serve(target_, PhoneState::kConnected, at);
            } else {
                emit(sink, EventKind::kAccessFailure, at, target_.cell, target_.plmn, &procedure_);
                lose_service(at, sink);
            }
            break;
    }
}

void Machine::finish_camp(EventSink& sink) {
    if (!procedure_.succeeded()) {
        emit(sink, EventKind::kAccessFailure, ends_, target_.cell, target_.plmn, &procedure_);
        state_ = PhoneState::kNoService;
        return;
    }
    emit(sink, EventKind::kCamped, ends_, target_.cell, target_.plmn, &procedure_);
    if (registered_ != target_.plmn) {
        registered_ = target_.plmn;
        registered_area_ = target_area_;
    }
    has_service_ = true;
    serve(target_, PhoneState::kCamping, ends_);
}

void Machine::radio_link_failure(Instant at, EventSink& sink) {
    emit(sink, EventKind::kRadioLinkFailure, at);
    running_ = executing_ = false;
    state_ = PhoneState::kReestablishment;
    failed_at_ = at;
    serving_ = {};
    network_ = {};
}

void Machine::leave_barred(std::span<const Measurement> cells, Instant at, EventSink& sink) {
    if (running_) {
        const std::int32_t row = find(cells, target_.cell);
        if (row != kNoCell && !cells[static_cast<std::size_t>(row)].allowed) {
            const bool interrupted = executing_ || procedure_.kind() == ProcedureKind::kReestablishment;
            procedure_.cut(Failure::kTargetGone,
                           interrupted ? std::max(at - executes_, std::chrono::nanoseconds{}) : std::chrono::nanoseconds{});
            ends_ = at;
            finish(sink);
        }
    }
    const std::int32_t row = find(cells, serving_);
    if (row == kNoCell || cells[static_cast<std::size_t>(row)].allowed) return;
    emit(sink, EventKind::kBarred, at);
    running_ = executing_ = false;
    lose_service(at, sink);
}

DrawKey Machine::key_of(const Measurement& target, ProcedureKind kind, Instant at) const {
    // Spread over the entity by an odd constant (2^64 over the golden ratio): cells and kinds of one phone draw apart.
    const std::uint64_t who = (target.cell.key() * 8 + static_cast<std::uint64_t>(kind)) * 0x9e3779b97f4a7c15 + phone_.value;
    constexpr std::int64_t kStepNs = 1'000'000;
    return {seed_, Purpose::kSignalling, who, 0, static_cast<std::uint32_t>(static_cast<std::uint64_t>(at.utc_ns / kStepNs))};
}

void Machine::start(const Procedure& procedure, const Measurement& target, Instant at) {
    procedure_ = procedure;
    target_ = side_of(target);
    target_sinr_ = target.sinr;
    target_ceases_ = target.ceases;
    target_area_ = target.tracking_area;
    const bool handover = procedure.kind() == ProcedureKind::kHandover;
    const bool reaches_execution = procedure_.interruption().count() > 0;
    if (handover && reaches_execution && (!procedure_.succeeded() || procedure_.interruption() > settings_.t304))
        procedure_.cut(procedure_.succeeded() ? Failure::kTimer : procedure_.failure(), settings_.t304);
    if (procedure.kind() == ProcedureKind::kReestablishment) {
        const auto search = settings_.procedures.times.cell_search.value + settings_.procedures.times.system_information.value;
        if (!procedure_.succeeded() || procedure_.total() - search > settings_.t301)
            procedure_.cut(procedure_.succeeded() ? Failure::kTimer : procedure_.failure(), search + settings_.t301);
    }
    running_ = true;
    executing_ = false;
    executes_ = at + procedure_.before_interruption();
    // What follows a handover's interruption (the path switch) holds up nothing.
    ends_ = handover && reaches_execution ? executes_ + procedure_.interruption() : at + procedure_.total();
    if (procedure.kind() == ProcedureKind::kConnect && !procedure_.succeeded()) ends_ = at + settings_.t300;
    const bool recovers = state_ == PhoneState::kReestablishment;
    stands_since_ = recovers ? failed_at_ : executes_;
}

void Machine::serve(const RadioSide& side, PhoneState state, Instant at) {
    state_ = state;
    serving_ = side.cell;
    network_ = side.plmn;
    served_ = side;
    ceases_ = target_ceases_;
    monitor_.start(at, target_sinr_);
    prepared_.fill({});
    tried_prepared_ = false;
    forget_conditions();
}

void Machine::lose_service(Instant at, EventSink& sink) {
    serving_ = {};
    network_ = {};
    state_ = PhoneState::kNoService;
    if (has_service_) emit(sink, EventKind::kServiceLost, at);
    has_service_ = false;
}

void Machine::emit(EventSink& sink, EventKind kind, Instant at, RadioCellId to, Plmn to_network, const Procedure* procedure) const {
    MachineEvent event{at, kind, served_.cell, to, served_.plmn, to_network, {}, Failure::kNone};
    if (procedure != nullptr) {
        if (procedure->interruption().count() > 0) event.interruption = at - stands_since_;
        event.failure = procedure->failure();
    }
    sink.on(event, procedure);
}

}  // namespace d2c
