#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <utility>

#include "spectrum/rights.h"

namespace d2c {

namespace {

/// Licence edges are printed to 1 kHz at finest; rounding of MHz to Hz stays far below.
constexpr double kEdgeToleranceHz = 1.0;

std::string mhz(double hz) {
    std::ostringstream text;
    text.precision(10);
    text << hz * 1e-6 << " MHz";
    return text.str();
}
std::string in_mhz(const FrequencyRange& range) { return mhz(range.low.value) + " to " + mhz(range.high.value); }
bool is_above_zero(const FrequencyRange& range) {
    return range.low.value > 0.0 && range.high.value > range.low.value && std::isfinite(range.high.value);
}

class Report {
  public:
    explicit Report(std::string id) : id_{std::move(id)} {}
    void add(const std::string& key, std::string value, std::string allowed) {
        faults_.push_back({.file = "", .line = 0, .field = id_ + "." + key, .value = std::move(value), .allowed = std::move(allowed)});
    }
    void move_to(Faults& all) {
        for (Fault& fault : faults_) all.push_back(std::move(fault));
    }

  private:
    std::string id_;
    Faults faults_;
};

/// True if the range is sound, so that it may be compared with others.
bool check_range(Report& report, const std::string& key, const FrequencyRange& range, const std::optional<FrequencyRange>& band,
                 const std::string& band_id) {
    if (!is_above_zero(range)) {
        report.add(key, in_mhz(range), "a low edge above 0 and a high edge above the low one [MHz]");
        return false;
    }
    if (band) {
        const FrequencyRange widened{{band->low.value - kEdgeToleranceHz}, {band->high.value + kEdgeToleranceHz}};
        if (!widened.contains(range)) report.add(key, in_mhz(range), "inside " + in_mhz(*band) + " of " + band_id);
    }
    return true;
}

void check_against_band(Report& report, const Right& right, const Band* band) {
    if (!band) report.add("band", right.band, "the id of a band in the catalogue");
    const bool paired = band && band->uplink && band->downlink;
    if (band && !paired) report.add("band", right.band, "a band with uplink and downlink; this one is unpaired");
    const std::optional<FrequencyRange> none;
    const bool downlink = check_range(report, "downlink_mhz", right.downlink, paired ? band->downlink : none, right.band);
    const bool uplink = check_range(report, "uplink_mhz", right.uplink, paired ? band->uplink : none, right.band);
    if (!downlink || !uplink || !paired) return;
    // Fixed distance between the two directions of one band (TS 36.101 table 5.7.4-1; TS 38.101-1 clause 5.4.4); it says nothing
    // where the two are not equally wide.
    const bool equally_wide = std::abs(right.downlink.width().value - right.uplink.width().value) <= kEdgeToleranceHz;
    const double distance_hz = right.downlink.low.value - right.uplink.low.value;
    const double band_distance_hz = band->downlink->low.value - band->uplink->low.value;
    if (equally_wide && !(std::abs(distance_hz - band_distance_hz) <= 2.0 * kEdgeToleranceHz))
        report.add("uplink_mhz", mhz(distance_hz) + " below the downlink",
                   mhz(band_distance_hz) + ", the duplex distance of " + right.band);
}

void check_place_and_dates(Report& report, const Right& right) {
    const bool nobodys = right.area == kHighSeas || right.area == kAntarctica;
    if (right.area.empty()) report.add("area", "", "two upper-case letters, ISO 3166-1 alpha-2, XZ or AQ");
    if (nobodys && right.service == RightService::kSupplementalCoverage)
        report.add("service", std::string{to_string(right.service)} + " in " + right.area.str(),
                   "mss only: no country's licence reaches the high seas or Antarctica");
    if (right.area == kHighSeas && right.extent == RightExtent::kLandOnly)
        report.add("extent", std::string{to_string(right.extent)}, "land-and-territorial-sea: there is no land in XZ");
    if (right.until && !(*right.until > right.from))
        report.add("until_utc", to_string(*right.until), "later than from_utc, " + to_string(right.from));
    if (right.holder.empty()) report.add("holder", "", "who holds the right");
    if (right.source.empty()) report.add("source", "", "document and clause, or `assumption: why`");
}

bool overlap_in_time(const Right& a, const Right& b) { return (!a.until || b.from < *a.until) && (!b.until || a.from < *b.until); }

}  // namespace

Faults check_bands(std::span<const Band> bands) {
    Faults all;
    std::map<std::string, int> times_seen;
    for (const Band& band : bands) {
        Report report{band.id};
        if (band.id.empty()) report.add("id", "", "a name");
        if (++times_seen[band.id] == 2) report.add("id", band.id, "one band of that id");
        if (!band.uplink && !band.downlink) report.add("downlink_mhz", "", "a range of uplink_mhz, of downlink_mhz or of both");
        if (band.uplink) check_range(report, "uplink_mhz", *band.uplink, std::nullopt, band.id);
        if (band.downlink) check_range(report, "downlink_mhz", *band.downlink, std::nullopt, band.id);
        if (band.source.empty()) report.add("source", "", "document and clause, or `assumption: why`");
        report.move_to(all);
    }
    return all;
}

Faults check_rights(std::span<const Band> bands, std::span<const Right> rights) {
    std::map<std::string, const Band*> band_by_id;
    for (const Band& band : bands) band_by_id.emplace(band.id, &band);

    Faults all;
    std::map<std::string, int> times_seen;
    for (std::size_t i = 0; i < rights.size(); ++i) {
        const Right& right = rights[i];
        Report report{right.id};
        if (right.id.empty()) report.add("id", "", "a name");
        if (++times_seen[right.id] == 2) report.add("id", right.id, "one right of that id");
        const auto found = band_by_id.find(right.band);
        check_against_band(report, right, found == band_by_id.end() ? nullptr : found->second);
        check_place_and_dates(report, right);
        for (const Right& earlier : rights.first(i))
            if (earlier.area == right.area && overlap_in_time(earlier, right) &&
                (earlier.downlink.overlaps(right.downlink) || earlier.uplink.overlaps(right.uplink)))
                report.add("downlink_mhz", in_mhz(right.downlink),
                           "spectrum that " + earlier.id + " does not hold in the same area and time");
        report.move_to(all);
    }
    return all;
}

}  // namespace d2c
