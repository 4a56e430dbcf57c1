#include "world/watch/place_gaps.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <utility>

#include "base/random.h"
#include "constellation/frames.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "handset_phy/link_budget.h"
#include "scenarios/rollout.h"
#include "video/services.h"

namespace d2c {
namespace {

constexpr double kNever = 2.0;
/// Orbits so near to each other are looked at as one: 10 km move a slant range at 20 degrees by 2 % or 0.2 dB.
constexpr double kOrbitStep_m = 10e3;

const EnvironmentRadio& outdoors(const RadioModel& radio) {
    const auto open = std::find_if(radio.environments.begin(), radio.environments.end(),
                                   [](const EnvironmentRadio& environment) { return environment.near_loss_db.empty(); });
    return open == radio.environments.end() ? radio.environments.front() : *open;
}

/// What does not change with elevation.
class LinkAt {
  public:
    LinkAt(const RadioModel& radio, const SpectrumUse& spectrum, const GapLink& link)
        : radio_{radio}, spectrum_{spectrum}, link_{link}, environment_{outdoors(radio)}, ground_m_{radius(itrf_of(link.at)).value} {
        for (const Hertz frequency : radio.downlink) scintillation_db_.push_back(ionospheric_scintillation_at(frequency, link.at).value);
    }

    double rate_bps(double sine) const {
        const PayloadRadio& payload = radio_.payloads[link_.payload];
        const HandsetRadio& handset = radio_.handsets[link_.handset];
        const double orbit_m = link_.orbit_radius.value, along = ground_m_ * sine;
        const double range_m = std::sqrt(along * along + orbit_m * orbit_m - ground_m_ * ground_m_) - along;
        const double cos_scan = (orbit_m * orbit_m + range_m * range_m - ground_m_ * ground_m_) / (2.0 * orbit_m * range_m);
        const double scan = RadioModel::scan_gain(payload, cos_scan);
        struct OnCarrier {
            double bits_per_element;
            std::size_t carrier;
        };
        std::vector<OnCarrier> usable;
        for (CarrierMask left = spectrum_.aggregated(link_.carriers, link_.handset); left != 0; left &= left - 1) {
            const auto k = static_cast<std::size_t>(std::countr_zero(left));
            const double signal = payload.eirp_w_per_hz * scan * radio_.downlink_gain_at_1m[k] / (range_m * range_m) *
                                  ratio_from_db(Db{handset.gain_db - excess_db(k, sine) - scintillation_db_[k]});
            const Db combined = combine_branches(Db{10.0 * std::log10(signal / handset.noise_w_per_hz)}, handset.branches);
            usable.push_back({handset.rates[link_.payload].bits_per_re(combined.value), k});
        }
        if (usable.empty()) return 0.0;
        std::sort(usable.begin(), usable.end(), [](const OnCarrier& a, const OnCarrier& b) {
            return a.bits_per_element != b.bits_per_element ? a.bits_per_element > b.bits_per_element : a.carrier < b.carrier;
        });
        UplinkInputs up;
        up.transmit_power = Dbm{handset.uplink_eirp_dbm};
        up.bandwidth = kResourceBlock;
        up.frequency = radio_.uplink[usable.front().carrier];
        up.slant_range = Metres{range_m};
        up.losses.scan = Db{-10.0 * std::log10(scan)};
        up.losses.shadow = Db{excess_db(usable.front().carrier, sine)};
        up.losses.scintillation = Db{scintillation_db_[usable.front().carrier]};
        up.g_over_t = DbPerKelvin{payload.g_over_t_db_per_k};
        if (uplink_snr_in_one_block(up).value < handset.least_uplink_snr_db) return 0.0;
        double rate_bps = 0.0;
        Hertz room = spectrum_.maximum_bandwidth(link_.handset);
        for (const OnCarrier& on : usable) {
            if (!(room.value > 0.0)) break;
            const Hertz channel = spectrum_.channel(on.carrier);
            const double part = std::min(1.0, room / channel);
            rate_bps += on.bits_per_element * handset.elements_per_hz[link_.payload] *
                        spectrum_.occupied_bandwidth(on.carrier, handset.air_interface).value * part;
            room = room - part * channel;
        }
        return rate_bps;
    }

  private:
    double excess_db(std::size_t carrier, double sine) const {
        const double elevation_deg = Angle::radians(std::asin(std::clamp(sine, -1.0, 1.0))).in_degrees();
        constexpr ChannelDraw kMedian{0.5f, 0.0f};
        return environment_.channel.excess_loss_db(elevation_deg, kMedian) + slant_gas_loss(radio_.zenith_gas[carrier], sine).value +
               environment_.near_loss(carrier, elevation_deg);
    }

