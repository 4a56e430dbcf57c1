#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Listing;
using table::Reference;
using table::Table;

namespace {
FrequencyRange range_of(const std::vector<double>& mhz) { return {Hertz::mega(mhz[0]), Hertz::mega(mhz[1])}; }

Table<std::vector<Right>> rights_table(std::string doc) {
    Table<std::vector<Right>> t{std::move(doc)};
    t.each(table::kIdKey, right_table(), [](std::vector<Right>& list, const std::string& key) -> Right& {
         Right& right = list.emplace_back();
         right.id = key;
         return right;
     }).listed(Listing::kRow);
    return t;
}
}  // namespace

Table<Band> band_table() {
    Table<Band> t{"A band as a standard or a licence names it."};
    t.text("title", &Band::title, "name as printed").needed();
    t.choice<std::string>("kind",
                          {{"3gpp-terrestrial", "3gpp-terrestrial"},
                           {"3gpp-ntn", "3gpp-ntn"},
                           {"licence-block", "licence-block"},
                           {"itu-allocation", "itu-allocation"}},
                          &Band::kind, "who defines it")
        .needed();
    t.numbers(
        "uplink_mhz", 2, 30, 100000, [](Band& b, const std::vector<double>& v) { b.uplink = range_of(v); }, "edges, low and high");
    t.numbers(
        "downlink_mhz", 2, 30, 100000, [](Band& b, const std::vector<double>& v) { b.downlink = range_of(v); }, "edges, low and high");
    t.text("source", &Band::source, "document and table, or `assumption: why`").needed();
    return t;
}

Table<Right> right_table() {
    Table<Right> t{"Permission to light phones in an area, in a block of spectrum, from a date on."};
    t.area(
         "area", [](Right& r, const std::string& v) { r.area = AreaCode::parse(v).value_or(AreaCode{}); },
         "country (ISO 3166-1 alpha-2), XZ for the high seas, AQ for Antarctica")
        .needed();
    t.choice<RightExtent>("extent", {{"land", RightExtent::kLandOnly}, {"land-and-territorial-sea", RightExtent::kLandAndTerritorialSea}},
                          &Right::extent, "how far it reaches; the territorial sea ends at 12 nautical miles")
        .needed();
    t.identifier("band", &Right::band, "id of spectrum/bands that payload and phone must know").needed();
    t.numbers(
         "uplink_mhz", 2, 30, 100000, [](Right& r, const std::vector<double>& v) { r.uplink = range_of(v); }, "edges, low and high")
        .needed();
    t.numbers(
         "downlink_mhz", 2, 30, 100000, [](Right& r, const std::vector<double>& v) { r.downlink = range_of(v); }, "edges, low and high")
        .needed();
    t.text("holder", &Right::holder, "who holds it").needed();
    t.choice<RightService>("service",
                           {{"supplemental-coverage", RightService::kSupplementalCoverage}, {"mss", RightService::kMobileSatellite}},
                           &Right::service, "an operator's terrestrial band from space, or a mobile-satellite allocation")
        .needed();
    t.choice<RightStatus>(
         "status",
         {{"primary", RightStatus::kPrimary}, {"secondary", RightStatus::kSecondary}, {"non-interference", RightStatus::kNonInterference}},
         &Right::status, "its rank against other services")
        .needed();
    t.instant("from_utc", &Right::from, "first instant").needed();
    t.instant(
        "until_utc", [](Right& r, Instant v) { r.until = v; }, "first instant after; absent: no end");
    t.text("source", &Right::source, "order, announcement, or `assumption: why`").needed();
    return t;
}

Table<Draft> spectrum_table() {
    Table<std::vector<Band>> bands{"Bands, by id."};
    bands
        .each(table::kIdKey, band_table(),
              [](std::vector<Band>& list, const std::string& key) -> Band& {
                  Band& band = list.emplace_back();
                  band.id = key;
                  return band;
              })
        .listed(Listing::kRow);
    Table<SpectrumEventDraft> event{"Rights that join the portfolio on a date."};
    event.instant("at", &SpectrumEventDraft::at, "rights count from here, or from their own date if it is later [UTC]").needed();
    event.block("add", rights_table("the rights that join"), &SpectrumEventDraft::rights)
        .needed()
        .from_catalogue("portfolios", Reference::kMerged, "rights");
    event
        .text(
            "source", [](SpectrumEventDraft&, const std::string&) {}, "announcement, or `assumption: why`")
        .needed();
    Table<std::vector<SpectrumEventDraft>> events{"Changes of the portfolio, by id."};
    events.each(table::kIdKey, std::move(event), [](std::vector<SpectrumEventDraft>& list, const std::string& key) -> SpectrumEventDraft& {
        SpectrumEventDraft& e = list.emplace_back();
        e.id = key;
        return e;
    });

    const auto rights = [](Draft& d) -> std::vector<Right>& { return d.study.rights; };
    Table<Draft> t{"What may be sent where: where no right stands, nothing is lit."};
    t.block("bands", std::move(bands), [](Draft& d) -> std::vector<Band>& { return d.study.bands; })
        .from_catalogue("bands", Reference::kEntries)
        .otherwise("spectrum/bands", "the catalogue of bands");
    t.block("portfolio", rights_table("Rights by id."), rights).needed().from_catalogue("portfolios", Reference::kMerged, "rights");
    t.block("rights", rights_table("Rights added to the portfolio, by id."), rights).if_present();
    t.block("events", std::move(events), [](Draft& d) -> std::vector<SpectrumEventDraft>& { return d.events; }).if_present();
    return t;
}

}  // namespace d2c::fields
