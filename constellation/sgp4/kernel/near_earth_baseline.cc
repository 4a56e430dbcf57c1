// The kernel for any processor of the architecture: SSE2 on x86-64.

#include "constellation/sgp4/kernel/near_earth_block.h"

#define KERNEL_NAME near_earth_baseline

namespace d2c::sgp4 {
namespace {

typedef double Register __attribute__((vector_size(16)));
inline Register multiply_add(Register a, Register b, Register c) { return a * b + c; }
inline Register square_root(Register x) { return Register{__builtin_sqrt(x[0]), __builtin_sqrt(x[1])}; }

inline unsigned sign_bits(Register x) {
    typedef unsigned long long Words __attribute__((vector_size(16)));
    const Words words = (Words)x >> 63;
    return static_cast<unsigned>(words[0] | words[1] << 1);
}
constexpr std::size_t kRegisters = 2;

}  // namespace
}  // namespace d2c::sgp4

#include "constellation/sgp4/kernel/near_earth_kernel.h"
