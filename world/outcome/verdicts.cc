#include "world/outcome/verdicts.h"

#include <cmath>

#include "video/quality.h"
#include "world/input/phones.h"
#include "world/watch/viewers.h"

namespace d2c {

double min_success_share(const Study& study, std::size_t service) {
    switch (service) {
        case kText:
            return study.services.text.min_success_share;
        case kLightData:
            return study.services.light_data.min_success_share;
        case kVoice:
            return study.services.voice.min_success_share;
        default:
            return study.services.video.min_success_share;
    }
}

Verdicts::Verdicts(const Study& study, int windows)
    : study_{study}, groups_{windows}, tries_{tries_in_window(study.services, study.run.window_s)} {}

std::uint32_t Verdicts::of(const SpotTally& tally, std::size_t service) const {
    const double least = min_success_share(study_, service);
    const std::uint64_t tries = tally.tries[service], successes = tally.successes[service];
    if (tries < kLeastTriesForVerdict) return 0;
    const auto enough = [&](std::uint64_t held, std::uint64_t of) {
        return static_cast<double>(held) >= (least - 1e-9) * static_cast<double>(of);
    };
    std::uint32_t held = enough(successes, tries) ? 1u << kWindowGroups : 0u;
    for (std::size_t g = 0; g < groups_.count(); ++g) {
        const std::uint64_t of_group = std::uint64_t{kPhonesPerSpot} * tries_[service] * static_cast<std::uint64_t>(groups_.size(g));
        if (enough(successes - tally.group_successes[g][service], tries - of_group)) held |= 1u << g;
    }
    return held;
}

std::optional<Interval> Verdicts::interval(const ReplicatedSum& sum, double whole, std::size_t service) const {
    const std::uint64_t tries = std::uint64_t{kPhonesPerSpot} * tries_[service] * static_cast<std::uint64_t>(groups_.windows());
    return tries >= kLeastTriesForVerdict ? jackknife_interval(sum, whole, groups_) : std::nullopt;
}

std::optional<int> least_windows_for_certainty(const Study& study, std::size_t service) {
    const double least = min_success_share(study, service);
    if (!(least < 1.0)) return std::nullopt;
    // Wilson's lower bound where all n tries succeeded is n / (n + t^2).
    const double t = student_t(static_cast<int>(kWindowGroups) - 1, 0.95);
    const double tries = t * t * least / (1.0 - least);
    const double per_window = static_cast<double>(kPhonesPerSpot) * tries_in_window(study.services, study.run.window_s)[service];
    return std::max(static_cast<int>(kWindowGroups), static_cast<int>(std::ceil(tries / per_window)));
}

}  // namespace d2c
