// What beams of a satellite hear above their floor.

#include <algorithm>
#include <array>
#include <cmath>

#include "base/float_math.h"
#include "world/radio/uplink_sky.h"

namespace d2c {
namespace {

/// An angle by cosine and sine, up to 180 degrees.
struct Opening {
    float cosine, sine;
    /// Wider by the angle under which a sphere is seen from `range`.
    Opening around(float radius, float range) const {
        const float s = std::min(1.0f, radius / range), c = std::sqrt(1.0f - s * s);
        return {cosine * c - sine * s, sine * c + cosine * s};
    }
};

}  // namespace

/// Blocks of beams that some axis of this satellite has within its near angle, for a test of each axis.
void UplinkSky::find_near(std::uint32_t row, CarrierMask wanted, Candidates& mine) {
    const PayloadRadio& payload = radio_->payloads[sky_->payload[row]];
    const sky::Receiver at = receiver(row, beam_gain_);
    const Listeners& served = listeners_[row];
    const auto px = static_cast<float>(served.x - columns_->x_itrf_m[row]), py = static_cast<float>(served.y - columns_->y_itrf_m[row]),
               pz = static_cast<float>(served.z - columns_->z_itrf_m[row]);
    const float range_m = std::sqrt(px * px + py * py + pz * pz), dx = px / range_m, dy = py / range_m, dz = pz / range_m;
    const Opening near{static_cast<float>(std::cos(payload.near_angle_rad)), static_cast<float>(std::sin(payload.near_angle_rad))};
    const Opening wide = near.around(static_cast<float>(std::sqrt(served.radius2_m2) + payload.footprint_diameter_m), range_m);
    /// Whether a sphere, seen from the satellite, reaches into the opening around everybody served.
    const auto reaches = [&](const Sphere& sphere) {
        const float x = sphere.x - at.x_m, y = sphere.y - at.y_m, z = sphere.z - at.z_m, r2 = x * x + y * y + z * z;
        const float tangent2 = r2 - sphere.radius_m * sphere.radius_m;
        if (wide.cosine < 0.0f || tangent2 <= 0.0f) return true;
        return x * dx + y * dy + z * dz >= wide.cosine * std::sqrt(tangent2) - wide.sine * sphere.radius_m;
    };
    sky::RowRange& range = candidate_range_[row];
    range.first = static_cast<std::uint32_t>(mine.block.size());
    for (const std::uint32_t block : mine.in_view) {
        if (!reaches(block_sphere_[block])) continue;
        const std::size_t end = first_row_[(block + 1) * kCellsInBlock] / sky::kNearLanes;
        for (std::size_t b = first_row_[block * kCellsInBlock] / sky::kNearLanes; b < end; ++b) {
            const Sphere& sphere = beam_sphere_[b];
            if (sphere.radius_m < 0.0f || (beams_.carriers[b] & wanted) == 0 || !reaches(sphere)) continue;
            const float x = sphere.x - at.x_m, y = sphere.y - at.y_m, z = sphere.z - at.z_m, to_m = std::sqrt(x * x + y * y + z * z);
            mine.block.push_back(static_cast<std::uint32_t>(b));
            // The squared chord of the angle, and what covers single precision.
            mine.to.put(x / to_m, y / to_m, z / to_m, (2.0f - 2.0f * near.around(sphere.radius_m, to_m).cosine) * 1.0001f + 1e-6f);
        }
    }
    while ((mine.block.size() - range.first) % sky::kLanes != 0) {
        mine.block.push_back(0);
        mine.to.put(0.0f, 0.0f, 0.0f, -1.0f);
    }
    range.last = static_cast<std::uint32_t>(mine.block.size());
    group_candidates(range, group_range_[row], mine);
}

void UplinkSky::group_candidates(const sky::RowRange& blocks, sky::RowRange& range, Candidates& mine) {
    range.first = static_cast<std::uint32_t>(mine.groups.x.size());
    for (std::size_t first = blocks.first; first < blocks.last; first += sky::kLanes) {
        const Candidates::Columns& to = mine.to;
        float x = 0.0f, y = 0.0f, z = 0.0f, count = 0.0f, reach = 0.0f;
        const std::size_t last = first + sky::kLanes;
        for (std::size_t i = first; i < last; ++i) {
            if (to.chord2[i] < 0.0f) continue;
            x += to.x[i];
            y += to.y[i];
            z += to.z[i];
            count += 1.0f;
        }
        x /= count;
        y /= count;
        z /= count;
        // A chord is at most the sum of two that it goes along, wherever their common end is.
        for (std::size_t i = first; i < last; ++i) {
            if (to.chord2[i] < 0.0f) continue;
            const float off = std::sqrt(squared(to.x[i] - x) + squared(to.y[i] - y) + squared(to.z[i] - z));
            reach = std::max(reach, off + std::sqrt(to.chord2[i]));
        }
        mine.groups.put(x, y, z, squared(reach) * 1.0001f + 1e-6f);
    }
    while ((mine.groups.x.size() - range.first) % sky::kLanes != 0) mine.groups.put(0.0f, 0.0f, 0.0f, -1.0f);
    range.last = static_cast<std::uint32_t>(mine.groups.x.size());
}

void UplinkSky::Candidates::Columns::clear() {
    for (auto* column : {&x, &y, &z, &chord2}) column->clear();
}

void UplinkSky::Candidates::Columns::put(float to_x, float to_y, float to_z, float reach2) {
    x.push_back(to_x);
    y.push_back(to_y);
    z.push_back(to_z);
    chord2.push_back(reach2);
}

void UplinkSky::tune(std::uint32_t row, Ear& ear) const {
    const sky::RowRange range = candidate_range_[row];
    const std::size_t count = range.last - range.first;
    ear.row_ = row;
    ear.known_.assign(count, 0);
    if (ear.seen_.size() < count) ear.seen_.resize(count);
    ear.near_.resize(std::max(ear.near_.size(), count));
    ear.suspects_.resize(std::max(ear.suspects_.size(), count * sky::kNearLanes + 1));  // one past the last is written and not kept
}

double UplinkSky::over_noise(const UplinkBeam& beam) const {
    Ear ear;
    tune(beam.row, ear);
    return over_noise(beam, ear);
}

double UplinkSky::over_noise(const UplinkBeam& beam, Ear& ear) const {
    const double px = phones_->x_itrf_m[beam.phone], py = phones_->y_itrf_m[beam.phone], pz = phones_->z_itrf_m[beam.phone];
    const auto ox = static_cast<double>(beam.aim[0]), oy = static_cast<double>(beam.aim[1]), oz = static_cast<double>(beam.aim[2]);
    const double ax = px + ox - columns_->x_itrf_m[beam.row], ay = py + oy - columns_->y_itrf_m[beam.row],
                 az = pz + oz - columns_->z_itrf_m[beam.row];
    const double range_m = std::sqrt(ax * ax + ay * ay + az * az), scale = 1.0 / range_m;
    const std::size_t payload_row = sky_->payload[beam.row];
    const PayloadRadio& payload = radio_->payloads[payload_row];
    const ReceivePattern& pattern = patterns_[payload_row * carrier_count_ + beam.carrier];
    const sky::ChordTable table{pattern.knots_per_chord2, static_cast<std::int32_t>(pattern.above_floor.size()) - 1,
                                pattern.above_floor.data()};
    // Who may be silent stands this near to the aim, and is seen from the satellite under no more than this chord off it.
    const double suspect_m = silent_m_ + std::sqrt(ox * ox + oy * oy + oz * oz) + static_cast<double>(kRounding_m),
                 shorter_m = range_m - suspect_m, suspect_chord = suspect_m < 2.0 * shorter_m ? suspect_m / shorter_m : 2.0;
    const std::array<float, 3> axis{static_cast<float>(ax * scale), static_cast<float>(ay * scale), static_cast<float>(az * scale)};
    const Candidates& candidates = candidates_[beam.row / kRowsAtOnce];
    const sky::RowRange blocks = candidate_range_[beam.row], groups = group_range_[beam.row];
    const std::uint32_t* const block_of = candidates.block.data() + blocks.first;
    const sky::Kernels& kernels = sky::kernels();
    const std::size_t count =
        kernels.near_blocks(candidates.groups.view(groups.first, groups.last - groups.first),
                            candidates.to.view(blocks.first, blocks.last - blocks.first), axis.data(), ear.near_.data());
    const sky::GroundView ground = beams_.view();
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t place = ear.near_[i];
        if (ear.known_[place] != 0) continue;
        kernels.see_block(ground, receiver(beam.row, beam_gain_), block_of[place], ear.seen_[place]);
        ear.known_[place] = 1;
    }
    const sky::Heard heard =
        kernels.hear_near(ground, {axis[0], axis[1], axis[2], table, static_cast<float>(squared(suspect_chord) + 1e-9)}, block_of,
                          ear.seen_.data(), ear.near_.data(), count, beam.carrier, ear.suspects_.data());
    auto near = static_cast<double>(heard.sum);
    for (std::size_t i = 0; i < heard.suspects; ++i) {
        const std::size_t block = ear.suspects_[i] / sky::kNearLanes, lane = ear.suspects_[i] % sky::kNearLanes,
                          row = block_of[block] * sky::kNearLanes + lane;
        const sky::SeenBlock& seen = ear.seen_[block];
        const double arrives = static_cast<double>(seen.gain[lane] * beams_.power[beam.carrier * beams_.rows + row]);
        const float gx = beams_.x_m[row] - static_cast<float>(px), gy = beams_.y_m[row] - static_cast<float>(py),
                    gz = beams_.z_m[row] - static_cast<float>(pz);
        const bool silent =
            own_phone_[row] == static_cast<std::int32_t>(beam.phone) || gx * gx + gy * gy + gz * gz < silent_within2_m2_[row];
        const double bx = static_cast<double>(seen.x[lane]) - ax * scale, by = static_cast<double>(seen.y[lane]) - ay * scale,
                     bz = static_cast<double>(seen.z[lane]) - az * scale;
        near += arrives * (silent ? -payload.floor_ratio : above_floor(pattern, bx * bx + by * by + bz * bz));
    }
    const double far = payload.floor_ratio * static_cast<double>(floor_[beam.row * carrier_count_ + beam.carrier]);
    // The floor of silent transmitters was added with the sum and taken off again: what is left may be a rounding below zero.
    return std::max(0.0, far + near) * ratio_at_1m_[payload_row * carrier_count_ + beam.carrier];
}

}  // namespace d2c
