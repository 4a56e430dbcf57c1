#include "handset_phy/environment.h"

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

ChannelTable channel_table(const PhoneEnvironment& environment) {
    return environment.channel ? ChannelTable{*environment.channel} : ChannelTable::clear(ChannelEnvironment::kRural);
}

}  // namespace d2c
