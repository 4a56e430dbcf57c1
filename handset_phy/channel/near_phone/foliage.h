#pragma once

#include "base/quantity.h"

namespace d2c {

/// Excess loss of a phone in woodland behind `depth` of foliage along the path, ITU-R P.833-9 clause 2.1: Am (1 - exp(-depth gamma / Am)),
/// with gamma and Am as measured in mixed forest at 105.9 to 2117.5 MHz (table of that clause, as two public transcriptions carry it),
/// linear in log f between; the last row up to 2.2 GHz. The Recommendation's measurements lie near the horizontal; that only the length
/// through leaves counts at higher elevation is an assumption. NaN outside 105.9 to 2200 MHz, for a negative depth and for NaN.
Db woodland_loss(Hertz frequency, Metres depth);

}  // namespace d2c
