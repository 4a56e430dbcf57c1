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

void LitSky::light(const Sky& sky, std::size_t step, const SkyBins& bins, const BeamPlan& plan) {
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
    is_lit_.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) is_lit_[row] = lit_[row] != 0 ? 1 : 0;
    bins_.keep(bins, is_lit_);
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
                     static_cast<float>(lit.x_itrf_m),
                     static_cast<float>(lit.y_itrf_m),
                     static_cast<float>(lit.z_itrf_m),
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
        const auto reach_of = [&](std::uint32_t t) {
            const Tile& tile = tiles_->tiles()[t];
            const double dx = tile.origin.x.value - columns.x_itrf_m[row], dy = tile.origin.y.value - columns.y_itrf_m[row],
                         dz = tile.origin.z.value - columns.z_itrf_m[row];
            const double range_m = std::sqrt(dx * dx + dy * dy + dz * dz);
            // A tile is seen under the angle asin(radius / range), whose chord is at most 1.2 times that ratio.
            const double widened = chord + 1.2 * tile.radius_m / range_m;
            if (tile.radius_m < range_m && squared_chord(middle, dx / range_m, dy / range_m, dz / range_m) > widened * widened) return;
            reach.push_back({t, i});
        };
        for (const PhoneTiles::Neighbour& neighbour : tiles_->within(cluster.tile, reach_rad)) reach_of(neighbour.tile);
        for (std::uint32_t t = tiles_->first_moving(); t < tiles_->tiles().size(); ++t) reach_of(t);
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

std::size_t LitSky::tune(std::uint32_t tile, const TileLinks& links, CarrierMask wanted, TileColumns& columns) const {
    const Tile& where = tiles_->tiles()[tile];
    TileListeners& listeners = columns.listeners;
    satellites_above_horizon(where, bins_, listeners);
    columns.wanted = wanted;
    columns.near.clear();
    std::size_t at = 0;
    for (const std::uint16_t row : listeners.near()) {
        while (links.row[at] != row) ++at;
        columns.near.push_back(static_cast<std::uint16_t>(at));
    }
    const std::size_t near = sky::padded(columns.near.size()), satellites = near + listeners.far().size();
    columns.near.resize(near, 0);
    columns.gain_per_m2.resize(satellites);
    columns.place.resize(sky_->satellites.size());
    std::array<std::uint8_t, kMaximumCarriers> carrier;
    std::size_t count = 0;
    for (CarrierMask left = wanted; left != 0; left &= left - 1) carrier[count++] = static_cast<std::uint8_t>(std::countr_zero(left));
    columns.floor_w_per_hz.assign(count * satellites, 0.0f);
    const auto enter = [&](std::span<const std::uint16_t> rows, std::size_t first) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i] == kNoRow) continue;
            columns.place[rows[i]] = static_cast<std::uint16_t>(first + i);
            const float* floor = floor_w_per_hz_.data() + static_cast<std::size_t>(rows[i]) * carrier_count_;
            for (std::size_t c = 0; c < count; ++c) columns.floor_w_per_hz[c * satellites + first + i] = floor[carrier[c]];
        }
    };
    enter(listeners.near(), 0);
    enter(listeners.far(), near);
    columns.clusters.clear();
    const SatelliteColumns& s = sky_->steps[step_];
    for (std::uint32_t i = tile_first_[tile]; i < tile_first_[tile + 1]; ++i) {
        const Cluster& cluster = clusters_[tile_clusters_[i]];
        if ((lit_[cluster.row] & wanted) == 0) continue;
        const std::size_t place = columns.place[cluster.row];
        const bool listed = place < near ? place < listeners.near().size() && listeners.near()[place] == cluster.row
                                         : place < satellites && listeners.far()[place - near] == cluster.row;
        if (!listed) continue;  // below the horizon of all of the tile
        columns.clusters.push_back({static_cast<float>(s.x_itrf_m[cluster.row] - where.origin.x.value),
                                    static_cast<float>(s.y_itrf_m[cluster.row] - where.origin.y.value),
                                    static_cast<float>(s.z_itrf_m[cluster.row] - where.origin.z.value), cluster.x, cluster.y, cluster.z,
                                    cluster.near_chord * cluster.near_chord, cluster.first, cluster.last, static_cast<std::uint16_t>(place),
                                    cluster.payload});
    }
    return listeners.far_count();
}

