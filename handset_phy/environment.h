#pragma once
// Where a phone is held: what surrounds it, what it is inside of, who holds it. A stratum of tries.

#include <optional>
#include <string>
#include <string_view>

#include "base/quantity.h"
#include "handset_phy/channel/environment/large_scale.h"
#include "handset_phy/channel/near_phone/body_loss.h"

namespace d2c {

enum class Enclosure { kNone, kTraditionalBuilding, kEfficientBuilding, kCar, kCarMetallised };
/// Loss into an enclosure that is not exceeded with `probability` (near_phone/entry_loss.h); nothing for none. NaN as there.
Db enclosure_loss(Enclosure enclosure, Hertz frequency, Angle elevation, double probability);

/// `none`, `traditional-building`, `efficient-building`, `car`, `car-metallised`.
std::optional<Enclosure> parse_enclosure(std::string_view name);
std::string_view to_string(Enclosure enclosure);

/// What surrounds a phone outdoors: tables of TR 38.811 clause 6.6, or none of them.
struct OutdoorTables {
    std::optional<ChannelEnvironment> channel;
};
/// `open` (no tables), `suburban-rural`, `urban`, `dense-urban`.
std::optional<OutdoorTables> parse_surroundings(std::string_view name);
std::string_view to_string(OutdoorTables tables);

struct PhoneEnvironment {
    std::string id, title;
    /// Tables of TR 38.811 clause 6.6. Nothing: open country, where every path is a clear one with the shadowing of suburban and rural.
    std::optional<ChannelEnvironment> channel;
    Enclosure enclosure = Enclosure::kNone;
    Grip grip = Grip::kFree;  ///< beyond the class's own `body_loss`
    std::string source;
};

/// The large-scale channel outside the enclosure.
ChannelTable channel_table(const PhoneEnvironment& environment);

}  // namespace d2c
