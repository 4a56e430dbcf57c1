#pragma once

#include "base/quantity.h"

namespace d2c {

/// Excess loss of a terrestrial path into woodland behind `depth` of foliage, ITU-R P.833-9 clause 2.1: Am (1 - exp(-depth gamma / Am)),
/// with gamma and Am as measured in mixed forest at 105.9 to 2117.5 MHz (table of that clause, as two public transcriptions carry it),
/// linear in log f between; the last row up to 2.2 GHz. For a phone behind trees seen near the horizon. NaN outside 105.9 to 2200 MHz, for
/// a negative depth and for NaN.
Db woodland_loss(Hertz frequency, Metres depth);

/// Loss of a slant path from a satellite through `depth` of leaves, ITU-R P.833-9 clause 2.2: 0.25 f^0.39 d^0.25 E^0.05 with f in MHz, d in
/// metres and the elevation E in degrees, fitted to measurements in Austrian pine woodland. Read in a public account of the Recommendation,
/// not in the document. Nothing for no depth; the fit rises steeply near it. NaN outside 400 to 6000 MHz, for a negative depth, for an
/// elevation outside 0 to 90 degrees, and for NaN. That the fit holds over these frequencies is an assumption.
Db slant_woodland_loss(Hertz frequency, Metres depth, Angle elevation);

}  // namespace d2c
