#pragma once
// A phone among a few cells, and what happened to it.

#include <chrono>
#include <vector>

#include "roaming/machine/machine.h"

namespace d2c {

struct Log final : EventSink {
    void on(const MachineEvent& event, const Procedure* procedure) override {
        events.push_back(event);
        kinds.push_back(event.kind);
        if (procedure != nullptr) last = *procedure;
    }
    std::vector<MachineEvent> events;
    std::vector<EventKind> kinds;
    Procedure last;
    const MachineEvent* first(EventKind kind) const {
        for (const MachineEvent& e : events)
            if (e.kind == kind) return &e;
        return nullptr;
    }
};

inline Measurement beam(std::uint32_t satellite, double rsrp_dbm, double sinr_db = 10.0) {
    using namespace std::chrono_literals;
    Measurement m;
    m.cell = RadioCellId::of_beam({satellite}, {1});
    m.plmn = *Plmn::parse("310260");
    m.rsrp = {rsrp_dbm};
    m.sinr = {sinr_db};
    m.delays = {2ms, 4ms, 5ms, 40ms, 0ms};
    return m;
}

struct Scene {
    explicit Scene(const MachineSettings& settings, std::uint64_t seed = 1) : machine{settings, seed, HandsetId{1}} {}
    /// On to `until` by `step`, with these cells.
    void run(const std::vector<Measurement>& cells, std::chrono::nanoseconds until,
             std::chrono::nanoseconds step = std::chrono::milliseconds{100}, PhoneDemand demand = {.traffic = true}) {
        while (now - Instant{0} < until) {
            machine.advance(cells, now, demand, log);
            now = now + step;
        }
    }
    Machine machine;
    Log log;
    Instant now{0};
};

/// Settings without memory: no filter, no time to trigger.
inline MachineSettings memoryless() {
    MachineSettings s;
    s.filter.k = 0;
    s.handover = {.trigger = Trigger::kA3, .hysteresis = {1.0}, .a3_offset = {2.0}};
    return s;
}

}  // namespace d2c
