#include "world/radio/association.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "world/plan/remaining.h"

namespace d2c {
namespace {

constexpr float kNone = -std::numeric_limits<float>::infinity();
using Best = AssociationScratch::Best;

sky::PhoneView view_from(const Tile& tile, const PhoneColumns& p, std::size_t phone) {
    return {static_cast<float>(p.x_itrf_m[phone] - tile.origin.x.value),
            static_cast<float>(p.y_itrf_m[phone] - tile.origin.y.value),
            static_cast<float>(p.z_itrf_m[phone] - tile.origin.z.value),
            static_cast<float>(p.up_x[phone]),
            static_cast<float>(p.up_y[phone]),
            static_cast<float>(p.up_z[phone])};
}

/// Copies what `serve` reads of the usable satellites of one payload, padded.
std::size_t pack(const AssociationStep& step, AssociationScratch& s, std::span<const std::uint16_t> usable) {
    const std::size_t full = sky::padded(usable.size());
    for (std::size_t j = 0; j < usable.size(); ++j) {
        const std::size_t i = usable[j];
        s.satellite[j] = step.sky.satellites[s.near.row[i]];
        s.packed_sine[j] = s.sine[i];
        s.packed_range2_m2[j] = s.range2_m2[i];
        s.packed_along_m[j] = s.along_nadir_m[i];
    }
    for (std::size_t j = usable.size(); j < full; ++j) {
        s.satellite[j] = 0;
        s.packed_sine[j] = s.packed_range2_m2[j] = s.packed_along_m[j] = 1.0f;
    }
    return full;
}

void make_room(AssociationScratch& s, std::size_t count) {
    if (s.sine.size() >= count) return;
    for (auto* column :
         {&s.sine, &s.range2_m2, &s.along_nadir_m, &s.packed_sine, &s.packed_range2_m2, &s.packed_along_m, &s.gain, &s.strength_db})
        column->resize(count);
    s.usable.resize(count + 1);
    s.satellite.resize(count);
}

/// Adds the usable satellites of one payload, `serve` having been called for them, to what a policy sees.
void see(const AssociationStep& step, std::size_t phone, const PayloadRadio& payload, AssociationScratch& s, std::size_t usable) {
    for (std::size_t j = 0; j < usable; ++j) {
        const std::uint16_t row = s.near.row[s.usable[j]];
        s.seen.row.push_back(row);
        s.seen.sine.push_back(s.packed_sine[j]);
        s.seen.range_m.push_back(std::sqrt(s.packed_range2_m2[j]));
        s.seen.strength_db.push_back(s.strength_db[j]);
        if (step.policy.needs_remaining)
            s.seen.remaining_s.push_back(
                static_cast<float>(remaining_s(step.sky.steps[step.step], row, step.phones, phone, payload.least_sin_elevation)));
        if (step.policy.needs_load) s.seen.load.push_back(step.load.empty() ? 0.0f : step.load[row]);
    }
}

/// Lets the policy choose for one class among what the phone sees.
std::uint16_t decide(const AssociationStep& step, const float* offset, std::uint16_t serving, AssociationScratch& s) {
    s.by_row.clear();
    for (std::uint32_t j = 0; j < s.seen.row.size(); ++j)
        if (offset[step.sky.payload[static_cast<std::size_t>(s.seen.row[j])]] > kNotMeasured) s.by_row.push_back(j);
    std::sort(s.by_row.begin(), s.by_row.end(), [&](std::uint32_t a, std::uint32_t b) { return s.seen.row[a] < s.seen.row[b]; });
    s.shown.clear();
    for (const std::uint32_t j : s.by_row) {
        s.shown.row.push_back(s.seen.row[j]);
        s.shown.sine.push_back(s.seen.sine[j]);
        s.shown.range_m.push_back(s.seen.range_m[j]);
        s.shown.strength_db.push_back(s.seen.strength_db[j] + offset[step.sky.payload[static_cast<std::size_t>(s.seen.row[j])]]);
        if (step.policy.needs_remaining) s.shown.remaining_s.push_back(s.seen.remaining_s[j]);
        if (step.policy.needs_load) s.shown.load.push_back(s.seen.load[j]);
    }
    s.score.assign(s.shown.row.size(), 0.0f);
    step.policy.score({s.shown.sine, s.shown.range_m, s.shown.strength_db, s.shown.remaining_s, s.shown.load}, s.score);
    const std::int32_t chosen = choose(s.shown.row, s.score, serving == kNoRow ? kNoSatellite : static_cast<std::int32_t>(serving),
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
    satellites_around(tile, step.bins, s.near, &s.far);
    const std::size_t near = s.near.x_m.size(), far = s.far.x_m.size();
    links.row.assign(s.near.row.begin(), s.near.row.end());
    links.row.insert(links.row.end(), s.far.row.begin(), s.far.row.end());
    links.gain_per_m2.resize((last - first) * (near + far));
    make_room(s, std::max(near, far));
    // The usual policy needs no columns of its own.
    const bool by_strength = step.policy.name == kStrongestPolicy;
    const float hysteresis_db = step.policy.hysteresis_of(step.hysteresis);
    std::vector<Best>& best = s.best;
    std::vector<unsigned>& count = s.count;
    std::vector<float>& kept_db = s.kept_db;
    best.resize(active.payloads);
    count.resize(active.payloads);
    kept_db.resize(active.payloads * active.classes);
    for (std::uint32_t a = first; a < last; ++a) {
        const sky::PhoneView phone = view_from(tile, step.phones, active.phone[a]);
        const sky::ChannelColumns& channel = step.radio.columns[active.environment[a]];
        float* gain = links.gain_per_m2.data() + (a - first) * (near + far);
        kernels.far_view(s.far.view(), phone, channel, {s.sine.data(), s.range2_m2.data(), gain + near, nullptr});
        kernels.view(s.near.view(), phone, channel, {s.sine.data(), s.range2_m2.data(), gain, s.along_nadir_m.data()});
        if (!by_strength) s.seen.clear();
        const float* offsets = active.measured_gain_db.data() + static_cast<std::size_t>(a) * active.classes * active.payloads;
        for (std::size_t p = 0; p < active.payloads; ++p) {
            best[p] = {};
            count[p] = 0;
            for (std::size_t c = 0; c < active.classes; ++c) kept_db[p * active.classes + c] = kNone;
            const PayloadRadio& payload = step.radio.payloads[p];
            std::size_t usable = kernels.usable(s.sine.data(), static_cast<float>(payload.least_sin_elevation), s.near.first[p],
                                                s.near.first[p + 1], s.usable.data());
            if (!step.usable_share.empty()) {
                const auto is_out = [&](std::uint16_t i) { return !(step.usable_share[s.near.row[i]] > 0.0f); };
                const auto begin = s.usable.begin(), end = begin + static_cast<std::ptrdiff_t>(usable);
                usable = static_cast<std::size_t>(std::remove_if(begin, end, is_out) - begin);
            }
            if (usable == 0) continue;
            const std::size_t packed = pack(step, s, {s.usable.data(), usable});
            kernels.serve({s.satellite.data(), s.packed_sine.data(), s.packed_range2_m2.data(), s.packed_along_m.data(),
                           payload.eirp_dbw_per_hz, static_cast<float>(payload.scan_loss_exponent), packed},
                          step.time, active.draw_word[a], channel, step.clearness[active.environment[a]], s.gain.data(),
                          s.strength_db.data());
            count[p] = static_cast<unsigned>(usable);
            if (!by_strength) see(step, active.phone[a], payload, s, usable);
            for (std::size_t j = 0; j < usable; ++j) {
                const std::size_t i = s.usable[j];
                gain[i] = s.gain[j];
                const float db = s.strength_db[j];
                const std::uint16_t row = s.near.row[i];
                if (db > best[p].db || (db == best[p].db && row < best[p].row)) best[p] = {db, row};
            }
            for (std::size_t c = 0; c < active.classes; ++c) {
                const std::uint16_t kept = serving.row[a * active.classes + c];
                if (kept == kNoRow || kept == best[p].row || step.sky.payload[kept] != p) continue;
                for (std::size_t j = 0; j < usable; ++j)
                    if (s.near.row[s.usable[j]] == kept) kept_db[p * active.classes + c] = s.strength_db[j];
            }
        }
        for (std::size_t c = 0; c < active.classes; ++c) {
            const std::size_t entry = a * active.classes + c;
            const float* offset = offsets + c * active.payloads;
            Best winner;
            unsigned in_view = 0;
            for (std::size_t p = 0; p < active.payloads; ++p) {
                if (!(offset[p] > kNotMeasured)) continue;
                in_view += count[p];
                const float db = best[p].db + offset[p];
                if (db > winner.db || (db == winner.db && best[p].row < winner.row)) winner = {db, best[p].row};
            }
            std::uint16_t& row = serving.row[entry];
            if (!by_strength) {
                row = decide(step, offset, row, s);
            } else if (winner.row != row) {
                float kept = kNone;  // below its mask, or of a payload that has none in view
                if (row != kNoRow) {
                    const std::size_t p = step.sky.payload[row];
                    kept = (best[p].row == row ? best[p].db : kept_db[p * active.classes + c]) + offset[p];
                }
                if (!(kept > kNone) || winner.db > kept + hysteresis_db) row = winner.row;
            }
            serving.in_view[entry] = static_cast<std::uint8_t>(std::min(in_view, 255u));
        }
    }
    return static_cast<std::uint64_t>(last - first) * (s.near.count + s.far.count);
}

}  // namespace d2c
