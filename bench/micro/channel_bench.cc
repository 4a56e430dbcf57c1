// The channel's terms as the loops over links call them.

#include <benchmark/benchmark.h>

#include <vector>

#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/rain.h"
#include "handset_phy/channel/environment/shadow_field.h"
#include "handset_phy/channel/near_phone/entry_loss.h"

namespace {

using namespace d2c;

void ExcessLoss(benchmark::State& state) {
    const ChannelTable table{ChannelEnvironment::kSuburban};
    std::vector<ChannelDraw> draws;
    for (std::uint64_t phone = 0; phone < 1024; ++phone) draws.push_back(channel_draw(1, phone, 7, 3));
    std::size_t i = 0;
    for (auto _ : state) {
        const double elevation_deg = 10.0 + static_cast<double>(i % 800) * 0.1;
        benchmark::DoNotOptimize(table.excess_loss_db(elevation_deg, draws[i % draws.size()]));
        ++i;
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ExcessLoss);

void GasLoss(benchmark::State& state) {
    double ghz = 1.0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(gas_loss(Hertz{ghz * 1e9}, Angle::degrees(30.0)));
        ghz = ghz < 90.0 ? ghz + 0.37 : 1.0;
    }
}
BENCHMARK(GasLoss);

void CorrelatedDraw(benchmark::State& state) {
    const CorrelatedChannel channel{1, ChannelEnvironment::kRural};
    const Displacement<Itrf> up{Metres{660.0}, Metres{47.0}, Metres{750.0}};
    Position<Itrf> phone{Metres{4200e3}, Metres{300e3}, Metres{4780e3}};
    for (auto _ : state) {
        benchmark::DoNotOptimize(channel.draw(phone, up, Angle::degrees(50.0)));
        phone.y.value += 1.0;
    }
}
BENCHMARK(CorrelatedDraw);

void BuildingEntryLoss(benchmark::State& state) {
    double p = 0.01;
    for (auto _ : state) {
        benchmark::DoNotOptimize(building_entry_loss(BuildingType::kTraditional, Hertz{2e9}, Angle::degrees(40.0), p));
        p = p < 0.98 ? p + 0.01 : 0.01;
    }
}
BENCHMARK(BuildingEntryLoss);

void RainLoss(benchmark::State& state) {
    RainPath path{Hertz{28e9}, Angle::degrees(31.0), Angle::degrees(45.0), Angle::degrees(51.5), Metres{31.0}, Metres{2450.0}, 26.5};
    double percent = 0.001;
    for (auto _ : state) {
        benchmark::DoNotOptimize(rain_loss(path, percent));
        percent = percent < 4.0 ? percent * 1.1 : 0.001;
    }
}
BENCHMARK(RainLoss);

}  // namespace
