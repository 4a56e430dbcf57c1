#include "world/radio/uplink_sky.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/constants.h"
#include "base/float_math.h"
#include "constellation/frames.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

/// Cells of 204 km; blocks and super-blocks of them are cells of the grid as well.
constexpr int kCellOrder = 5;
/// Knots of elevation that half a cell takes at the horizon: there an arc on the ground changes it by the arc.
constexpr int kHalfCell = 33;
constexpr std::size_t kBlocksInSuper = 16;

const Grid& cell_grid() {
    static const Grid grid{kCellOrder};
    return grid;
}

std::size_t whole_blocks(std::size_t rows) { return (rows + sky::kNearLanes - 1) / sky::kNearLanes * sky::kNearLanes; }

template <class Work>
void for_each(std::size_t count, std::size_t grain, const Work& work) {
    tbb::parallel_for(tbb::blocked_range<std::size_t>{0, count, grain}, [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t i = range.begin(); i != range.end(); ++i) work(i);
    });
}

}  // namespace

double uplink_activity(BeamLoad load, double users, double blocks) {
    if (load == BeamLoad::kWorst) return 1.0;
    return blocks > 0.0 ? std::min(1.0, users / blocks) : 0.0;
}

void UplinkSky::Ground::clear(std::size_t row_count, std::size_t carrier_count) {
    rows = row_count;
    for (auto* column : {&x_m, &y_m, &z_m, &up_x, &up_y, &up_z}) column->assign(rows, 0.0f);
    power.assign(rows * carrier_count, 0.0f);
    carriers.assign(rows / sky::kNearLanes, 0);
}

void UplinkSky::Ground::put(std::size_t row, double x, double y, double z) {
    constexpr double kPolar = 1.0 / ((1.0 - kWgs84Flattening) * (1.0 - kWgs84Flattening));  // the gradient of the ellipsoid
    const double scale = 1.0 / std::sqrt(x * x + y * y + squared(z * kPolar));
    x_m[row] = static_cast<float>(x);
    y_m[row] = static_cast<float>(y);
    z_m[row] = static_cast<float>(z);
    up_x[row] = static_cast<float>(x * scale);
    up_y[row] = static_cast<float>(y * scale);
    up_z[row] = static_cast<float>(z * kPolar * scale);
}

UplinkSky::UplinkSky(const Phones& phones, int grid_order, const RadioModel& radio, const SpectrumUse& spectrum, BeamLoad load)
    : radio_{&radio}, spectrum_{&spectrum}, load_{load}, carrier_count_{spectrum.carrier_count()} {
    beam_gain_.knots = mean_gain_knots(radio);
    cell_gain_ = {static_cast<float>(-kHalfCell) / static_cast<float>(sky::kGainKnots), averaged(beam_gain_.knots, kHalfCell)};
    for (const PayloadRadio& payload : radio.payloads)
        silent_m_ = std::max({silent_m_, payload.silent_distance_m, payload.footprint_diameter_m});
    for (const HandsetRadio& handset : radio.handsets) eirp_mw_.push_back(ratio_from_db(Db{handset.uplink_eirp_dbm}));
    const HandsetRadio& any = radio.handsets.front();
    for (const double snr_db : any.uplink_snr_at_1m_db) ratio_at_1m_.push_back(ratio_from_db(Db{snr_db - any.uplink_eirp_dbm}));
    for (std::size_t p = 0; p < radio.payloads.size(); ++p)
        for (std::size_t k = 0; k < carrier_count_; ++k) patterns_.push_back(receive_pattern(radio, p, k));
    if (grid_order < kCellOrder) {
        cell_of_place_.resize(static_cast<std::size_t>(cell_grid().cell_count()));
        std::iota(cell_of_place_.begin(), cell_of_place_.end(), 0u);
        return;
    }
    std::vector<std::uint32_t> spots(phones.spots.size());
    std::iota(spots.begin(), spots.end(), 0u);
    std::stable_sort(spots.begin(), spots.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return phones.spots[a].cell < phones.spots[b].cell; });
    place_of_spot_.resize(spots.size());
    for (std::uint32_t place = 0; place < spots.size(); ++place) {
        place_of_spot_[spots[place]] = place;
        cell_of_place_.push_back(static_cast<std::uint32_t>(phones.spots[spots[place]].cell >> 2 * (grid_order - kCellOrder)));
    }
}

std::uint32_t UplinkSky::place_of(const LitBeam& beam) const {
    if (!place_of_spot_.empty()) return place_of_spot_[beam.spot];
    const Geodetic aim = geodetic_of({Metres{beam.x_itrf_m}, Metres{beam.y_itrf_m}, Metres{beam.z_itrf_m}});
    return static_cast<std::uint32_t>(cell_grid().cell_of(aim).pixel);
}

