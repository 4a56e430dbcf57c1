// Link adaptation: the flow level's look-up, an error rate, a whole choice of MCS with HARQ.

#include <benchmark/benchmark.h>

#include <vector>

#include "base/random.h"
#include "handset_phy/adaptation/block_error/block_error.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/adaptation/rate/transport_rate.h"

namespace {

using namespace d2c;

HandsetClass phone() {
    HandsetClass h;
    h.air_interface = AirInterface::kNrNtn;
    h.release = 17;
    h.highest_modulation_order = 8;
    h.layers = 2;
    h.overhead_share = 0.14;
    return h;
}

/// -10 to 30 dB, in no order.
std::vector<double> snrs_db() {
    std::vector<double> all;
    for (std::uint64_t i = 0; i < 4096; ++i) all.push_back(-10.0 + 40.0 * uniform01({1, Purpose::kTest, i}));
    return all;
}

void RateTableLookup(benchmark::State& state) {
    const RateTable table{phone()};
    const auto snrs = snrs_db();
    for (auto _ : state) {
        double sum = 0.0;
        for (const double snr : snrs) sum += table.bits_per_re(snr);
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(snrs.size()));
}
BENCHMARK(RateTableLookup);

void BlockErrorRate(benchmark::State& state) {
    const BlockErrorModel model{AwgnSet::kVienna};
    const int order = static_cast<int>(state.range(0));
    const CodedBlock block{order, *lte_code_blocks(11448), 18396.0 * order / 6.0};
    const auto snrs = snrs_db();
    for (auto _ : state) {
        double sum = 0.0;
        for (const double snr : snrs) sum += model.error_rate(Db{snr}, block);
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(snrs.size()));
}
BENCHMARK(BlockErrorRate)->Arg(6)->Arg(8);

void TransportRateOfOneLink(benchmark::State& state) {
    const HandsetClass handset = phone();
    TransportQuestion question;
    question.resource_blocks = {106};
    question.table = table_for(handset);
    const auto snrs = snrs_db();
    std::size_t i = 0;
    for (auto _ : state) {
        question.snr = Db{snrs[i++ % snrs.size()]};
        benchmark::DoNotOptimize(transport_rate(question, handset));
    }
}
BENCHMARK(TransportRateOfOneLink);

}  // namespace
