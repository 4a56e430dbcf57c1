#include "roaming/operators/market.h"

#include <algorithm>
#include <map>
#include <set>

namespace d2c {
namespace {

bool overlap(const Agreement& a, const Agreement& b) { return (!a.until || b.from < *a.until) && (!b.until || a.from < *b.until); }

class Faulty {
  public:
    void add(std::string field, std::string value, std::string allowed) {
        faults_.push_back({"", 0, std::move(field), std::move(value), std::move(allowed)});
    }
    void dates(const std::string& field, Instant from, std::optional<Instant> until) {
        if (until && !(from < *until)) add(field + ".until_utc", to_string(*until), "after from_utc, " + to_string(from));
    }
    Faults take() { return std::move(faults_); }

  private:
    Faults faults_;
};

}  // namespace

std::string_view to_string(Access access) {
    return access == Access::kSatellite     ? "satellite"
           : access == Access::kTerrestrial ? "terrestrial"
           : access == Access::kHomeWifi    ? "home-wifi"
                                            : "none";
}
std::string_view to_string(Aboard aboard) { return aboard == Aboard::kLand ? "land" : aboard == Aboard::kShip ? "ship" : "aircraft"; }
std::optional<Access> parse_access(std::string_view word) {
    for (const Access access : {Access::kSatellite, Access::kTerrestrial, Access::kHomeWifi})
        if (word == to_string(access)) return access;
    return std::nullopt;
}
std::optional<Aboard> parse_aboard(std::string_view word) {
    for (const Aboard aboard : {Aboard::kLand, Aboard::kShip, Aboard::kAircraft})
        if (word == to_string(aboard)) return aboard;
    return std::nullopt;
}

std::vector<Access> usual_order() { return {Access::kHomeWifi, Access::kTerrestrial, Access::kSatellite}; }

bool LatLonBox::holds(const Geodetic& place) const {
    if (!(place.latitude >= south && place.latitude <= north)) return false;
    return west <= east ? place.longitude >= west && place.longitude <= east : place.longitude >= west || place.longitude <= east;
}

bool Operator::at_home_in(AreaCode area) const { return std::find(countries.begin(), countries.end(), area) != countries.end(); }

const Operator* Market::find(std::string_view id) const {
    const auto found = std::find_if(operators.begin(), operators.end(), [&](const Operator& o) { return o.id == id; });
    return found == operators.end() ? nullptr : &*found;
}

Plmn network_code(const Market& market, const Operator& op) {
    if (!op.plmn().empty()) return op.plmn();
    const auto number = static_cast<std::uint32_t>(&op - market.operators.data()) % 1000;
    return Plmn::parse(std::to_string(998'000 + number)).value();
}

Faults check_market(const Market& market) {
    Faulty faulty;
    std::set<std::string> ids;
    std::map<Plmn, std::string> codes;
    for (const Operator& o : market.operators) {
        if (!ids.insert(o.id).second) faulty.add("operators." + o.id, o.id, "an id that stands once");
        for (const Plmn plmn : o.plmns)
            if (const auto [known, fresh] = codes.try_emplace(plmn, o.id); !fresh && known->second != o.id)
                faulty.add("operators." + o.id + ".plmns", plmn.str(), "a network code of one operator; " + known->second + " has it");
    }
    const auto known = [&](const std::string& field, const std::string& id) {
        if (market.find(id)) return true;
        faulty.add(field, id, "an id of roaming.operators");
        return false;
    };
    std::map<std::pair<std::string, std::string>, std::vector<const Agreement*>> pairs;
    std::set<std::string> said;  // an entry stands for many pairs: each of its faults once
    for (const Agreement& a : market.agreements) {
        const std::string field = "agreements." + a.id;
        const auto once = [&](const std::string& what) { return said.insert(field + what).second; };
        if (once(".home" + a.home)) known(field + ".home", a.home);
        if (once(".visited" + a.visited)) known(field + ".visited", a.visited);
        if (a.home == a.visited && once("=" + a.home)) faulty.add(field + ".visited", a.visited, "another operator than home");
        if (a.accesses.empty() && once(".accesses")) faulty.add(field + ".accesses", "none", "satellite, terrestrial or both");
        if (a.accesses.has(Access::kHomeWifi) && once(".wifi"))
            faulty.add(field + ".accesses", "home-wifi", "satellite, terrestrial or both");
        if (a.aboard.empty() && once(".aboard")) faulty.add(field + ".aboard", "none", "land, ship, aircraft");
        if (once(".dates")) faulty.dates(field, a.from, a.until);
        for (const Agreement* other : pairs[{a.home, a.visited}])
            if (other->accesses.meets(a.accesses) && other->aboard.meets(a.aboard) && overlap(*other, a) && once("~" + other->id))
                faulty.add(field, a.home + " in " + a.visited,
                           "no overlap with agreement " + other->id + ", of the same two operators for the same access at the same time");
        pairs[{a.home, a.visited}].push_back(&a);
    }
    for (const Barring& b : market.barring) {
        const std::string field = "barring." + b.id;
        for (const std::string& id : b.operators) known(field + ".operators", id);
        faulty.dates(field, b.from, b.until);
        if (b.accesses.empty()) faulty.add(field + ".accesses", "none", "satellite, terrestrial or home-wifi");
        if (b.aboard.empty()) faulty.add(field + ".aboard", "none", "land, ship, aircraft");
        if (b.box && !(b.box->south < b.box->north)) faulty.add(field + ".box", "south not below north", "south, north, west, east");
    }
    std::set<Access> order;
    for (const Access access : market.order)
        if (!order.insert(access).second) faulty.add("order", std::string{to_string(access)}, "each access once");
    return faulty.take();
}

}  // namespace d2c
