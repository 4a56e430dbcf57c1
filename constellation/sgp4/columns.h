#pragma once
// SGP4 for whole catalogues: satellites in columns, several of them in each vector register.

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/instant.h"
#include "constellation/sgp4/sgp4.h"

namespace d2c {

/// Positions and velocities in TEME, one row each.
struct TemeColumns {
    std::vector<double> x_teme_m, y_teme_m, z_teme_m;
    std::vector<double> vx_teme_m_per_s, vy_teme_m_per_s, vz_teme_m_per_s;
    void resize(std::size_t count);
    std::size_t size() const { return x_teme_m.size(); }
};

/// The ways through the near-Earth kernel; all agree with Sgp4Propagator to 1e-5 m.
enum class VectorPath {
    kScalar,    ///< Sgp4Propagator for every satellite
    kBaseline,  ///< SSE2, which every x86-64 has
    kAvx2,      ///< AVX2 and FMA
    kAvx512,    ///< AVX-512 F and DQ
};
/// The widest that this processor can run.
VectorPath best_vector_path();
bool can_run(VectorPath path);
const char* name(VectorPath path);

/// A catalogue made ready. Near-Earth satellites go through the vector kernel, deep-space and unusual ones through the scalar path.
/// Immutable: threads may share it and split [first, last) among them. Rows depend on satellite and time alone, not on the split.
class Sgp4Columns {
  public:
    explicit Sgp4Columns(std::span<const Sgp4Elements> elements, GravityModel gravity = GravityModel::kWgs72);
    std::size_t size() const;

    /// Satellites [first, last) at one instant, into the rows of the same index. Allocates nothing.
    /// Preconditions: last <= size(), last <= out.size(), last <= errors.size(); can_run(path).
    void propagate(Instant utc, std::size_t first, std::size_t last, TemeColumns& out, std::span<Sgp4Error> errors,
                   VectorPath path = best_vector_path()) const;
    /// Satellites [first, last) at every one of `times`, into row step * (last - first) + (satellite - first): for a block of satellites
    /// at a time this is the fastest way. Preconditions as above, with times.size() * (last - first) rows.
    void propagate(std::span<const Instant> times, std::size_t first, std::size_t last, TemeColumns& out, std::span<Sgp4Error> errors,
                   VectorPath path = best_vector_path()) const;

  private:
    struct Data;
    std::shared_ptr<const Data> data_;
};

}  // namespace d2c
