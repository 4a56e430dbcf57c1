#include "roaming/operators/access.h"

#include <algorithm>
#include <tuple>

namespace d2c {
namespace {

bool in_force(Instant from, std::optional<Instant> until, Instant at) { return from <= at && (!until || at < *until); }

struct Candidate {
    AccessOption option;
    std::size_t access_place;  ///< in the order
    int list_place;            ///< home first, then the steering list
    std::size_t number;        ///< as found
};

class Search {
  public:
    Search(const Market& market, const Operator& home, std::span<const Right> rights, const PhoneSpot& spot, Instant at)
        : market_{market}, home_{home}, rights_{rights}, spot_{spot}, at_{at} {}

    std::vector<AccessOption> run() {
        for (place_ = 0; place_ < market_.order.size(); ++place_) {
            const std::size_t before = found_.size();
            if (market_.order[place_] == Access::kHomeWifi) home_wifi();
            if (market_.order[place_] == Access::kTerrestrial) terrestrial();
            if (market_.order[place_] == Access::kSatellite) satellite();
            if (found_.size() == before)
                add(market_.order[place_], nullptr, nullptr,
                    "no network of this access in " + area() + " takes subscribers of " + home_.title);
        }
        std::stable_sort(found_.begin(), found_.end(), [](const Candidate& a, const Candidate& b) {
            return std::tuple{!a.option.allowed, a.access_place, a.list_place, a.number} <
                   std::tuple{!b.option.allowed, b.access_place, b.list_place, b.number};
        });
        std::vector<AccessOption> options;
        for (Candidate& candidate : found_) {
            if (candidate.option.allowed) candidate.option.rank = static_cast<std::uint8_t>(std::min<std::size_t>(options.size(), 255));
            options.push_back(std::move(candidate.option));
        }
        return options;
    }

  private:
    std::string area() const { return spot_.law.area.empty() ? "no area" : spot_.law.area.str(); }

    std::string barred(Access access, const Operator* serving) const {
        for (const Barring& b : market_.barring) {
            if (!b.accesses.has(access) || !b.aboard.has(spot_.aboard) || !in_force(b.from, b.until, at_)) continue;
            if (!b.areas.empty() && std::find(b.areas.begin(), b.areas.end(), spot_.law.area) == b.areas.end()) continue;
            if (b.box && !b.box->holds(spot_.place)) continue;
            const bool named = serving && std::find(b.operators.begin(), b.operators.end(), serving->id) != b.operators.end();
            if (!b.operators.empty() && !named) continue;
            return "barred: " + b.reason;
        }
        return {};
    }
    void add(Access access, const Operator* serving, const Agreement* agreement, std::string reason) {
        if (reason.empty()) reason = barred(access, serving);
        Candidate c;
        c.option.access = access;
        c.option.serving = serving;
        c.option.agreement = agreement;
        c.option.allowed = reason.empty();
        c.option.user_plane = agreement && agreement->user_plane ? *agreement->user_plane : market_.user_plane;
        if (access == Access::kHomeWifi) c.option.user_plane = UserPlane::kHomeRouted;
        c.option.reason = std::move(reason);
        c.access_place = place_;
        c.list_place = agreement ? agreement->preference : serving ? -1 : 1'000'000;
        c.number = found_.size();
        found_.push_back(std::move(c));
    }
    std::string without(const Agreement& agreement) const {
        if (!in_force(agreement.from, agreement.until, at_))
            return at_ < agreement.from ? "agreement " + agreement.id + " from " + date_string(agreement.from)
                                        : "agreement " + agreement.id + " ended " + date_string(agreement.until.value());
        if (!agreement.aboard.has(spot_.aboard)) return "agreement " + agreement.id + " not aboard " + std::string{to_string(spot_.aboard)};
        return {};
    }

    void home_wifi() { add(Access::kHomeWifi, &home_, nullptr, spot_.home_wifi ? "" : "no home Wi-Fi here"); }

