#pragma once
// Random draws keyed by who, when and what for: the same on one thread or sixty-four, whatever was drawn before.

#include <array>
#include <cstdint>

namespace d2c {

/// What a draw is for; one name per independent stream. Values are part of every result: never renumber.
enum class Purpose : std::uint32_t {
    kLineOfSight = 1,
    kShadowing = 2,
    kPhonePlace = 3,
    kWindowStart = 4,
    kBeamPlace = 6,
    kMessageStart = 7,
    kBeamLit = 9,
    kUsersBeside = 10,
    kTransferStart = 11,
    kCallStart = 12,
    kLaunchLost = 13,
    kSatelliteLost = 14,
    kOutage = 20,
    kEnvironment = 21,
    kGapDay = 31,
    kCoverage = 32,
    kSignalling = 40,
    kCrosscheck = 41,
    kTransportBlock = 51,
    kRandomAccess = 52,
    kTest = 1000,
};

/// Identity of one draw. `entity` and `other` say who (a phone and a satellite, a cell and a beam), `step` when.
struct DrawKey {
    std::uint64_t seed;
    Purpose purpose;
    std::uint64_t entity;
    std::uint32_t other = 0;
    std::uint32_t step = 0;
};

/// The 128-bit block of Philox4x32-10 (Salmon et al., SC11, "Parallel random numbers: as easy as 1, 2, 3").
std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Seed of replication `run` (1, 2, ...) of a seed: run 1 has the seed itself, others seeds that do not overlap with it.
std::uint64_t replication_seed(std::uint64_t seed, std::uint32_t run);

/// Uniform in (0, 1): 52 random bits, never exactly 0 or 1.
double uniform01(const DrawKey& key);
/// Standard normal, by the inverse distribution function of one uniform draw (so it moves monotonically with it).
double standard_normal(const DrawKey& key);
/// Smallest n with P(N <= n) >= `p` for a Poisson count of mean `mean` (0 or more); above a mean of 500 the normal approximation with
/// continuity correction (error under one in a hundred of the standard deviation). `p` in (0, 1).
std::uint32_t inverse_poisson_cdf(double mean, double p);
/// Inverse of the standard normal distribution function, relative error < 1.2e-9 (P. J. Acklam's rational approximation); `p` in (0, 1).
double inverse_normal_cdf(double p);

}  // namespace d2c
