#include "world/radio/lit_sky.h"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>

namespace d2c {
namespace {

struct Direction {
    double x, y, z;
};

/// From the satellite to a point, both ITRF.
Direction direction_from(const SatelliteColumns& s, std::size_t satellite, double x, double y, double z) {
    const double dx = x - s.x_itrf_m[satellite], dy = y - s.y_itrf_m[satellite], dz = z - s.z_itrf_m[satellite];
    const double inverse = 1.0 / std::sqrt(dx * dx + dy * dy + dz * dz);
    return {dx * inverse, dy * inverse, dz * inverse};
}

double geocentric_radius(const SatelliteColumns& s, std::size_t i) {
    return std::sqrt(s.x_itrf_m[i] * s.x_itrf_m[i] + s.y_itrf_m[i] * s.y_itrf_m[i] + s.z_itrf_m[i] * s.z_itrf_m[i]);
}

/// Cosine of the angle between a satellite's nadir and a direction from it.
double cosine_off_nadir(const SatelliteColumns& s, std::size_t satellite, const Direction& d) {
    return -(d.x * s.x_itrf_m[satellite] + d.y * s.y_itrf_m[satellite] + d.z * s.z_itrf_m[satellite]) / geocentric_radius(s, satellite);
}

double squared_chord(const Direction& a, double x, double y, double z) {
    return (a.x - x) * (a.x - x) + (a.y - y) * (a.y - y) + (a.z - z) * (a.z - z);
}

double angle_of_chord(double chord) { return 2.0 * std::asin(std::min(1.0, 0.5 * chord)); }

/// Angle at the Earth's centre between the point under a satellite at `radius_m` and where its ray `nadir_rad` off nadir meets the ground,
/// or the horizon where it misses.
double central_angle_rad(double radius_m, double nadir_rad) {
    constexpr double kGround_m = 6.36e6;  // a little less than the mean: farther rays still meet it
    const double sine = radius_m / kGround_m * std::sin(nadir_rad);
    if (nadir_rad >= std::numbers::pi / 2.0 || sine >= 1.0) return std::acos(kGround_m / radius_m);
    return std::asin(sine) - nadir_rad;
}

/// How far from where its axis meets the ground a cone may reach, as an angle at the Earth's centre.
double ground_reach_rad(double radius_m, double cos_nadir, double half_angle_rad) {
    const double nadir = std::acos(std::clamp(cos_nadir, -1.0, 1.0));
    const double middle = central_angle_rad(radius_m, nadir);
    const double out = central_angle_rad(radius_m, nadir + half_angle_rad) - middle;
    const double in = nadir > half_angle_rad ? middle - central_angle_rad(radius_m, nadir - half_angle_rad)
                                             : middle + central_angle_rad(radius_m, half_angle_rad - nadir);
    return std::max(out, in);
}

constexpr std::size_t kChunk = 64;

}  // namespace

void LitSky::light(const Sky& sky, std::size_t step, const BeamPlan& plan) {
    sky_ = &sky;
    step_ = step;
    carrier_count_ = spectrum_->carrier_count();
    const std::size_t rows = sky.satellites.size();
    lit_.assign(rows, 0);
    floor_w_per_hz_.assign(rows * carrier_count_, 0.0f);
    beams_.resize(plan.beams.size());
    first_cluster_.assign(rows + 1, 0);
    for (std::size_t row = 0; row < rows; ++row) {
        std::uint32_t count = 0;
        for (std::uint32_t b = plan.first[row]; b < plan.first[row + 1]; ++b)
            count += b == plan.first[row] || plan.beams[b - 1].spot != plan.beams[b].spot ? 1u : 0u;
        first_cluster_[row + 1] = first_cluster_[row] + count;
    }
    clusters_.resize(first_cluster_.back());
    reach_.resize((rows + kChunk - 1) / kChunk);
    tbb::parallel_for(std::size_t{0}, reach_.size(), [&](std::size_t chunk) {
        reach_[chunk].clear();
        for (std::size_t row = chunk * kChunk; row < std::min(rows, (chunk + 1) * kChunk); ++row)
            if (plan.first[row] < plan.first[row + 1]) light_satellite(plan, static_cast<std::uint32_t>(row));
    });
    spread_over_tiles();
}

void LitSky::light_satellite(const BeamPlan& plan, std::uint32_t row) {
    const SatelliteColumns& columns = sky_->steps[step_];
    const std::uint16_t payload_row = sky_->payload[row];
    const PayloadRadio& payload = radio_->payloads[payload_row];
    const double near_chord = 2.0 * std::sin(0.5 * payload.near_angle_rad);
    float* floor = floor_w_per_hz_.data() + static_cast<std::size_t>(row) * carrier_count_;
    std::uint32_t c = first_cluster_[row];
    std::array<double, kMaximumCarriers> sums{};
    for (std::uint32_t b = plan.first[row]; b < plan.first[row + 1]; ++b) {
        const LitBeam& lit = plan.beams[b];
        const Direction aim = direction_from(columns, row, lit.x_itrf_m, lit.y_itrf_m, lit.z_itrf_m);
        const double eirp = payload.eirp_w_per_hz * RadioModel::scan_gain(payload, cosine_off_nadir(columns, row, aim));
        beams_[b] = {static_cast<float>(aim.x),
                     static_cast<float>(aim.y),
                     static_cast<float>(aim.z),
                     static_cast<float>(eirp),
                     lit.carriers,
                     lit.x_itrf_m,
                     lit.y_itrf_m,
                     lit.z_itrf_m,
                     lit.phone};
        lit_[row] |= lit.carriers;
        for (CarrierMask left = lit.carriers; left != 0; left &= left - 1) sums[static_cast<std::size_t>(std::countr_zero(left))] += eirp;
        const bool starts = b == plan.first[row] || plan.beams[b - 1].spot != lit.spot;
        if (starts)
            clusters_[c++] = {0.0f, 0.0f, 0.0f, 0.0f, b, b, static_cast<std::uint16_t>(row), payload_row, tiles_->tile_of(lit.spot)};
        clusters_[c - 1].last = b + 1;
    }
    for (std::size_t k = 0; k < carrier_count_; ++k)
        floor[k] = static_cast<float>(sums[k] * payload.floor_ratio * radio_->downlink_gain_at_1m[k]);

    std::vector<Reach>& reach = reach_[row / kChunk];
    const double radius_m = geocentric_radius(columns, row);
    for (std::uint32_t i = first_cluster_[row]; i < first_cluster_[row + 1]; ++i) {
        Cluster& cluster = clusters_[i];
        Direction middle{0.0, 0.0, 0.0};
        for (std::uint32_t b = cluster.first; b < cluster.last; ++b) {
            middle.x += static_cast<double>(beams_[b].x);
            middle.y += static_cast<double>(beams_[b].y);
            middle.z += static_cast<double>(beams_[b].z);
        }
        const double norm = std::sqrt(middle.x * middle.x + middle.y * middle.y + middle.z * middle.z);
        middle = {middle.x / norm, middle.y / norm, middle.z / norm};
        double farthest = 0.0;
        for (std::uint32_t b = cluster.first; b < cluster.last; ++b)
            farthest = std::max(farthest, squared_chord(middle, static_cast<double>(beams_[b].x), static_cast<double>(beams_[b].y),
                                                        static_cast<double>(beams_[b].z)));
        // Chords of angles add up to at least the chord of their sum; a hundred-thousandth covers single precision.
        const double chord = near_chord + std::sqrt(farthest) + 1e-5;
        cluster.x = static_cast<float>(middle.x);
        cluster.y = static_cast<float>(middle.y);
        cluster.z = static_cast<float>(middle.z);
        cluster.near_chord = static_cast<float>(chord);
        const double reach_rad = ground_reach_rad(radius_m, cosine_off_nadir(columns, row, middle), angle_of_chord(chord));
        for (const PhoneTiles::Neighbour& neighbour : tiles_->within(cluster.tile, reach_rad)) {
            const Tile& tile = tiles_->tiles()[neighbour.tile];
            const double dx = tile.origin.x.value - columns.x_itrf_m[row], dy = tile.origin.y.value - columns.y_itrf_m[row],
                         dz = tile.origin.z.value - columns.z_itrf_m[row];
            const double range_m = std::sqrt(dx * dx + dy * dy + dz * dz);
            // A tile is seen under the angle asin(radius / range), whose chord is at most 1.2 times that ratio.
            const double widened = chord + 1.2 * tile.radius_m / range_m;
            if (tile.radius_m < range_m && squared_chord(middle, dx / range_m, dy / range_m, dz / range_m) > widened * widened) continue;
            reach.push_back({neighbour.tile, i});
        }
    }
}

void LitSky::spread_over_tiles() {
    tile_first_.assign(tiles_->tiles().size() + 1, 0);
    for (const auto& chunk : reach_)
        for (const Reach& r : chunk) ++tile_first_[r.tile + 1];
    std::partial_sum(tile_first_.begin(), tile_first_.end(), tile_first_.begin());
    next_.assign(tile_first_.begin(), tile_first_.end() - 1);
    tile_clusters_.resize(tile_first_.back());
    for (const auto& chunk : reach_)
        for (const Reach& r : chunk) tile_clusters_[next_[r.tile]++] = r.cluster;
}

void LitSky::tune(const TileLinks& links, CarrierMask wanted, TileColumns& columns) const {
    columns.wanted = wanted;
    columns.slot.resize(sky_->satellites.size(), kNoRow);
    const std::size_t satellites = links.row.size();
    std::array<std::uint8_t, kMaximumCarriers> carrier;
    std::size_t count = 0;
    for (CarrierMask left = wanted; left != 0; left &= left - 1) carrier[count++] = static_cast<std::uint8_t>(std::countr_zero(left));
    columns.floor_w_per_hz.resize(count * satellites);
    for (std::size_t i = 0; i < satellites; ++i) {
        const std::uint16_t row = links.row[i];
        if (row != kNoRow) columns.slot[row] = static_cast<std::uint16_t>(i);
        const bool dark = row == kNoRow || (lit_[row] & wanted) == 0;
        const float* floor = floor_w_per_hz_.data() + (dark ? 0 : static_cast<std::size_t>(row) * carrier_count_);
        for (std::size_t c = 0; c < count; ++c) columns.floor_w_per_hz[c * satellites + i] = dark ? 0.0f : floor[carrier[c]];
    }
}

void LitSky::untune(const TileLinks& links, TileColumns& columns) const {
    for (const std::uint16_t row : links.row)
        if (row != kNoRow) columns.slot[row] = kNoRow;
}

void LitSky::add(std::uint32_t tile, const ListeningPhone& phone, const PhoneColumns& phones, const TileLinks& links,
                 const TileColumns& columns, std::span<double> density) const {
    const sky::Kernels& kernels = sky::kernels();
    const std::span<const float> gain = links.of_phone(phone.in_tile);
    std::size_t place = 0;
    for (CarrierMask left = columns.wanted; left != 0; left &= left - 1, ++place) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        density[k] = static_cast<double>(kernels.dot(gain.data(), columns.floor_w_per_hz.data() + place * gain.size(), gain.size()));
    }
    const double px = phones.x_itrf_m[phone.phone], py = phones.y_itrf_m[phone.phone], pz = phones.z_itrf_m[phone.phone];
    const SatelliteColumns& s = sky_->steps[step_];
    std::uint32_t known_row = kNoRow;
    float path = 0.0f, x = 0.0f, y = 0.0f, z = 0.0f;
    for (std::uint32_t i = tile_first_[tile]; i < tile_first_[tile + 1]; ++i) {
        const Cluster& cluster = clusters_[tile_clusters_[i]];
        if ((lit_[cluster.row] & columns.wanted) == 0) continue;
        if (cluster.row != known_row) {
            known_row = cluster.row;
            const std::uint16_t slot = columns.slot[cluster.row];
            path = slot == kNoRow ? 0.0f : gain[slot];
            const Direction to_phone = direction_from(s, cluster.row, px, py, pz);
            x = static_cast<float>(to_phone.x);
            y = static_cast<float>(to_phone.y);
            z = static_cast<float>(to_phone.z);
        }
        if (!(path > 0.0f)) continue;
        const float cx = cluster.x - x, cy = cluster.y - y, cz = cluster.z - z;
        if (cx * cx + cy * cy + cz * cz > cluster.near_chord * cluster.near_chord) continue;
        const PayloadRadio& payload = radio_->payloads[cluster.payload];
        for (std::uint32_t b = cluster.first; b < cluster.last; ++b) {
            const Beam& beam = beams_[b];
            const CarrierMask heard = beam.carriers & columns.wanted;
            if (heard == 0) continue;
            const float bx = beam.x - x, by = beam.y - y, bz = beam.z - z;
            const float chord2 = bx * bx + by * by + bz * bz;
            const double gx = beam.x_itrf_m - px, gy = beam.y_itrf_m - py, gz = beam.z_itrf_m - pz;
            const bool silent = beam.phone == static_cast<std::int32_t>(phone.phone) ||
                                gx * gx + gy * gy + gz * gz < payload.reuse_distance_m * payload.reuse_distance_m;
            const double strength = static_cast<double>(path) * static_cast<double>(beam.eirp_w_per_hz);
            for (CarrierMask left = heard; left != 0; left &= left - 1) {
                const auto k = static_cast<std::size_t>(std::countr_zero(left));
                const double above =
                    silent ? -payload.floor_ratio : static_cast<double>(radio_->gain_above_floor(cluster.payload, k, chord2));
                density[k] += strength * radio_->downlink_gain_at_1m[k] * above;
            }
        }
    }
    // The floor of silent beams was added with the sum and taken off again: what is left may be a rounding below zero.
    for (CarrierMask left = columns.wanted; left != 0; left &= left - 1) {
        double& value = density[static_cast<std::size_t>(std::countr_zero(left))];
        value = std::max(value, 0.0);
    }
}

}  // namespace d2c
