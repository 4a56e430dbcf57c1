#include "world/input/environments.h"

#include <bit>
#include <cmath>
#include <string>

#include "base/random.h"
#include "world/input/phones.h"

namespace d2c {
namespace {

/// A bijection of 0 to count - 1, another one for each key: rounds of a hash that can be undone on the next power of two, repeated until
/// the value is below `count`; after A. Kensler, "Correlated multi-jittered sampling", Pixar 2013.
std::uint32_t shuffled(std::uint32_t i, std::uint32_t count, std::uint32_t key) {
    const std::uint32_t mask = std::bit_ceil(count) - 1;
    do {
        i ^= key;
        i *= 0xe170893du;
        i ^= key >> 16;
        i ^= (i & mask) >> 4;
        i ^= key >> 8;
        i *= 0x0929eb3fu;
        i ^= key >> 23;
        i ^= (i & mask) >> 1;
        i *= 1u | key >> 27;
        i *= 0x6935fa69u;
        i ^= (i & mask) >> 11;
        i *= 0x74dcb303u;
        i ^= (i & mask) >> 2;
        i *= 0x9e501cc3u;
        i ^= (i & mask) >> 2;
        i *= 0xc860a3dfu;
        i &= mask;
        i ^= i >> 5;
    } while (i >= count);
    return static_cast<std::uint32_t>((std::uint64_t{i} + key) % count);
}

}  // namespace

ChannelEnvironment channel_environment(RadioEnvironment environment) {
    switch (environment) {
        case RadioEnvironment::kDenseUrban:
            return ChannelEnvironment::kDenseUrban;
        case RadioEnvironment::kUrban:
            return ChannelEnvironment::kUrban;
        case RadioEnvironment::kSuburbanRural:
            break;
    }
    return ChannelEnvironment::kSuburban;
}

double EnvironmentRadio::near_loss(std::size_t k, double elevation_deg) const {
    return near_loss_db.empty() ? 0.0 : d2c::near_loss_db(near_loss_db[k], elevation_deg);
}

Result<std::vector<EnvironmentRadio>> build_environments(const Study& study, std::span<const Hertz> downlink) {
    std::vector<EnvironmentRadio> rows;
    if (study.where.empty()) {
        rows.push_back({0, 1.0, ChannelTable{channel_environment(study.environment)}, {}});
        return rows;
    }
    Faults faults;
    for (std::uint32_t e = 0; e < study.where.size(); ++e) {
        const PhoneEnvironment& environment = study.where[e].environment;
        const double held_db = body_loss(environment.grip).value;
        const int parts = environment.enclosure == Enclosure::kNone ? 1 : kEnclosureParts;
        for (int part = 0; part < parts; ++part) {
            EnvironmentRadio row{e, study.where[e].share / parts, channel_table(environment), {}};
            const double probability = (part + 0.5) / parts;
            for (const Hertz frequency : downlink) {
                if (environment.enclosure == Enclosure::kNone && held_db == 0.0) break;
                const NearLossTable& table =
                    row.near_loss_db.emplace_back(near_loss_table(environment.enclosure, frequency, probability, Db{held_db}));
                if (part == 0 && std::isnan(table.front()))
                    faults.push_back({"", 0, "handset_phy.where_the_phone_is." + environment.id,
                                      std::to_string(frequency.in_mega()) + " MHz", "carriers at which its entry loss is known [MHz]"});
            }
            rows.push_back(std::move(row));
        }
    }
    if (!faults.empty()) return faults;
    return rows;
}

std::uint32_t environment_of(std::span<const EnvironmentRadio> environments, std::uint64_t seed, const TryPlace& place) {
    if (environments.size() == 1) return 0;
    const auto quarter = static_cast<std::uint32_t>(place.quarter.index);
    const double offset = uniform01({seed, Purpose::kEnvironment, place.spot_key, 0, quarter});
    const double order = uniform01({seed, Purpose::kEnvironment, place.spot_key, 1, quarter});
    const std::uint32_t count = static_cast<std::uint32_t>(place.windows) * kPhonesPerSpot;
    const std::uint32_t index = static_cast<std::uint32_t>(place.window) * kPhonesPerSpot + place.phone;
    const std::uint32_t rank = shuffled(index, count, static_cast<std::uint32_t>(order * 4294967296.0));
    double left = (rank + offset) / count;
    std::uint32_t last = 0;
    for (std::uint32_t row = 0; row < environments.size(); ++row) {
        if (!(environments[row].weight > 0.0)) continue;
        last = row;
        left -= environments[row].weight;
        if (left < 0.0) break;
    }
    return last;
}

}  // namespace d2c