    void terrestrial() {
        std::string none;
        if (spot_.aboard == Aboard::kAircraft)
            none = "no terrestrial cell in an aircraft";
        else if (!spot_.terrestrial_cell)
            none = "no terrestrial cell here";
        const bool at_home = home_.at_home_in(spot_.law.area);
        if (at_home) add(Access::kTerrestrial, &home_, nullptr, none);
        bool named = false;
        for (const Agreement& a : market_.agreements) {
            if (a.home != home_.id || !a.accesses.has(Access::kTerrestrial)) continue;
            const Operator* visited = market_.find(a.visited);
            if (!visited || !visited->at_home_in(spot_.law.area)) continue;
            const std::string reason = none.empty() ? without(a) : none;
            named = named || reason.empty();
            add(Access::kTerrestrial, visited, &a, reason);
        }
        if (!at_home && !named && market_.terrestrial_everywhere) add(Access::kTerrestrial, nullptr, nullptr, none);
    }

    void satellite() {
        by_satellite(home_, nullptr);
        for (const Agreement& a : market_.agreements)
            if (const Operator* visited = a.home == home_.id && a.accesses.has(Access::kSatellite) ? market_.find(a.visited) : nullptr)
                by_satellite(*visited, &a);
    }
    void by_satellite(const Operator& serving, const Agreement* agreement) {
        std::vector<Right> of_holder;
        bool reached = false, known_here = serving.at_home_in(spot_.law.area);
        for (const Right& right : rights_) {
            if (!holds(serving, right)) continue;
            known_here = known_here || (!spot_.law.area.empty() && right.area == spot_.law.area);
            reached = reached || (reaches(right, spot_.law) && d2c::in_force(right, at_));
        }
        if (!known_here && agreement) return;  // not a network of this place
        std::string reason = agreement ? without(*agreement) : "";
        if (reason.empty() && !serving.satellite_from) reason = serving.title + " has no service by satellite";
        if (reason.empty() && at_ < *serving.satellite_from)
            reason = serving.title + " serves by satellite from " + date_string(*serving.satellite_from);
        if (reason.empty() && !reached) {
            for (const Right& right : rights_)
                if (holds(serving, right)) of_holder.push_back(right);
            std::vector<std::string> bands;
            for (const Right& right : of_holder) bands.push_back(right.band);
            reason = no_right_reason(of_holder, spot_.law, at_, {bands, bands});
            if (reason.empty()) reason = "no right: none of " + serving.rights_holder + " in " + area();
        }
        add(Access::kSatellite, &serving, agreement, std::move(reason));
    }

    const Market& market_;
    const Operator& home_;
    std::span<const Right> rights_;
    const PhoneSpot& spot_;
    Instant at_;
    std::size_t place_ = 0;
    std::vector<Candidate> found_;
};

}  // namespace

bool holds(const Operator& operator_, const Right& right) {
    return !operator_.rights_holder.empty() && operator_.rights_holder == right.holder;
}

std::vector<AccessOption> access_options(const Market& market, const Operator& home, std::span<const Right> rights, const PhoneSpot& spot,
                                         Instant at) {
    return Search{market, home, rights, spot, at}.run();
}

const AccessOption* first_allowed(std::span<const AccessOption> options, Access access) {
    const auto found = std::find_if(options.begin(), options.end(), [&](const AccessOption& o) { return o.allowed && o.access == access; });
    return found == options.end() ? nullptr : &*found;
}

bool hands_over(const Market& market, const Operator* from, const Operator* to, Instant at) {
    if (!from || !to) return false;
    if (from == to) return true;
    return std::any_of(market.agreements.begin(), market.agreements.end(), [&](const Agreement& a) {
        const bool of_both = (a.home == from->id && a.visited == to->id) || (a.home == to->id && a.visited == from->id);
        return of_both && a.network_handover && in_force(a.from, a.until, at);
    });
}

}  // namespace d2c
