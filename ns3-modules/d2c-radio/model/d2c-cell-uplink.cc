// The uplink of a cell: requests, grants over the round trip, and what phones send with them.

#include <ns3/simulator.h>

#include <algorithm>
#include <cmath>

#include "ns3-modules/d2c-radio/model/d2c-cell-user.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"

namespace ns3 {

void D2cCell::RequestIfNeeded(D2cCellUser* user) {
    StartReports(User(user));
    // A grant on its way, or a buffer status that said there is more, will do.
    if (user->requesting || user->grantsAhead > 0 || user->lastBufferStatus > 0 || user->up->GetBacklog() == 0) return;
    user->requesting = true;
    const Time delay = GetDelay(user->link);
    const std::int64_t period = m_requestPeriod.GetNanoSeconds();
    const std::int64_t earliest = (Simulator::Now() + delay).GetNanoSeconds();
    const Time arrives = NanoSeconds((earliest + period - 1) / period * period);
    Simulator::ScheduleWithContext(user->id, arrives + (1 + user->decodingSlots) * m_slot - Simulator::Now(), &D2cCell::HearRequest, this,
                                   User(user));
}

void D2cCell::HearRequest(User user) {
    user->requesting = false;
    if (!user->attached) return;
    if (!CanHear(*user)) {  // it asks again until it is heard
        Simulator::Schedule(m_reportPeriod, [this, user]() {
            if (user->attached) RequestIfNeeded(PeekPointer(user));
        });
        return;
    }
    user->knownBytes = std::max(user->knownBytes, m_firstGrantBytes);
    Arm(Simulator::Now());
}

std::int64_t D2cCell::SchedulingOffset() {
    if (Simulator::Now() < m_offsetUntil) return m_offsetSlots;
    Time longest;
    int decoding = 0;
    for (const User& user : m_order) {
        longest = std::max(longest, 2 * GetDelay(user->link));
        decoding = std::max(decoding, user->decodingSlots);
    }
    m_offsetSlots = FirstSlotFrom(longest) + 1 + decoding;
    // A round trip of low orbit changes by less than 5 microseconds meanwhile.
    m_offsetUntil = Simulator::Now() + MilliSeconds(100);
    return m_offsetSlots;
}

void D2cCell::RunUplink(std::int64_t slot) {
    if (NextUplink(slot) != slot + 1) return;
    const std::int64_t arrival = d2c::next_lit(m_hopping, std::max(slot + SchedulingOffset(), m_lastArrival + 1));
    bool granted = false;
    std::vector<D2cCellUser*> served;
    for (std::uint32_t c = 0; c < GetCarriers(); ++c) {
        Carrier& carrier = m_carriers[c];
        int left = carrier.uplinkShare.begin(carrier.uplinkBlocks, m_freeShare);
        // A phone's power goes into one carrier per slot.
        const auto isServed = [&](const D2cCellUser* user) { return std::find(served.begin(), served.end(), user) != served.end(); };
        for (const User& user : m_order) {
            if (left <= 0) break;
            if (!CanHear(*user) || isServed(PeekPointer(user))) continue;
            for (std::size_t p = 0; p < user->upHarq.size(); ++p) {
                D2cHarqBlock& block = user->upHarq[p];
                if (block.state != D2cHarqBlock::FAILED || block.carrier != c) continue;
                if (block.blocks > left) carrier.uplinkShare.overdraw(block.blocks - left);
                left -= block.blocks;
                Grant(user, p, arrival);
                granted = true;
                served.push_back(PeekPointer(user));
                break;
            }
        }
        struct Candidate {
            User user;
            double metric;
        };
        std::vector<Candidate> candidates;
        for (const User& user : m_order) {
            if (left <= 0) break;
            if (user->WantedBytes() == 0 || !CanHear(*user) || isServed(PeekPointer(user)) || !CanSendUp(*user, c)) continue;
            if (!FreeProcess(user->upHarq)) continue;
            const auto most = d2c::uplink_grant(user->formats->up, d2c::Db{BelievedUplinkDb(*user, c)}, d2c::Db{m_uplinkTargetDb}, left,
                                                8.0 * user->WantedBytes());
            if (most) candidates.push_back({user, d2c::scheduling_metric(m_rule, most->format->information_bits, user->servedUp, slot)});
        }
        std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.metric > b.metric; });
        for (const Candidate& candidate : candidates) {
            D2cCellUser& user = *candidate.user;
            if (left <= 0) break;
            const auto grant = d2c::uplink_grant(user.formats->up, d2c::Db{BelievedUplinkDb(user, c)}, d2c::Db{m_uplinkTargetDb}, left,
                                                 8.0 * (user.WantedBytes() + m_segmentHeaderBytes));
            if (!grant) continue;
            D2cHarqBlock* block = FreeProcess(user.upHarq);
            *block = D2cHarqBlock{};
            block->carrier = c;
            block->blocks = grant->blocks;
            block->format = grant->format;
            user.grantedBytes += static_cast<std::uint32_t>(grant->format->information_bits) / 8;
            user.servedUp.serve(slot, grant->format->information_bits);
            left -= grant->blocks;
            Grant(candidate.user, static_cast<std::size_t>(block - user.upHarq.data()), arrival);
            granted = true;
            served.push_back(&user);
        }
    }
    if (granted) m_lastArrival = arrival;
}

