#include "constellation/sgp4/columns.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "constellation/sgp4/kernel/near_earth_block.h"
#include "constellation/sgp4/minutes.h"
#include "constellation/sgp4/model.h"

namespace d2c {
namespace {

using sgp4::KernelRows;
using sgp4::kLanes;
using sgp4::NearEarthBlock;

constexpr std::uint8_t kEveryLane = 0xff;
static_assert(kLanes == 8, "one bit of a byte for each lane");

void put(NearEarthBlock& block, std::size_t lane, const sgp4::Model& model, Instant origin) {
    const auto& [e, i, node, omega, m, n] = model.at_epoch;
    const sgp4::Drag& drag = model.drag;
    const sgp4::SplitMinutes epoch = sgp4::split_minutes(model.epoch, origin);
    const auto set = [lane](double(&column)[kLanes], double value) { column[lane] = value; };
    set(block.epoch_whole_min, epoch.whole);
    set(block.epoch_rest_min, epoch.rest);
    set(block.m0, m);
    set(block.m_dot, model.zonal.m_dot);
    set(block.omega0, omega);
    set(block.omega_dot, model.zonal.omega_dot);
    set(block.node0, node);
    set(block.node_dot, model.zonal.node_dot);
    set(block.node_t2, drag.node_t2);
    set(block.omega_t, drag.omega_t);
    set(block.m_cubed, drag.m_cubed);
    set(block.eta, drag.eta);
    set(block.m_cubed_0, drag.m_cubed_0);
    set(block.c1, drag.c1);
    set(block.d2, drag.d2);
    set(block.d3, drag.d3);
    set(block.d4, drag.d4);
    set(block.sqrt_a0, std::cbrt(model.gravity.xke / n));
    set(block.e0, e);
    set(block.bstar_c4, drag.bstar_c4);
    set(block.bstar_c5, drag.bstar_c5);
    set(block.sin_m0, drag.sin_m0);
    set(block.t2, n * drag.t2cof);
    set(block.t3, n * drag.t3cof);
    set(block.t4, n * drag.t4cof);
    set(block.t5, n * drag.t5cof);
    set(block.sin_i, model.inclination.sin_i);
    set(block.cos_i, model.inclination.cos_i);
    set(block.aycof, model.inclination.aycof);
    set(block.xlcof, model.inclination.xlcof);
}

sgp4::NearEarthKernel kernel(VectorPath path) {
    switch (path) {
#ifdef D2C_SGP4_WIDE_KERNELS
        case VectorPath::kAvx2:
            return sgp4::near_earth_avx2;
        case VectorPath::kAvx512:
            return sgp4::near_earth_avx512;
#endif
        default:
            return sgp4::near_earth_baseline;
    }
}

/// Where the rows of a call go: row step * count + (satellite - first) + offset.
struct Target {
    TemeColumns& out;
    std::span<Sgp4Error> errors;

    KernelRows from(std::size_t row, std::size_t stride) const {
        return {out.x_teme_m.data() + row,
                out.y_teme_m.data() + row,
                out.z_teme_m.data() + row,
                out.vx_teme_m_per_s.data() + row,
                out.vy_teme_m_per_s.data() + row,
                out.vz_teme_m_per_s.data() + row,
                stride};
    }
    void set(std::size_t row, const Sgp4State& state) const {
        out.x_teme_m[row] = state.position.x.value;
        out.y_teme_m[row] = state.position.y.value;
        out.z_teme_m[row] = state.position.z.value;
        out.vx_teme_m_per_s[row] = state.velocity.x.value;
        out.vy_teme_m_per_s[row] = state.velocity.y.value;
        out.vz_teme_m_per_s[row] = state.velocity.z.value;
        errors[row] = state.error;
    }
};

/// A block whose rows are only partly asked for is worked out here, and the lanes asked for copied.
template <std::size_t Steps>
struct Scratch {
    std::array<std::array<double, Steps * kLanes>, 6> columns;

    KernelRows rows() {
        return {columns[0].data(), columns[1].data(), columns[2].data(), columns[3].data(), columns[4].data(), columns[5].data(), kLanes};
    }
    void copy(std::size_t steps, std::size_t first_lane, std::size_t lanes, const KernelRows& to) const {
        const std::array<double*, 6> targets{to.x, to.y, to.z, to.vx, to.vy, to.vz};
        for (std::size_t c = 0; c < 6; ++c)
            for (std::size_t k = 0; k < steps; ++k)
                std::copy_n(columns[c].data() + k * kLanes + first_lane, lanes, targets[c] + k * to.stride);
    }
};

}  // namespace

struct Sgp4Columns::Data {
    std::vector<sgp4::Model> models;
    std::vector<NearEarthBlock> blocks;
    std::vector<std::uint8_t> scalar_lanes;  ///< of each block: deep space, or elements that are wrong
    sgp4::KernelField field{};
    Instant origin{};

