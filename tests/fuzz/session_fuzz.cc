// The session reader, and the score of what it could read.

#include <cstdint>
#include <string_view>

#include "video/p1203/integration.h"
#include "video/p1203/read_session.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = d2c::p1203::read_session({reinterpret_cast<const char*>(data), size}, "input.json");
    if (!read) return 0;
    // Scoring takes time with the length of the film: a quarter of an hour shows what six hours do.
    double film_s = 0.0;
    for (const auto& segment : read->session.video) film_s += segment.duration_s;
    for (const auto& segment : read->session.audio) film_s += segment.duration_s;
    if (film_s <= 900.0) (void)d2c::p1203::score(read->session);
    return 0;
}
