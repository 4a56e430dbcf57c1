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

/// Rows without a beam: satellites farther than any, no EIRP.
constexpr sky::BeamBlock kNoBeams = [] {
    sky::BeamBlock block{};
    for (float& x : block.x_m) x = 1e9f;
    return block;
}();

/// A beam aimed farther from a phone than this is heard by it: neither its own nor within the silent distance. A little more, for single
/// precision.
float suspect_m(const PayloadRadio& payload) {
    return static_cast<float>(std::max(payload.silent_distance_m, payload.footprint_diameter_m)) + 10.0f;
}

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
    find_near(tile, near, columns);
    return listeners.far_count();
}

/// The beams of the clusters whose cones reach the tile, but those whose own cones do not. `near`: places before those far off.
void LitSky::find_near(std::uint32_t tile, std::size_t near, TileColumns& columns) const {
    const Tile& where = tiles_->tiles()[tile];
    const SatelliteColumns& s = sky_->steps[step_];
    const TileListeners& listeners = columns.listeners;
    columns.beams.resize(radio_->payloads.size() * carrier_count_);
    for (TileColumns::Near& beams : columns.beams) {
        beams.blocks.clear();
        beams.beam.clear();
    }
    for (std::uint32_t i = tile_first_[tile]; i < tile_first_[tile + 1]; ++i) {
        const Cluster& cluster = clusters_[tile_clusters_[i]];
        if ((lit_[cluster.row] & columns.wanted) == 0) continue;
        const std::size_t place = columns.place[cluster.row];
        const bool listed = place < near ? place < listeners.near().size() && listeners.near()[place] == cluster.row
                                         : place < columns.gain_per_m2.size() && listeners.far()[place - near] == cluster.row;
        if (!listed) continue;  // below the horizon of all of the tile
        const auto x = static_cast<float>(s.x_itrf_m[cluster.row] - where.origin.x.value),
                   y = static_cast<float>(s.y_itrf_m[cluster.row] - where.origin.y.value),
                   z = static_cast<float>(s.z_itrf_m[cluster.row] - where.origin.z.value);
        const float range_m = std::sqrt(x * x + y * y + z * z), scale = -1.0f / range_m;
        const auto radius_m = static_cast<float>(where.radius_m);
        // As in light_satellite: a chord of the sum of two angles is at most the sum of their chords.
        const float widened = static_cast<float>(2.0 * std::sin(0.5 * radio_->payloads[cluster.payload].near_angle_rad)) +
                              1.2f * radius_m / range_m + 1e-5f,
                    reach2 = radius_m < range_m ? widened * widened : std::numeric_limits<float>::infinity();
        for (std::uint32_t b = cluster.first; b < cluster.last; ++b) {
            const Beam& beam = beams_[b];
            const float bx = beam.x - x * scale, by = beam.y - y * scale, bz = beam.z - z * scale;
            if (bx * bx + by * by + bz * bz > reach2) continue;
            for (CarrierMask left = beam.carriers & columns.wanted; left != 0; left &= left - 1) {
                const auto k = static_cast<std::size_t>(std::countr_zero(left));
                TileColumns::Near& to = columns.beams[cluster.payload * carrier_count_ + k];
                const std::size_t lane = to.beam.size() % sky::kNearLanes;
                if (lane == 0) to.blocks.push_back(kNoBeams);
                to.beam.push_back(b);
                sky::BeamBlock& block = to.blocks.back();
                block.x_m[lane] = x;
                block.y_m[lane] = y;
                block.z_m[lane] = z;
                block.axis_x[lane] = beam.x;
                block.axis_y[lane] = beam.y;
                block.axis_z[lane] = beam.z;
                block.eirp_w_per_hz[lane] = beam.eirp_w_per_hz;
                block.satellite[lane] = static_cast<std::uint32_t>(place);
            }
        }
    }
}

