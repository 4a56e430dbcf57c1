#include "roaming/procedures/builder.h"

namespace d2c {

Way SequenceBuilder::ran_to_ran(const RadioSide& a, const RadioSide& b) const {
    const bool satellites = a.cell.access() == Access::kSatellite && b.cell.access() == Access::kSatellite;
    if (a.cell == b.cell || (satellites && a.cell.satellite() == b.cell.satellite())) return {};
    const Way from = ran_to_core(a), to = ran_to_core(b);
    const auto feeder = from.over_feeder + to.over_feeder;
    // A link of their own spares the core but takes the same ground: the ways to the gateways.
    return {settings_.link_between_rans ? feeder : from.time + b.delays.transfer + to.time, feeder};
}

void SequenceBuilder::at(std::string_view name, Node node, const NodeTime& time) {
    procedure_.add({.name = name, .from = node, .to = node, .interrupts = interrupting, .processing = time.value, .source = time.source});
}

void SequenceBuilder::radio(std::string_view name, Node from, Node to, const RadioSide& side, const NodeTime& processing,
                            const NodeTime* waiting) {
    const int sent = MessageLoss{side.message_loss, settings_.most_transmissions, key_}.transmissions(messages_++);
    const int counted = sent > 0 ? sent : settings_.most_transmissions;
    const Way one_way = access(side);
    procedure_.add({.name = name,
                    .from = from,
                    .to = to,
                    .leg = Leg::kAccess,
                    .transmissions = static_cast<std::uint8_t>(counted),
                    .interrupts = interrupting,
                    .crossing = one_way.time + (counted - 1) * (2 * one_way.time + times().feedback.value),
                    .over_feeder = (2 * counted - 1) * one_way.over_feeder,
                    .waiting = waiting != nullptr ? waiting->value : std::chrono::nanoseconds{},
                    .processing = processing.value,
                    .source = processing.source});
    if (sent == 0) procedure_.fail(Failure::kMessageLost);
}

void SequenceBuilder::wire(std::string_view name, Node from, Node to, Leg leg, Way way, const NodeTime& processing) {
    procedure_.add({.name = name,
                    .from = from,
                    .to = to,
                    .leg = leg,
                    .interrupts = interrupting,
                    .crossing = way.time,
                    .over_feeder = way.over_feeder,
                    .processing = processing.value,
                    .source = processing.source});
}

void SequenceBuilder::preamble_and_response(const RadioSide& side, Node ran) {
    const PreambleFormat& format = kPreambleFormats[settings_.preamble_format];
    at("wait for a random access occasion", Node::kPhone, times().preamble_wait);
    at("send the preamble", Node::kPhone, {format.duration(), "TS 36.211 table 5.7.1-1"});
    radio("random access preamble (message 1)", Node::kPhone, ran, side, times().preamble_detection);
    if (const Failure failure = preamble_failure(format, side.offset); failure != Failure::kNone) procedure_.fail(failure);
    radio("random access response (message 2)", ran, Node::kPhone, side, times().grant_to_uplink);
}

void SequenceBuilder::random_access(const RadioSide& side, Node ran, std::string_view request, std::string_view answer,
                                    const NodeTime& answer_processing) {
    if (settings_.two_step_access) {
        const PreambleFormat& format = kPreambleFormats[settings_.preamble_format];
        at("wait for a random access occasion", Node::kPhone, times().preamble_wait);
        at("send the preamble", Node::kPhone, {format.duration(), "TS 36.211 table 5.7.1-1"});
        radio(request, Node::kPhone, ran, side, times().ran_message);
        if (const Failure failure = preamble_failure(format, side.offset); failure != Failure::kNone) procedure_.fail(failure);
        radio(answer, ran, Node::kPhone, side, answer_processing);
        return;
    }
    preamble_and_response(side, ran);
    radio(request, Node::kPhone, ran, side, times().ran_message);
    radio(answer, ran, Node::kPhone, side, answer_processing);
}

}  // namespace d2c
