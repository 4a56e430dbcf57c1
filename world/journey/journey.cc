#include "world/journey/journey.h"

#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/constants.h"
#include "base/random.h"
#include "constellation/look.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/reception/message_loss.h"
#include "roaming/machine/machine.h"
#include "roaming/operators/tracking_area.h"
#include "video/services.h"
#include "world/journey/carrier.h"
#include "world/journey/held/held.h"
#include "world/journey/held/recorder.h"
#include "world/journey/held/way_rows.h"

namespace d2c {
namespace {

/// Networks that have no code of their own here: one a country, never printed.
Plmn unnamed_network(AreaCode area) {
    constexpr std::uint32_t kPrivate = 999;  // TS 23.003 clause 2.2: MCC 999 is for private networks
    const std::string digits = std::to_string(kPrivate * 1000 + static_cast<std::uint32_t>(area.index()) % 1000);
    return Plmn::parse(digits).value();
}

std::chrono::nanoseconds light(Metres way) { return nanoseconds_from_seconds(way.value / kSpeedOfLightMPerS); }

std::uint64_t traveller_id(const std::string& route) {
    std::uint64_t hash = 1469598103934665603u;  // FNV-1a
    for (const char c : route) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return (std::uint64_t{1} << 41) | (hash >> 24);
}

Aboard aboard_of(Conveyance carrier) {
    if (carrier == Conveyance::kShip) return Aboard::kShip;
    return carrier == Conveyance::kAircraft ? Aboard::kAircraft : Aboard::kLand;
}

class Journey {
  public:
    Journey(const JourneyPlan& plan, int journey, int departure, Instant start)
        : plan_{plan},
          world_{*plan.world},
          study_{*plan.world->study},
          journey_{journey},
          departure_{departure},
          start_{start},
          duration_s_{std::min(plan.route->duration_s(), plan.ends_s.value_or(plan.route->duration_s()))},
          draw_id_{traveller_id(plan.config->id)},
          layout_{world_, study_.world.beams},
          around_{world_, layout_, traveller()},
          paths_{world_.fleet, *plan.ground, world_.study->roaming.transport, plan.home->home_core, plan.ways_s},
          machine_{plan.machine, world_.seed, HandsetId{static_cast<std::uint32_t>(departure)}},
          recorder_{journey, start, plan.failures, link_},
          next_page_s_{plan.page_s} {}

    Travelled run(const std::function<bool(double)>& go_on) {
        Travelled travelled;
        around_.begin(start_);
        if (plan_.observer != nullptr) plan_.observer->network(around_);
        double at_s = 0.0;
        sample(at_s);
        while (at_s < duration_s_ && travelled.complete) {
            around_.advance(serving_satellite());
            if (plan_.observer != nullptr) plan_.observer->network(around_);
            const double until_s = std::min(duration_s_, seconds_between(around_.after().at, start_));
            // Where nothing can be heard at either end, nothing is measured in between.
            const bool silent = !around_.before().open && !around_.after().open && machine_.state() == PhoneState::kNoService;
            while (at_s < until_s) {
                at_s = silent ? until_s : std::min(at_s + plan_.measure_s, until_s);
                sample(at_s);
            }
            travelled.complete = go_on(at_s / duration_s_);
        }
        travelled.results = results(at_s);
        travelled.link = std::move(link_);
        return travelled;
    }

  private:
    /// Who may serve here and now, kept while nothing about it changes.
    struct Rules {
        Jurisdiction law;
        bool covered = false;
        Instant until{};
        std::vector<AccessOption> options;
    };

    Traveller traveller() {
        return {plan_.handset,
                environment_row(study_, world_.radio.environments, world_.seed, draw_id_, static_cast<std::uint32_t>(departure_)), draw_id_,
                [this](Instant at) { return whereabouts(at); }, plan_.users_in_beam};
    }

    const Whereabouts& whereabouts(Instant at) {
        if (!where_ || last_at_ != at) {
            const Geodetic place = plan_.route->at(seconds_between(at, start_)).place;
            const Borders::Where where = world_.earth->borders.classify(place);
            where_ = Whereabouts{place, {where.area, where.on_land}};
            last_at_ = at;
        }
        return *where_;
    }

    std::optional<std::uint32_t> serving_satellite() const {
        const RadioCellId cell = machine_.serving();
        return cell.access() == Access::kSatellite ? std::optional{cell.satellite().value} : std::nullopt;
    }

