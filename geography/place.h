#pragma once
// Named places.

#include <string>

#include "base/id.h"
#include "base/vector.h"

namespace d2c {

struct Place {
    std::string id;     ///< `mcmurdo-station`
    std::string title;  ///< as printed
    std::string kind;   ///< `research-station`, `oil-field`, `shipping-lane`, `valley`, `rural`, `forest`, `capital`
    Geodetic location{};
    AreaCode area;  ///< whose it is, on land; empty: as the borders are drawn (which leave ice shelves to the sea)
    std::string source;
};

}  // namespace d2c
