#include "handset_phy/environment.h"

#include <array>
#include <utility>

#include "handset_phy/channel/near_phone/entry_loss.h"

namespace d2c {

Db enclosure_loss(Enclosure enclosure, Hertz frequency, Angle elevation, double probability) {
    switch (enclosure) {
        case Enclosure::kTraditionalBuilding:
            return building_entry_loss(BuildingType::kTraditional, frequency, elevation, probability);
        case Enclosure::kEfficientBuilding:
            return building_entry_loss(BuildingType::kThermallyEfficient, frequency, elevation, probability);
        case Enclosure::kCar:
            return car_entry_loss(CarWindows::kOrdinary, frequency, probability);
        case Enclosure::kCarMetallised:
            return car_entry_loss(CarWindows::kMetallised, frequency, probability);
        case Enclosure::kNone:
            break;
    }
    return {0.0};
}

std::optional<Enclosure> parse_enclosure(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Enclosure>, 5> kNames{{{"none", Enclosure::kNone},
                                                                            {"traditional-building", Enclosure::kTraditionalBuilding},
                                                                            {"efficient-building", Enclosure::kEfficientBuilding},
                                                                            {"car", Enclosure::kCar},
                                                                            {"car-metallised", Enclosure::kCarMetallised}}};
    for (const auto& [text, enclosure] : kNames)
        if (text == name) return enclosure;
    return std::nullopt;
}

std::optional<OutdoorTables> parse_surroundings(std::string_view name) {
    if (name == "open") return OutdoorTables{std::nullopt};
    if (name == "suburban-rural") return OutdoorTables{ChannelEnvironment::kSuburban};
    if (name == "urban") return OutdoorTables{ChannelEnvironment::kUrban};
    if (name == "dense-urban") return OutdoorTables{ChannelEnvironment::kDenseUrban};
    return std::nullopt;
}

ChannelTable channel_table(const PhoneEnvironment& environment) {
    return environment.channel ? ChannelTable{*environment.channel} : ChannelTable::clear(ChannelEnvironment::kRural);
}

}  // namespace d2c
