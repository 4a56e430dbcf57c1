#include "roaming/procedures/random_access.h"

#include <cmath>

namespace d2c {
namespace {

std::chrono::nanoseconds magnitude(std::chrono::nanoseconds t) { return t.count() < 0 ? -t : t; }

std::string in_milliseconds(std::chrono::nanoseconds t) {
    std::string text = std::to_string(static_cast<double>(t.count()) * 1e-6);
    return text.substr(0, text.find('.') + 4) + " ms";
}

}  // namespace

UplinkOffset uplink_offset(PreCompensation how, LinkOffset phone, LinkOffset reference) {
    switch (how) {
        case PreCompensation::kNone:
            return {2 * phone.one_way, 2.0 * phone.doppler};
        case PreCompensation::kNetwork:
            return {2 * (phone.one_way - reference.one_way), 2.0 * (phone.doppler - reference.doppler)};
        case PreCompensation::kPhone:
            break;
    }
    return {};
}

Failure preamble_failure(const PreambleFormat& format, const UplinkOffset& offset) {
    if (magnitude(offset.round_trip) > format.guard()) return Failure::kPreambleDelay;
    if (!(std::abs(offset.frequency.value) <= 0.5 * format.spacing.value)) return Failure::kPreambleDoppler;
    return Failure::kNone;
}

std::string preamble_failure_text(const PreambleFormat& format, const UplinkOffset& offset) {
    switch (preamble_failure(format, offset)) {
        case Failure::kPreambleDelay:
            return "round trip " + in_milliseconds(offset.round_trip) + " off, preamble format " + std::string{format.name} + " allows " +
                   in_milliseconds(format.guard());
        case Failure::kPreambleDoppler:
            return "frequency " + std::to_string(std::lround(offset.frequency.value)) + " Hz off, preamble format " +
                   std::string{format.name} + " allows " + std::to_string(std::lround(0.5 * format.spacing.value)) + " Hz";
        default:
            return {};
    }
}

}  // namespace d2c
