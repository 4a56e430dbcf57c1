#include "world/plan/outages.h"

#include <algorithm>

#include "base/random.h"
#include "constellation/frames.h"

namespace d2c {

OutagePlan::OutagePlan(const Study& study, const Fleet& fleet, std::uint64_t seed) {
    for (const GatewayConfig& gateway : study.world.gateways) {
        const Position<Itrf> p = itrf_of(gateway.location);
        gateways_.push_back({{p.x.value, p.y.value, p.z.value}, sin(gateway.minimum_elevation)});
    }
    for (const WorldEvent& config : study.world.events) {
        Event event{config.at, config.at + nanoseconds_from_seconds(config.duration_s), {}, gateways_.size()};
        for (std::size_t i = 0; i < gateways_.size(); ++i)
            if (study.world.gateways[i].id == config.gateway) event.gateway = i;
        if (config.satellites_share > 0.0 || config.beams_share > 0.0) {
            event.left.assign(fleet.size(), 1.0f);
            for (std::uint32_t row = 0; row < fleet.size(); ++row) {
                if (!config.generation.empty() && study.generations[fleet.payload[row]].id != config.generation) continue;
                const bool out = uniform01({seed, Purpose::kOutage, fleet_key(config.id), row}) < config.satellites_share;
                event.left[row] = out ? 0.0f : static_cast<float>(1.0 - config.beams_share);
            }
        }
        events_.push_back(std::move(event));
    }
}

void OutagePlan::usable_share(const Fleet& fleet, Instant at, std::span<const std::uint32_t> satellites, const SatelliteColumns& now,
                              std::vector<float>& share) const {
    share.clear();
    if (gateways_.empty() && std::none_of(events_.begin(), events_.end(), [&](const Event& event) { return event.in_force(at); })) return;
    share.assign(satellites.size(), 1.0f);
    for (const Event& event : events_) {
        if (!event.in_force(at)) continue;
        for (std::size_t i = 0; !event.left.empty() && i < satellites.size(); ++i) share[i] *= event.left[satellites[i]];
    }
    if (gateways_.empty()) return;
    std::vector<bool> up;
    for (std::size_t g = 0; g < gateways_.size(); ++g) up.push_back(is_up(g, at));
    const bool any_up = std::find(up.begin(), up.end(), true) != up.end();
    for (std::size_t i = 0; i < satellites.size(); ++i) {
        bool connected = any_up;
        if (any_up && !fleet.payloads[fleet.payload[satellites[i]]].inter_satellite_links) {
            connected = false;
            for (std::size_t g = 0; g < gateways_.size() && !connected; ++g)
                connected = up[g] && can_aim(gateways_[g].place, now.x_itrf_m[i], now.y_itrf_m[i], now.z_itrf_m[i],
                                             gateways_[g].least_sin_elevation);
        }
        if (!connected) share[i] = 0.0f;
    }
}

bool OutagePlan::is_up(std::size_t gateway, Instant at) const {
    return std::none_of(events_.begin(), events_.end(), [&](const Event& event) { return event.gateway == gateway && event.in_force(at); });
}

bool OutagePlan::usable(const Fleet& fleet, Instant at, std::uint32_t satellite, const AimPoint& now) const {
    for (const Event& event : events_)
        if (!event.left.empty() && event.in_force(at) && !(event.left[satellite] > 0.0f)) return false;
    if (gateways_.empty()) return true;
    const bool any = fleet.payloads[fleet.payload[satellite]].inter_satellite_links;
    for (std::size_t g = 0; g < gateways_.size(); ++g) {
        const Gateway& gateway = gateways_[g];
        if ((any || can_aim(gateway.place, now.x_itrf_m, now.y_itrf_m, now.z_itrf_m, gateway.least_sin_elevation)) && is_up(g, at))
            return true;
    }
    return false;
}

}  // namespace d2c