    void propagate(std::span<const Instant> times, std::size_t first, std::size_t last, const Target& target, std::size_t first_row,
                   VectorPath path) const;
    void propagate_scalar(std::span<const Instant> times, std::size_t satellite, const Target& target, std::size_t row,
                          std::size_t stride) const;
};

void TemeColumns::resize(std::size_t count) {
    for (std::vector<double>* column : {&x_teme_m, &y_teme_m, &z_teme_m, &vx_teme_m_per_s, &vy_teme_m_per_s, &vz_teme_m_per_s})
        column->resize(count);
}

bool can_run(VectorPath path) {
    switch (path) {
        case VectorPath::kScalar:
        case VectorPath::kBaseline:
            return true;
#ifdef D2C_SGP4_WIDE_KERNELS
        case VectorPath::kAvx2:
            return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
        case VectorPath::kAvx512:
            return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
#else
        default:
            break;
#endif
    }
    return false;
}

VectorPath best_vector_path() {
    static const VectorPath kBest = can_run(VectorPath::kAvx512) ? VectorPath::kAvx512
                                    : can_run(VectorPath::kAvx2) ? VectorPath::kAvx2
                                                                 : VectorPath::kBaseline;
    return kBest;
}

const char* name(VectorPath path) {
    switch (path) {
        case VectorPath::kScalar:
            return "scalar";
        case VectorPath::kBaseline:
            return "baseline";
        case VectorPath::kAvx2:
            return "AVX2";
        case VectorPath::kAvx512:
            return "AVX-512";
    }
    return "";
}

Sgp4Columns::Sgp4Columns(std::span<const Sgp4Elements> elements, GravityModel gravity) {
    const auto data = std::make_shared<Data>();
    const sgp4::Gravity g = sgp4::gravity_constants(gravity);
    data->field = {0.5 * g.j2, g.radius_km * 1000.0, g.radius_km * 1000.0 * g.xke / 60.0};
    data->models.reserve(elements.size());
    for (const Sgp4Elements& one : elements) data->models.emplace_back(one, gravity);
    if (!elements.empty()) data->origin = elements.front().epoch;
    data->blocks.resize((elements.size() + kLanes - 1) / kLanes);
    data->scalar_lanes.assign(data->blocks.size(), kEveryLane);
    for (std::size_t s = 0; s < elements.size(); ++s) {
        const sgp4::Model& model = data->models[s];
        if (model.error != Sgp4Error::kNone || model.deep_space) continue;
        const std::size_t b = s / kLanes, lane = s % kLanes;
        put(data->blocks[b], lane, model, data->origin);
        data->scalar_lanes[b] = static_cast<std::uint8_t>(data->scalar_lanes[b] & ~(1u << lane));
    }
    data_ = data;
}

std::size_t Sgp4Columns::size() const { return data_->models.size(); }

void Sgp4Columns::Data::propagate_scalar(std::span<const Instant> times, std::size_t satellite, const Target& target, std::size_t row,
                                         std::size_t stride) const {
    const sgp4::Model& model = models[satellite];
    for (std::size_t k = 0; k < times.size(); ++k)
        target.set(row + k * stride, sgp4::state_at(model, sgp4::minutes_between(times[k], model.epoch)));
}

void Sgp4Columns::Data::propagate(std::span<const Instant> times, std::size_t first, std::size_t last, const Target& target,
                                  std::size_t first_row, VectorPath path) const {
    const std::size_t stride = last - first;
    if (path == VectorPath::kScalar) {
        for (std::size_t s = first; s < last; ++s) propagate_scalar(times, s, target, first_row + (s - first), stride);
        return;
    }
    constexpr std::size_t kSteps = 64;  // at a time, so that a block's redo marks and scratch rows stay on the stack
    std::array<double, kSteps> whole, rest;
    std::array<std::uint8_t, kSteps> redo;
    Scratch<kSteps> scratch;
    const sgp4::NearEarthKernel run = kernel(path);
    for (std::size_t start = 0; start < times.size(); start += kSteps) {
        const std::span<const Instant> some = times.subspan(start, std::min(kSteps, times.size() - start));
        for (std::size_t k = 0; k < some.size(); ++k) {
            const auto [w, r] = sgp4::split_minutes(some[k], origin);
            whole[k] = w;
            rest[k] = r;
        }
        for (std::size_t s = first; s < last;) {
            const std::size_t b = s / kLanes, first_lane = s % kLanes, lanes = std::min(last - s, kLanes - first_lane);
            const std::size_t row = first_row + start * stride + (s - first);
            if (scalar_lanes[b] == kEveryLane) {
                redo.fill(kEveryLane);
            } else if (lanes == kLanes) {
                run(blocks[b], field, whole.data(), rest.data(), some.size(), target.from(row, stride), redo.data());
            } else {
                run(blocks[b], field, whole.data(), rest.data(), some.size(), scratch.rows(), redo.data());
                scratch.copy(some.size(), first_lane, lanes, target.from(row, stride));
            }
            for (std::size_t k = 0; k < some.size(); ++k) {
                const std::size_t row_k = row + k * stride;
                std::fill_n(target.errors.begin() + static_cast<std::ptrdiff_t>(row_k), lanes, Sgp4Error::kNone);
                for (unsigned marks = (redo[k] | scalar_lanes[b]) >> first_lane; marks != 0; marks &= marks - 1) {
                    const auto lane = static_cast<std::size_t>(std::countr_zero(marks));
                    if (lane >= lanes) break;
                    propagate_scalar(some.subspan(k, 1), s + lane, target, row_k + lane, stride);
                }
            }
            s += lanes;
        }
    }
}

void Sgp4Columns::propagate(Instant utc, std::size_t first, std::size_t last, TemeColumns& out, std::span<Sgp4Error> errors,
                            VectorPath path) const {
    data_->propagate({&utc, 1}, first, last, {out, errors}, first, path);
}

void Sgp4Columns::propagate(std::span<const Instant> times, std::size_t first, std::size_t last, TemeColumns& out,
                            std::span<Sgp4Error> errors, VectorPath path) const {
    data_->propagate(times, first, last, {out, errors}, 0, path);
}

}  // namespace d2c
