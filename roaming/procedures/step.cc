#include "roaming/procedures/step.h"

namespace d2c {
namespace {

constexpr std::array<std::string_view, 7> kNodes{"phone", "RAN", "source RAN", "target RAN", "core", "source core", "home core"};
constexpr std::array<std::string_view, 6> kLegs{"none", "service link", "core", "between RAN nodes", "between cores", "home core"};
constexpr std::array<std::string_view, 7> kKinds{
    "camp", "connect", "handover preparation", "handover", "re-establishment", "tracking area update", "change of network"};
constexpr std::array<std::string_view, 7> kFailures{"none",
                                                    "message lost",
                                                    "preamble outside its guard time",
                                                    "preamble outside its Doppler range",
                                                    "timing of the target unknown",
                                                    "timer ran out",
                                                    "cell gone"};

}  // namespace

std::string_view to_string(Node node) { return kNodes[static_cast<std::size_t>(node)]; }
std::string_view to_string(Leg leg) { return kLegs[static_cast<std::size_t>(leg)]; }
std::string_view to_string(ProcedureKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view to_string(Failure failure) { return kFailures[static_cast<std::size_t>(failure)]; }

void Procedure::add(const Step& step) {
    if (!succeeded() || count_ == kMostSteps) return;
    steps_[count_++] = step;
    total_ += step.total();
    if (step.interrupts) {
        interruption_ += step.total();
    } else if (interruption_.count() == 0) {
        before_ += step.total();
    }
}

void Procedure::cut(Failure failure, std::chrono::nanoseconds interruption) {
    failure_ = failure;
    interruption_ = interruption;
    total_ = before_ + interruption;
}

}  // namespace d2c
