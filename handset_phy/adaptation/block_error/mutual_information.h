#pragma once
// Mutual information between a coded bit and what the receiver makes of it, and back to SNR.

#include <optional>

#include "base/quantity.h"

namespace d2c {

/// Modulation orders that the functions below know: 2 (QPSK), 4, 6, 8 and 10 (1024QAM).
bool is_modulation_order(int order);

/// Exact: mean mutual information per coded bit of Gray-mapped square QAM in AWGN with independent demapping of the bits (bit-interleaved
/// coded modulation; Caire, Taricco, Biglieri 1998), in bit per bit, 0 to 1. Integrated over the noise by the trapezoidal rule and
/// tabulated every 0.25 dB from -40 to 50 dB at the first use of an order; cubic between, off by less than 2e-5. Below -40 dB proportional
/// to the SNR. NaN for another order and for NaN.
double bit_mutual_information(Db snr, int modulation_order);

/// The metric that published error curves are fitted on: mean mutual information per bit by the J function, with the coefficients of IEEE
/// 802.16m-08/004r5 (evaluation methodology), table 29, for orders 2, 4 and 6; the exact function above for 8 and 10, which the document
/// does not have. Within 0.03 bit of the exact function.
double mmib(Db snr, int modulation_order);
/// SNR at which `mmib` is `information`; nothing outside 1e-4 to 0.99999 bit, for another order and for NaN. To 1e-6 dB.
std::optional<Db> snr_for_mmib(double information, int modulation_order);

}  // namespace d2c