void UplinkSky::light(const UplinkStep& step) {
    sky_ = &step.sky;
    columns_ = &step.sky.steps[step.step];
    phones_ = &step.phones;
    place_of_beam_.resize(step.plan.beams.size());
    for_each(step.plan.beams.size(), 512, [&](std::size_t b) { place_of_beam_[b] = place_of(step.plan.beams[b]); });
    sort_beams(step.plan.beams.size());
    for_each(step.plan.beams.size(), 512, [&](std::size_t b) { put_beam(step, b); });
    const auto cells = static_cast<std::size_t>(cell_grid().cell_count()), blocks = cells / kCellsInBlock;
    cells_.clear(cells, carrier_count_);
    beam_sphere_.resize(beams_.carriers.size());
    block_sphere_.resize(blocks);
    block_cap_.resize(blocks);
    for_each(blocks, 8, [&](std::size_t block) { bound_block(block); });
    bound_super_blocks();
    find_listeners(step);
    const std::size_t rows = step.sky.satellites.size();
    floor_.resize(rows * carrier_count_);
    candidate_range_.resize(rows);
    group_range_.resize(rows);
    candidates_.resize((rows + kRowsAtOnce - 1) / kRowsAtOnce);
    for_each(candidates_.size(), 1, [&](std::size_t chunk) {
        Candidates& mine = candidates_[chunk];
        mine.block.clear();
        mine.to.clear();
        mine.groups.clear();
        for (std::size_t row = chunk * kRowsAtOnce; row < std::min(rows, (chunk + 1) * kRowsAtOnce); ++row)
            if (listeners_[row].count > 0.0) listen(static_cast<std::uint32_t>(row), mine);
    });
}

/// Beams by place; blocks of cells begin at blocks of beams.
void UplinkSky::sort_beams(std::size_t count) {
    const auto cells = static_cast<std::size_t>(cell_grid().cell_count());
    next_row_.assign(cell_of_place_.size(), 0);
    for (const std::uint32_t place : place_of_beam_) ++next_row_[place];
    first_row_.resize(cells + 1);
    std::size_t cell = 0, row = 0;
    const auto begin_cells = [&](std::size_t last) {
        for (; cell <= last; ++cell) {
            if (cell % kCellsInBlock == 0) row = whole_blocks(row);
            first_row_[cell] = static_cast<std::uint32_t>(row);
        }
    };
    for (std::size_t place = 0; place < next_row_.size(); ++place) {
        begin_cells(cell_of_place_[place]);
        const std::uint32_t beams = next_row_[place];
        next_row_[place] = static_cast<std::uint32_t>(row);
        row += beams;
    }
    begin_cells(cells);
    beams_.clear(row, carrier_count_);
    silent_within2_m2_.assign(row, 0.0f);
    own_phone_.assign(row, -1);
    row_of_beam_.resize(count);
    for (std::size_t b = 0; b < count; ++b) row_of_beam_[b] = next_row_[place_of_beam_[b]]++;
}

void UplinkSky::put_beam(const UplinkStep& step, std::size_t b) {
    const LitBeam& beam = step.plan.beams[b];
    const std::size_t row = row_of_beam_[b];
    beams_.put(row, beam.x_itrf_m, beam.y_itrf_m, beam.z_itrf_m);
    const std::uint32_t satellite = step.groups.satellite[beam.group];
    silent_within2_m2_[row] = static_cast<float>(squared(radio_->payloads[step.sky.payload[satellite]].silent_distance_m));
    own_phone_[row] = beam.phone;
    double blocks = 0.0;
    for (CarrierMask left = beam.carriers; left != 0; left &= left - 1)
        blocks += spectrum_->uplink_blocks(static_cast<std::size_t>(std::countr_zero(left)));
    const double power = eirp_mw_[step.groups.handset[beam.group]] *
                         uplink_activity(load_, static_cast<double>(step.groups.users_per_footprint[beam.group]), blocks);
    for (std::size_t k = 0; k < carrier_count_; ++k) {
        double share = 0.0;
        for (CarrierMask left = beam.carriers; left != 0; left &= left - 1)
            share += spectrum_->uplink_overlap(k, static_cast<std::size_t>(std::countr_zero(left)));
        beams_.power[k * beams_.rows + row] = static_cast<float>(power * share);
    }
}

