#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace d2c {

/// SHA-256 (FIPS 180-4) over what is given piece by piece; libsodium's implementation.
class Sha256 {
  public:
    Sha256();
    void update(std::string_view bytes);
    void update(std::span<const std::uint8_t> bytes);
    /// Lower-case hexadecimal, 64 characters; may be called once.
    std::string hex_digest();

  private:
    alignas(8) std::array<unsigned char, 128> state_{};
};
std::string sha256_hex(std::string_view bytes);
/// A fault if the file cannot be read.
Result<std::string> sha256_hex_of_file(const std::string& path);

}  // namespace d2c
