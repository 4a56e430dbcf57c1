#include "world/radio/association.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/float_math.h"
#include "world/plan/remaining.h"

namespace d2c {
namespace {

constexpr float kNone = -std::numeric_limits<float>::infinity();
using Candidate = AssociationScratch::Candidate;

/// What all phones of the tile have alike.
void arrive(const AssociationStep& step, const Tile& tile, AssociationScratch& s) {
    satellites_around(tile, step.bins, s.near);
    const std::size_t count = s.near.size();
    if (s.sine.size() < count)
        for (auto* column : {&s.sine, &s.range2_m2, &s.along_nadir_m, &s.strength_db}) column->resize(count);
    s.satellite.resize(count);
    s.place.resize(step.sky.satellites.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint16_t row = s.near.row[i];
        s.satellite[i] = row == kNoRow ? 0 : step.sky.satellites[row];
        if (row != kNoRow) s.place[row] = static_cast<std::uint16_t>(i);
    }
    s.out.clear();
    if (step.usable_share.empty()) return;
    for (const std::uint16_t row : s.near.row) s.out.push_back(row == kNoRow || !(step.usable_share[row] > 0.0f) ? 1 : 0);
}

/// The satellite of that row, if it is usable.
Candidate usable_one(const AssociationScratch& s, std::uint16_t row) {
    const std::size_t place = s.place[row];
    if (place >= s.near.size() || s.near.row[place] != row || !(s.strength_db[place] > kNone)) return {};
    return {s.strength_db[place], row, place};
}

bool needs_remaining(const AssociationStep& step) { return step.policy.needs_remaining || step.trigger != nullptr; }

/// Adds the usable satellites of one payload, `serve` having been called for them, to what a policy sees.
void see(const AssociationStep& step, std::size_t phone, std::size_t p, AssociationScratch& s) {
    for (std::size_t i = s.near.first[p]; i < s.near.first[p + 1]; ++i) {
        if (!(s.strength_db[i] > kNone)) continue;
        const std::uint16_t row = s.near.row[i];
        s.seen.row.push_back(row);
        s.seen.sine.push_back(s.sine[i]);
        s.seen.range_m.push_back(std::sqrt(s.range2_m2[i]));
        s.seen.strength_db.push_back(s.strength_db[i]);
        if (needs_remaining(step))
            s.seen.remaining_s.push_back(static_cast<float>(
                remaining_s(step.sky.steps[step.step], row, step.phones, phone, step.radio.payloads[p].least_sin_elevation)));
        if (step.policy.needs_load) s.seen.load.push_back(step.load.empty() ? 0.0f : step.load[row]);
    }
}

/// What the trigger reads of the satellites shown: RSRP of a beam aimed at the phone, the distance over ground to the middle of the beam
/// that would serve it, the time to the setting.
void show_cells(const AssociationStep& step, std::size_t a, std::size_t c, std::size_t payloads, AssociationScratch& s) {
    AssociationScratch::CellRows& cells = s.cells;
    const std::size_t count = s.shown.row.size();
    cells.sinr_db.assign(count, 0.0);
    cells.allowed.assign(count, 1);
    for (auto* column : {&cells.rsrp_dbm, &cells.distance_m, &cells.remaining_s}) column->clear();
    const HandsetRadio& handset = step.radio.handsets[c];
    const double dbm_at_phone = handset.gain_db - 10.0 * std::log10(handset.noise_w_per_hz) + handset.noise_dbm_per_element;
    for (std::size_t j = 0; j < count; ++j) {
        const auto& aim = step.aim[a * payloads + step.sky.payload[static_cast<std::size_t>(s.shown.row[j])]];
        cells.rsrp_dbm.push_back(static_cast<double>(s.shown.strength_db[j]) + dbm_at_phone);
        cells.distance_m.push_back(static_cast<double>(std::hypot(aim[0], aim[1], aim[2])));
        cells.remaining_s.push_back(std::max(static_cast<double>(s.shown.remaining_s[j]), 1e-3));  // who is seen has not set
    }
}

/// The satellite of the highest score among those that the trigger lets the phone change to; the serving one where it lets it to none.
std::int32_t score_among_let(const AssociationStep& step, std::int32_t serving, AssociationScratch& s) {
    const CellColumns cells = s.cells.view();
    const CellView from = cells.view(static_cast<std::size_t>(serving));
    bool any = false;
    for (std::size_t j = 0; j < s.score.size(); ++j) {
        const TriggerSides sides = trigger_sides(from, cells.view(j), *step.trigger);
        const bool let = static_cast<std::int32_t>(j) != serving && sides.enters && !sides.leaves && !std::isnan(s.score[j]);
        if (!let) s.score[j] = std::numeric_limits<float>::quiet_NaN();
        any = any || let;
    }
    return any ? choose(s.shown.row, s.score, kNoSatellite, 0.0f) : s.shown.row[static_cast<std::size_t>(serving)];
}

/// Lets the trigger choose among what is shown, as the state machine of one phone would at time to trigger 0.
std::int32_t by_trigger(const AssociationStep& step, std::size_t a, std::size_t c, std::size_t payloads, std::uint16_t serving,
                        AssociationScratch& s) {
    show_cells(step, a, c, payloads, s);
    std::int32_t place = kNoCell;
    for (std::size_t j = 0; j < s.shown.row.size(); ++j)
        if (serving != kNoRow && s.shown.row[j] == static_cast<std::int32_t>(serving)) place = static_cast<std::int32_t>(j);
    if (step.policy.name == kStrongestPolicy) {
        const std::int32_t chosen = better_cell(s.cells.view(), place, *step.trigger);
        return chosen == kNoCell ? kNoSatellite : s.shown.row[static_cast<std::size_t>(chosen)];
    }
    return place == kNoCell ? choose(s.shown.row, s.score, kNoSatellite, 0.0f) : score_among_let(step, place, s);
}

/// Lets the policy choose for class `c` of row `a` among what the phone sees.
std::uint16_t decide(const AssociationStep& step, std::size_t a, std::size_t c, const ActivePhones& active, const float* offset,
                     std::uint16_t serving, AssociationScratch& s) {
    s.by_row.clear();
    for (std::uint32_t j = 0; j < s.seen.row.size(); ++j)
        if (offset[step.sky.payload[static_cast<std::size_t>(s.seen.row[j])]] > kNotMeasured) s.by_row.push_back(j);
    std::sort(s.by_row.begin(), s.by_row.end(), [&](std::uint32_t i, std::uint32_t j) { return s.seen.row[i] < s.seen.row[j]; });
    s.shown.clear();
    for (const std::uint32_t j : s.by_row) {
        s.shown.row.push_back(s.seen.row[j]);
        s.shown.sine.push_back(s.seen.sine[j]);
        s.shown.range_m.push_back(s.seen.range_m[j]);
        s.shown.strength_db.push_back(s.seen.strength_db[j] + offset[step.sky.payload[static_cast<std::size_t>(s.seen.row[j])]]);
        if (needs_remaining(step)) s.shown.remaining_s.push_back(s.seen.remaining_s[j]);
        if (step.policy.needs_load) s.shown.load.push_back(s.seen.load[j]);
    }
    s.score.assign(s.shown.row.size(), 0.0f);
    step.policy.score({s.shown.sine, s.shown.range_m, s.shown.strength_db, s.shown.remaining_s, s.shown.load}, s.score);
    const std::int32_t chosen = step.trigger != nullptr
                                    ? by_trigger(step, a, c, active.payloads, serving, s)
                                    : choose(s.shown.row, s.score, serving == kNoRow ? kNoSatellite : static_cast<std::int32_t>(serving),
                                             step.policy.hysteresis_of(step.hysteresis));
    return chosen == kNoSatellite ? kNoRow : static_cast<std::uint16_t>(chosen);
}

}  // namespace

void AssociationScratch::Field::clear() {
    row.clear();
    for (auto* column : {&sine, &range_m, &strength_db, &remaining_s, &load}) column->clear();
}

std::uint64_t associate(const AssociationStep& step, std::uint32_t tile_number, const ActivePhones& active, TileLinks& links,
                        Serving& serving, AssociationScratch& s) {
    const std::uint32_t first = active.first_of_tile[tile_number], last = active.first_of_tile[tile_number + 1];
    if (first == last) return 0;
    const sky::Kernels& kernels = sky::kernels();
    const Tile& tile = step.tiles.tiles()[tile_number];
    arrive(step, tile, s);
    const std::size_t near = s.near.size();
    links.row.assign(s.near.row.begin(), s.near.row.end());
    links.gain_log2_per_m2.resize((last - first) * near);
    // The usual policy needs no columns of its own.
    const bool by_strength = step.policy.name == kStrongestPolicy && step.trigger == nullptr;
    const float hysteresis_db = step.policy.hysteresis_of(step.hysteresis);
    s.best.resize(active.payloads);
    s.count.resize(active.payloads);
    for (std::uint32_t a = first; a < last; ++a) {
        const sky::ChannelColumns& channel = step.radio.columns[active.environment[a]];
        float* gain_log2 = links.gain_log2_per_m2.data() + (a - first) * near;
        kernels.view(s.near.view(), phone_view(tile, step.phones, active.phone[a]),
                     {s.sine.data(), s.range2_m2.data(), s.along_nadir_m.data()});
        for (std::size_t i = 0; i < s.out.size(); ++i)
            if (s.out[i] != 0) s.sine[i] = -1.0f;  // it lights nothing either, so nobody needs its gain
        if (!by_strength) s.seen.clear();
        for (std::size_t p = 0; p < active.payloads; ++p) {
            const PayloadRadio& payload = step.radio.payloads[p];
            const std::size_t from = s.near.first[p];
            const sky::Strongest strongest =
                kernels.serve({s.satellite.data() + from, s.sine.data() + from, s.range2_m2.data() + from, s.along_nadir_m.data() + from,
                               static_cast<float>(payload.least_sin_elevation), payload.eirp_dbw_per_hz,
                               static_cast<float>(payload.scan_loss_exponent), s.near.first[p + 1] - from},
                              step.time, active.draw_word[a], channel, step.clearness[active.environment[a]], gain_log2 + from,
                              s.strength_db.data() + from);
            s.count[p] = strongest.count;
            const std::size_t place = from + strongest.place;
            s.best[p] = strongest.count > 0 ? Candidate{strongest.db, s.near.row[place], place} : Candidate{};
            if (!by_strength) see(step, active.phone[a], p, s);
        }
        const float* offsets = active.measured_gain_db.data() + static_cast<std::size_t>(a) * active.classes * active.payloads;
        for (std::size_t c = 0; c < active.classes; ++c) {
            const std::size_t entry = a * active.classes + c;
            const float* offset = offsets + c * active.payloads;
            Candidate winner;
            unsigned in_view = 0;
            for (std::size_t p = 0; p < active.payloads; ++p) {
                if (!(offset[p] > kNotMeasured)) continue;
                in_view += s.count[p];
                const float db = s.best[p].db + offset[p];
                if (db > winner.db || (db == winner.db && s.best[p].row < winner.row)) winner = {db, s.best[p].row, s.best[p].place};
            }
            const std::uint16_t before = serving.row[entry];
            if (!by_strength) {
                const std::uint16_t row = decide(step, a, c, active, offset, before, s);
                winner = row == kNoRow ? Candidate{} : usable_one(s, row);
            } else if (before != kNoRow && winner.row != before) {
                const std::size_t p = step.sky.payload[before];
                const Candidate kept = usable_one(s, before);
                if (kept.db > kNone && offset[p] > kNotMeasured && !(winner.db > kept.db + offset[p] + hysteresis_db)) winner = kept;
            }
            serving.row[entry] = winner.row;
            serving.gain_per_m2[entry] = winner.row == kNoRow ? 0.0f : exp2_f32(gain_log2[winner.place]);
            serving.in_view[entry] = static_cast<std::uint8_t>(std::min(in_view, 255u));
        }
    }
    return static_cast<std::uint64_t>(last - first) * s.near.count;
}

}  // namespace d2c
