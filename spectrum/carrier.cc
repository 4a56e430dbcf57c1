#include "spectrum/carrier.h"

#include <algorithm>

namespace d2c {

namespace {

double share_of(const FrequencyRange& victim, const FrequencyRange& interferer) {
    const double low = std::max(victim.low.value, interferer.low.value);
    const double high = std::min(victim.high.value, interferer.high.value);
    if (!(high > low)) return 0.0;
    return (high - low) / victim.width().value;
}

}  // namespace

CarrierTable carriers_of(std::span<const Right> rights) {
    CarrierTable table;
    table.carriers.reserve(rights.size());
    for (const Right& right : rights) table.carriers.push_back({right.downlink, right.uplink});
    std::sort(table.carriers.begin(), table.carriers.end());
    table.carriers.erase(std::unique(table.carriers.begin(), table.carriers.end()), table.carriers.end());

    table.of_right.reserve(rights.size());
    for (const Right& right : rights) {
        const auto found = std::lower_bound(table.carriers.begin(), table.carriers.end(), Carrier{right.downlink, right.uplink});
        table.of_right.push_back(static_cast<std::size_t>(found - table.carriers.begin()));
    }
    return table;
}

std::vector<Carrier> distinct_carriers(std::span<const Right> rights) { return carriers_of(rights).carriers; }

bool co_channel(const Carrier& a, const Carrier& b) { return a.downlink.overlaps(b.downlink); }

double overlap_share(const Carrier& victim, const Carrier& interferer) { return share_of(victim.downlink, interferer.downlink); }

double uplink_overlap_share(const Carrier& victim, const Carrier& interferer) { return share_of(victim.uplink, interferer.uplink); }

}  // namespace d2c
