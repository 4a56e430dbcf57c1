#include <cstdint>
#include <string_view>

#include "constellation/elements/tle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)d2c::read_tle({reinterpret_cast<const char*>(data), size}, "input.tle");
    return 0;
}
