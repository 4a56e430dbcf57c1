#include "world/sky/sky.h"

#include <oneapi/tbb/parallel_for.h>

#include <cmath>
#include <numeric>

#include "geography/grid/grid.h"

namespace d2c {
namespace {

constexpr int kBinOrder = 4;

const Grid& bins() {
    static const Grid grid{kBinOrder};
    return grid;
}

}  // namespace

Sky build_sky(const Fleet& fleet, Instant start, double step_s, std::size_t step_count) {
    Sky sky{in_service(fleet, start), {}, {}};
    for (const std::uint32_t row : sky.satellites) sky.payload.push_back(fleet.payload[row]);
    return build_sky(fleet, sky, start, step_s, step_count);
}

Sky build_sky(const Fleet& fleet, const Sky& like, Instant start, double step_s, std::size_t step_count) {
    Sky sky{like.satellites, like.payload, {}};
    std::vector<MeanState> states;
    for (const std::uint32_t row : sky.satellites) states.push_back(fleet.states[row]);
    sky.steps.resize(step_count);
    tbb::parallel_for(std::size_t{0}, step_count, [&](std::size_t k) {
        sky.steps[k].resize(states.size());
        propagate_itrf(states, start + nanoseconds_from_seconds(static_cast<double>(k) * step_s), 0, states.size(), sky.steps[k]);
    });
    return sky;
}

std::size_t SkyBins::bin_count() { return static_cast<std::size_t>(bins().cell_count()); }

std::vector<BinRun> SkyBins::bins_near(const Geodetic& place, Angle radius) {
    std::vector<BinRun> runs;
    for (const std::int64_t cell : bins().cells_in_disc(place, radius)) {
        const auto bin = static_cast<std::uint16_t>(cell);
        if (runs.empty() || runs.back().last != bin) runs.push_back({bin, bin});
        ++runs.back().last;
    }
    return runs;
}

void SkyBins::fill(const SatelliteColumns& columns, std::span<const std::uint16_t> payload, std::size_t payload_count) {
    const std::size_t count = columns.size();
    first_.assign(payload_count * bin_count() + 1, 0);
    bin_.resize(count);
    tbb::parallel_for(tbb::blocked_range<std::size_t>{0, count, 512}, [&](const auto& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            const double x = columns.x_itrf_m[i], y = columns.y_itrf_m[i], z = columns.z_itrf_m[i];
            const Geodetic below{Angle::radians(std::atan2(z, std::sqrt(x * x + y * y))), Angle::radians(std::atan2(y, x))};
            bin_[i] = static_cast<std::uint32_t>(payload[i] * bin_count() + static_cast<std::size_t>(bins().cell_of(below).pixel));
        }
    });
    for (const std::uint32_t bin : bin_) ++first_[bin + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    next_.assign(first_.begin(), first_.end() - 1);
    entries_.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const double x = columns.x_itrf_m[i], y = columns.y_itrf_m[i], z = columns.z_itrf_m[i];
        const double radius = std::sqrt(x * x + y * y + z * z), inverse = 1.0 / radius;
        entries_[next_[bin_[i]]++] = {static_cast<float>(x * inverse), static_cast<float>(y * inverse), static_cast<float>(z * inverse),
                                      static_cast<float>(radius), i};
    }
}

void SkyBins::keep(const SkyBins& all, std::span<const std::uint8_t> wanted) {
    first_.resize(all.first_.size());
    entries_.clear();
    for (std::size_t bin = 0; bin + 1 < first_.size(); ++bin) {
        first_[bin] = static_cast<std::uint32_t>(entries_.size());
        for (std::uint32_t i = all.first_[bin]; i < all.first_[bin + 1]; ++i)
            if (wanted[all.entries_[i].row] != 0) entries_.push_back(all.entries_[i]);
    }
    first_.back() = static_cast<std::uint32_t>(entries_.size());
}

}  // namespace d2c
