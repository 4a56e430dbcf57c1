#pragma once
// Named places.

#include <string>

#include "base/vector.h"

namespace d2c {

struct Place {
    std::string id;     ///< `mcmurdo-station`
    std::string title;  ///< as printed
    std::string kind;   ///< `research-station`, `oil-field`, `shipping-lane`, `valley`, `rural`, `forest`, `capital`
    Geodetic location{};
    std::string source;
};

}  // namespace d2c
