#include "world/plan/dynamic_channels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

namespace d2c {
namespace {

constexpr double kHearingFootprints = 3.0;

/// Fibonacci hashing; `buckets` is a power of two.
std::size_t mixed(std::uint64_t word, std::size_t buckets) {
    return static_cast<std::size_t>((word * 0x9e3779b97f4a7c15ULL) >> 24) & (buckets - 1);
}

std::uint64_t word_of(double x, double y, double z) {
    return std::bit_cast<std::uint64_t>(x) ^ std::rotl(std::bit_cast<std::uint64_t>(y), 21) ^
           std::rotl(std::bit_cast<std::uint64_t>(z), 42);
}

}  // namespace

DynamicChannels::DynamicChannels(const RadioModel& radio, const SpectrumUse& spectrum) : radio_{&radio}, spectrum_{&spectrum} {
    for (const PayloadRadio& payload : radio.payloads)
        hearing_m_ = std::max({hearing_m_, payload.reuse_distance_m, kHearingFootprints * payload.footprint_diameter_m});
    hearing_m_ = std::max(hearing_m_, 1.0);
}

void DynamicChannels::assign(const SatelliteColumns& now, std::span<const std::uint16_t> payload, BeamPlan& plan) {
    remember();
    arrange(now, payload, plan);
    waiting_.clear();
    for (std::uint32_t b = 0; b < beams_.size(); ++b) {
        const Memory* const before = memory_of(beams_[b]);
        if (before != nullptr && is_free(beams_[b], before->part))
            place(b, before->part);
        else
            waiting_.push_back(b);
    }
    for (const std::uint32_t b : waiting_) place(b, least_disturbed(beams_[b]));
    for (std::size_t b = 0; b < beams_.size(); ++b) plan.beams[b].carriers = spectrum_->moved_to(beams_[b].first_parts, beams_[b].part);
}

/// What the step before gave, by aim.
void DynamicChannels::remember() {
    memory_.clear();
    memory_heads_.assign(std::bit_ceil(beams_.size() + 1), kNone);
    for (const Beam& beam : beams_) {
        std::uint32_t& head = memory_heads_[mixed(word_of(beam.x_itrf_m, beam.y_itrf_m, beam.z_itrf_m), memory_heads_.size())];
        memory_.push_back({beam.x_itrf_m, beam.y_itrf_m, beam.z_itrf_m, beam.part, head});
        head = static_cast<std::uint32_t>(memory_.size() - 1);
    }
}

void DynamicChannels::arrange(const SatelliteColumns& now, std::span<const std::uint16_t> payload, const BeamPlan& plan) {
    beams_.resize(plan.beams.size());
    heads_.assign(std::bit_ceil(2 * beams_.size() + 1), kNone);
    for (std::size_t row = 0; row + 1 < plan.first.size(); ++row) {
        const double sx = now.x_itrf_m[row], sy = now.y_itrf_m[row], sz = now.z_itrf_m[row];
        for (std::uint32_t b = plan.first[row]; b < plan.first[row + 1]; ++b) {
            const LitBeam& lit = plan.beams[b];
            const PayloadRadio& radio = radio_->payloads[payload[row]];
            const double dx = lit.x_itrf_m - sx, dy = lit.y_itrf_m - sy, dz = lit.z_itrf_m - sz;
            const double range_m = std::sqrt(dx * dx + dy * dy + dz * dz);
            const double cos_scan = -(dx * sx + dy * sy + dz * sz) / (range_m * std::sqrt(sx * sx + sy * sy + sz * sz));
            unsigned part = 0;
            while ((lit.carriers & spectrum_->of_part(part)) == 0) ++part;
            beams_[b] = {lit.x_itrf_m,
                         lit.y_itrf_m,
                         lit.z_itrf_m,
                         sx,
                         sy,
                         sz,
                         dx / range_m,
                         dy / range_m,
                         dz / range_m,
                         radio.eirp_w_per_hz * RadioModel::scan_gain(radio, cos_scan),
                         radio.reuse_distance_m,
                         payload[row],
                         spectrum_->on_first_parts(lit.carriers),
                         part,
                         kNone};
        }
    }
}

std::size_t DynamicChannels::bucket(std::int64_t x, std::int64_t y, std::int64_t z) const {
    constexpr std::uint64_t kBits = 0x1fffff;  // 21 bits an axis hold any distance on Earth in metres
    const auto word = (static_cast<std::uint64_t>(x) & kBits) | (static_cast<std::uint64_t>(y) & kBits) << 21 |
                      (static_cast<std::uint64_t>(z) & kBits) << 42;
    return mixed(word, heads_.size());
}

const DynamicChannels::Memory* DynamicChannels::memory_of(const Beam& beam) const {
    for (std::uint32_t m = memory_heads_[mixed(word_of(beam.x_itrf_m, beam.y_itrf_m, beam.z_itrf_m), memory_heads_.size())]; m != kNone;
         m = memory_[m].next)
        if (squared_distance_m2(beam, memory_[m]) == 0.0) return &memory_[m];
    return nullptr;
}

double DynamicChannels::thrown(const Beam& from, const Beam& at) const {
    const double dx = at.x_itrf_m - from.satellite_x_itrf_m, dy = at.y_itrf_m - from.satellite_y_itrf_m,
                 dz = at.z_itrf_m - from.satellite_z_itrf_m;
    const double range2_m2 = dx * dx + dy * dy + dz * dz, inverse = 1.0 / std::sqrt(range2_m2);
    const double ex = dx * inverse - from.ux, ey = dy * inverse - from.uy, ez = dz * inverse - from.uz;
    const auto carrier = static_cast<std::size_t>(std::countr_zero(from.first_parts));
    const auto chord2 = static_cast<float>(ex * ex + ey * ey + ez * ez);
    const RadioModel::AboveFloor gains = radio_->above_floor(from.payload, chord2);
    return gains.knot == nullptr ? 0.0 : from.eirp_w_per_hz * static_cast<double>(gains.on(carrier)) / range2_m2;
}

template <class See>
void DynamicChannels::each_near(const Beam& beam, const See& see) const {
    const auto cell = [&](double m) { return static_cast<std::int64_t>(std::floor(m / hearing_m_)); };
    const std::int64_t cx = cell(beam.x_itrf_m), cy = cell(beam.y_itrf_m), cz = cell(beam.z_itrf_m);
    // Cells may share a bucket: each bucket once.
    std::array<std::size_t, 27> buckets;
    std::size_t count = 0;
    for (std::int64_t x = cx - 1; x <= cx + 1; ++x)
        for (std::int64_t y = cy - 1; y <= cy + 1; ++y)
            for (std::int64_t z = cz - 1; z <= cz + 1; ++z) buckets[count++] = bucket(x, y, z);
    std::sort(buckets.begin(), buckets.end());
    const auto end = std::unique(buckets.begin(), buckets.end());
    for (auto it = buckets.begin(); it != end; ++it)
        for (std::uint32_t b = heads_[*it]; b != kNone; b = beams_[b].next)
            if (squared_distance_m2(beam, beams_[b]) < hearing_m_ * hearing_m_) see(beams_[b]);
}

bool DynamicChannels::is_free(const Beam& beam, unsigned part) const {
    const CarrierMask heard = spectrum_->co_channel(spectrum_->moved_to(beam.first_parts, part));
    bool free = true;
    each_near(beam, [&](const Beam& other) {
        const double least_m = std::max(beam.reuse_distance_m, other.reuse_distance_m);
        free &= (spectrum_->moved_to(other.first_parts, other.part) & heard) == 0 || squared_distance_m2(beam, other) >= least_m * least_m;
    });
    return free;
}

unsigned DynamicChannels::least_disturbed(const Beam& beam) const {
    const unsigned parts = spectrum_->parts();
    std::array<CarrierMask, kMaximumCarriers> heard{};
    std::array<std::pair<int, double>, kMaximumCarriers> taken{};  // within the reuse distance; power
    for (unsigned part = 0; part < parts; ++part) heard[part] = spectrum_->co_channel(spectrum_->moved_to(beam.first_parts, part));
    each_near(beam, [&](const Beam& other) {
        const CarrierMask lit = spectrum_->moved_to(other.first_parts, other.part);
        const double apart_m2 = squared_distance_m2(beam, other);
        const double least_m = std::max(beam.reuse_distance_m, other.reuse_distance_m);
        const double heard_m = kHearingFootprints * std::max(radio_->payloads[beam.payload].footprint_diameter_m,
                                                             radio_->payloads[other.payload].footprint_diameter_m);
        if (apart_m2 >= std::max(least_m * least_m, heard_m * heard_m)) return;
        const int near = apart_m2 < least_m * least_m ? 1 : 0;
        double both = -1.0;
        for (unsigned part = 0; part < parts; ++part) {
            if ((lit & heard[part]) == 0) continue;
            if (both < 0.0) both = thrown(other, beam) + thrown(beam, other);
            taken[part].first += near;
            taken[part].second += both;
        }
    });
    unsigned best = beam.part;
    for (unsigned part = 0; part < parts; ++part)
        if (taken[part] < taken[best]) best = part;
    return best;
}

void DynamicChannels::place(std::uint32_t b, unsigned part) {
    Beam& beam = beams_[b];
    beam.part = part;
    const auto cell = [&](double m) { return static_cast<std::int64_t>(std::floor(m / hearing_m_)); };
    std::uint32_t& head = heads_[bucket(cell(beam.x_itrf_m), cell(beam.y_itrf_m), cell(beam.z_itrf_m))];
    beam.next = head;
    head = b;
}

}  // namespace d2c
