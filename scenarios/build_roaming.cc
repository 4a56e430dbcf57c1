#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/build.h"
#include "scenarios/check.h"
#include "scenarios/table/spec.h"

namespace d2c {
namespace {

/// Reads lists of words; a fault for each that is none.
class Words {
  public:
    explicit Words(Check& check) : check_{check} {}
    bool sound() const { return sound_; }
    template <class Read, class Take>
    void each(const std::vector<std::string>& words, const std::string& path, const char* allowed, Read read, Take take) {
        for (const std::string& word : words) {
            if (const auto value = read(word)) {
                take(*value);
            } else {
                check_.fault(path, word, allowed);
                sound_ = false;
            }
        }
    }
    /// A list that is not there leaves `into` as it is.
    template <class E, class Read>
    void choices(const std::vector<std::string>& words, const std::string& path, const char* allowed, Read read, Choices<E>& into) {
        if (words.empty()) return;
        into = {};
        each(words, path, allowed, read, [&](E value) { into.add(value); });
    }

  private:
    Check& check_;
    bool sound_ = true;
};
constexpr const char* kAreaWords = "a country's two letters (ISO 3166-1), XZ for the high seas, AQ for Antarctica";
constexpr const char* kAboardWords = "land, ship or aircraft";

void build_operators(const std::vector<fields::OperatorDraft>& drafts, Market& market, Words& words) {
    for (const fields::OperatorDraft& draft : drafts) {
        Operator o = draft.operator_;
        const std::string path = "roaming.operators." + o.id;
        words.each(draft.countries, path + ".countries", kAreaWords, AreaCode::parse, [&](AreaCode a) { o.countries.push_back(a); });
        words.each(draft.plmns, path + ".plmns", "five or six digits, quoted: country code and network code (ITU-T E.212)", Plmn::parse,
                   [&](Plmn p) { o.plmns.push_back(p); });
        market.operators.push_back(std::move(o));
    }
}

void build_agreements(const std::vector<fields::AgreementDraft>& drafts, Market& market, Words& words) {
    for (const fields::AgreementDraft& draft : drafts) {
        Agreement terms = draft.terms;
        const std::string path = "roaming.agreements." + terms.id;
        words.choices(draft.accesses, path + ".accesses", "satellite or terrestrial", parse_access, terms.accesses);
        words.choices(draft.aboard, path + ".aboard", kAboardWords, parse_aboard, terms.aboard);
        for (const std::string& home : draft.homes)
            for (const std::string& visited : draft.visited) {
                if (home == visited && draft.homes.size() * draft.visited.size() > 1) continue;
                terms.home = home;
                terms.visited = visited;
                market.agreements.push_back(terms);
            }
    }
}

void build_barring(const std::vector<fields::BarringDraft>& drafts, Market& market, Words& words) {
    for (const fields::BarringDraft& draft : drafts) {
        Barring b = draft.terms;
        const std::string path = "roaming.barring." + b.id;
        words.each(draft.areas, path + ".areas", kAreaWords, AreaCode::parse, [&](AreaCode a) { b.areas.push_back(a); });
        words.choices(draft.accesses, path + ".accesses", "satellite, terrestrial or home-wifi", parse_access, b.accesses);
        words.choices(draft.aboard, path + ".aboard", kAboardWords, parse_aboard, b.aboard);
        if (draft.box_deg.size() == 4)
            b.box = LatLonBox{Angle::degrees(draft.box_deg[0]), Angle::degrees(draft.box_deg[1]), Angle::degrees(draft.box_deg[2]),
                              Angle::degrees(draft.box_deg[3])};
        market.barring.push_back(std::move(b));
    }
}

}  // namespace

void build_roaming(const fields::RoamingDraft& draft, Study& study, Check& check) {
    study.roaming = draft.config;
    if (!check.sound({"roaming"})) return;
    Market& market = study.roaming.market;
    Words words{check};
    build_operators(draft.operators, market, words);
    build_agreements(draft.agreements, market, words);
    build_barring(draft.barring, market, words);
    market.order.clear();
    words.each(draft.order, "roaming.order", "home-wifi, terrestrial or satellite", parse_access,
               [&](Access access) { market.order.push_back(access); });
    std::vector<std::string> ids;
    for (const Operator& o : market.operators) ids.push_back(o.id);
    if (!market.find(study.roaming.home))
        check.fault("roaming.operator", study.roaming.home, "an id of roaming.operators; " + table::nearest_words(study.roaming.home, ids));
    if (words.sound())
        for (const Fault& f : check_market(market))
            check.fault("roaming." + f.field, f.value,
                        f.allowed == "an id of roaming.operators" ? f.allowed + "; " + table::nearest_words(f.value, ids) : f.allowed);
    for (const Fault& f : d2c::check(study.roaming.handover.trigger))
        check.fault("roaming.handover." + f.field, table::number_text(std::strtod(f.value.c_str(), nullptr)), f.allowed);
    std::vector<std::string> points;
    for (const PointOfPresence& p : study.roaming.transport.points_of_presence) points.push_back(p.id);
    const auto names_points = [&](const std::vector<Gateway>& gateways, const std::string& path) {
        for (const Gateway& g : gateways)
            if (!g.point_of_presence.empty() && std::find(points.begin(), points.end(), g.point_of_presence) == points.end())
                check.fault(path + '.' + g.id + ".point_of_presence", g.point_of_presence,
                            "an id of roaming.transport.points_of_presence; " + table::nearest_words(g.point_of_presence, points));
    };
    names_points(study.roaming.transport.gateways, "roaming.transport.gateways");
    if (check.sound({"world.gateways"})) names_points(study.world.gateways, "world.gateways");
}

namespace {

void restate(Study& study, const std::string& name, Db value, const std::string& source) {
    for (ResolvedParameter& parameter : study.parameters) {
        if (parameter.name != name) continue;
        parameter.value = table::number_text(value.value);
        parameter.source = source;
    }
}

}  // namespace

void fit_handover(Study& study, Check& check) {
    constexpr const char* kMargin = "world.handover_hysteresis_db";
    if (!check.sound({"roaming.handover", kMargin, "world.policy"})) return;
    TriggerParameters& handover = study.roaming.handover.trigger;
    const std::string trigger{to_string(handover.trigger)};
    if (study.world.policy != "strongest" && handover.prefer != Preference::kStrongest)
        check.fault("roaming.handover.prefer", std::string{to_string(handover.prefer)},
                    "strongest, since world.policy " + study.world.policy + " says which satellite is taken");
    const bool a3 = handover.trigger == Trigger::kA3, strongest = handover.trigger == Trigger::kStrongest;
    const bool margin_given = check.has(kMargin);
    if (!a3 && !strongest) {
        if (margin_given)
            check.fault(kMargin, table::number_text(study.world.handover_hysteresis.value),
                        "nothing, since roaming.handover.trigger is " + trigger + ": it is the sum of hysteresis and offset of a3");
        return;
    }
    const Db sum = strongest ? handover.hysteresis : handover.hysteresis + handover.a3_offset;
    if (sum == study.world.handover_hysteresis) return;
    const bool terms_given = strongest || check.has("roaming.handover.hysteresis_db") || check.has("roaming.handover.a3_offset_db");
    if (margin_given && terms_given) {
        check.fault(kMargin, table::number_text(study.world.handover_hysteresis.value),
                    table::number_text(sum.value) + ", as roaming.handover says (" +
                        (strongest ? "hysteresis_db" : "hysteresis_db and a3_offset_db together") + "), or nothing [dB]");
    } else if (margin_given) {
        handover.a3_offset = study.world.handover_hysteresis - handover.hysteresis;
        restate(study, "roaming.handover.a3_offset_db", handover.a3_offset, "world.handover_hysteresis_db less the hysteresis");
    } else {
        study.world.handover_hysteresis = sum;
        restate(study, kMargin, sum, "roaming.handover");
    }
}

}  // namespace d2c