/// All of a cell's transmitters in their middle, weighed by power.
void UplinkSky::sum_cell(std::size_t cell) {
    double x = 0.0, y = 0.0, z = 0.0, all = 0.0;
    for (std::size_t k = 0; k < carrier_count_; ++k) {
        const float* power = beams_.power.data() + k * beams_.rows;
        double sum = 0.0;
        for (std::size_t row = first_row_[cell]; row < first_row_[cell + 1]; ++row) {
            const auto p = static_cast<double>(power[row]);
            if (!(p > 0.0)) continue;
            sum += p;
            x += p * static_cast<double>(beams_.x_m[row]);
            y += p * static_cast<double>(beams_.y_m[row]);
            z += p * static_cast<double>(beams_.z_m[row]);
        }
        if (!(sum > 0.0)) continue;
        cells_.power[k * cells_.rows + cell] = static_cast<float>(sum);
        cells_.carriers[cell / sky::kNearLanes] |= CarrierMask{1} << k;
        all += sum;
    }
    if (all > 0.0) cells_.put(cell, x / all, y / all, z / all);
}

UplinkSky::Sphere UplinkSky::sphere_around(const Ground& ground, std::size_t first, std::size_t last) {
    double x = 0.0, y = 0.0, z = 0.0, count = 0.0, farthest2 = 0.0;
    for (std::size_t row = first; row < last; ++row) {
        if (!ground.lit(row)) continue;
        x += static_cast<double>(ground.x_m[row]);
        y += static_cast<double>(ground.y_m[row]);
        z += static_cast<double>(ground.z_m[row]);
        count += 1.0;
    }
    if (count == 0.0) return {};
    Sphere sphere{static_cast<float>(x / count), static_cast<float>(y / count), static_cast<float>(z / count), 0.0f};
    for (std::size_t row = first; row < last; ++row) {
        if (!ground.lit(row)) continue;
        farthest2 = std::max(farthest2, static_cast<double>(squared(ground.x_m[row] - sphere.x) + squared(ground.y_m[row] - sphere.y) +
                                                            squared(ground.z_m[row] - sphere.z)));
    }
    sphere.radius_m = static_cast<float>(std::sqrt(farthest2)) + kRounding_m;
    return sphere;
}

UplinkSky::Cap UplinkSky::cap_around(const Sphere& sphere) {
    if (sphere.radius_m < 0.0f) return {0.0f, 0.0f, 0.0f, 1.0f, 0.0f, false};
    const float r = std::max(1.0f, std::sqrt(sphere.x * sphere.x + sphere.y * sphere.y + sphere.z * sphere.z));
    const float sine = std::min(1.0f, sphere.radius_m / r);
    return {sphere.x / r, sphere.y / r, sphere.z / r, std::sqrt(1.0f - sine * sine), sine, true};
}

bool UplinkSky::Cap::within(float sx, float sy, float sz, float cosine, float sine) const {
    constexpr float kRounding = 1e-6f;
    // What is as wide as the Earth is near everywhere.
    return any && (cos_radius < 0.01f || sx * x + sy * y + sz * z >= cosine * cos_radius - sine * sin_radius - kRounding);
}

void UplinkSky::bound_block(std::size_t block) {
    const std::size_t first = block * kCellsInBlock, last = first + kCellsInBlock;
    for (std::size_t cell = first; cell < last; ++cell) sum_cell(cell);
    for (std::size_t row = first_row_[first]; row < first_row_[last]; row += sky::kNearLanes) {
        const std::size_t b = row / sky::kNearLanes;
        beam_sphere_[b] = sphere_around(beams_, row, row + sky::kNearLanes);
        for (std::size_t k = 0; k < carrier_count_; ++k) {
            const float* power = beams_.power.data() + k * beams_.rows + row;
            if (std::any_of(power, power + sky::kNearLanes, [](float p) { return p > 0.0f; })) beams_.carriers[b] |= CarrierMask{1} << k;
        }
    }
    block_sphere_[block] = sphere_around(beams_, first_row_[first], first_row_[last]);
    block_cap_[block] = cap_around(block_sphere_[block]);
}

void UplinkSky::bound_super_blocks() {
    const std::size_t blocks = block_sphere_.size();
    super_cap_.resize((blocks + kBlocksInSuper - 1) / kBlocksInSuper);
    for (std::size_t s = 0; s < super_cap_.size(); ++s) {
        const std::span<const Sphere> mine =
            std::span{block_sphere_}.subspan(s * kBlocksInSuper, std::min(kBlocksInSuper, blocks - s * kBlocksInSuper));
        Sphere all;
        float count = 0.0f;
        for (const Sphere& one : mine) {
            if (one.radius_m < 0.0f) continue;
            all.x += one.x;
            all.y += one.y;
            all.z += one.z;
            count += 1.0f;
        }
        for (float* part : {&all.x, &all.y, &all.z}) *part /= std::max(1.0f, count);
        for (const Sphere& one : mine) {
            if (one.radius_m < 0.0f) continue;
            const float off_m = std::sqrt(squared(one.x - all.x) + squared(one.y - all.y) + squared(one.z - all.z));
            all.radius_m = std::max(all.radius_m, off_m + one.radius_m + kRounding_m);
        }
        super_cap_[s] = cap_around(all);
    }
}

