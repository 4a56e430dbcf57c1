#pragma once
// The state machine of one phone: measurements and time in, state and events out.

#include <array>
#include <optional>
#include <span>

#include "roaming/machine/event.h"
#include "roaming/machine/settings.h"
#include "roaming/triggers/decision.h"

namespace d2c {

enum class PhoneState : std::uint8_t {
    kNoService,  ///< no usable cell
    kIdle,       ///< a cell was found; being read, and registered with where needed
    kCamping,    ///< idle and reachable
    kConnecting,
    kConnected,
    kHandover,  ///< between two cells: from the command's arrival to the completed handover
    kReestablishment,
};
std::string_view to_string(PhoneState state);

struct PhoneDemand {
    bool traffic = false;          ///< there is something to carry
    bool page = false;             ///< the network has something for it now
    RadioCellId predicted_next{};  ///< from triggers/next_cell.h: prepared whatever its level (conditional handover)
};

/// One phone. Serves from one cell at a time, never from one that is not allowed; `handover` ends at T304 at the latest. Deterministic:
/// losses are drawn by seed, phone, cell, kind of procedure and instant, so that two policies meet the same ones. Nothing is allocated.
class Machine {
  public:
    /// Cells beyond this many in one call are not looked at: the strongest first, where there are more.
    static constexpr std::size_t kMostCells = 64;

    /// Settings that `check` finds no fault in.
    Machine(const MachineSettings& settings, std::uint64_t seed, HandsetId phone);
    /// From the instant of the last call to `at`, which is not before it. What happened in between happens at its own instants, with the
    /// levels of the last call (a level holds until the next); then the phone decides on the levels of this one.
    void advance(std::span<const Measurement> cells, Instant at, const PhoneDemand& demand, EventSink& sink);

    PhoneState state() const { return state_; }
    /// Camped on or connected to; empty in every other state but `connecting` (then the cell of the set-up).
    RadioCellId serving() const { return serving_; }
    Plmn network() const { return network_; }  ///< of the serving cell
    Plmn registered_network() const { return registered_; }
    /// Connected, and not just being moved to another network.
    bool carries_data() const {
        return state_ == PhoneState::kConnected && !(running_ && executing_ && procedure_.kind() == ProcedureKind::kChangeOfNetwork);
    }

  private:
    struct Row {
        std::uint64_t key = 0;
        Dbm rsrp{0.0};
        TimedCondition condition;
    };
    struct Prepared {
        std::uint64_t key = 0;
        Instant ready{};
        bool good = false;
    };
    static constexpr std::size_t kMostPrepared = 8;  // maxNrofCondCells, TS 38.331 clause 6.4

    std::int32_t find(std::span<const Measurement> cells, RadioCellId cell) const;
    void read_rows(std::span<const Measurement> cells, Instant at);
    void settle(Instant at, EventSink& sink);
    void begin_execution(Instant at, EventSink& sink);
    void finish(EventSink& sink);
    void finish_camp(EventSink& sink);
    void radio_link_failure(Instant at, EventSink& sink);
    void leave_barred(std::span<const Measurement> cells, Instant at, EventSink& sink);
    void decide(std::span<const Measurement> cells, Instant at, const PhoneDemand& demand, EventSink& sink);
    void decide_without_service(std::span<const Measurement> cells, Instant at);
    void decide_camping(std::span<const Measurement> cells, std::int32_t serving, Instant at, const PhoneDemand& demand, EventSink& sink);
    void decide_connected(std::span<const Measurement> cells, std::int32_t serving, Instant at, const PhoneDemand& demand, EventSink& sink);
    void decide_reestablishment(std::span<const Measurement> cells, Instant at, EventSink& sink);
    void prepare(std::span<const Measurement> cells, std::int32_t serving, Instant at, RadioCellId predicted, EventSink& sink);
    bool prepared(std::uint64_t key, Instant at) const;
    std::int32_t triggered(std::int32_t serving, const TriggerParameters& p, Instant at, bool wants_prepared);
    std::int32_t select(bool with_context) const;

    void start(const Procedure& procedure, const Measurement& target, Instant at);
    void serve(const RadioSide& side, PhoneState state, Instant at);
    void lose_service(Instant at, EventSink& sink);
    void emit(EventSink& sink, EventKind kind, Instant at, RadioCellId to = {}, Plmn to_network = {},
              const Procedure* procedure = nullptr) const;
    DrawKey key_of(const Measurement& target, ProcedureKind kind, Instant at) const;
    Row& row(std::size_t i) { return tables_[table_][i]; }
    const Row& row(std::size_t i) const { return tables_[table_][i]; }
    void forget_conditions();
    /// A home's Wi-Fi has no tracking areas.
    bool needs_update(const Measurement& cell) const {
        return cell.cell.access() != Access::kHomeWifi && registered_area_ != cell.tracking_area;
    }
    bool monitored() const { return state_ == PhoneState::kConnected; }

    MachineSettings settings_;
    std::uint64_t seed_;
    HandsetId phone_;
    PhoneState state_ = PhoneState::kNoService;
    RadioCellId serving_;
    Plmn network_, registered_;
    std::optional<std::uint32_t> registered_area_;
    bool has_service_ = false, started_ = false, tried_prepared_ = false;
    Instant last_{}, last_traffic_{}, failed_at_{};
    RadioSide served_;  ///< the serving cell as last measured; after a failure the one that was lost
    Instant ceases_{};  ///< of the serving cell
    LinkMonitor monitor_;

    Procedure procedure_;
    bool running_ = false, executing_ = false;
    Instant executes_{}, ends_{};
    Instant stands_since_{};  ///< since when user data stand still for what runs
    RadioSide target_;
    Db target_sinr_{0.0};
    Instant target_ceases_{};
    std::uint32_t target_area_ = 0;

    std::array<Prepared, kMostPrepared> prepared_{};
    std::size_t row_count_ = 0;
    std::array<std::array<Row, kMostCells>, 2> tables_{};  ///< of this call and of the last
    std::size_t table_ = 0;
    std::array<CellView, kMostCells> views_{};
    std::chrono::nanoseconds weighed_period_{-1};
    double weight_ = 1.0;
};

}  // namespace d2c
