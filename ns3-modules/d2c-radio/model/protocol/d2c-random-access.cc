#include "ns3-modules/d2c-radio/model/protocol/d2c-random-access.h"

#include <ns3/node.h>
#include <ns3/simulator.h>

#include <algorithm>
#include <cmath>

#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"
#include "ns3-modules/d2c-radio/model/d2c-cell-user.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"
#include "ns3-modules/d2c-radio/model/d2c-ue-device.h"
#include "roaming/procedures/random_access.h"

namespace ns3 {
namespace {

Time From(std::chrono::nanoseconds t) { return NanoSeconds(t.count()); }
/// assumption: three subframes from the end of an LTE preamble to the response window, the figure commonly cited from TS 36.321 clause
/// 5.1.4; the text was not opened. The same for NR, where the window opens with the first occasion of the response's search space.
const Time kWindowAfterPreamble = MilliSeconds(3);

}  // namespace

D2cRandomAccess::D2cRandomAccess(D2cUeDevice* device, Ptr<D2cCell> cell, Ptr<D2cRadioLink> link, Done done)
    : m_device(device),
      m_cell(cell),
      m_link(link),
      m_done(done),
      m_times(device->GetHandset().air_interface == d2c::AirInterface::kLte ? d2c::NodeTimes{} : d2c::nr_times()),
      m_afterRoundTrip(device->GetHandset().air_interface == d2c::AirInterface::kNrNtn) {}

void D2cRandomAccess::Start() {
    m_begin = Simulator::Now();
    WaitForOccasion();
}

void D2cRandomAccess::Stop() {
    Simulator::Cancel(m_next);
    Simulator::Cancel(m_expiry);
    m_done = Done();
}

void D2cRandomAccess::Then(Time after, void (D2cRandomAccess::*step)()) {
    m_next = Simulator::Schedule(after, step, Ptr<D2cRandomAccess>(this));
}

void D2cRandomAccess::Trace(const char* step) const { m_device->m_randomAccessTrace(step, m_attempt, Simulator::Now() - m_begin); }
Time D2cRandomAccess::ServiceDelay() const { return m_cell->GetDelay(m_link); }

bool D2cRandomAccess::CanSend() const {
    return m_link->IsInView() &&
           m_cell->GetFormats(m_device->GetHandset())->up.choose(d2c::Db{m_link->GetUplinkSinrInOneBlockDb(0)}, 1) != nullptr;
}

void D2cRandomAccess::WaitForOccasion() {
    D2cAccessChannel& channel = m_cell->GetAccessChannel();
    ++m_attempt;
    const double draw = m_cell->Draw(m_device->GetNode()->GetId(), m_draws++, true);
    m_preamble = static_cast<std::uint32_t>(draw * channel.preambles);
    // It must arrive with the occasion.
    const std::int64_t period = channel.period.GetNanoSeconds();
    const std::int64_t earliest = (Simulator::Now() + ServiceDelay()).GetNanoSeconds();
    const std::int64_t occasion = (earliest + period - 1) / period;
    m_key = {occasion, m_preamble};
    const Time wait = NanoSeconds(occasion * period - earliest);
    const auto& format = d2c::kPreambleFormats[channel.preambleFormat];
    m_preambleEnd = Simulator::Now() + wait + From(format.duration());
    const Time round = m_afterRoundTrip ? 2 * ServiceDelay() : Time(0);
    m_windowOpens = m_preambleEnd + kWindowAfterPreamble + round;
    m_windowCloses = m_windowOpens + channel.window;
    if (channel.twoStep) {  // message B answers all of message A: its window is the contention timer
        m_windowOpens = m_preambleEnd + round;
        m_windowCloses = m_windowOpens + channel.contentionTimer;
    }
    Trace("preamble");
    m_expiry = Simulator::Schedule(m_windowCloses - Simulator::Now(), &D2cRandomAccess::FailAttempt, Ptr<D2cRandomAccess>(this));
    Then(m_preambleEnd - Simulator::Now() + ServiceDelay(), &D2cRandomAccess::ArrivePreamble);
}

void D2cRandomAccess::ArrivePreamble() {
    D2cAccessChannel& channel = m_cell->GetAccessChannel();
    const d2c::UplinkOffset offset{std::chrono::nanoseconds{m_link->GetUplinkTimingError().GetNanoSeconds()},
                                   {m_link->GetUplinkFrequencyErrorHz()}};
    if (!m_link->IsInView() || d2c::preamble_failure(d2c::kPreambleFormats[channel.preambleFormat], offset) != d2c::Failure::kNone) return;
    channel.heard.erase(channel.heard.begin(), channel.heard.lower_bound({m_key.first - 1000, 0}));
    ++channel.heard[m_key];
    Then(From(channel.twoStep ? m_times.ran_message.value : m_times.preamble_detection.value), &D2cRandomAccess::Detect);
}

void D2cRandomAccess::Detect() {
    D2cAccessChannel& channel = m_cell->GetAccessChannel();
    if (!channel.twoStep) {
        Then(ServiceDelay(), &D2cRandomAccess::HearResponse);
        return;
    }
    if (channel.heard[m_key] == 1 && CanSend()) Then(ServiceDelay(), &D2cRandomAccess::HearAnswer);
}

void D2cRandomAccess::HearResponse() {
    // Windows open on subframes: a delay that shrank meanwhile does not miss one. Where nobody listens, the window's end fails the attempt.
    if (Simulator::Now() + MilliSeconds(1) < m_windowOpens || Simulator::Now() > m_windowCloses) return;
    Simulator::Cancel(m_expiry);
    Trace("response");
    Then(From(m_times.grant_to_uplink.value), &D2cRandomAccess::SendRequest);
}

void D2cRandomAccess::SendRequest() {
    Trace("message 3");
    const Time round = m_afterRoundTrip ? 2 * ServiceDelay() : Time(0);
    m_expiry =
        Simulator::Schedule(round + m_cell->GetAccessChannel().contentionTimer, &D2cRandomAccess::FailAttempt, Ptr<D2cRandomAccess>(this));
    if (CanSend()) Then(ServiceDelay() + From(m_times.ran_message.value), &D2cRandomAccess::ArriveRequest);
}

void D2cRandomAccess::ArriveRequest() {
    if (m_cell->GetAccessChannel().heard[m_key] == 1) Then(ServiceDelay(), &D2cRandomAccess::HearAnswer);
}

void D2cRandomAccess::HearAnswer() {
    Trace("message 4");
    Finish(true);
}

void D2cRandomAccess::FailAttempt() {
    Simulator::Cancel(m_next);
    const D2cAccessChannel& channel = m_cell->GetAccessChannel();
    if (m_attempt >= channel.mostAttempts) {
        Finish(false);
        return;
    }
    Trace("backoff");
    const double draw = m_cell->Draw(m_device->GetNode()->GetId(), m_draws++, true);
    Then(Seconds(channel.longestBackoff.GetSeconds() * draw), &D2cRandomAccess::WaitForOccasion);
}

void D2cRandomAccess::Finish(bool success) {
    Trace(success ? "success" : "failure");
    const Done done = m_done;
    const Ptr<D2cRandomAccess> self(this);
    m_device->m_access = nullptr;
    Stop();
    if (!done.IsNull()) done(success, Simulator::Now() - m_begin);
}

}  // namespace ns3