template <class Visit>
void UplinkSky::each_listener(const UplinkStep& step, const Visit& visit) {
    const std::size_t classes = step.active.classes;
    for (std::size_t a = 0; a < step.active.size(); ++a) {
        std::uint16_t before = kNoRow;
        for (std::size_t c = 0; c < classes; ++c) {
            const std::uint16_t row = step.serving.row[a * classes + c];
            if (row != kNoRow && row != before) visit(listeners_[row], step.active.phone[a]);
            before = row;
        }
    }
}

/// Around whom each satellite serves: the middle first, then the farthest from it.
void UplinkSky::find_listeners(const UplinkStep& step) {
    const PhoneColumns& p = step.phones;
    listeners_.assign(step.sky.satellites.size(), Listeners{});
    each_listener(step, [&](Listeners& mine, std::uint32_t phone) {
        mine.x += p.x_itrf_m[phone];
        mine.y += p.y_itrf_m[phone];
        mine.z += p.z_itrf_m[phone];
        mine.count += 1.0;
    });
    for (Listeners& mine : listeners_)
        for (double* part : {&mine.x, &mine.y, &mine.z}) *part /= std::max(1.0, mine.count);
    each_listener(step, [&](Listeners& mine, std::uint32_t phone) {
        mine.radius2_m2 = std::max(mine.radius2_m2, squared(p.x_itrf_m[phone] - mine.x) + squared(p.y_itrf_m[phone] - mine.y) +
                                                        squared(p.z_itrf_m[phone] - mine.z));
    });
}

void UplinkSky::listen(std::uint32_t row, Candidates& mine) {
    const CarrierMask wanted = spectrum_->of_payload(sky_->payload[row]);
    sum_floor(row, wanted, mine);
    find_near(row, wanted, mine);
}

void UplinkSky::sum_floor(std::uint32_t row, CarrierMask wanted, Candidates& mine) {
    // The horizon of a sphere, and a degree for the ellipsoid: its verticals are up to 0.2 degrees off, its horizon 0.6 farther.
    constexpr double kMargin_rad = std::numbers::pi / 180.0;
    static const double cos_margin = std::cos(kMargin_rad), sin_margin = std::sin(kMargin_rad);
    const double x = columns_->x_itrf_m[row], y = columns_->y_itrf_m[row], z = columns_->z_itrf_m[row];
    const double r = std::sqrt(x * x + y * y + z * z), c = std::min(1.0, kMeanEarthRadius.value / r), s = std::sqrt(1.0 - c * c);
    const auto cosine = static_cast<float>(c * cos_margin - s * sin_margin), sine = static_cast<float>(s * cos_margin + c * sin_margin);
    // Half an altitude around the point under the satellite, where the gain bends most within a cell, beams are taken one by one.
    const auto close = static_cast<float>(std::min(1.0, 0.5 * (1.0 / c - 1.0))), close_cosine = std::sqrt(1.0f - close * close);
    const auto ux = static_cast<float>(x / r), uy = static_cast<float>(y / r), uz = static_cast<float>(z / r);
    mine.in_view.clear();
    mine.close.clear();
    mine.far.clear();
    for (std::size_t super = 0; super < super_cap_.size(); ++super) {
        if (!super_cap_[super].within(ux, uy, uz, cosine, sine)) continue;
        const std::size_t last = std::min(block_cap_.size(), (super + 1) * kBlocksInSuper);
        for (std::size_t b = super * kBlocksInSuper; b < last; ++b) {
            if (!block_cap_[b].within(ux, uy, uz, cosine, sine)) continue;
            mine.in_view.push_back(static_cast<std::uint32_t>(b));
            if (block_cap_[b].within(ux, uy, uz, close_cosine, close))
                mine.close.push_back({first_row_[b * kCellsInBlock], first_row_[(b + 1) * kCellsInBlock]});
            else
                mine.far.push_back({static_cast<std::uint32_t>(b * kCellsInBlock), static_cast<std::uint32_t>((b + 1) * kCellsInBlock)});
        }
    }
    alignas(64) std::array<float, kMaximumCarriers * sky::kNearLanes> sums;
    std::fill_n(sums.begin(), carrier_count_ * sky::kNearLanes, 0.0f);
    sky::kernels().hear_all(beams_.view(), receiver(row, beam_gain_), mine.close.data(), mine.close.size(), wanted, sums.data());
    sky::kernels().hear_all(cells_.view(), receiver(row, cell_gain_), mine.far.data(), mine.far.size(), wanted, sums.data());
    for (std::size_t k = 0; k < carrier_count_; ++k) {
        const auto lanes = std::span{sums}.subspan(k * sky::kNearLanes, sky::kNearLanes);
        floor_[row * carrier_count_ + k] = std::accumulate(lanes.begin(), lanes.end(), 0.0f);
    }
}

}  // namespace d2c
