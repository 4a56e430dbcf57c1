// Look-ups of a beam's gain as the world engine does them, and an array's whole footprint at once.

#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "base/random.h"
#include "constellation/arrays/planar_array.h"
#include "constellation/patterns/beam_pattern.h"

namespace {

using namespace d2c;

/// Off-axis cosines of an interference sum: out to 35 degrees.
std::vector<double> cosines() {
    std::vector<double> all;
    for (std::uint64_t i = 0; i < 4096; ++i) all.push_back(std::cos(0.6 * std::sqrt(uniform01({1, Purpose::kTest, i}))));
    return all;
}

void LookUp(benchmark::State& state, PatternKind kind) {
    PatternParameters p;
    p.kind = kind;
    if (kind == PatternKind::kS1528Rec12) p.near_in = Db{-20.0};
    const PatternTable table = BeamPattern::create(p, {{33.5}, Metres{2.81}, Hertz::mega(1992.5)})->table(Db{-40.0});
    const std::vector<double> all = cosines();
    for (auto _ : state) {
        double sum = 0.0;
        for (const double cosine : all) sum += table.gain_ratio_of_cosine(cosine);
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * all.size()));
}
BENCHMARK_CAPTURE(LookUp, tr38811, PatternKind::kTr38811);
BENCHMARK_CAPTURE(LookUp, s1528_1_2, PatternKind::kS1528Rec12);
BENCHMARK_CAPTURE(LookUp, s1528_1_4, PatternKind::kS1528Rec14);

/// 64 beams of 16 x 16 elements towards 1,024 directions.
void ArrayFootprint(benchmark::State& state) {
    const auto array = PlanarArray::create({.nx = 16, .ny = 16});
    arma::mat directions(3, 1024);
    for (arma::uword i = 0; i < directions.n_cols; ++i) {
        const double u = 1.2 * (uniform01({2, Purpose::kTest, i}) - 0.5), v = 1.2 * (uniform01({3, Purpose::kTest, i}) - 0.5);
        directions.col(i) = arma::vec{u, v, std::sqrt(1.0 - u * u - v * v)};
    }
    const arma::cx_mat weights = array->weights(directions.cols(0, 63));
    for (auto _ : state) benchmark::DoNotOptimize(array->gain_ratio(weights, directions, 0, directions.n_cols).memptr());
    state.SetItemsProcessed(state.iterations() * 64 * 1024);
}
BENCHMARK(ArrayFootprint)->Unit(benchmark::kMillisecond);

}  // namespace
