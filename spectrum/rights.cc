#include "spectrum/rights.h"

#include <algorithm>
#include <array>
#include <utility>

namespace d2c {

namespace {

constexpr std::array<std::pair<RightStatus, std::string_view>, 3> kStatusWords{
    {{RightStatus::kPrimary, "primary"}, {RightStatus::kSecondary, "secondary"}, {RightStatus::kNonInterference, "non-interference"}}};
constexpr std::array<std::pair<RightService, std::string_view>, 2> kServiceWords{
    {{RightService::kSupplementalCoverage, "supplemental-coverage"}, {RightService::kMobileSatellite, "mss"}}};
constexpr std::array<std::pair<RightExtent, std::string_view>, 2> kExtentWords{
    {{RightExtent::kLandOnly, "land"}, {RightExtent::kLandAndTerritorialSea, "land-and-territorial-sea"}}};

template <class Table, class Word>
std::string_view word_of(const Table& table, Word value) {
    for (const auto& [key, text] : table)
        if (key == value) return text;
    return {};
}
template <class Table>
auto value_of(const Table& table, std::string_view text) -> std::optional<typename Table::value_type::first_type> {
    for (const auto& [key, word] : table)
        if (word == text) return key;
    return std::nullopt;
}

bool knows(std::span<const std::string> bands, const std::string& band) {
    return std::find(bands.begin(), bands.end(), band) != bands.end();
}

/// `a, b`; each band once, in the order met.
class BandList {
  public:
    void add(const std::string& band) {
        if (!knows(bands_, band)) bands_.push_back(band);
    }
    bool empty() const { return bands_.empty(); }
    std::string str() const {
        std::string text;
        for (const std::string& band : bands_) text += (text.empty() ? "" : ", ") + band;
        return text;
    }

  private:
    std::vector<std::string> bands_;
};

void append_cause(std::string& reason, const std::string& cause) { reason += (reason.empty() ? "no right: " : "; ") + cause; }

}  // namespace

std::string_view to_string(RightStatus status) { return word_of(kStatusWords, status); }
std::string_view to_string(RightService service) { return word_of(kServiceWords, service); }
std::string_view to_string(RightExtent extent) { return word_of(kExtentWords, extent); }
std::optional<RightStatus> parse_right_status(std::string_view text) { return value_of(kStatusWords, text); }
std::optional<RightService> parse_right_service(std::string_view text) { return value_of(kServiceWords, text); }
std::optional<RightExtent> parse_right_extent(std::string_view text) { return value_of(kExtentWords, text); }

bool reaches(const Right& right, Jurisdiction spot) {
    if (spot.area.empty() || right.area != spot.area) return false;
    return spot.on_land || spot.area == kHighSeas || right.extent == RightExtent::kLandAndTerritorialSea;
}

bool in_force(const Right& right, Instant at) { return right.from <= at && (!right.until || at < *right.until); }

std::vector<const Right*> rights_at(std::span<const Right> rights, Jurisdiction spot, Instant at) {
    std::vector<const Right*> found;
    for (const Right& right : rights)
        if (reaches(right, spot) && in_force(right, at)) found.push_back(&right);
    return found;
}

bool may_light(const Right& right, Jurisdiction spot, Instant at, const LinkBands& bands) {
    return reaches(right, spot) && in_force(right, at) && knows(bands.payload, right.band) && knows(bands.handset, right.band);
}

bool may_light(std::span<const Right> rights, Jurisdiction spot, Instant at, const LinkBands& bands) {
    return std::any_of(rights.begin(), rights.end(), [&](const Right& right) { return may_light(right, spot, at, bands); });
}

std::vector<const Right*> usable_rights(std::span<const Right> rights, Jurisdiction spot, Instant at, const LinkBands& bands) {
    std::vector<const Right*> found;
    for (const Right& right : rights)
        if (may_light(right, spot, at, bands)) found.push_back(&right);
    return found;
}

std::string no_right_reason(std::span<const Right> rights, Jurisdiction spot, Instant at, const LinkBands& bands) {
    if (may_light(rights, spot, at, bands)) return {};

    BandList not_in_satellite, not_in_phone;
    const Right* next_shared = nullptr;
    const Right* next_any = nullptr;
    const Right* last_ended = nullptr;
    bool stops_at_coast = false;
    for (const Right& right : rights) {
        if (spot.area.empty() || right.area != spot.area) continue;
        if (!reaches(right, spot)) {
            stops_at_coast = stops_at_coast || in_force(right, at);
            continue;
        }
        const bool in_satellite = knows(bands.payload, right.band);
        const bool in_phone = knows(bands.handset, right.band);
        if (in_force(right, at)) {
            (in_satellite ? not_in_phone : not_in_satellite).add(right.band);
        } else if (right.from > at) {
            if (!next_any || right.from < next_any->from) next_any = &right;
            if (in_satellite && in_phone && (!next_shared || right.from < next_shared->from)) next_shared = &right;
        } else if (!last_ended || *right.until > *last_ended->until) {
            last_ended = &right;
        }
    }

    std::string reason;
    if (!not_in_phone.empty()) append_cause(reason, not_in_phone.str() + " not in the phone");
    if (!not_in_satellite.empty()) append_cause(reason, not_in_satellite.str() + " not in the satellite");
    if (const Right* next = next_shared ? next_shared : next_any) append_cause(reason, next->band + " from " + date_string(next->from));
    if (stops_at_coast) append_cause(reason, spot.area.str() + " on land only");
    if (reason.empty() && last_ended) append_cause(reason, last_ended->band + " ended " + date_string(*last_ended->until));
    if (reason.empty()) append_cause(reason, spot.area.empty() ? "no area" : "none in " + spot.area.str());
    return reason;
}

}  // namespace d2c
