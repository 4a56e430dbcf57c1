#include "world/radio/association.h"

#include <bit>
#include <cmath>
#include <limits>

#include "world/radio/path.h"

namespace d2c {

WindowDraws::WindowDraws(const Sky& sky, std::uint64_t seed, std::uint32_t window_key)
    : sky_{&sky}, seed_{seed}, window_key_{window_key}, stamp_(sky.satellites.size(), 0), draws_(sky.satellites.size()) {}

void WindowDraws::start(std::uint64_t phone_draw_id, const EnvironmentRadio& environment) {
    phone_ = phone_draw_id;
    environment_ = &environment;
    ++now_;
}

void WindowDraws::fill(std::uint32_t satellite) {
    draws_[satellite] = channel_draw(seed_, phone_, sky_->satellites[satellite], window_key_);
    stamp_[satellite] = now_;
}

namespace {

/// Event A3 over one class: the best of a step, and whether the one so far is kept.
struct Contest {
    std::int32_t serving = kNoSatellite, best = kNoSatellite;
    double best_db = 0.0, serving_db = 0.0;
    unsigned in_view = 0;

    void begin_step() {
        best = kNoSatellite;
        best_db = serving_db = -std::numeric_limits<double>::infinity();
        in_view = 0;
    }
    void enter(std::int32_t satellite, double strength_db) {
        ++in_view;
        // Equal strengths go to the lower row, so that the order of looking does not matter.
        if (strength_db > best_db || (strength_db == best_db && satellite < best)) {
            best = satellite;
            best_db = strength_db;
        }
        if (satellite == serving) serving_db = strength_db;
    }
    void end_step(double hysteresis_db) {
        if (best == kNoSatellite || best_db > serving_db + hysteresis_db) serving = best;
    }
};

}  // namespace

void associate(const Sky& sky, const SkyIndex& index, const Fleet& fleet, const RadioModel& radio, const SpectrumUse& spectrum,
               const PhoneColumns& phones, std::size_t phone, std::span<const CarrierMask> carriers, Db hysteresis, WindowDraws& draws,
               const ServingColumns& out, std::uint64_t& links) {
    std::vector<Contest> contests(carriers.size());
    CarrierMask any = 0;
    for (const CarrierMask mask : carriers) any |= mask;
    for (std::size_t k = 0; k < sky.steps.size(); ++k) {
        const SkyStep& step = sky.steps[k];
        for (Contest& contest : contests) contest.begin_step();
        for (const std::uint32_t bin : index.service_bins(phone)) {
            const std::span<const BinnedSatellites::Entry> candidates = step.binned.in(bin);
            links += candidates.size();
            for (const BinnedSatellites::Entry& candidate : candidates) {
                if (!above_horizon(phones, phone, candidate)) continue;
                const std::uint32_t s = candidate.row;
                const std::size_t payload = fleet.payload[sky.satellites[s]];
                const CarrierMask offered = spectrum.of_payload(payload);
                if ((any & offered) == 0) continue;
                const Sight line = sight(phones, phone, candidate);
                const PayloadRadio& beam = radio.payloads[payload];
                if (line.sin_elevation < beam.least_sin_elevation) continue;
                const double range_m = std::sqrt(line.range_m2);
                const double spread =
                    beam.eirp_w_per_hz * RadioModel::scan_gain(beam, cos_scan(phones, phone, step.columns, s, range_m)) / line.range_m2;
                const auto first = static_cast<std::size_t>(std::countr_zero(any & offered));
                const double common_db =
                    10.0 * std::log10(spread) - path_excess_db(radio, draws.environment(), first, line.sin_elevation, draws.draw(s));
                for (std::size_t c = 0; c < carriers.size(); ++c) {
                    const CarrierMask usable = carriers[c] & offered;
                    if (usable == 0) continue;
                    const auto carrier = static_cast<std::size_t>(std::countr_zero(usable));
                    contests[c].enter(static_cast<std::int32_t>(s), common_db + radio.downlink_gain_at_1m_db[carrier]);
                }
            }
        }
        for (std::size_t c = 0; c < carriers.size(); ++c) {
            contests[c].end_step(hysteresis.value);
            out.satellite[c * sky.steps.size() + k] = contests[c].serving;
            out.in_view[c * sky.steps.size() + k] = static_cast<std::uint8_t>(std::min(contests[c].in_view, 255u));
        }
    }
}

}  // namespace d2c
