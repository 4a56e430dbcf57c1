// The downlink of a cell: repetitions first, then new blocks in the scheduler's order.

#include <ns3/simulator.h>

#include <algorithm>
#include <cmath>

#include "ns3-modules/d2c-radio/model/d2c-cell-user.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"

namespace ns3 {

double D2cCell::BelievedDb(D2cCellUser& user, std::uint32_t carrier) const {
    return Known(user).downlinkSinrDb[carrier] + user.outerLoopDb - m_marginDb;
}

bool D2cCell::IsSending(D2cCellUser& user) const {
    if (!m_halfDuplex) return false;
    const Time delay = GetDelay(user.link);
    const Time guard = m_guardSlots * m_slot;
    const Time begin = Simulator::Now() + delay, end = begin + m_slot;
    while (!user.sendTimes.empty() && user.sendTimes.front() + m_slot + guard <= Simulator::Now()) user.sendTimes.pop_front();
    for (const Time& sends : user.sendTimes)
        if (sends < end + guard && sends + m_slot + guard > begin) return true;
    return false;
}

void D2cCell::RunDownlink(std::int64_t slot) {
    struct Candidate {
        D2cCellUser* user;
        double metric;
    };
    std::vector<Candidate> candidates;
    for (std::uint32_t c = 0; c < GetCarriers(); ++c) {
        Carrier& carrier = m_carriers[c];
        int left = carrier.downlinkShare.begin(carrier.downlinkBlocks, m_freeShare);
        RepeatDownlink(carrier, c, left);
        if (left <= 0) continue;
        candidates.clear();
        for (const User& user : m_order) {
            if (user->down->GetBacklog() == 0 || !CanHear(*user) || IsSending(*user)) continue;
            const d2c::TransportFormat* whole = user->formats->down.choose(d2c::Db{BelievedDb(*user, c)}, left);
            if (!whole || (m_combining != d2c::Combining::kNone && !FreeProcess(user->downHarq[c]))) continue;
            candidates.push_back({PeekPointer(user), d2c::scheduling_metric(m_rule, whole->information_bits, user->servedDown, slot)});
        }
        std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.metric > b.metric; });
        for (const Candidate& candidate : candidates) {
            if (left <= 0) break;
            D2cCellUser& user = *candidate.user;
            const d2c::Db believed{BelievedDb(user, c)};
            const double wanted = 8.0 * (user.down->GetBacklog() + m_segmentHeaderBytes);
            int blocks = left;
            const d2c::TransportFormat* format = user.formats->down.choose(believed, blocks);
            if (format && format->information_bits > wanted) {
                blocks = std::clamp(static_cast<int>(wanted * left / format->information_bits), 1, left);
                while (blocks < left && user.formats->down.choose(believed, blocks)->information_bits < wanted) ++blocks;
                format = user.formats->down.choose(believed, blocks);
            }
            if (!format) continue;
            D2cHarqBlock* process = m_combining == d2c::Combining::kNone ? nullptr : FreeProcess(user.downHarq[c]);
            D2cHarqBlock block;
            block.segments = user.down->Take(static_cast<std::uint32_t>(format->information_bits) / 8);
            if (block.segments.empty()) continue;
            block.state = D2cHarqBlock::UNDER_WAY;
            block.carrier = c;
            block.blocks = blocks;
            block.format = format;
            user.servedDown.serve(slot, format->information_bits);
            left -= blocks;
            if (process) {
                *process = block;
                SendBlock(User(&user), block, static_cast<std::size_t>(process - user.downHarq[c].data()));
            } else {
                SendBlock(User(&user), block, kNoProcess);
            }
        }
    }
}

void D2cCell::RepeatDownlink(Carrier& carrier, std::uint32_t number, int& left) {
    for (const User& user : m_order) {
        if (!CanHear(*user) || IsSending(*user)) continue;
        std::vector<D2cHarqBlock>& processes = user->downHarq[number];
        for (std::size_t p = 0; p < processes.size(); ++p) {
            D2cHarqBlock& block = processes[p];
            if (block.state != D2cHarqBlock::FAILED || block.knownAt > Simulator::Now()) continue;
            if (left <= 0) return;
            // As many blocks as the first time, though the share left may have shrunk meanwhile.
            if (block.blocks > left) carrier.downlinkShare.overdraw(block.blocks - left);
            left -= block.blocks;
            block.state = D2cHarqBlock::UNDER_WAY;
            SendBlock(user, block, p);
        }
    }
}

void D2cCell::SendBlock(const User& user, const D2cHarqBlock& block, std::size_t process) {
    const Time heard = GetDelay(user->link) + (1 + user->decodingSlots) * m_slot;
    Simulator::ScheduleWithContext(user->id, heard, &D2cCell::ReceiveBlock, this, user, process == kNoProcess ? block : D2cHarqBlock{},
                                   block.carrier, process);
}

void D2cCell::ReceiveBlock(User user, D2cHarqBlock unprocessed, std::uint32_t carrier, std::size_t process) {
    if (!user->attached) return;
    const double sinrDb = user->link->GetDownlinkSinrDb(carrier);
    if (process == kNoProcess) {
        if (!Decode(*user, unprocessed, sinrDb, true)) return;
        user->deliveredBits += static_cast<std::uint64_t>(unprocessed.format->information_bits);
        user->down->Receive(unprocessed.segments);
        return;
    }
    D2cHarqBlock& block = user->downHarq[carrier][process];
    const bool ok = Decode(*user, block, sinrDb, true);
    block.knownAt = Simulator::Now() + GetDelay(user->link) + (1 + user->decodingSlots) * m_slot;
    if (m_outerLoopDb > 0.0 && block.transmissions == 1) user->outerLoopDb += d2c::outer_loop_step(ok, m_outerLoopDb, 0.1).value;
    const bool again = !ok && block.transmissions < static_cast<int>(m_mostTransmissions);
    block.state = again ? D2cHarqBlock::FAILED : D2cHarqBlock::RECEIVED;
    if (again || user->down->GetBacklog() > 0) Arm(block.knownAt);
    if (again) return;
    D2cSegments segments;
    segments.swap(block.segments);
    if (!ok) return;
    user->deliveredBits += static_cast<std::uint64_t>(block.format->information_bits);
    user->down->Receive(segments);
}

std::int64_t D2cCell::NextDownlink(std::int64_t slot) const {
    // Who cannot be served now is woken by what changes that: a report, an answer.
    Time earliest = Time::Max();
    for (const User& user : m_order) {
        if (!CanHear(*user)) continue;
        const bool waiting = user->down->GetBacklog() > 0;
        for (std::uint32_t c = 0; c < GetCarriers(); ++c) {
            const bool usable = waiting && !std::isnan(BelievedDb(*user, c));
            if (usable && m_combining == d2c::Combining::kNone) return slot + 1;
            for (const D2cHarqBlock& block : user->downHarq[c]) {
                if (block.state == D2cHarqBlock::FREE && usable) return slot + 1;
                const bool matters = block.state == D2cHarqBlock::FAILED || (block.state == D2cHarqBlock::RECEIVED && usable);
                if (matters) earliest = std::min(earliest, block.knownAt);
            }
        }
    }
    return earliest == Time::Max() ? -1 : std::max(slot + 1, FirstSlotFrom(earliest));
}

}  // namespace ns3
