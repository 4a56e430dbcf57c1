#include "world/radio/interference.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>

#include "world/radio/path.h"

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

/// Cosine of the angle between a satellite's nadir and a direction from it.
double cosine_off_nadir(const SatelliteColumns& s, std::size_t satellite, const Direction& d) {
    const double x = s.x_itrf_m[satellite], y = s.y_itrf_m[satellite], z = s.z_itrf_m[satellite];
    return -(d.x * x + d.y * y + d.z * z) / std::sqrt(x * x + y * y + z * z);
}

}  // namespace

LitSky::LitSky(const Sky& sky, const SkyStep& step, const BeamPlan& plan, const Fleet& fleet, const RadioModel& radio,
               const SpectrumUse& spectrum)
    : step_{&step}, carrier_count_{spectrum.carrier_count()} {
    for (std::uint32_t row = 0; row < sky.satellites.size(); ++row) {
        if (plan.first[row] == plan.first[row + 1]) continue;
        const auto payload = fleet.payload[sky.satellites[row]];
        const PayloadRadio& model = radio.payloads[payload];
        Satellite satellite{row, payload, static_cast<std::uint32_t>(clusters_.size()), 0, 0};
        eirp_sum_.resize(eirp_sum_.size() + carrier_count_, 0.0);
        double* sums = eirp_sum_.data() + eirp_sum_.size() - carrier_count_;
        for (std::uint32_t b = plan.first[row]; b < plan.first[row + 1]; ++b) {
            const LitBeam& lit = plan.beams[b];
            const Direction aim = direction_from(step.columns, row, lit.x_itrf_m, lit.y_itrf_m, lit.z_itrf_m);
            const double eirp = model.eirp_w_per_hz * RadioModel::scan_gain(model, cosine_off_nadir(step.columns, row, aim));
            if (b == plan.first[row] || plan.beams[b - 1].spot != lit.spot) {
                const auto at = static_cast<std::uint32_t>(beams_.size());
                clusters_.push_back({at, at, 0.0, 0.0, 0.0, 0.0});
            }
            aims_.push_back({aim.x, aim.y, aim.z});
            beams_.push_back({lit.x_itrf_m, lit.y_itrf_m, lit.z_itrf_m, eirp, lit.carriers, lit.phone});
            clusters_.back().last = static_cast<std::uint32_t>(beams_.size());
            satellite.carriers |= lit.carriers;
            for (CarrierMask left = lit.carriers; left != 0; left &= left - 1) sums[std::countr_zero(left)] += eirp;
        }
        satellite.last_cluster = static_cast<std::uint32_t>(clusters_.size());
        for (std::uint32_t c = satellite.first_cluster; c < satellite.last_cluster; ++c) {
            Cluster& cluster = clusters_[c];
            for (std::uint32_t b = cluster.first; b < cluster.last; ++b) {
                cluster.x += aims_[b].x;
                cluster.y += aims_[b].y;
                cluster.z += aims_[b].z;
            }
            const double norm = std::sqrt(cluster.x * cluster.x + cluster.y * cluster.y + cluster.z * cluster.z);
            cluster.x /= norm;
            cluster.y /= norm;
            cluster.z /= norm;
            double radius_rad = 0.0;
            for (std::uint32_t b = cluster.first; b < cluster.last; ++b) {
                const double cosine = cluster.x * aims_[b].x + cluster.y * aims_[b].y + cluster.z * aims_[b].z;
                radius_rad = std::max(radius_rad, std::acos(std::clamp(cosine, -1.0, 1.0)));
            }
            // A millionth of a radian covers the rounding of acos near 1.
            cluster.least_cosine = std::cos(std::min(std::numbers::pi, model.near_angle_rad + radius_rad + 1e-6));
        }
        satellites_.push_back(satellite);
    }
    std::vector<std::uint32_t> rows;
    for (const Satellite& satellite : satellites_) rows.push_back(satellite.row);
    binned_ = bin_satellites(step.columns, rows);
}

double LitSky::path_gain(const Satellite& satellite, const RadioModel& radio, const Sight& line, WindowDraws& draws) const {
    const auto first = static_cast<std::size_t>(std::countr_zero(satellite.carriers));
    return ratio_by_exp(-path_excess_db(radio, draws.environment(), first, line.sin_elevation, draws.draw(satellite.row))) / line.range_m2;
}

