#include "base/error.h"

namespace d2c {

std::string to_string(const Fault& fault) {
    std::string text = fault.file;
    if (fault.line > 0) text += ':' + std::to_string(fault.line);
    for (const std::string* part : {&fault.field, &fault.value, &fault.allowed}) {
        if (part->empty()) continue;
        if (!text.empty()) text += ": ";
        text += *part;
    }
    return text;
}

}  // namespace d2c
