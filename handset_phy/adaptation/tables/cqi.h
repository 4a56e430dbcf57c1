#pragma once
// What a phone can report: CQI tables of LTE and NR, and the SNR at which each row is reached.

#include <span>

#include "base/quantity.h"

namespace d2c {

enum class CqiTable {
    k64Qam,                  ///< TS 36.213 table 7.2.3-1 = TS 38.214 table 5.2.2.1-2
    k256Qam,                 ///< TS 36.213 table 7.2.3-2 = TS 38.214 table 5.2.2.1-3
    kLowSpectralEfficiency,  ///< TS 38.214 table 5.2.2.1-4, for 1e-5 block errors
    k1024Qam,                ///< TS 36.213 table 7.2.3-4 = TS 38.214 table 5.2.2.1-5
};

/// Published sets of AWGN results that say where a row holds 10 % block errors.
enum class AwgnSet {
    kVienna,  ///< Vienna LTE simulators (TU Wien): link-level runs of each CQI's own transport format. The default.
    kNs3,     ///< ns-3's LTE error model: MIESM curves at the longest code block (6144 bits)
};

/// One row; efficiency is modulation order times code rate, in bits per resource element.
struct CqiRow {
    int cqi;
    int modulation_order;
    double code_rate_x1024;
    double bits_per_element;  ///< as printed, four decimals
    /// SNR of 10 % block errors at the first transmission, AWGN, one antenna, by `AwgnSet::kVienna` and `kNs3`. NaN where neither has one:
    /// the 30 and 50 of the low table and 1024QAM.
    Db vienna, ns3;
    Db threshold(AwgnSet set = AwgnSet::kVienna) const { return set == AwgnSet::kNs3 ? ns3 : vienna; }
};
/// Block error rate that a report must not exceed: 0.1, of the low table 1e-5 (TS 36.213 clause 7.2.3, TS 38.214 clause 5.2.2.1).
double cqi_error_rate(CqiTable table);
/// Rows 1 to 15 in order.
std::span<const CqiRow> cqi_rows(CqiTable table);
/// Highest row whose threshold `snr` reaches, 1 to 15; 0 below the first that has one ("out of range") and for NaN.
int cqi_for(Db snr, CqiTable table, AwgnSet set = AwgnSet::kVienna);

}  // namespace d2c