void LitSky::add(std::uint32_t tile, const ListeningPhone& phone, const PhoneColumns& phones, const TileLinks& links, TileColumns& columns,
                 std::span<double> density) const {
    const sky::Kernels& kernels = sky::kernels();
    const sky::PhoneView view = phone_view(tiles_->tiles()[tile], phones, phone.phone);
    std::span<float> gain{columns.gain_per_m2};
    kernels.pick_gains(links.of_phone(phone.in_tile), columns.near.data(), columns.near.size(), gain.data());
    kernels.mean_gains(columns.listeners.far_view(), view, radio_->columns[phone.environment], gain.data() + columns.near.size());
    std::size_t place = 0;
    for (CarrierMask left = columns.wanted; left != 0; left &= left - 1, ++place) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        const float floor = kernels.dot(gain.data(), columns.floor_w_per_hz.data() + place * gain.size(), gain.size());
        double above_floor = 0.0;  // at 1 / m^2
        for (std::size_t p = 0; p < radio_->payloads.size(); ++p) {
            const TileColumns::Near& beams = columns.beams[p * carrier_count_ + k];
            if (beams.beam.empty()) continue;
            columns.suspects.resize(std::max(columns.suspects.size(), beams.blocks.size() * sky::kNearLanes + 1));
            const sky::Heard heard = kernels.hear_beams(
                {beams.blocks.data(), beams.blocks.size(), radio_->above_floor_table(p, k), suspect_m(radio_->payloads[p])}, view,
                gain.data(), columns.suspects.data());
            above_floor += static_cast<double>(heard.sum);
            if (heard.suspects > 0)
                above_floor += hear_suspects(beams, {columns.suspects.data(), heard.suspects}, p, k, view, phones, phone.phone, gain);
        }
        // The floor of silent beams was added with the sum and taken off again: what is left may be a rounding below zero.
        density[k] = std::max(static_cast<double>(floor) + above_floor * radio_->downlink_gain_at_1m[k], 0.0);
    }
}

/// Of beams that may be silent for the phone: what is heard of the others above their floor, less the floor of those that are.
double LitSky::hear_suspects(const TileColumns::Near& beams, std::span<const std::uint32_t> rows, std::size_t p, std::size_t carrier,
                             const sky::PhoneView& view, const PhoneColumns& phones, std::uint32_t phone,
                             std::span<const float> gain) const {
    const PayloadRadio& payload = radio_->payloads[p];
    const auto px = static_cast<float>(phones.x_itrf_m[phone]), py = static_cast<float>(phones.y_itrf_m[phone]),
               pz = static_cast<float>(phones.z_itrf_m[phone]);
    const auto silent2_m2 = static_cast<float>(payload.silent_distance_m * payload.silent_distance_m);
    double sum = 0.0;
    for (const std::uint32_t row : rows) {
        if (row >= beams.beam.size()) continue;  // padding
        const Beam& beam = beams_[beams.beam[row]];
        const sky::BeamBlock& block = beams.blocks[row / sky::kNearLanes];
        const std::size_t lane = row % sky::kNearLanes;
        const float strength = gain[block.satellite[lane]] * beam.eirp_w_per_hz;
        const float gx = beam.x_itrf_m - px, gy = beam.y_itrf_m - py, gz = beam.z_itrf_m - pz;
        if (beam.phone == static_cast<std::int32_t>(phone) || gx * gx + gy * gy + gz * gz < silent2_m2) {
            sum -= static_cast<double>(strength) * payload.floor_ratio;
            continue;
        }
        const float dx = view.x_m - block.x_m[lane], dy = view.y_m - block.y_m[lane], dz = view.z_m - block.z_m[lane];
        const float inverse = 1.0f / std::sqrt(dx * dx + dy * dy + dz * dz);
        const float bx = beam.x - dx * inverse, by = beam.y - dy * inverse, bz = beam.z - dz * inverse;
        const RadioModel::AboveFloor gains = radio_->above_floor(p, bx * bx + by * by + bz * bz);
        if (gains.knot != nullptr) sum += static_cast<double>(strength * gains.on(carrier));
    }
    return sum;
}

}  // namespace d2c