void LitSky::add(std::uint32_t tile, const ListeningPhone& phone, const PhoneColumns& phones, const TileLinks& links, TileColumns& columns,
                 std::span<double> density) const {
    const sky::Kernels& kernels = sky::kernels();
    const sky::PhoneView view = phone_view(tiles_->tiles()[tile], phones, phone.phone);
    std::span<float> gain{columns.gain_per_m2};
    kernels.pick_gains(links.of_phone(phone.in_tile), columns.near.data(), columns.near.size(), gain.data());
    kernels.mean_gains(columns.listeners.far_view(), view, radio_->columns[phone.environment], gain.data() + columns.near.size());
    std::array<double, kMaximumCarriers> above_floor;  // at 1 / m^2
    std::size_t place = 0;
    for (CarrierMask left = columns.wanted; left != 0; left &= left - 1, ++place) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        density[k] = static_cast<double>(kernels.dot(gain.data(), columns.floor_w_per_hz.data() + place * gain.size(), gain.size()));
        above_floor[k] = 0.0;
    }
    const auto px = static_cast<float>(phones.x_itrf_m[phone.phone]), py = static_cast<float>(phones.y_itrf_m[phone.phone]),
               pz = static_cast<float>(phones.z_itrf_m[phone.phone]);
    for (const TileColumns::Cluster& cluster : columns.clusters) {
        const float path = gain[cluster.place];
        const float dx = view.x_m - cluster.sx_m, dy = view.y_m - cluster.sy_m, dz = view.z_m - cluster.sz_m;
        const float inverse = 1.0f / std::sqrt(dx * dx + dy * dy + dz * dz);
        const float x = dx * inverse, y = dy * inverse, z = dz * inverse;
        const float cx = cluster.x - x, cy = cluster.y - y, cz = cluster.z - z;
        if (!(path > 0.0f) || cx * cx + cy * cy + cz * cz > cluster.near_chord2) continue;
        const PayloadRadio& payload = radio_->payloads[cluster.payload];
        const auto silent2_m2 = static_cast<float>(payload.silent_distance_m * payload.silent_distance_m);
        for (std::uint32_t b = cluster.first; b < cluster.last; ++b) {
            const Beam& beam = beams_[b];
            const CarrierMask heard = beam.carriers & columns.wanted;
            if (heard == 0) continue;
            const float bx = beam.x - x, by = beam.y - y, bz = beam.z - z;
            const float gx = beam.x_itrf_m - px, gy = beam.y_itrf_m - py, gz = beam.z_itrf_m - pz;
            const bool silent = beam.phone == static_cast<std::int32_t>(phone.phone) || gx * gx + gy * gy + gz * gz < silent2_m2;
            const float strength = path * beam.eirp_w_per_hz;
            if (silent) {
                const double floor = static_cast<double>(strength) * payload.floor_ratio;
                for (CarrierMask left = heard; left != 0; left &= left - 1)
                    above_floor[static_cast<std::size_t>(std::countr_zero(left))] -= floor;
                continue;
            }
            const RadioModel::AboveFloor gains = radio_->above_floor(cluster.payload, bx * bx + by * by + bz * bz);
            if (gains.before == nullptr) continue;
            for (CarrierMask left = heard; left != 0; left &= left - 1) {
                const auto k = static_cast<std::size_t>(std::countr_zero(left));
                above_floor[k] += static_cast<double>(strength * gains.on(k));
            }
        }
    }
    // The floor of silent beams was added with the sum and taken off again: what is left may be a rounding below zero.
    for (CarrierMask left = columns.wanted; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        density[k] = std::max(density[k] + above_floor[k] * radio_->downlink_gain_at_1m[k], 0.0);
    }
}

}  // namespace d2c
