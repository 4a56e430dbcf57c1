// The kernel for processors with AVX-512 F and DQ; compiled for them whatever the rest of the program is compiled for.

#include <immintrin.h>

#include "constellation/sgp4/kernel/near_earth_block.h"

#define KERNEL_NAME near_earth_avx512

namespace d2c::sgp4 {
namespace {

typedef double Register __attribute__((vector_size(64)));
inline Register multiply_add(Register a, Register b, Register c) { return _mm512_fmadd_pd(a, b, c); }
/// With a mask of all lanes: the plain form makes GCC 12 warn of an uninitialised value in its own header.
inline Register square_root(Register x) { return _mm512_maskz_sqrt_pd(0xff, x); }

inline unsigned sign_bits(Register x) { return _mm512_movepi64_mask((__m512i)x); }
constexpr std::size_t kRegisters = 1;

}  // namespace
}  // namespace d2c::sgp4

#include "constellation/sgp4/kernel/near_earth_kernel.h"
