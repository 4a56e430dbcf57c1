#include "geography/routes/sampled_way.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace d2c {
namespace {

struct Vertical {
    double x, y, z;
};

Vertical vertical(const Geodetic& g) { return {cos(g.latitude) * cos(g.longitude), cos(g.latitude) * sin(g.longitude), sin(g.latitude)}; }

}  // namespace

SampledWay::SampledWay(double step_s, std::vector<Geodetic> samples) : step_s_{step_s}, samples_{std::move(samples)} {
    if (samples_.empty()) throw std::invalid_argument{"SampledWay: no samples: 1 or more"};
    if (!(step_s > 0.0)) throw std::invalid_argument{"SampledWay: step " + std::to_string(step_s) + ": above 0 [s]"};
}

Geodetic SampledWay::at(double elapsed_s) const {
    const double last = static_cast<double>(samples_.size() - 1);
    const double position = std::clamp(elapsed_s / step_s_, 0.0, last);
    const auto i = static_cast<std::size_t>(position);
    const double part = position - static_cast<double>(i);
    if (part == 0.0) return samples_[i];
    const Geodetic &from = samples_[i], &to = samples_[i + 1];
    const Vertical a = vertical(from), b = vertical(to);
    const double x = a.x + part * (b.x - a.x), y = a.y + part * (b.y - a.y), z = a.z + part * (b.z - a.z);
    return {Angle::radians(std::atan2(z, std::hypot(x, y))), Angle::radians(std::atan2(y, x)),
            from.height + part * (to.height - from.height)};
}

}  // namespace d2c
