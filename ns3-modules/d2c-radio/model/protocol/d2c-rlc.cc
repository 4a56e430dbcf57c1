#include "ns3-modules/d2c-radio/model/protocol/d2c-rlc.h"

#include <ns3/simulator.h>

#include <algorithm>

namespace ns3 {
namespace {

/// Adds [begin, end) to disjoint ascending ranges.
void Merge(std::vector<std::pair<std::uint32_t, std::uint32_t>>& have, std::uint32_t begin, std::uint32_t end) {
    auto at = std::find_if(have.begin(), have.end(), [&](const auto& range) { return range.second >= begin; });
    if (at == have.end() || at->first > end) {
        have.insert(at, {begin, end});
        return;
    }
    at->first = std::min(at->first, begin);
    at->second = std::max(at->second, end);
    while (at + 1 != have.end() && (at + 1)->first <= at->second) {
        at->second = std::max(at->second, (at + 1)->second);
        have.erase(at + 1);
    }
}

}  // namespace

bool D2cRlc::Enqueue(Ptr<Packet> packet) {
    const std::uint32_t size = packet->GetSize() + m_settings.headerBytes;
    if (m_waiting + size > m_settings.queueBytes) return false;
    Forget();
    m_sent.push_back({packet, size});
    ++m_next;
    m_waiting += size;
    return true;
}

void D2cRlc::Forget() {
    const std::uint32_t keep = m_settings.acknowledged ? std::min(m_expected, m_sending) : m_sending;
    while (m_firstSent < keep && !m_sent.empty()) {
        m_sent.pop_front();
        ++m_firstSent;
    }
}

D2cSegments D2cRlc::Take(std::uint32_t bytes) {
    D2cSegments taken;
    const std::uint32_t again = m_settings.segmentHeaderBytes;
    while (!m_repeat.empty() && bytes > again) {
        Piece& piece = m_repeat.front();
        if (piece.number < m_firstSent || piece.number < m_expected) {  // arrived meanwhile
            m_repeatBytes -= piece.end - piece.begin;
            m_repeat.pop_front();
            continue;
        }
        const std::uint32_t length = std::min(bytes - again, piece.end - piece.begin);
        const Sent& sent = SentAt(piece.number);
        taken.push_back({sent.packet, piece.number, piece.begin, piece.begin + length, piece.begin + length == sent.size});
        bytes -= length + again;
        m_repeatBytes -= length;
        piece.begin += length;
        if (piece.begin == piece.end) m_repeat.pop_front();
    }
    while (m_sending < m_next) {
        const Sent& sent = SentAt(m_sending);
        // The first piece's headers are among the octets of the packet.
        const std::uint32_t overhead = m_offset == 0 ? 0 : again;
        if (bytes <= again) break;
        const std::uint32_t length = std::min(bytes - overhead, sent.size - m_offset);
        m_lastPiece = {m_sending, m_offset, m_offset + length};
        taken.push_back({sent.packet, m_sending, m_offset, m_offset + length, m_offset + length == sent.size});
        bytes -= length + overhead;
        m_waiting -= length;
        m_offset += length;
        if (m_offset == sent.size) {
            ++m_sending;
            m_offset = 0;
        }
    }
    if (m_settings.acknowledged && GetBacklog() == 0 && !taken.empty() && !m_poll.IsRunning())
        m_poll = Simulator::Schedule(m_hooks.times().poll, &D2cRlc::Poll, this);
    return taken;
}

void D2cRlc::Poll() {
    if (m_expected >= m_next || GetBacklog() > 0) return;
    if (!m_reassembly.IsRunning()) {
        // Nothing beyond what is missing has arrived: the receiver does not know of it.
        Repeat({m_lastPiece});
        return;
    }
    m_poll = Simulator::Schedule(m_hooks.times().poll, &D2cRlc::Poll, this);
}

void D2cRlc::Repeat(std::vector<Piece> pieces) {
    if (m_stopped) return;
    for (const Piece& piece : pieces) {
        if (piece.number < m_expected || piece.number < m_firstSent) continue;
        const std::uint32_t end = std::min(piece.end, SentAt(piece.number).size);
        if (piece.begin >= end) continue;
        m_repeat.push_back({piece.number, piece.begin, end});
        m_repeatBytes += end - piece.begin;
    }
    if (m_repeatBytes > 0) m_hooks.wake();
}

void D2cRlc::Receive(const D2cSegments& segments) {
    for (const D2cSegment& segment : segments) {
        if (segment.number < m_expected) continue;
        const std::size_t at = segment.number - m_expected;
        if (m_arriving.size() <= at) m_arriving.resize(at + 1);
        Arriving& arriving = m_arriving[at];
        arriving.packet = segment.packet;
        if (segment.last) arriving.size = segment.end;
        Merge(arriving.have, segment.begin, segment.end);
    }
    DeliverWhole();
    if (HasGap() && !m_reassembly.IsRunning()) StartReassembly(m_hooks.times().reassembly);
}

void D2cRlc::DeliverWhole() {
    while (!m_arriving.empty() && m_arriving.front().IsWhole()) {
        const Ptr<Packet> packet = m_arriving.front().packet;
        m_arriving.pop_front();
        ++m_expected;
        m_hooks.deliver(packet);
    }
}

bool D2cRlc::HasGap() const { return m_arriving.size() > 1 || (m_arriving.size() == 1 && !m_arriving.front().IsUnbroken()); }

void D2cRlc::StartReassembly(Time after) {
    m_triggerNumber = m_expected + static_cast<std::uint32_t>(m_arriving.size());
    m_reassembly = Simulator::Schedule(after, &D2cRlc::Reassemble, this);
}

void D2cRlc::Reassemble() {
    if (!HasGap()) return;
    const Times times = m_hooks.times();
    if (!m_settings.acknowledged) {
        GiveUp();
        if (HasGap()) StartReassembly(times.reassembly);
        return;
    }
    const Time repeatAfter = times.poll + times.reassembly;
    std::vector<Piece> missing = Report(repeatAfter);
    if (!missing.empty()) Simulator::Schedule(times.status, &D2cRlc::Repeat, Ptr<D2cRlc>(this), std::move(missing));
    StartReassembly(std::max(times.reassembly, MilliSeconds(1)));
}

std::vector<D2cRlc::Piece> D2cRlc::Report(Time repeatAfter) {
    constexpr std::uint32_t kToTheEnd = 0xffffffff;
    const Time now = Simulator::Now();
    std::vector<Piece> missing;
    for (std::size_t i = 0; i < m_arriving.size(); ++i) {
        const std::uint32_t number = m_expected + static_cast<std::uint32_t>(i);
        if (number >= m_triggerNumber) break;
        Arriving& arriving = m_arriving[i];
        const bool highest = i + 1 == m_arriving.size();
        if (arriving.IsWhole() || (highest && arriving.IsUnbroken())) continue;
        if (arriving.reported != Time::Min() && arriving.reported + repeatAfter > now) continue;
        arriving.reported = now;
        std::uint32_t from = 0;
        for (const auto& [begin, end] : arriving.have) {
            if (begin > from) missing.push_back({number, from, begin});
            from = end;
        }
        if (!highest && (arriving.size == 0 || from < arriving.size)) missing.push_back({number, from, kToTheEnd});
    }
    return missing;
}

void D2cRlc::GiveUp() {
    while (!m_arriving.empty() && m_expected < m_triggerNumber && HasGap()) {
        const Arriving& front = m_arriving.front();
        if (!front.IsWhole()) m_hooks.lost(front.packet);
        const Ptr<Packet> whole = front.IsWhole() ? front.packet : nullptr;
        m_arriving.pop_front();
        ++m_expected;
        if (whole) m_hooks.deliver(whole);
    }
    DeliverWhole();
}

std::vector<Ptr<Packet>> D2cRlc::Stop() {
    m_stopped = true;
    Simulator::Cancel(m_poll);
    Simulator::Cancel(m_reassembly);
    Forget();
    std::vector<Ptr<Packet>> left;
    const std::uint32_t from = m_settings.acknowledged ? std::max(m_expected, m_firstSent) : m_sending;
    for (std::uint32_t number = from; number < m_next; ++number) left.push_back(SentAt(number).packet);
    m_sent.clear();
    m_firstSent = m_next;
    m_sending = m_next;
    m_offset = 0;
    m_waiting = 0;
    m_repeat.clear();
    m_repeatBytes = 0;
    return left;
}

}  // namespace ns3