bool LitSky::left_out(const Beam& beam, const PhoneColumns& phones, std::size_t phone, double reuse_distance_m) const {
    if (beam.phone == static_cast<std::int32_t>(phone)) return true;
    const double dx = beam.x_itrf_m - phones.x_itrf_m[phone];
    const double dy = beam.y_itrf_m - phones.y_itrf_m[phone];
    const double dz = beam.z_itrf_m - phones.z_itrf_m[phone];
    return dx * dx + dy * dy + dz * dz < reuse_distance_m * reuse_distance_m;
}

void LitSky::add(const PhoneColumns& phones, std::size_t phone, const SkyIndex& index, const RadioModel& radio, CarrierMask wanted,
                 WindowDraws& draws, std::span<double> density, std::uint64_t& links) const {
    for (const std::uint32_t bin : index.horizon_bins(phone)) {
        const std::span<const BinnedSatellites::Entry> candidates = binned_.in(bin);
        links += candidates.size();
        for (const BinnedSatellites::Entry& candidate : candidates) {
            if (!above_horizon(phones, phone, candidate)) continue;
            const Satellite& satellite = satellites_[candidate.index];
            const CarrierMask heard = satellite.carriers & wanted;
            if (heard == 0) continue;
            const Sight line = sight(phones, phone, candidate);
            const double gain = path_gain(satellite, radio, line, draws);
            const PayloadRadio& payload = radio.payloads[satellite.payload];
            const double* sums = eirp_sum_.data() + static_cast<std::size_t>(candidate.index) * carrier_count_;
            for (CarrierMask left = heard; left != 0; left &= left - 1) {
                const auto k = static_cast<std::size_t>(std::countr_zero(left));
                density[k] += gain * radio.downlink_gain_at_1m[k] * payload.floor_ratio * sums[k];
            }
            const Direction to_phone =
                direction_from(step_->columns, satellite.row, phones.x_itrf_m[phone], phones.y_itrf_m[phone], phones.z_itrf_m[phone]);
            const double least_cosine = payload.cos_near_angle;
            for (std::uint32_t c = satellite.first_cluster; c < satellite.last_cluster; ++c) {
                const Cluster& cluster = clusters_[c];
                if (to_phone.x * cluster.x + to_phone.y * cluster.y + to_phone.z * cluster.z < cluster.least_cosine) continue;
                for (std::uint32_t b = cluster.first; b < cluster.last; ++b) {
                    const Aim& aim = aims_[b];
                    const double cosine = to_phone.x * aim.x + to_phone.y * aim.y + to_phone.z * aim.z;
                    if (cosine < least_cosine) continue;
                    const Beam& beam = beams_[b];
                    const bool silent = left_out(beam, phones, phone, payload.reuse_distance_m);
                    for (CarrierMask left = beam.carriers & wanted; left != 0; left &= left - 1) {
                        const auto k = static_cast<std::size_t>(std::countr_zero(left));
                        const double relative = silent ? 0.0 : radio.relative_gain(satellite.payload, k, cosine);
                        density[k] += gain * radio.downlink_gain_at_1m[k] * beam.eirp_w_per_hz * (relative - payload.floor_ratio);
                    }
                }
            }
        }
    }
    // The floor of silent beams was added with the sum and taken off again: what is left may be a rounding below zero.
    for (double& value : density) value = std::max(value, 0.0);
}

void LitSky::add_exactly(const PhoneColumns& phones, std::size_t phone, const RadioModel& radio, CarrierMask wanted, WindowDraws& draws,
                         std::span<double> density) const {
    for (const Satellite& satellite : satellites_) {
        const Sight line = sight(phones, phone, step_->columns, satellite.row);
        if (line.sin_elevation <= 0.0) continue;
        const double gain = path_gain(satellite, radio, line, draws);
        const PayloadRadio& payload = radio.payloads[satellite.payload];
        const Direction to_phone =
            direction_from(step_->columns, satellite.row, phones.x_itrf_m[phone], phones.y_itrf_m[phone], phones.z_itrf_m[phone]);
        for (std::uint32_t c = satellite.first_cluster; c < satellite.last_cluster; ++c) {
            for (std::uint32_t b = clusters_[c].first; b < clusters_[c].last; ++b) {
                const Beam& beam = beams_[b];
                if (left_out(beam, phones, phone, payload.reuse_distance_m)) continue;
                const double cosine = to_phone.x * aims_[b].x + to_phone.y * aims_[b].y + to_phone.z * aims_[b].z;
                for (CarrierMask left = beam.carriers & wanted; left != 0; left &= left - 1) {
                    const auto k = static_cast<std::size_t>(std::countr_zero(left));
                    density[k] +=
                        gain * radio.downlink_gain_at_1m[k] * beam.eirp_w_per_hz * radio.relative_gain(satellite.payload, k, cosine);
                }
            }
        }
    }
}

}  // namespace d2c
