#pragma once
// A class of phones, as plain values.

#include <string>
#include <vector>

#include "base/instant.h"
#include "base/quantity.h"

namespace d2c {

enum class AirInterface { kLte, kNrNtn };

/// Chipset generation together with the phone around it.
struct HandsetClass {
    std::string id;
    std::string title;
    AirInterface air_interface = AirInterface::kLte;
    int release = 15;                ///< 3GPP
    std::vector<std::string> bands;  ///< ids of spectrum/bands
    Hertz maximum_bandwidth{0.0};    ///< all aggregated carriers together
    int receive_branches = 2;        ///< cross-polarised
    Dbi antenna_gain{0.0};
    Db polarisation_loss{0.0};  ///< per branch: circular satellite into one linear branch
    Db body_loss{0.0};
    Db noise_figure{0.0};
    Dbm transmit_power{0.0};           ///< power class
    int highest_modulation_order = 6;  ///< bits per symbol: 6 = 64QAM, 8 = 256QAM
    int layers = 1;                    ///< spatial layers that it can receive
    double overhead_share = 0.0;       ///< control, reference signals, synchronisation
    Instant in_service_from{};
    std::string source;
};

}  // namespace d2c
