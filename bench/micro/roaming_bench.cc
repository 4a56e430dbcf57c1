// One phone's state machine, step by step, among eight cells whose levels move.

#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <vector>

#include "roaming/machine/machine.h"

namespace d2c {
namespace {

struct Nothing final : EventSink {
    void on(const MachineEvent&, const Procedure*) override { ++events; }
    std::uint64_t events = 0;
};

std::vector<Measurement> cells_at(double t_s) {
    std::vector<Measurement> cells(8);
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
        Measurement& m = cells[i];
        m.cell = RadioCellId::of_beam({i}, {1});
        m.plmn = *Plmn::parse("310260");
        // Each cell rises and sets as a pass of ten minutes does.
        m.rsrp = {-110.0 + 12.0 * std::sin(t_s / 200.0 + i)};
        m.sinr = {m.rsrp.value + 110.0};
        m.delays = {std::chrono::milliseconds{2}, std::chrono::milliseconds{4}, std::chrono::milliseconds{5}, {}, {}};
    }
    return cells;
}

void steps(benchmark::State& state, HandoverMethod method) {
    MachineSettings settings;
    settings.method = method;
    Machine machine{settings, 1, HandsetId{1}};
    Nothing sink;
    std::vector<std::vector<Measurement>> series;
    for (int k = 0; k < 600; ++k) series.push_back(cells_at(k));
    Instant now{0};
    std::size_t k = 0;
    for (auto _ : state) {
        machine.advance(series[k], now, {.traffic = true}, sink);
        now = now + std::chrono::seconds{1};
        k = k + 1 < series.size() ? k + 1 : 0;
    }
    benchmark::DoNotOptimize(sink.events);
}
void MachineStep(benchmark::State& state) { steps(state, HandoverMethod::kBreakBeforeMake); }
void MachineStepConditional(benchmark::State& state) { steps(state, HandoverMethod::kConditional); }
BENCHMARK(MachineStep);
BENCHMARK(MachineStepConditional);

}  // namespace
}  // namespace d2c
