// The loops for SSE2, which every x86-64 has (or whatever the compiler takes elsewhere).
#define KERNEL_SPACE baseline
#include "world/sky/kernel_body.h"
