#include "geography/cell.h"

namespace d2c {
namespace {

// Nested order interleaves the bits of the two coordinates within a base pixel, x in the even places.
std::int64_t spread_bits(std::int64_t v) {
    auto x = static_cast<std::uint64_t>(v);
    x = (x | (x << 16U)) & 0x0000FFFF0000FFFFU;
    x = (x | (x << 8U)) & 0x00FF00FF00FF00FFU;
    x = (x | (x << 4U)) & 0x0F0F0F0F0F0F0F0FU;
    x = (x | (x << 2U)) & 0x3333333333333333U;
    x = (x | (x << 1U)) & 0x5555555555555555U;
    return static_cast<std::int64_t>(x);
}
std::int64_t gather_bits(std::int64_t v) {
    auto x = static_cast<std::uint64_t>(v) & 0x5555555555555555U;
    x = (x | (x >> 1U)) & 0x3333333333333333U;
    x = (x | (x >> 2U)) & 0x0F0F0F0F0F0F0F0FU;
    x = (x | (x >> 4U)) & 0x00FF00FF00FF00FFU;
    x = (x | (x >> 8U)) & 0x0000FFFF0000FFFFU;
    x = (x | (x >> 16U)) & 0x00000000FFFFFFFFU;
    return static_cast<std::int64_t>(x);
}

}  // namespace

bool append_square_around(CellId cell, int steps, std::vector<std::int64_t>& pixels) {
    const std::int64_t side = std::int64_t{1} << cell.order;
    const std::int64_t within = cell.pixel & (side * side - 1), base = cell.pixel - within;
    const std::int64_t x = gather_bits(within), y = gather_bits(within >> 1);
    if (x < steps || y < steps || x + steps >= side || y + steps >= side) return false;
    for (std::int64_t iy = y - steps; iy <= y + steps; ++iy) {
        const std::int64_t row = base + (spread_bits(iy) << 1);
        for (std::int64_t ix = x - steps; ix <= x + steps; ++ix) pixels.push_back(row + spread_bits(ix));
    }
    return true;
}

}  // namespace d2c
