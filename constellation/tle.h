#pragma once
// The element set by its older name.

#include "constellation/elements/element_set.h"
#include "constellation/elements/tle.h"

namespace d2c {
using Tle = ElementSet;
}
