#pragma once
// Bytes as text that a page can carry.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace d2c::report {

using Bytes = std::vector<std::uint8_t>;

/// RFC 4648 base 64, with padding.
std::string base64(std::span<const std::uint8_t> bytes);
/// zlib format (RFC 1950), what browsers' DecompressionStream calls `deflate`, as base 64.
std::string packed(std::span<const std::uint8_t> bytes);

/// Little-endian.
void append_u16(Bytes& bytes, std::uint16_t value);
void append_u32(Bytes& bytes, std::uint32_t value);

}  // namespace d2c::report
