#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Listing;
using table::Reference;
using table::Table;

Table<HandsetClass> handset_table() {
    using H = HandsetClass;
    Table<H> t{"A class of phones: chipset generation and the phone around it."};
    t.text("title", &H::title, "name as printed").needed();
    t.choice<AirInterface>("air_interface", {{"lte", AirInterface::kLte}, {"nr-ntn", AirInterface::kNrNtn}}, &H::air_interface,
                           "radio technology")
        .needed();
    t.whole("release", 8, 30, &H::release, "3GPP release").needed();
    t.texts("bands", 1, &H::bands, "ids of spectrum/bands that the phone knows").needed();
    t.number("maximum_bandwidth_mhz", 0.18, 400, &H::maximum_bandwidth, "all aggregated carriers together").needed();
    t.whole("receive_branches", 1, 8, &H::receive_branches, "cross-polarised receive branches").needed();
    t.number("antenna_gain_dbi", -20, 20, &H::antenna_gain, "per branch").needed();
    t.number("polarisation_loss_db", 0, 20, &H::polarisation_loss, "per branch: circular satellite into one linear branch").needed();
    t.number("body_loss_db", 0, 30, &H::body_loss, "hand, head, pocket").needed();
    t.number("noise_figure_db", 0, 20, &H::noise_figure, "of the receiver").needed();
    t.number("transmit_power_dbm", -10, 40, &H::transmit_power, "power class").needed();
    t.whole("highest_modulation_order", 2, 10, &H::highest_modulation_order, "bits per symbol: 6 is 64QAM, 8 is 256QAM").needed();
    t.whole("layers", 1, 4, &H::layers, "spatial layers that it can receive").needed();
    t.number("overhead_share", 0, 0.9, &H::overhead_share, "of resource elements: control, reference signals, synchronisation").needed();
    t.instant("in_service_from_utc", &H::in_service_from, "first sold").needed();
    t.text("source", &H::source, "document, or `assumption: why`").needed();
    return t;
}

namespace {

Table<AdoptionDraft> adoption_table() {
    using C = AdoptionDraft::Class;
    Table<C> curve{"Share of the phones sold that this class takes from all before it: a Bass or a logistic curve up to a ceiling."};
    curve.number("innovation_per_year", 1e-6, 10, &C::innovation, "Bass: p").in_unit("1/year");
    curve.number("imitation_per_year", 0, 10, &C::imitation, "Bass: q").in_unit("1/year");
    curve.number("midpoint_years", 0, 100, &C::midpoint, "logistic: from the first sale to half of the ceiling").in_unit("years");
    curve.number("ten_to_ninety_years", 0.01, 100, &C::ten_to_ninety, "logistic: from 10 to 90 % of the ceiling").in_unit("years");
    curve.number("ceiling_share", 0, 1, &C::ceiling_share, "of phones sold, in the end").needed();
    curve.text(
        "source", [](C&, const std::string&) {}, "document, or `assumption: why`");
    curve.either({{"innovation_per_year", "imitation_per_year"}, {"midpoint_years", "ten_to_ninety_years"}});
    Table<std::vector<C>> classes{"Curves by class; the oldest class has none, and takes what the others leave."};
    classes.each(table::kIdKey, std::move(curve), [](std::vector<C>& list, const std::string& key) -> C& {
        C& made = list.emplace_back();
        made.id = key;
        return made;
    });

    using G = AdoptionDraft::Group;
    Table<G> group{"Countries where phones are bought alike."};
    group.texts("countries", 1, &G::countries, "ISO 3166-1 letters; absent in one group: all that no other names");
    group.number("mean_phone_life_years", 0.5, 20, &G::mean_phone_life_years, "mean time that a phone is used, second hands included")
        .in_unit("years")
        .needed();
    group.number("delay_years", 0, 20, &G::delay_years, "of the sales behind the class's first day").in_unit("years").needed();
    group.text(
        "source", [](G&, const std::string&) {}, "document, or `assumption: why`");
    Table<std::vector<G>> groups{"Groups of countries, by id."};
    groups.each(table::kIdKey, std::move(group), [](std::vector<G>& list, const std::string& key) -> G& {
        G& made = list.emplace_back();
        made.id = key;
        return made;
    });

    Table<AdoptionDraft> t{"Which phones people have. Absent: a class is in everybody's hands from the day it is sold."};
    t.block("classes", std::move(classes), &AdoptionDraft::classes).needed();
    t.block("groups", std::move(groups), &AdoptionDraft::groups).needed();
    t.text(
        "source", [](AdoptionDraft&, const std::string&) {}, "document, or `assumption: why`");
    return t;
}

}  // namespace

Table<Draft> handset_phy_table() {
    Table<std::vector<HandsetClass>> classes{"Classes of phones, by id; each gets its own map."};
    classes
        .each(table::kIdKey, handset_table(),
              [](std::vector<HandsetClass>& list, const std::string& key) -> HandsetClass& {
                  HandsetClass& handset = list.emplace_back();
                  handset.id = key;
                  return handset;
              })
        .from_catalogue("chipsets", Reference::kEntry);
    Table<Draft> t{"Phones, and the surroundings in which they are held."};
    t.block("classes", std::move(classes), [](Draft& d) -> std::vector<HandsetClass>& { return d.study.handsets; }).needed();
    t.choice<RadioEnvironment>(
         "environment",
         {{"dense-urban", RadioEnvironment::kDenseUrban},
          {"urban", RadioEnvironment::kUrban},
          {"suburban-rural", RadioEnvironment::kSuburbanRural}},
         [](Draft& d, RadioEnvironment e) { d.study.environment = e; },
         "which tables of 3GPP TR 38.811 clause 6.6 hold: line of sight, shadowing, clutter")
        .otherwise("suburban-rural", "assumption: outside terrestrial coverage people are in the open country");
    t.block("where_the_phone_is", where_table(), [](Draft& d) -> WhereDraft& {
         if (!d.where) d.where.emplace();
         return *d.where;
     }).if_present();
    t.block("adoption", adoption_table(), [](Draft& d) -> AdoptionDraft& {
         if (!d.adoption) d.adoption.emplace();
         return *d.adoption;
     }).if_present();
    return t;
}

}  // namespace d2c::fields
