#include "world/radio/beam_shape.h"

#include <algorithm>

#include "base/constants.h"
#include "constellation/arrays/planar_array.h"
#include "constellation/patterns/aperture.h"
#include "constellation/patterns/beam_pattern.h"

namespace d2c {
namespace {

Faults named(const PayloadGeneration& payload, Faults faults) {
    for (Fault& fault : faults) fault.field = "payload " + payload.id + ": " + fault.field;
    return faults;
}

}  // namespace

Hertz principal_frequency(const Study& study, const PayloadGeneration& payload) {
    for (const std::string& id : payload.bands) {
        const auto band = std::find_if(study.bands.begin(), study.bands.end(), [&](const Band& b) { return b.id == id; });
        if (band != study.bands.end() && band->downlink) return band->downlink->centre();
    }
    return Hertz::mega(2000.0);
}

Metres mean_altitude(const Fleet& fleet, std::size_t payload) {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < fleet.size(); ++i) {
        if (fleet.payload[i] != payload) continue;
        sum += fleet.states[i].semi_major_axis.value - kWgs84SemiMajorAxis.value;
        ++count;
    }
    return Metres{count == 0 ? 0.0 : sum / static_cast<double>(count)};
}

Result<PatternTable> beam_table(const PayloadGeneration& payload, Hertz frequency) {
    if (payload.pattern.kind == PatternKind::kTr38811)
        return PatternTable::disc(payload.aperture_diameter, frequency, payload.side_lobe_floor);
    if (payload.pattern.kind == PatternKind::kArray) {
        const auto array = make_array(payload.pattern, frequency);
        if (!array) return named(payload, array.faults());
        return array_table(*array, payload.side_lobe_floor);
    }
    const auto pattern = BeamPattern::create(payload.pattern, {payload.peak_gain, payload.aperture_diameter, frequency});
    if (!pattern) return named(payload, pattern.faults());
    return pattern->table(payload.side_lobe_floor);
}

Angle beamwidth(const PayloadGeneration& payload, Hertz frequency, const PatternTable& table) {
    if (payload.pattern.kind == PatternKind::kTr38811) return half_power_beamwidth(payload.aperture_diameter, frequency);
    return 2.0 * table.angle_of_level(Db{3.0});
}

}  // namespace d2c
