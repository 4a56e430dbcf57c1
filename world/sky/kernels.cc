#include "world/sky/kernels.h"

namespace d2c::sky {

namespace baseline {
extern const Kernels kTable;
}
#ifdef D2C_SKY_WIDE_KERNELS
namespace avx2 {
extern const Kernels kTable;
}
namespace avx512 {
extern const Kernels kTable;
}
#endif

const Kernels& kernels(VectorPath path) {
    switch (path) {
#ifdef D2C_SKY_WIDE_KERNELS
        case VectorPath::kAvx2:
            return avx2::kTable;
        case VectorPath::kAvx512:
            return avx512::kTable;
#endif
        default:
            return baseline::kTable;
    }
}

const Kernels& kernels() {
    static const Kernels& best = kernels(best_vector_path());
    return best;
}

}  // namespace d2c::sky
