#include "report/data/pack.h"

#include <zlib.h>

#include <stdexcept>

namespace d2c::report {

std::string base64(std::span<const std::uint8_t> bytes) {
    static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        const std::uint32_t group = std::uint32_t{bytes[i]} << 16 | (left > 1 ? std::uint32_t{bytes[i + 1]} << 8 : 0U) |
                                    (left > 2 ? std::uint32_t{bytes[i + 2]} : 0U);
        text += kAlphabet[group >> 18];
        text += kAlphabet[group >> 12 & 63];
        text += left > 1 ? kAlphabet[group >> 6 & 63] : '=';
        text += left > 2 ? kAlphabet[group & 63] : '=';
    }
    return text;
}

std::string packed(std::span<const std::uint8_t> bytes) {
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    Bytes out(size);
    static constexpr std::uint8_t kNothing = 0;
    const Bytef* in = bytes.empty() ? &kNothing : bytes.data();
    if (compress2(out.data(), &size, in, static_cast<uLong>(bytes.size()), Z_DEFAULT_COMPRESSION) != Z_OK)
        throw std::runtime_error("zlib: no memory to compress " + std::to_string(bytes.size()) + " bytes");
    return base64({out.data(), size});
}

void append_u16(Bytes& bytes, std::uint16_t value) {
    bytes.push_back(static_cast<std::uint8_t>(value & 255U));
    bytes.push_back(static_cast<std::uint8_t>(value >> 8));
}

void append_u32(Bytes& bytes, std::uint32_t value) {
    append_u16(bytes, static_cast<std::uint16_t>(value & 0xFFFFU));
    append_u16(bytes, static_cast<std::uint16_t>(value >> 16));
}

}  // namespace d2c::report
