#include <cstdint>
#include <string_view>

#include "constellation/elements/omm.h"
#include "constellation/elements/read_elements.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    (void)d2c::read_elements(text, "input", {.wrong_checksum = true, .text_after_column_69 = true});
    for (const auto notation : {d2c::OmmNotation::kKvn, d2c::OmmNotation::kJson, d2c::OmmNotation::kCsv})
        (void)d2c::read_omm(text, "input", notation);
    return 0;
}
