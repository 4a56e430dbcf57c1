#include "world/plan/policy.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <mutex>
#include <numbers>
#include <utility>

namespace d2c {
namespace {

void strongest(const Candidates& c, std::span<float> score) { std::copy(c.rsrp_db.begin(), c.rsrp_db.end(), score.begin()); }

void nearest(const Candidates& c, std::span<float> score) {
    for (std::size_t i = 0; i < score.size(); ++i) score[i] = -20.0f * std::log10(c.range_m[i]);
}

void highest_elevation(const Candidates& c, std::span<float> score) {
    constexpr float kDegrees = 180.0f / std::numbers::pi_v<float>;
    for (std::size_t i = 0; i < score.size(); ++i) score[i] = std::asin(std::min(c.sin_elevation[i], 1.0f)) * kDegrees;
}

void longest_remaining(const Candidates& c, std::span<float> score) {
    std::copy(c.remaining_s.begin(), c.remaining_s.end(), score.begin());
}

/// Signal decides among equal loads only: 20 dB of it count as much as a fiftieth of a satellite's capacity.
void least_loaded(const Candidates& c, std::span<float> score) {
    for (std::size_t i = 0; i < score.size(); ++i) score[i] = 1e-3f * c.rsrp_db[i] - c.load[i];
}

void max_weight(const Candidates& c, std::span<float> score) {
    for (std::size_t i = 0; i < score.size(); ++i) score[i] = c.rsrp_db[i] - 10.0f * std::log10(std::max(c.load[i], 1.0f));
}

/// Decibels of path between 20 and 40 degrees of elevation from 330 km: range 817 km and 490 km, 4.4 dB for 20 degrees.
constexpr double kDegreesPerDb = 4.5;
/// assumption: at the usual 3 dB a phone changes for another satellite that stays three minutes longer, most of a pass.
constexpr double kSecondsPerDb = 60.0;
/// assumption: at the usual 3 dB, for one that has 0.3 of its capacity more to spare.
constexpr double kLoadPerDb = 0.1;

struct Registry {
    std::mutex lock;
    std::deque<ServingPolicy> policies{
        {kStrongestPolicy, "strongest reference signal; hysteresis in dB (event A3)", strongest, 1.0, false, false},
        {"nearest", "least slant range; hysteresis in dB of free-space loss, 3 dB are a range 1.41 times", nearest, 1.0, false, false},
        {"highest-elevation", "highest above the horizon; hysteresis 4.5 degrees per dB", highest_elevation, kDegreesPerDb, false, false},
        {"longest-remaining", "the one that stays longest above its mask; hysteresis 60 s per dB", longest_remaining, kSecondsPerDb, true,
         false},
        {"least-loaded", "least asked over what it can give, the step before; hysteresis 0.1 of its capacity per dB", least_loaded,
         kLoadPerDb, false, true},
        {"max-weight", "signal times the share of time that its load leaves; hysteresis in dB", max_weight, 1.0, false, true},
    };
};
Registry& registry() {
    static Registry one;
    return one;
}

bool well_formed(const std::string& name) {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !name.empty() && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace

std::vector<std::string> policy_names() {
    Registry& all = registry();
    const std::lock_guard lock{all.lock};
    std::vector<std::string> names;
    for (const ServingPolicy& policy : all.policies) names.push_back(policy.name);
    return names;
}

const ServingPolicy* find_policy(const std::string& name) {
    Registry& all = registry();
    const std::lock_guard lock{all.lock};
    for (const ServingPolicy& policy : all.policies)
        if (policy.name == name) return &policy;
    return nullptr;
}

Faults register_policy(ServingPolicy policy) {
    Faults faults;
    if (!well_formed(policy.name)) faults.push_back({"", 0, "policy.name", policy.name, "lower-case letters, digits and hyphens"});
    if (find_policy(policy.name)) faults.push_back({"", 0, "policy.name", policy.name, "a name that no other policy has"});
    if (!policy.score) faults.push_back({"", 0, "policy.score", "missing", "a function"});
    if (!(policy.hysteresis_per_db >= 0.0 && std::isfinite(policy.hysteresis_per_db)))
        faults.push_back({"", 0, "policy.hysteresis_per_db", std::to_string(policy.hysteresis_per_db), "a number of at least 0 [1/dB]"});
    if (!faults.empty()) return faults;
    Registry& all = registry();
    const std::lock_guard lock{all.lock};
    all.policies.push_back(std::move(policy));
    return {};
}

std::int32_t choose(std::span<const std::int32_t> row, std::span<const float> score, std::int32_t serving, float hysteresis) {
    std::int32_t best = kNoSatellite;
    float best_score = 0.0f, serving_score = 0.0f;
    bool serves = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (std::isnan(score[i])) continue;
        if (best == kNoSatellite || score[i] > best_score) {
            best = row[i];
            best_score = score[i];
        }
        if (row[i] == serving) {
            serves = true;
            serving_score = score[i];
        }
    }
    return serves && !(best_score > serving_score + hysteresis) ? serving : best;
}

}  // namespace d2c
