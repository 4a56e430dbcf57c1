// Time of all that one phone tries in an hour, per session of five minutes: from link samples at steps of 15 or 5 s to counted tries.

#include <benchmark/benchmark.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "base/random.h"
#include "world/watch/rate_line.h"
#include "world/watch/viewers.h"

namespace {

using namespace d2c;

constexpr double kWindow_s = 3600.0, kTail_s = 310.0;
constexpr std::size_t kPhones = 512;

ServicesConfig services() {
    ServicesConfig s;
    const double kbps[] = {300, 700, 1200, 2500, 5000};
    const double peak[] = {1.84, 1.95, 1.98, 1.91, 1.68};
    for (int i = 0; i < 5; ++i) s.ladder.rungs.push_back({"r", 360, BitsPerSecond{kbps[i] * 1e3}, peak[i]});
    return s;
}

double draw(std::uint64_t phone, std::uint32_t other, std::uint32_t step = 0) { return uniform01({1, Purpose::kTest, phone, other, step}); }

/// Satellites of two to four minutes each. The mixture is that of scenarios/video-anywhere.yaml over 2027 to 2034: of the sessions 1 %
/// dark, 4 % below the lowest rung, 5 % with outages, 72 % never below 10 Mbit/s while lit, the rest between. Rates move in the steps of
/// CQI rows; those of every third phone also with the share that it gets.
std::vector<LinkSample> samples_of(std::uint64_t phone, double step_s) {
    const double kind = draw(phone, 0);
    const auto count = static_cast<std::size_t>(std::ceil((kWindow_s + kTail_s) / step_s)) + 1;
    std::vector<LinkSample> samples(count);
    if (kind < 0.01) return samples;
    const double top_bps = kind < 0.05 ? 2.5e5 : kind < 0.28 ? 1.5e6 * std::pow(8.0, draw(phone, 1)) : 1.6e7 * (1.0 + 4.0 * draw(phone, 1));
    const bool outages = kind >= 0.05 && kind < 0.12;
    std::uint32_t satellite = 0;
    double from_s = -120.0 * draw(phone, 2), until_s = from_s;
    double strength = 1.0;
    bool dark = false;
    for (std::size_t k = 0; k < count; ++k) {
        const double t = static_cast<double>(k) * step_s;
        while (t >= until_s) {
            ++satellite;
            from_s = until_s;
            until_s = from_s + 120.0 + 120.0 * draw(phone, 3, satellite);
            strength = 0.7 + 0.3 * draw(phone, 4, satellite);
            dark = outages && draw(phone, 5, satellite) < 0.3;
            if (dark) until_s = from_s + 60.0 * draw(phone, 6, satellite);
            if (k > 0) samples[k - 1].leaves = draw(phone, 7, satellite);
        }
        if (dark) continue;
        const double along = (t - from_s) / (until_s - from_s);
        const double row = std::round(15.0 * (0.75 + 0.25 * std::sin(std::numbers::pi * along)));
        samples[k].satellite = static_cast<std::int32_t>(satellite);
        samples[k].interruption_s = 0.06;
        samples[k].rate_bps = top_bps * strength * row / 15.0;
        if (phone % 3 == 0) samples[k].rate_bps *= 0.9 + 0.1 * draw(phone, 8, static_cast<std::uint32_t>(k));
    }
    return samples;
}

void SessionsOfAnHour(benchmark::State& state) {
    const auto step_s = static_cast<double>(state.range(0));
    const ServicesConfig config = services();
    const SessionPlan plan = SessionPlan::create(config.ladder, config.video).value();
    std::vector<std::vector<LinkSample>> phones;
    for (std::uint64_t p = 0; p < kPhones; ++p) phones.push_back(samples_of(p, step_s));
    std::vector<RateSegment> data, up;
    RateTrace trace;
    SpotTally tally;
    for (auto _ : state) {
        for (std::size_t p = 0; p < kPhones; ++p) {
            rate_segments(phones[p], step_s, data);
            up = data;
            open_where_positive(up);
            trace.assign(data);
            try_services({&trace, data, up, Metres::kilo(700.0)}, plan, config, kWindow_s, {1, p, 7}, tally);
        }
    }
    benchmark::DoNotOptimize(tally);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kPhones * 12));
}
BENCHMARK(SessionsOfAnHour)->ArgName("step_s")->Arg(15)->Arg(5)->Unit(benchmark::kMillisecond);

}  // namespace
