#include "roaming/procedures/interruption_law.h"

#include <algorithm>
#include <cmath>

namespace d2c {
namespace {

using std::chrono::nanoseconds;

/// What all transmissions of interrupting messages but the last would take: there and back, and the feedback between.
nanoseconds one_more_of_each(const Procedure& procedure, const ProcedureSettings& settings) {
    nanoseconds sum{};
    for (const Step& step : procedure.steps())
        if (step.interrupts && step.leg == Leg::kAccess) sum += 2 * step.crossing + settings.times.feedback.value;
    return sum;
}

nanoseconds& delay_number(PathDelays& delays, std::size_t i) {
    nanoseconds PathDelays::*const member[] = {&PathDelays::service_link, &PathDelays::feeder, &PathDelays::core, &PathDelays::home,
                                               &PathDelays::transfer};
    return delays.*member[i];
}

}  // namespace

double mean_retransmissions(double probability, int most) {
    double weight = 1.0, sum = 0.0, weights = 0.0;
    for (int repeated = 0; repeated < most; ++repeated) {
        sum += repeated * weight;
        weights += weight;
        weight *= probability;
    }
    return sum / weights;
}

InterruptionLaw::InterruptionLaw(HandoverMethod method, const ProcedureSettings& settings, bool between_networks)
    : most_transmissions_{settings.most_transmissions} {
    RadioSide source, target;
    source.cell = RadioCellId::of_beam(SatelliteId{1}, BeamId{1});
    target.cell = RadioCellId::of_beam(SatelliteId{2}, BeamId{1});
    source.plmn = *Plmn::parse("00101");
    target.plmn = *Plmn::parse(between_networks ? "00102" : "00101");
    const auto built = [&] { return handover(method, source, target, settings, {}); };
    const auto count = [](nanoseconds time) { return static_cast<double>(time.count()); };
    const Procedure bare = built();
    once_.constant_ns = count(bare.interruption());
    again_.constant_ns = count(one_more_of_each(bare, settings));
    constexpr nanoseconds kProbe = std::chrono::milliseconds{1};
    for (std::size_t i = 0; i < 2 * kDelays; ++i) {
        nanoseconds& delay = delay_number((i < kDelays ? source : target).delays, i % kDelays);
        delay = kProbe;
        const Procedure probed = built();
        delay = {};
        once_.slope[i] = (count(probed.interruption()) - once_.constant_ns) / count(kProbe);
        again_.slope[i] = (count(one_more_of_each(probed, settings)) - again_.constant_ns) / count(kProbe);
    }
}

std::array<double, 2 * InterruptionLaw::kDelays> InterruptionLaw::columns(const PathDelays& source, const PathDelays& target) {
    const auto ns = [](nanoseconds time) { return static_cast<double>(time.count()); };
    return {ns(source.service_link), ns(source.feeder), ns(source.core), ns(source.home), ns(source.transfer),
            ns(target.service_link), ns(target.feeder), ns(target.core), ns(target.home), ns(target.transfer)};
}

double InterruptionLaw::Line::at(const std::array<double, 2 * kDelays>& delay_ns) const {
    double sum = constant_ns;
    for (std::size_t i = 0; i < delay_ns.size(); ++i) sum += slope[i] * delay_ns[i];
    return sum;
}

nanoseconds InterruptionLaw::of(const PathDelays& source, const PathDelays& target, double message_loss) const {
    const auto delays = columns(source, target);
    double ns = once_.at(delays);
    if (message_loss > 0.0) ns += mean_retransmissions(message_loss, most_transmissions_) * again_.at(delays);
    return nanoseconds{std::llround(ns)};
}

bool InterruptionLaw::on_service_links_alone() const {
    for (std::size_t i = 0; i < 2 * kDelays; ++i)
        if (i % kDelays != 0 && (once_.slope[i] != 0.0 || again_.slope[i] != 0.0)) return false;
    return true;
}

}  // namespace d2c
