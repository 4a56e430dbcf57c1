#include "world/outcome/serving_operator.h"

#include "roaming/operators/access.h"
#include "scenarios/rollout.h"

namespace d2c {

ServingOperators::ServingOperators(const WorldModel& world, Quarter quarter)
    : study_{world.study}, at_{end_of(quarter) - std::chrono::nanoseconds{1}}, known_(world.study->handsets.size()) {
    for (const PayloadGeneration& payload : world.fleet.payloads) bands_.insert(bands_.end(), payload.bands.begin(), payload.bands.end());
}

std::optional<std::size_t> ServingOperators::of(Jurisdiction spot, std::size_t handset) {
    const auto [found, fresh] = known_[handset].try_emplace(spot);
    if (fresh) found->second = look_up(spot, handset);
    return found->second;
}

std::optional<std::size_t> ServingOperators::look_up(Jurisdiction spot, std::size_t handset) const {
    const std::vector<Operator>& operators = study_->roaming.market.operators;
    const auto rights = usable_rights(study_->rights, spot, at_, {bands_, study_->handsets[handset].bands});
    std::optional<std::size_t> widest;
    double most_hz = 0.0;
    for (std::size_t o = 0; o < operators.size(); ++o) {
        double hz = 0.0;
        for (const Right* right : rights)
            if (holds(operators[o], *right)) hz += right->downlink.width().value;
        if (!(hz > most_hz)) continue;
        widest = o;
        most_hz = hz;
    }
    return widest;
}

}  // namespace d2c