    bool covered(std::int64_t fine_cell) const {
        const auto share = static_cast<double>(world_.earth->fine.covered_share[static_cast<std::size_t>(fine_cell)]);
        return share > 0.0 && uniform01({world_.seed, Purpose::kCoverage, static_cast<std::uint64_t>(fine_cell)}) < share;
    }

    const std::vector<AccessOption>& options(const Whereabouts& here, bool covered, Instant at) {
        if (!rules_ || rules_->law != here.jurisdiction || rules_->covered != covered || at >= rules_->until) {
            PhoneSpot spot;
            spot.law = here.jurisdiction;
            spot.place = here.at;
            spot.aboard = aboard_of(plan_.config->carrier);
            spot.terrestrial_cell = covered;
            rules_ = Rules{here.jurisdiction, covered, at + std::chrono::minutes{1},
                           access_options(*plan_.market, *plan_.home, study_.rights, spot, at)};
        }
        return rules_->options;
    }

    Plmn network_of(const AccessOption& option, AreaCode area) const {
        return option.serving != nullptr ? network_code(*plan_.market, *option.serving) : unnamed_network(area);
    }

    /// Why nobody serves here: what stands in the way of the satellites, or that none is heard.
    std::string why_nobody() const {
        for (const AccessOption& option : rules_->options) {
            if (option.access != Access::kSatellite) continue;
            if (!option.allowed) return option.reason;
            return offers_.empty() ? "no satellite above its least elevation" : "no satellite strong enough";
        }
        return "no access by satellite in the scenario";
    }
    void measure(const Whereabouts& here, Instant at);
    void sample(double at_s);
    void remember(double at_s, const RouteState& state, const Whereabouts& here, const Offer* offer);
    results::JourneyResults results(double end_s);

