#include "handset_phy/reception/near_loss.h"

#include <algorithm>

namespace d2c {

NearLossTable near_loss_table(Enclosure enclosure, Hertz frequency, double probability, Db held) {
    NearLossTable table{};
    for (std::size_t degree = 0; degree < table.size(); ++degree) {
        const Angle elevation = Angle::degrees(static_cast<double>(degree));
        table[degree] = static_cast<float>(enclosure_loss(enclosure, frequency, elevation, probability).value + held.value);
    }
    return table;
}

double near_loss_db(const NearLossTable& table, double elevation_deg) {
    const double at = std::clamp(elevation_deg, 0.0, 90.0);
    const auto lower = std::min<std::size_t>(static_cast<std::size_t>(at), 89);
    const auto low = static_cast<double>(table[lower]), high = static_cast<double>(table[lower + 1]);
    return low + (at - static_cast<double>(lower)) * (high - low);
}

}  // namespace d2c
