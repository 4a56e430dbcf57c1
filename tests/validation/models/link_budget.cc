#include "handset_phy/link_budget.h"

#include "handset_phy/channel.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

const Chapter kFreeSpace{40, "Free-space loss", [](Rows& rows) {
                             // Table 6.1.3.3-1 prints the free-space loss of LEO-600 at 30 degrees, 2 GHz.
                             rows.check("slant range 1075.2 km, 2 GHz", "TR 38.821 table 6.1.3.3-1, SC9 and SC10: 159.1 dB",
                                        Origin::kSecondary, 159.1, free_space_loss(Metres{1075.2e3}, Hertz{2e9}).value, 0.05, "dB");
                         }};

}  // namespace
}  // namespace d2c::validation
