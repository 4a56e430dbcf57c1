#pragma once
// From signal-to-noise ratio to bits per second at flow level: steps of the CQI tables, and what a phone gets of them.

#include <array>
#include <cstdint>
#include <optional>

#include "base/quantity.h"
#include "handset_phy/adaptation/tables/cqi.h"
#include "handset_phy/handset.h"

namespace d2c {

/// SNR after combining equal, independent branches: + 10 log10(branches), maximal-ratio. A bound: exact for noise, too high for
/// interference that both branches share. NaN unless `branches` is at least 1.
Db combine_branches(Db per_branch, int branches);

/// Bits per resource element by SNR for one class: best of the CQI rows that it can demodulate (a 256QAM phone of either table: the network
/// configures the table), and, with two layers, of one layer at `snr` and two at `snr` - 3 dB each (assumption: power shared evenly, hands
/// of polarisation separated). Thresholds of `AwgnSet::kVienna` unless said. A step function; the hot loop's form, and the only one.
class RateTable {
  public:
    explicit RateTable(const HandsetClass& handset, AwgnSet set = AwgnSet::kVienna);
    /// `snr_db`: branches combined. 0 below the first row and for NaN.
    double bits_per_re(double snr_db) const {
        if (!(snr_db >= kLowestDb)) return 0.0;
        const double bin = (snr_db - kLowestDb) * kBinsPerDb;
        std::size_t reached = first_in_bin_[bin < kBins - 1 ? static_cast<std::size_t>(bin) : kBins - 1];
        while (snr_db >= threshold_db_[reached]) ++reached;
        return bits_[reached];
    }

  private:
    static constexpr std::size_t kSteps = 48;
    static constexpr double kLowestDb = -8.0, kBinsPerDb = 8.0;
    static constexpr std::size_t kBins = 320;
    std::array<double, kSteps> threshold_db_;         ///< ascending, ended by NaN
    std::array<double, kSteps> bits_{};               ///< after that many thresholds
    std::array<std::uint8_t, kBins> first_in_bin_{};  ///< thresholds at or below the bin's lower edge
};

/// Bits per resource element, before overheads; branches combined.
double spectral_efficiency(Db snr_combined, const HandsetClass& handset, AwgnSet set = AwgnSet::kVienna);
/// Data rate of a downlink while lit and alone: bits per element x 168,000 elements per block and second (12 subcarriers x 14 symbols x
/// 1000, normal cyclic prefix) x `occupied_bandwidth` / 180 kHz x (1 - overhead). Repetitions of lost blocks are not taken off (at most 10
/// %).
BitsPerSecond goodput(Db snr_combined, Hertz occupied_bandwidth, const HandsetClass& handset, AwgnSet set = AwgnSet::kVienna);
/// Useful resource elements per second in `occupied_bandwidth`: the factor between `bits_per_re` and `goodput`.
double resource_elements_per_second(Hertz occupied_bandwidth, const HandsetClass& handset);

/// Least SNR in one resource block that carries `rate` up: CQI rows to 16QAM (64QAM up is optional, TS 36.306 table 4.1-2), 12 of 14
/// symbols for data (TS 36.211 clause 5.5.2.1: one reference symbol per slot). Nothing where no row does (above 346 kbit/s), or `rate` is
/// NaN or negative. Thresholds are the downlink's (assumption: same turbo code and AWGN; two receive antennas in space not counted).
std::optional<Db> least_uplink_snr(BitsPerSecond rate);
/// The gate: does an uplink of this SNR in one block carry `rate`? False for NaN.
bool uplink_carries(Db snr_in_one_block, BitsPerSecond rate);

}  // namespace d2c
