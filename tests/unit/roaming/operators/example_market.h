#pragma once
// Two neighbours, a partner overseas and a plan without a country, made up.

#include "roaming/operators/access.h"

namespace d2c::testing_operators {

inline Instant day(int year, unsigned month = 1, unsigned d = 1) { return instant_of_date(year, month, d); }

inline Operator made(const char* id, const char* country, const char* plmn, std::optional<Instant> satellite_from = day(2025)) {
    Operator o;
    o.id = o.title = o.rights_holder = id;
    if (*country) o.countries.push_back(AreaCode::parse(country).value());
    if (*plmn) o.plmns.push_back(Plmn::parse(plmn).value());
    o.satellite_from = satellite_from;
    return o;
}
inline Agreement agreed(const char* id, const char* home, const char* visited, Choices<Access> accesses) {
    Agreement a;
    a.id = id;
    a.home = home;
    a.visited = visited;
    a.accesses = accesses;
    a.from = day(2026);
    return a;
}
inline Right right(const char* id, const char* area, const char* holder, RightExtent extent, Instant from = day(2025)) {
    Right r;
    r.id = id;
    r.area = AreaCode::parse(area).value();
    r.extent = extent;
    r.band = "n1";
    r.holder = holder;
    r.from = from;
    return r;
}

/// CL (sea too), AR (land only), NZ (sea too), and a plan that holds the high seas from 2028.
inline Market example_market() {
    Market m;
    m.operators = {made("chilean", "CL", "73001"), made("argentine", "AR", "722310"), made("kiwi", "NZ", "53001"), made("plan", "", "")};
    m.agreements = {agreed("cl-nz", "chilean", "kiwi", {Access::kSatellite}),
                    agreed("cl-ar", "chilean", "argentine", {Access::kSatellite, Access::kTerrestrial}),
                    agreed("plan-cl", "plan", "chilean", {Access::kSatellite}), agreed("plan-nz", "plan", "kiwi", {Access::kSatellite})};
    m.agreements[1].network_handover = true;
    return m;
}
inline std::vector<Right> example_rights() {
    return {right("cl", "CL", "chilean", RightExtent::kLandAndTerritorialSea), right("ar", "AR", "argentine", RightExtent::kLandOnly),
            right("nz", "NZ", "kiwi", RightExtent::kLandAndTerritorialSea),
            right("xz", "XZ", "plan", RightExtent::kLandAndTerritorialSea, day(2028))};
}
inline PhoneSpot spot(const char* area, bool on_land = true) {
    PhoneSpot s;
    s.law = {AreaCode::parse(area).value(), on_land};
    s.place = {Angle::degrees(-40.0), Angle::degrees(-72.0)};
    return s;
}

}  // namespace d2c::testing_operators
