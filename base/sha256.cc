#include "base/sha256.h"

#include <sodium/crypto_hash_sha256.h>

#include <array>
#include <fstream>
#include <vector>

namespace d2c {
namespace {

crypto_hash_sha256_state* as_state(std::array<unsigned char, 128>& bytes) {
    static_assert(sizeof(crypto_hash_sha256_state) <= sizeof bytes);
    return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}

}  // namespace

Sha256::Sha256() { crypto_hash_sha256_init(as_state(state_)); }

void Sha256::update(std::string_view bytes) {
    crypto_hash_sha256_update(as_state(state_), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

void Sha256::update(std::span<const std::uint8_t> bytes) { crypto_hash_sha256_update(as_state(state_), bytes.data(), bytes.size()); }

std::string Sha256::hex_digest() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(as_state(state_), digest.data());
    static constexpr char kHex[] = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : digest) {
        text += kHex[byte >> 4];
        text += kHex[byte & 15];
    }
    return text;
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.hex_digest();
}

Result<std::string> sha256_hex_of_file(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in) return Fault{path, 0, "", "", "a readable file"};
    Sha256 hash;
    std::vector<char> buffer(1 << 16);
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
        hash.update(std::string_view{buffer.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (in.bad()) return Fault{path, 0, "", "", "a readable file"};
    return hash.hex_digest();
}

}  // namespace d2c
