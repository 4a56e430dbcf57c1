#pragma once
// One phone, one moment: the link budget of the satellite that would serve it.

#include <optional>
#include <string>

#include "base/error.h"
#include "geography/borders/borders.h"
#include "handset_phy/link_budget.h"
#include "scenarios/study.h"

namespace d2c {

struct PointLinkQuery {
    std::optional<Geodetic> at;          ///< needed unless the scenario fixes the geometry
    std::optional<Instant> time;         ///< the middle of the first quarter if absent
    std::optional<std::string> handset;  ///< id of a class; the first if absent
    AreaCode area;                       ///< of a place whose land the drawn borders miss; empty: as drawn
};

/// What a budget rests on; absent where the geometry is fixed.
struct PointLinkContext {
    std::string handset, generation, carrier;  ///< ids; the carrier as `1990-1995 MHz down, 1910-1915 MHz up`
    std::optional<Geodetic> at;
    std::optional<Instant> time;
    std::string area;
    std::optional<std::uint32_t> satellite;  ///< row of the study's fleet
    Angle elevation;
    std::optional<Angle> azimuth;
    Metres slant_range{0.0};
    std::optional<Hertz> doppler;  ///< at the downlink carrier
    int satellites_in_view = 0;    ///< usable, above their elevation mask
    std::string right;             ///< id, holder and status
};
struct PointLink {
    PointLinkContext context;
    std::string why_dark;  ///< `no right: …` or `no satellite …`; empty where there is a link
    std::optional<LinkLedger> downlink, uplink;
};

/// With a fixed geometry the scenario's own lines; else the strongest usable satellite at the place and time, phone in the beam's middle,
/// line of sight, no shadowing: what a planner compares with a filing. `borders` may be null where the geometry is fixed. Faults name
/// `--at`, `--handset` or the scenario's field.
Result<PointLink> point_link(const Study& study, const Borders* borders, const PointLinkQuery& query);

}  // namespace d2c
