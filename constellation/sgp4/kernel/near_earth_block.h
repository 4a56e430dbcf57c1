#pragma once
// What the vector kernel works on: eight near-Earth satellites side by side. Plain arrays, so that a file compiled for another processor
// can include it without bringing in a function that the linker might then use elsewhere.

#include <cstddef>
#include <cstdint>

namespace d2c::sgp4 {

inline constexpr std::size_t kLanes = 8;

/// Symbols and units as in model.h; lengths in Earth radii, times in minutes, angles in radians.
struct alignas(64) NearEarthBlock {
    double epoch_whole_min[kLanes], epoch_rest_min[kLanes];  ///< epoch after the origin of the columns
    double m0[kLanes], m_dot[kLanes], omega0[kLanes], omega_dot[kLanes], node0[kLanes], node_dot[kLanes], node_t2[kLanes];
    double omega_t[kLanes], m_cubed[kLanes], eta[kLanes], m_cubed_0[kLanes];
    double c1[kLanes], d2[kLanes], d3[kLanes], d4[kLanes], sqrt_a0[kLanes];
    double e0[kLanes], bstar_c4[kLanes], bstar_c5[kLanes], sin_m0[kLanes];
    double t2[kLanes], t3[kLanes], t4[kLanes], t5[kLanes];  ///< mean longitude by drag, mean motion multiplied in
    double sin_i[kLanes], cos_i[kLanes], aycof[kLanes], xlcof[kLanes];
};

struct KernelField {
    double half_j2, metres, metres_per_s;  ///< J2 / 2; metres in an Earth radius; one Earth radius times xke, per minute, in m/s
};
/// Where lane 0 of step 0 goes; step k goes `stride` * k further.
struct KernelRows {
    double *x, *y, *z, *vx, *vy, *vz;
    std::size_t stride;
};

/// States of the block at times given as whole minutes and rest after the origin. Bit l of redo[k] is set where lane l has no trustworthy
/// state at step k: the scalar path decides there. That is where
/// - it would report an error, or the drag has left no orbit (mean semi-major axis below 0.95, eccentricity outside [-0.001, 1), radius
/// below 1);
/// - the perigee's shift by drag or the first step of Kepler's equation exceeds 0.12 rad (eccentricities from about 0.11);
/// - an angle exceeds 1e6 rad (25 years from the epoch in low orbits).
using NearEarthKernel = void (*)(const NearEarthBlock& block, const KernelField& field, const double* whole_min, const double* rest_min,
                                 std::size_t steps, const KernelRows& rows, std::uint8_t* redo);
void near_earth_baseline(const NearEarthBlock&, const KernelField&, const double*, const double*, std::size_t, const KernelRows&,
                         std::uint8_t*);
void near_earth_avx2(const NearEarthBlock&, const KernelField&, const double*, const double*, std::size_t, const KernelRows&,
                     std::uint8_t*);
void near_earth_avx512(const NearEarthBlock&, const KernelField&, const double*, const double*, std::size_t, const KernelRows&,
                       std::uint8_t*);

}  // namespace d2c::sgp4
