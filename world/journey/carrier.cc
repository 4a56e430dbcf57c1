#include "world/journey/carrier.h"

#include <algorithm>

#include "base/random.h"

namespace d2c {
namespace {

/// What tries are made in where the study names no environments: the tables that it names, in the open.
PhoneEnvironment only_environment(const Study& study) {
    return {"outdoors", "Outdoors", channel_environment(study.environment), Enclosure::kNone, Grip::kFree, "the study's environment"};
}

}  // namespace

PhoneEnvironment environment_of(Conveyance carrier) {
    switch (carrier) {
        case Conveyance::kLorry:
        case Conveyance::kCar:
            return {"in-a-vehicle",
                    "On the dashboard of a vehicle",
                    ChannelEnvironment::kSuburban,
                    Enclosure::kCar,
                    Grip::kFree,
                    "as `vehicle` of handset_phy/catalogue/environments.yaml: TR 38.901 clause 7.4.3.2, mean 9 dB"};
        case Conveyance::kTrain:
            return {"in-a-train",
                    "At a window of a train",
                    ChannelEnvironment::kSuburban,
                    Enclosure::kCarMetallised,
                    Grip::kFree,
                    "assumption: as a car with metallised windows, TR 38.901 clause 7.4.3.2, mean 20 dB"};
        case Conveyance::kAircraft:
            return {"in-an-aircraft", "At a window of an aircraft",
                    std::nullopt,     Enclosure::kCar,
                    Grip::kFree,      "assumption: above everything, through a window as a car's, TR 38.901 clause 7.4.3.2, mean 9 dB"};
        case Conveyance::kShip:
            return {"on-deck",    "On the deck of a ship",
                    std::nullopt, Enclosure::kNone,
                    Grip::kFree,  "as `outdoor-open` of handset_phy/catalogue/environments.yaml"};
        case Conveyance::kHiker:
            break;
    }
    return {"on-foot",    "In the open, on foot",
            std::nullopt, Enclosure::kNone,
            Grip::kFree,  "as `outdoor-open` of handset_phy/catalogue/environments.yaml; slopes of mountains are not known here"};
}

Study with_traveller(const Study& study, Conveyance carrier) {
    Study with = study;
    if (with.where.empty()) with.where.push_back({only_environment(study), 1.0});
    with.where.push_back({environment_of(carrier), 0.0});
    return with;
}

std::uint32_t environment_row(const Study& study, std::span<const EnvironmentRadio> rows, std::uint64_t seed, std::uint64_t draw_id,
                              std::uint32_t departure) {
    const auto stratum = static_cast<std::uint32_t>(study.where.size() - 1);
    const auto first = std::find_if(rows.begin(), rows.end(), [&](const EnvironmentRadio& row) { return row.stratum == stratum; });
    const auto count = static_cast<double>(rows.end() - first);
    const double draw = uniform01({seed, Purpose::kEnvironment, draw_id, 0, departure});
    return static_cast<std::uint32_t>(first - rows.begin()) + static_cast<std::uint32_t>(draw * count);
}

}  // namespace d2c
