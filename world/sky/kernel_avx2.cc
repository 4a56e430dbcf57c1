// The loops for AVX2.
#define KERNEL_SPACE avx2
#include "world/sky/kernel_body.h"
