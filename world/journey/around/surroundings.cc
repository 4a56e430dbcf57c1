#include "world/journey/around/surroundings.h"

#include <algorithm>
#include <cmath>

#include "handset_phy/reception/others.h"
#include "video/services.h"

namespace d2c {
namespace {

/// Windows of a quarter have numbers up to this one (WindowSlot::key).
constexpr std::int64_t kNumbers = 4096;

/// A window that begins at any instant: those of a journey follow each other.
WindowSlot slot_at(Instant at, double window_s) {
    const auto number = static_cast<std::int64_t>(static_cast<double>(at.utc_ns) * 1e-9 / window_s);
    return {quarter_of(at), static_cast<int>((number % kNumbers + kNumbers) % kNumbers), at};
}

}  // namespace

Surroundings::Surroundings(const WorldModel& world, const BeamLayout& layout, Traveller traveller)
    : world_{world},
      layout_{layout},
      traveller_{std::move(traveller)},
      steps_of_window_{static_cast<std::size_t>(std::max(1.0, std::floor(world.study->run.window_s / world.study->run.step_s + 1e-9)))},
      sightings_{world, layout_} {}

Surroundings::~Surroundings() = default;

void Surroundings::begin(Instant at) {
    begin_window(at);
    take(0, std::nullopt, after_);
    before_ = after_;
}

void Surroundings::begin_window(Instant at) {
    const Whereabouts here = traveller_.way(at);
    const Quarter quarter = quarter_of(at);
    run_.reset();  // it refers to the local world
    if (!local_ || !local_->holds(here.at, quarter))
        local_ = std::make_unique<LocalWorld>(world_, quarter, here.at, traveller_.environment, traveller_.draw_id);
    local_->move(here.at, here.jurisdiction);
    run_ = std::make_unique<WindowRun>(local_->model(), local_->demand(), slot_at(at, world_.study->run.window_s));
    looked_back_ = false;
    step_ = 0;
}

void Surroundings::advance(std::optional<std::uint32_t> serving) {
    if (step_ == steps_of_window_) {
        begin_window(after_.at);
        take(0, serving, after_);
    }
    std::swap(before_, after_);
    take(++step_, serving, after_);
}

void Surroundings::take(std::size_t k, std::optional<std::uint32_t> serving, Moment& moment) {
    moment.at = run_->instant(k);
    const Whereabouts here = traveller_.way(moment.at);
    local_->move(here.at, here.jurisdiction);
    run_->follow(local_->spot(), moment.at);
    const WindowPlan& plan = run_->plan();
    const std::size_t a = plan.row_of(local_->spot()), entry = plan.entry(a, traveller_.handset);
    CarrierMask wanted = 0;
    for (std::size_t p = 0; p < world_.radio.payloads.size(); ++p) wanted |= plan.used(a, traveller_.handset, p);
    moment.rows.clear();
    moment.interference_w_per_hz.assign(world_.spectrum.carrier_count(), 0.0);
    moment.share.assign(run_->sky().satellites.size(), 0.0f);
    moment.others_up = 0.0;
    moment.open = wanted != 0;
    if (!moment.open) return;  // whatever is lit around, it is not for the traveller
    if (!looked_back_) run_->look_back();
    looked_back_ = true;
    run_->associate(k);
    const TileLinks& links = run_->links(local_->tile());
    for (const std::uint16_t row : links.row) {
        if (row == kNoRow) continue;
        moment.rows.push_back(row);
        if (serving && run_->sky().satellites[row] == *serving) run_->keep(a, traveller_.handset, row);
    }
    std::sort(moment.rows.begin(), moment.rows.end());
    run_->light(k);

    const ListeningPhone listener{local_->phone(), a - plan.active().first_of_tile[local_->tile()], plan.active().environment[a]};
    run_->lit().tune(local_->tile(), links, world_.spectrum.co_channel(wanted), columns_);
    run_->lit().add(local_->tile(), listener, local_->model().phones.columns, links, columns_, moment.interference_w_per_hz);
    for (const std::uint16_t row : moment.rows) moment.share[row] = static_cast<float>(run_->beams().footprint_share(row, 1.0));

    const std::uint16_t served_by = run_->serving().row[entry];
    if (served_by == kNoRow) return;
    const std::array<std::uint16_t, 1> one{served_by};
    const std::span<const Sighting> seen = sightings_.at(moment.at, *local_, *run_, traveller_.handset, one, moment.interference_w_per_hz);
    if (seen.empty()) return;
    const std::array<float, 3> aim{static_cast<float>(seen[0].aim_x_m), static_cast<float>(seen[0].aim_y_m),
                                   static_cast<float>(seen[0].aim_z_m)};
    moment.others_up = seen[0].scan_gain * run_->uplink().over_noise({served_by, local_->phone(), aim, seen[0].reception.uplink_carrier});
}

std::span<const Offer> Surroundings::at(Instant moment, std::optional<BeamOf> serving) {
    const Whereabouts here = traveller_.way(moment);
    local_->stand(here.at, here.jurisdiction);
    run_->follow(local_->spot(), moment);
    rows_.clear();
    std::set_union(before_.rows.begin(), before_.rows.end(), after_.rows.begin(), after_.rows.end(), std::back_inserter(rows_));
    const double span_s = seconds_between(after_.at, before_.at);
    const double part = span_s > 0.0 ? std::clamp(seconds_between(moment, before_.at) / span_s, 0.0, 1.0) : 0.0;
    const auto between = [&](double before, double after) { return between_steps(before, before_.open, after, after_.open, part); };
    interference_.resize(before_.interference_w_per_hz.size());
    for (std::size_t k = 0; k < interference_.size(); ++k)
        interference_[k] = between(before_.interference_w_per_hz[k], after_.interference_w_per_hz[k]);
    const HandsetRadio& handset = world_.radio.handsets[traveller_.handset];
    const BitsPerSecond call = radio_rate(world_.study->services.voice);
    const std::size_t a = run_->plan().row_of(local_->spot());
    const auto users = static_cast<double>(traveller_.users);
    offers_.clear();
    for (const Sighting& seen : sightings_.at(moment, *local_, *run_, traveller_.handset, rows_, interference_, serving)) {
        Offer offer;
        offer.seen = seen;
        offer.satellite = run_->sky().satellites[seen.row];
        const auto dwell = static_cast<double>(before_.share[seen.row] > 0.0f ? before_.share[seen.row] : after_.share[seen.row]);
        const double beside = run_->plan().beside(a, seen.payload);
        Reception& reception = offer.seen.reception;
        offer.others_up = between(before_.others_up, after_.others_up);
        disturb_uplink(reception, offer.others_up, handset);
        offer.lit_share = dwell;
        offer.free_share = beside;
        offer.share = dwell * beside / users;
        offer.voice_down_bps = reception.downlink_bps * offer.share;
        if (reception.acknowledged) offer.downlink_bps = offer.voice_down_bps;
        offer.call_margin_db = uplink_margin_db(reception, call, dwell, beside / users);
        offers_.push_back(offer);
    }
    return offers_;
}

std::int64_t Surroundings::fine_cell() const { return local_->model().phones.columns.fine_cell[local_->phone()]; }

}  // namespace d2c
