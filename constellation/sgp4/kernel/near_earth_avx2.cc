// The kernel for processors with AVX2 and FMA; compiled for them whatever the rest of the program is compiled for.

#include <immintrin.h>

#include "constellation/sgp4/kernel/near_earth_block.h"

#define KERNEL_NAME near_earth_avx2

namespace d2c::sgp4 {
namespace {

typedef double Register __attribute__((vector_size(32)));
inline Register multiply_add(Register a, Register b, Register c) { return _mm256_fmadd_pd(a, b, c); }
inline Register square_root(Register x) { return _mm256_sqrt_pd(x); }

inline unsigned sign_bits(Register x) { return static_cast<unsigned>(_mm256_movemask_pd(x)); }
constexpr std::size_t kRegisters = 2;

}  // namespace
}  // namespace d2c::sgp4

#include "constellation/sgp4/kernel/near_earth_kernel.h"
