#include "video/abr/rules/bola.h"
#include "video/abr/rules/dynamic.h"
#include "video/abr/rules/mpc.h"
#include "video/abr/rules/throughput.h"

namespace d2c::abr {

std::optional<RuleKind> rule_named(std::string_view name) {
    if (name == "throughput") return RuleKind::kThroughput;
    if (name == "bola") return RuleKind::kBola;
    if (name == "bolae") return RuleKind::kBolaE;
    if (name == "dynamic") return RuleKind::kDynamic;
    if (name == "mpc") return RuleKind::kMpc;
    return std::nullopt;
}

std::unique_ptr<Rule> make_rule(RuleKind kind, const Movie& movie, double max_buffer_ms) {
    switch (kind) {
        case RuleKind::kBola:
            return std::make_unique<BolaRule>(movie, max_buffer_ms);
        case RuleKind::kBolaE:
            return std::make_unique<BolaERule>(movie, max_buffer_ms);
        case RuleKind::kDynamic:
            return std::make_unique<DynamicRule>(movie, max_buffer_ms);
        case RuleKind::kMpc:
            return std::make_unique<MpcRule>(movie, max_buffer_ms);
        case RuleKind::kThroughput:
            break;
    }
    return std::make_unique<ThroughputRule>(movie);
}

}  // namespace d2c::abr