void D2cCell::Grant(const User& user, std::size_t process, std::int64_t arrival) {
    D2cHarqBlock& block = user->upHarq[process];
    block.state = D2cHarqBlock::UNDER_WAY;
    if (block.transmissions == 0) ++user->grantsAhead;
    const Time sends = std::max(Simulator::Now(), m_slot * arrival - GetDelay(user->link));
    if (m_halfDuplex) user->sendTimes.push_back(sends);
    Simulator::ScheduleWithContext(user->id, sends - Simulator::Now(), &D2cCell::SendGranted, this, user, process);
}

void D2cCell::SendGranted(User user, std::size_t process) {
    if (!user->attached) return;
    D2cHarqBlock& block = user->upHarq[process];
    if (block.transmissions == 0) {
        --user->grantsAhead;
        const auto bytes = static_cast<std::uint32_t>(block.format->information_bits) / 8;
        block.segments = user->up->Take(bytes);
        block.bufferStatus = user->up->GetBacklog();
        user->lastBufferStatus = block.bufferStatus;
        if (block.segments.empty() && block.bufferStatus == 0) {  // padding alone: the cell learns that there is nothing more
            user->grantedBytes -= bytes;
            user->knownBytes = user->grantedBytes;
            block.state = D2cHarqBlock::FREE;
            return;
        }
    }
    const double oneBlockDb = user->link->GetUplinkSinrInOneBlockDb(block.carrier);
    const double sinrDb = d2c::uplink_block_sinr(d2c::Db{oneBlockDb}, block.blocks, d2c::Db{m_uplinkTargetDb}).value;
    Simulator::Schedule(GetDelay(user->link) + (1 + user->decodingSlots) * m_slot, &D2cCell::ReceiveGranted, this, user, process, sinrDb);
}

void D2cCell::ReceiveGranted(User user, std::size_t process, double sinrDb) {
    if (!user->attached) return;
    D2cHarqBlock& block = user->upHarq[process];
    const bool first = block.transmissions == 0;
    const bool ok = Decode(*user, block, sinrDb, false);
    const auto bytes = static_cast<std::uint32_t>(block.format->information_bits) / 8;
    if (first) user->grantedBytes -= std::min(user->grantedBytes, bytes);
    const bool feedback = m_combining != d2c::Combining::kNone;
    if (!ok && feedback && block.transmissions < static_cast<int>(m_mostTransmissions)) {
        if (first) user->knownBytes -= std::min(user->knownBytes, bytes);
        block.state = D2cHarqBlock::FAILED;
        Arm(Simulator::Now());
        return;
    }
    block.state = D2cHarqBlock::FREE;
    D2cSegments segments;
    segments.swap(block.segments);
    // A cell that hears nothing on its grant grants again, as after a request.
    user->knownBytes = ok ? block.bufferStatus : std::max(user->knownBytes, m_firstGrantBytes);
    if (ok) user->up->Receive(segments);
    if (user->attached && user->WantedBytes() > 0) Arm(Simulator::Now());
}

double D2cCell::BelievedUplinkDb(D2cCellUser& user, std::uint32_t carrier) const { return Known(user).uplinkSinrDb[carrier] - m_marginDb; }

bool D2cCell::CanSendUp(D2cCellUser& user, std::uint32_t carrier) const {
    // A block must carry more than the headers of a piece: below that an uplink is starved.
    const double least = 8.0 * (m_segmentHeaderBytes + 1);
    const auto grant = d2c::uplink_grant(user.formats->up, d2c::Db{BelievedUplinkDb(user, carrier)}, d2c::Db{m_uplinkTargetDb},
                                         m_carriers[carrier].uplinkBlocks, least);
    return grant && grant->format->information_bits >= least;
}

std::int64_t D2cCell::NextUplink(std::int64_t slot) const {
    for (const User& user : m_order) {
        if (!CanHear(*user)) continue;
        bool wants = false;
        for (std::uint32_t c = 0; c < GetCarriers() && !wants && user->WantedBytes() > 0; ++c) wants = CanSendUp(*user, c);
        for (const D2cHarqBlock& block : user->upHarq) {
            if (block.state == D2cHarqBlock::FAILED) return slot + 1;
            if (wants && block.state == D2cHarqBlock::FREE) return slot + 1;
        }
    }
    return -1;
}

}  // namespace ns3