    const RadioModel& radio_;
    const SpectrumUse& spectrum_;
    const GapLink& link_;
    const EnvironmentRadio& environment_;
    double ground_m_;
    std::vector<double> scintillation_db_;
};

double needed_bps_for(const LightDataService& service) {
    const double left_s = service.each_within_s - service.round_trips * service.round_trip_s;
    return left_s > 0.0 ? transfer_bits(service) / left_s : std::numeric_limits<double>::infinity();
}

}  // namespace

double gap_link_bps(const RadioModel& radio, const SpectrumUse& spectrum, const GapLink& link, double sin_elevation) {
    return LinkAt{radio, spectrum, link}.rate_bps(sin_elevation);
}

double least_sin_elevation(const RadioModel& radio, const SpectrumUse& spectrum, const GapLink& link, double needed_bps) {
    const LinkAt at{radio, spectrum, link};
    const double mask_rad = std::asin(std::clamp(radio.payloads[link.payload].least_sin_elevation, 0.0, 1.0));
    const double step_rad = (std::numbers::pi / 2.0 - mask_rad) / 90.0;
    const auto enough = [&](double elevation_rad) { return at.rate_bps(std::sin(elevation_rad)) >= needed_bps; };
    int lowest = 91;
    while (lowest > 0 && enough(mask_rad + (lowest - 1) * step_rad)) --lowest;
    if (lowest == 91) return kNever;
    if (lowest == 0) return std::sin(mask_rad);
    double low_rad = mask_rad + (lowest - 1) * step_rad, high_rad = low_rad + step_rad;
    while (high_rad - low_rad > 0.01 * std::numbers::pi / 180.0) {
        const double middle_rad = 0.5 * (low_rad + high_rad);
        (enough(middle_rad) ? high_rad : low_rad) = middle_rad;
    }
    return std::sin(high_rad);
}

Instant gap_day(Quarter quarter, std::uint64_t seed) {
    const double days = seconds_between(end_of(quarter), begin_of(quarter)) / 86400.0;
    const double draw = uniform01({seed, Purpose::kGapDay, static_cast<std::uint64_t>(quarter.index)});
    return begin_of(quarter) + nanoseconds_from_seconds(std::floor(draw * days) * 86400.0);
}

std::vector<PlaceGaps> place_gaps(const Study& study, const Fleet& fleet, const Phones& phones, const SpectrumUse& spectrum,
                                  const RadioModel& radio, const OutagePlan& outages, std::uint64_t seed, Quarter quarter) {
    const std::size_t classes = study.handsets.size();
    const double needed_bps = needed_bps_for(study.services.light_data);
    DaySky sky;
    sky.start = gap_day(quarter, seed);
    std::vector<MeanState> states;
    std::vector<std::uint16_t> group;
    struct Group {
        std::size_t payload;
        Metres orbit_radius;
    };
    std::vector<Group> groups;
    std::map<std::pair<std::size_t, long>, std::uint16_t> group_of;
    const std::vector<std::uint32_t> rows = in_service(fleet, sky.start);
    for (const std::uint32_t row : rows) {
        const double radius_m = fleet.states[row].semi_major_axis.value;
        const long step = std::lround(radius_m / kOrbitStep_m);
        const auto [entry, is_new] = group_of.try_emplace({fleet.payload[row], step}, static_cast<std::uint16_t>(groups.size()));
        if (is_new) groups.push_back({fleet.payload[row], Metres{static_cast<double>(step) * kOrbitStep_m}});
        states.push_back(fleet.states[row]);
        group.push_back(entry->second);
    }
    sky.states = states;
    sky.group = group;
    if (outages.any()) {
        sky.serves = [&](std::size_t state, double at_s, const std::array<double, 3>& at) {
            return outages.usable(fleet, sky.start + nanoseconds_from_seconds(at_s), rows[state], {at[0], at[1], at[2]});
        };
    }

    std::vector<WatchedPlace> places;
    struct Told {
        std::size_t entry, place, watcher;
    };
    std::vector<Told> told;
    for (const Spot& spot : phones.spots) {
        if (!spot.place) continue;
        WatchedPlace place{study.geography.places[*spot.place].location, {}};
        const CarrierMask open =
            spectrum.open_at(spot.jurisdiction, sky.start) & spectrum.of_part(0);  // any part: they differ by the colour of the place alone
        for (std::size_t c = 0; c < classes; ++c) {
            const CarrierMask known = study.handsets[c].in_service_from <= sky.start ? open & spectrum.of_handset(c) : 0;
            if (known == 0) continue;
            Watcher watcher;
            for (const Group& g : groups) {
                const GapLink link{g.payload, c, known & spectrum.of_payload(g.payload), place.at, g.orbit_radius};
                watcher.least_sin_elevation.push_back(link.carriers == 0 ? kNever : least_sin_elevation(radio, spectrum, link, needed_bps));
            }
            // Classes that are served alike are watched once.
            const auto same = std::find_if(place.watchers.begin(), place.watchers.end(),
                                           [&](const Watcher& w) { return w.least_sin_elevation == watcher.least_sin_elevation; });
            told.push_back({*spot.place * classes + c, places.size(), static_cast<std::size_t>(same - place.watchers.begin())});
            if (same == place.watchers.end()) place.watchers.push_back(std::move(watcher));
        }
        places.push_back(std::move(place));
    }
    const auto served = served_spans(sky, places);
    std::vector<PlaceGaps> gaps(study.geography.places.size() * classes);
    for (const Told& t : told) gaps[t.entry] = gap_figures(served[t.place][t.watcher], sky.length_s);
    return gaps;
}

}  // namespace d2c
