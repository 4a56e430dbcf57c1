#include "world/radio/association.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "world/plan/remaining.h"
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

/// What one class sees at a step, gathered for the policy.
struct Field {
    std::vector<std::int32_t> row;
    std::vector<float> sin_elevation, range_m, rsrp_db, remaining_s, load, score;

    void clear() {
        row.clear();
        for (auto* column : {&sin_elevation, &range_m, &rsrp_db, &remaining_s, &load}) column->clear();
    }
    std::int32_t decide(const ServingPolicy& policy, std::int32_t serving, Db hysteresis) {
        score.assign(row.size(), 0.0f);
        policy.score({sin_elevation, range_m, rsrp_db, remaining_s, load}, score);
        return choose(row, score, serving, policy.hysteresis_of(hysteresis));
    }
};

}  // namespace

void associate(const Sky& sky, const SkyIndex& index, const Fleet& fleet, const RadioModel& radio, const SpectrumUse& spectrum,
               const PhoneColumns& phones, std::size_t phone, std::span<const CarrierMask> carriers, const ServingRule& rule,
               WindowDraws& draws, const ServingColumns& out, std::uint64_t& links) {
    std::vector<Field> fields(carriers.size());
    std::vector<std::int32_t> serving(carriers.size(), kNoSatellite);
    std::vector<BinnedSatellites::Entry> found;
    CarrierMask any = 0;
    for (const CarrierMask mask : carriers) any |= mask;
    for (std::size_t c = 0; rule.first_step > 0 && c < carriers.size(); ++c)
        serving[c] = out.satellite[c * sky.steps.size() + rule.first_step - 1];
    for (std::size_t k = rule.first_step; k < rule.last_step; ++k) {
        const SkyStep& step = sky.steps[k];
        found.clear();
        for (const std::uint32_t bin : index.service_bins(phone)) {
            const std::span<const BinnedSatellites::Entry> candidates = step.binned.in(bin);
            links += candidates.size();
            for (const BinnedSatellites::Entry& candidate : candidates)
                if (above_horizon(phones, phone, candidate)) found.push_back(candidate);
        }
        std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
        for (Field& field : fields) field.clear();
        for (const BinnedSatellites::Entry& candidate : found) {
            const std::uint32_t s = candidate.row;
            const std::size_t payload = fleet.payload[sky.satellites[s]];
            const CarrierMask offered = spectrum.of_payload(payload);
            if ((any & offered) == 0) continue;
            if (!rule.usable_share.empty() && !rule.usable_share[k].empty() && !(rule.usable_share[k][s] > 0.0f)) continue;
            const Sight line = sight(phones, phone, candidate);
            const PayloadRadio& beam = radio.payloads[payload];
            if (line.sin_elevation < beam.least_sin_elevation) continue;
            const double range_m = std::sqrt(line.range_m2);
            const double spread =
                beam.eirp_w_per_hz * RadioModel::scan_gain(beam, cos_scan(phones, phone, step.columns, s, range_m)) / line.range_m2;
            const auto first = static_cast<std::size_t>(std::countr_zero(any & offered));
            const double common_db =
                10.0 * std::log10(spread) - path_excess_db(radio, draws.environment(), first, line.sin_elevation, draws.draw(s));
            const float remaining = rule.policy->needs_remaining
                                        ? static_cast<float>(remaining_s(step.columns, s, phones, phone, beam.least_sin_elevation))
                                        : 0.0f;
            for (std::size_t c = 0; c < carriers.size(); ++c) {
                const CarrierMask usable = carriers[c] & offered;
                if (usable == 0) continue;
                const auto carrier = static_cast<std::size_t>(std::countr_zero(usable));
                Field& field = fields[c];
                field.row.push_back(static_cast<std::int32_t>(s));
                field.sin_elevation.push_back(static_cast<float>(line.sin_elevation));
                field.range_m.push_back(static_cast<float>(range_m));
                field.rsrp_db.push_back(static_cast<float>(common_db + radio.downlink_gain_at_1m_db[carrier]));
                if (rule.policy->needs_remaining) field.remaining_s.push_back(remaining);
                if (rule.policy->needs_load) field.load.push_back(rule.load.empty() ? 0.0f : rule.load[s]);
            }
        }
        for (std::size_t c = 0; c < carriers.size(); ++c) {
            serving[c] = fields[c].decide(*rule.policy, serving[c], rule.hysteresis);
            out.satellite[c * sky.steps.size() + k] = serving[c];
            out.in_view[c * sky.steps.size() + k] = static_cast<std::uint8_t>(std::min<std::size_t>(fields[c].row.size(), 255));
        }
    }
}

}  // namespace d2c