    const JourneyPlan& plan_;
    const WorldModel& world_;
    const Study& study_;
    int journey_, departure_;
    Instant start_;
    double duration_s_;
    std::uint64_t draw_id_;
    std::optional<Whereabouts> where_;
    Instant last_at_{};
    BeamLayout layout_;
    Surroundings around_;
    GroundPaths paths_;
    Machine machine_;
    LinkRecord link_;
    JourneyRecorder recorder_;
    MessageLosses loss_;
    std::optional<Rules> rules_;
    bool has_cell_ = false;  ///< a terrestrial one, at the last measurement
    std::vector<Measurement> cells_;
    std::vector<CellGateway> gateways_;  ///< of its satellites' cells
    std::span<const Offer> offers_;
    const Operator* registered_operator_ = nullptr;  ///< of the network in which the phone is registered, where that has a name
    double next_page_s_, next_store_s_ = 0.0;
    Metres longest_range_{0.0};
    std::string stored_state_;
    RadioCellId stored_cell_;
    WayRecord way_;
};

/// Every cell that the phone hears, as the machine reads them.
void Journey::measure(const Whereabouts& here, Instant at) {
    cells_.clear();
    gateways_.clear();
    const RadioCellId serving = machine_.serving();
    std::optional<BeamOf> beam;
    if (serving.access() == Access::kSatellite) beam = BeamOf{serving.satellite().value, serving.beam().value};
    offers_ = around_.at(at, beam);
    const CellId fine{kFineOrder, around_.fine_cell()};
    has_cell_ = covered(fine.pixel);
    const std::vector<AccessOption>& rules = options(here, has_cell_, at);
    const std::uint32_t area_code = tracking_area(fine, here.jurisdiction.area, study_.roaming.tracking_area_order).code();
    const Plmn registered = machine_.registered_network();
    const auto context = [&](const AccessOption& option) {
        return registered.empty() || network_of(option, here.jurisdiction.area) == registered ||
               (registered_operator_ != nullptr && option.serving != nullptr &&
                hands_over(*plan_.market, registered_operator_, option.serving, at));
    };
    const auto transfer = [&](const AccessOption& option) -> std::chrono::nanoseconds {
        if (registered_operator_ == nullptr || option.serving == nullptr || registered_operator_ == option.serving) return {};
        return nanoseconds_from_seconds(
            fibre_delay_s(great_circle(registered_operator_->home_core, option.serving->home_core), plan_.ground->fibre));
    };
    for (const AccessOption& option : rules)
        if (option.allowed && option.serving != nullptr && network_of(option, here.jurisdiction.area) == registered)
            registered_operator_ = option.serving;
    const auto first_of = [&](Access access) {
        const auto it = std::find_if(rules.begin(), rules.end(), [&](const AccessOption& o) { return o.access == access; });
        return it == rules.end() ? nullptr : &*it;
    };
    if (const AccessOption* option = first_of(Access::kSatellite)) {
        const HandsetRadio& handset = world_.radio.handsets[plan_.handset];
        const auto offset_of = [&](const Offer& offer) {
            const Hertz carrier = world_.radio.downlink[offer.seen.reception.uplink_carrier];
            return uplink_offset(plan_.compensation, {light(offer.seen.slant_range), doppler_shift(carrier, offer.seen.range_rate_m_per_s)},
                                 {light(offer.seen.centre_range), doppler_shift(carrier, offer.seen.centre_range_rate_m_per_s)});
        };
        for (const Offer& offer : offers_) {
            const auto way = paths_.way(offer.satellite, option->user_plane, at);
            if (!way) continue;  // it has no gateway: it radiates nothing
            Measurement m;
            m.cell = RadioCellId::of_beam(SatelliteId{offer.satellite}, BeamId{offer.seen.beam});
            m.plmn = network_of(*option, here.jurisdiction.area);
            m.allowed = option->allowed;
            m.shares_context = context(*option);
            m.rank = option->rank;
            m.tracking_area = area_code;
            m.rsrp = Dbm{static_cast<double>(offer.seen.reception.rsrp_dbm)};
            m.sinr = Db{static_cast<double>(offer.seen.reception.sinr_db) + handset.branches_db};
            m.elevation = offer.seen.elevation;
            m.distance = offer.seen.off_centre;
            m.ceases = at + nanoseconds_from_seconds(std::min(offer.seen.remaining_s, 86400.0));
            m.message_loss = std::max(loss_.at(m.sinr), loss_.at(Db{offer.seen.reception.uplink_sinr_db}));
            m.offset = offset_of(offer);
            if (study_.roaming.handover.preamble_doppler_search) m.offset.frequency = Hertz{0.0};
            m.delays = {light(offer.seen.slant_range), way->feeder, way->core, way->home, transfer(*option)};
            cells_.push_back(m);
            gateways_.push_back({m.cell, way->gateway});
        }
    }
    const AccessOption* option = first_of(Access::kTerrestrial);
    if (option != nullptr && option->allowed) {
        Measurement m;
        m.cell = RadioCellId::terrestrial(static_cast<std::uint32_t>(here.jurisdiction.area.index()));  // a network, one cell
        m.plmn = network_of(*option, here.jurisdiction.area);
        m.shares_context = context(*option);
        m.rank = option->rank;
        m.tracking_area = area_code;
        m.rsrp = plan_.terrestrial.rsrp;
        m.sinr = plan_.terrestrial.sinr;
        const Metres home = great_circle(here.at, plan_.home->home_core);
        m.delays = {
            plan_.terrestrial.service_link, {}, plan_.terrestrial.core, nanoseconds_from_seconds(fibre_delay_s(home, plan_.ground->fibre))};
        cells_.push_back(m);
    }
    if (cells_.size() <= Machine::kMostCells) return;
    std::stable_sort(cells_.begin(), cells_.end(), [&](const Measurement& a, const Measurement& b) {
        const bool serves_a = a.cell == machine_.serving(), serves_b = b.cell == machine_.serving();
        return serves_a != serves_b ? serves_a : a.rank != b.rank ? a.rank < b.rank : a.rsrp.value > b.rsrp.value;
    });
    cells_.resize(Machine::kMostCells);
}

void Journey::sample(double at_s) {
    const Instant at = start_ + nanoseconds_from_seconds(at_s);
    const RouteState way = plan_.route->at(at_s);
    const Whereabouts here = whereabouts(at);
    recorder_.stand(here.at.latitude.in_degrees(), here.at.longitude.in_degrees());
    measure(here, at);
    PhoneDemand demand;
    demand.traffic = true;  // somebody watches all the time
    demand.page = at_s >= next_page_s_;
    if (demand.page) next_page_s_ += plan_.page_s;
    machine_.advance(cells_, at, demand, recorder_);
    recorder_.close(at_s);

    LinkSampleAt sample;
    sample.at_s = at_s;
    const RadioCellId serving = machine_.serving();
    const Offer* offer = nullptr;
    if (serving.access() == Access::kSatellite) {
        const auto it = std::find_if(offers_.begin(), offers_.end(), [&](const Offer& o) {
            return o.satellite == serving.satellite().value && o.seen.beam == serving.beam().value;
        });
        if (it != offers_.end()) offer = &*it;
    }
    if (machine_.carries_data() && offer != nullptr) {
        sample.cell = serving.key();
        sample.data_bps = offer->downlink_bps;
        sample.voice_down_bps = offer->voice_down_bps;
        sample.call_margin_db = offer->call_margin_db;
        longest_range_ = std::max(longest_range_, offer->seen.slant_range);
    } else if (machine_.carries_data() && serving.access() == Access::kTerrestrial) {
        sample.cell = serving.key();
        sample.data_bps = sample.voice_down_bps = plan_.terrestrial.downlink.value;
        sample.call_margin_db = plan_.terrestrial.sinr.value;
    }
    link_.add(sample);
    way_.add({at_s, way.travelled, here.jurisdiction.area, serving.access()});
    remember(at_s, way, here, offer);
    if (plan_.observer == nullptr) return;
    JourneyMoment moment;
    moment.at_s = at_s;
    moment.at = at;
    moment.way = &way;
    moment.here = &here;
    moment.terrestrial_cell = has_cell_;
    moment.options = rules_->options;
    moment.offers = offers_;
    moment.cells = cells_;
    moment.gateways = gateways_;
    moment.machine = &machine_;
    moment.offer = offer;
    moment.downlink_bps = sample.data_bps;
    plan_.observer->measured(moment);
}

void Journey::remember(double at_s, const RouteState& state, const Whereabouts& here, const Offer* offer) {
    const std::string name{to_string(machine_.state())};
    const RadioCellId serving = machine_.serving();
    const bool changed = name != stored_state_ || serving != stored_cell_ || way_.crossed_a_border();
    if (!changed && at_s < next_store_s_ && at_s < duration_s_) return;
    while (next_store_s_ <= at_s) next_store_s_ += plan_.store_s;
    stored_state_ = name;
    stored_cell_ = serving;
    results::JourneyStepRow row;
    row.journey = journey_;
    row.step = static_cast<int>(std::lround(at_s / plan_.measure_s));
    row.elapsed_s = at_s;
    row.latitude_deg = here.at.latitude.in_degrees();
    row.longitude_deg = here.at.longitude.in_degrees();
    row.altitude_m = here.at.height.value;
    row.distance_km = state.travelled.value * 1e-3;
    row.area = here.jurisdiction.area.str();
    row.on_land = here.jurisdiction.on_land;
    row.access = serving.access() == Access::kSatellite     ? "satellite"
                 : serving.access() == Access::kTerrestrial ? "terrestrial"
                 : serving.access() == Access::kHomeWifi    ? "home-wifi"
                                                            : "none";
    row.state = name;
    if (serving.empty()) row.why = why_nobody();
    if (!serving.empty()) {
        for (const AccessOption& option : rules_->options)
            if (option.allowed && option.access == serving.access() && option.serving != nullptr &&
                network_of(option, here.jurisdiction.area) == machine_.network()) {
                row.operator_id = option.serving->id;
                row.plmn = option.serving->plmn().str();
            }
    }
    if (offer != nullptr) {
        row.generation = world_.fleet.payloads[offer->seen.payload].id;
        row.satellite = offer->satellite;
        row.beam = serving.beam().value;
        row.elevation_deg = offer->seen.elevation.in_degrees();
        row.rsrp_dbm = static_cast<double>(offer->seen.reception.rsrp_dbm);
        row.sinr_db = static_cast<double>(offer->seen.reception.sinr_db);
        row.rate_kbps = machine_.carries_data() ? offer->downlink_bps * 1e-3 : 0.0;
    } else if (serving.access() == Access::kTerrestrial) {
        row.rate_kbps = machine_.carries_data() ? plan_.terrestrial.downlink.value * 1e-3 : 0.0;
    }
    way_.remember(std::move(row));
}

results::JourneyResults Journey::results(double end_s) {
    const HeldServices held = held_services(link_, world_.sessions, study_.services, plan_.try_s, end_s, longest_range_);
    results::JourneyRow row;
    row.journey = journey_;
    row.route = plan_.config->id;
    row.title = plan_.config->title;
    row.carrier = to_string(plan_.config->carrier);
    row.departure = departure_;
    row.handset = study_.handsets[plan_.handset].id;
    row.operator_id = plan_.home->id;
    row.start_utc = to_string(start_);
    row.step_s = plan_.measure_s;
    return way_.results(std::move(row), recorder_, held, study_.services.ladder, start_, end_s);
}

}  // namespace

Travelled travel(const JourneyPlan& plan, int journey, int departure, Instant start, const std::function<bool(double)>& go_on) {
    tbb::task_arena arena{plan.threads};
    return arena.execute([&] { return Journey{plan, journey, departure, start}.run(go_on); });
}

}  // namespace d2c
