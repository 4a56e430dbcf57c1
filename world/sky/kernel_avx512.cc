// The loops for AVX-512 F, DQ, BW and VL.
#define KERNEL_SPACE avx512
#include "world/sky/kernel_body.h"
