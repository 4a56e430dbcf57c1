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

namespace {

constexpr std::array<std::pair<std::string_view, Enclosure>, 5> kEnclosures{{{"none", Enclosure::kNone},
                                                                             {"traditional-building", Enclosure::kTraditionalBuilding},
                                                                             {"efficient-building", Enclosure::kEfficientBuilding},
                                                                             {"car", Enclosure::kCar},
                                                                             {"car-metallised", Enclosure::kCarMetallised}}};

struct TablesName {
    std::string_view name;
    std::optional<ChannelEnvironment> channel;
};
constexpr std::array<TablesName, 4> kOutdoors{{{"open", std::nullopt},
                                               {"suburban-rural", ChannelEnvironment::kSuburban},
                                               {"urban", ChannelEnvironment::kUrban},
                                               {"dense-urban", ChannelEnvironment::kDenseUrban}}};

}  // namespace

std::optional<Enclosure> parse_enclosure(std::string_view name) {
    for (const auto& [text, enclosure] : kEnclosures)
        if (text == name) return enclosure;
    return std::nullopt;
}

std::string_view to_string(Enclosure enclosure) {
    for (const auto& [text, value] : kEnclosures)
        if (value == enclosure) return text;
    return {};
}

std::optional<OutdoorTables> parse_surroundings(std::string_view name) {
    for (const TablesName& row : kOutdoors)
        if (row.name == name) return OutdoorTables{row.channel};
    return std::nullopt;
}

std::string_view to_string(OutdoorTables tables) {
    // Suburban and rural are one table.
    if (tables.channel == ChannelEnvironment::kRural) return to_string(OutdoorTables{ChannelEnvironment::kSuburban});
    for (const TablesName& row : kOutdoors)
        if (row.channel == tables.channel) return row.name;
    return {};
}

ChannelTable channel_table(const PhoneEnvironment& environment) {
    return environment.channel ? ChannelTable{*environment.channel} : ChannelTable::clear(ChannelEnvironment::kRural);
}

}  // namespace d2c
