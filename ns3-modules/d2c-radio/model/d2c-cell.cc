#include "ns3-modules/d2c-radio/model/d2c-cell.h"

#include <ns3/abort.h>
#include <ns3/boolean.h>
#include <ns3/log.h>
#include <ns3/rng-seed-manager.h>
#include <ns3/simulator.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "handset_phy/adaptation/retransmission/harq.h"
#include "ns3-modules/d2c-radio/model/d2c-cell-user.h"

namespace ns3 {

NS_LOG_COMPONENT_DEFINE("D2cCell");

D2cCell::D2cCell() = default;
D2cCell::~D2cCell() { Simulator::Cancel(m_slotEvent); }

void D2cCell::DoDispose() {
    Simulator::Cancel(m_slotEvent);
    for (const User& user : m_order) {
        user->attached = false;
        Simulator::Cancel(user->reporting);
        user->down->Stop();
        user->up->Stop();
        user->device->SetCell(nullptr);
    }
    m_users.clear();
    m_order.clear();
    m_uplink = Callback<void, Ptr<D2cUeDevice>, Ptr<Packet>>();
    Object::DoDispose();
}

void D2cCell::SetNumerology(std::uint8_t mu) {
    m_numerology = mu;
    m_slot = NanoSeconds(1'000'000 >> mu);
    SetHoppingPeriod(m_hoppingPeriod);
}

void D2cCell::SetLitShare(double share) {
    NS_ABORT_MSG_UNLESS(share >= 0.0 && share <= 1.0, "D2cCell.LitShare: " << share << ": 0 to 1");
    m_hopping.lit_share = share;
}

void D2cCell::SetFreeShare(double share) {
    NS_ABORT_MSG_UNLESS(share >= 0.0 && share <= 1.0, "D2cCell.FreeShare: " << share << ": 0 to 1");
    m_freeShare = share;
}

void D2cCell::SetHoppingPeriod(Time period) {
    m_hoppingPeriod = period;
    m_hopping.period_slots = std::max<std::int64_t>(1, period.GetNanoSeconds() / m_slot.GetNanoSeconds());
}

std::uint32_t D2cCell::AddCarrier(std::uint32_t downlinkBlocks, std::uint32_t uplinkBlocks) {
    NS_ABORT_MSG_IF(downlinkBlocks < 1 || downlinkBlocks > 275 || uplinkBlocks < 1 || uplinkBlocks > 275,
                    "D2cCell: carrier of " << downlinkBlocks << " and " << uplinkBlocks << " blocks: 1 to 275 each");
    NS_ABORT_MSG_IF(!m_users.empty(), "D2cCell: AddCarrier() after Attach()");
    m_carriers.push_back({static_cast<int>(downlinkBlocks), static_cast<int>(uplinkBlocks), {}, {}});
    return GetCarriers() - 1;
}

Time D2cCell::GetDelay(Ptr<D2cRadioLink> link) const { return link->GetDelay() + m_ranDelay; }

double D2cCell::Draw(std::uint32_t entity, std::uint32_t number, bool access) const {
    const std::uint64_t seed = d2c::replication_seed(RngSeedManager::GetSeed(), static_cast<std::uint32_t>(RngSeedManager::GetRun()));
    return d2c::uniform01(
        {seed, access ? d2c::Purpose::kRandomAccess : d2c::Purpose::kTransportBlock, entity, static_cast<std::uint32_t>(m_stream), number});
}

int64_t D2cCell::AssignStreams(int64_t stream) {
    m_stream = stream;
    return 1;
}

int D2cCell::GetDecodingSlots(const d2c::HandsetClass& handset) {
    // Both ways' blocks and their decoding share what harq_timing names besides the round trip.
    const auto timing = d2c::harq_timing(handset, 0.0);
    return static_cast<int>(std::lround(timing->processing_s / timing->interval_s)) / 2 - 1;
}

std::shared_ptr<const D2cCellFormats> D2cCell::GetFormats(const d2c::HandsetClass& handset) {
    const std::string key = std::to_string(static_cast<int>(handset.air_interface)) + ' ' +
                            std::to_string(handset.highest_modulation_order) + ' ' + std::to_string(handset.layers) + ' ' +
                            std::to_string(handset.overhead_share);
    for (const auto& [known, formats] : m_formats)
        if (known == key) return formats;
    m_formats.emplace_back(key, std::make_shared<D2cCellFormats>(D2cCellFormats{d2c::TransportFormats::downlink(handset, m_source),
                                                                                d2c::TransportFormats::uplink(handset, m_source)}));
    return m_formats.back().second;
}

int D2cCell::Processes(const D2cCellUser& user) const {
    if (m_combining == d2c::Combining::kNone) return 0;
    return m_processes > 0 ? static_cast<int>(m_processes) : d2c::harq_timing(user.device->GetHandset(), 0.0)->processes;
}

void D2cCell::Attach(Ptr<D2cUeDevice> device, Ptr<D2cRadioLink> link) {
    NS_ABORT_MSG_IF(!device || !link || !device->GetNode(), "D2cCell: Attach() needs a device on a node, and a link");
    NS_ABORT_MSG_IF(device->GetCell(), "D2cCell: Attach() of a phone that is attached already: Detach() it first");
    if (m_carriers.empty()) AddCarrier(25, 25);
    const auto user = Create<D2cCellUser>(m_averageWindow);
    user->device = device;
    user->link = link;
    user->formats = GetFormats(device->GetHandset());
    user->id = device->GetNode()->GetId();
    user->decodingSlots = GetDecodingSlots(device->GetHandset());
    user->down = CreateBearer(PeekPointer(user), true);
    user->up = CreateBearer(PeekPointer(user), false);
    const auto processes = static_cast<std::size_t>(Processes(*user));
    user->downHarq.assign(m_carriers.size(), std::vector<D2cHarqBlock>(processes));
    // Without feedback a grant still needs a place; as many as fit into any round trip up to a second.
    user->upHarq.resize(processes > 0 ? processes : static_cast<std::size_t>(1) << (10 + m_numerology));
    user->report = Measure(*user);
    m_users[PeekPointer(device)] = user;
    m_order.push_back(user);
    m_offsetUntil = Time(0);
    device->SetCell(this);
}

std::vector<Ptr<Packet>> D2cCell::Detach(Ptr<D2cUeDevice> device) {
    const User user = Find(device);
    user->attached = false;
    Simulator::Cancel(user->reporting);
    m_users.erase(PeekPointer(device));
    m_order.erase(std::find(m_order.begin(), m_order.end(), user));
    m_offsetUntil = Time(0);
    if (m_order.empty()) Simulator::Cancel(m_slotEvent);
    device->SetCell(nullptr);
    device->HoldAgain(user->up->Stop());
    return user->down->Stop();
}

D2cCell::User D2cCell::Find(Ptr<D2cUeDevice> device) const {
    const auto found = m_users.find(PeekPointer(device));
    NS_ABORT_MSG_IF(found == m_users.end(), "D2cCell: a phone that is not attached here");
    return found->second;
}

std::uint32_t D2cCell::GetDownlinkBacklog(Ptr<D2cUeDevice> device) const { return Find(device)->down->GetBacklog(); }

Time D2cCell::Round(const D2cCellUser& user) const {
    // Block, decoding, answer, decoding, and the way there and back.
    return 2 * (GetDelay(user.link) + (1 + user.decodingSlots) * m_slot);
}

Ptr<D2cRlc> D2cCell::CreateBearer(D2cCellUser* user, bool downlink) {
    D2cRlc::Hooks hooks;
    hooks.times = [this, user]() {
        const Time round = Round(*user);
        const Time dark = m_hopping.lit_share < 1.0 ? m_hoppingPeriod : Time(0);
        const std::uint32_t repeats = m_combining == d2c::Combining::kNone ? 0 : m_mostTransmissions - 1;
        const Time reassembly = repeats * (round + dark) + m_slot;
        return D2cRlc::Times{reassembly, GetDelay(user->link) + (1 + user->decodingSlots) * m_slot, round + dark + reassembly};
    };
    hooks.lost = [this, user, downlink](Ptr<const Packet> packet) { m_lossTrace(user->id, downlink, packet); };
    if (downlink) {
        hooks.deliver = [user](Ptr<Packet> packet) { user->device->DeliverUp(packet); };
        hooks.wake = [this]() { Arm(Simulator::Now()); };
    } else {
        hooks.deliver = [this, user](Ptr<Packet> packet) {
            if (!m_uplink.IsNull()) m_uplink(user->device, packet);
        };
        hooks.wake = [this, user]() { RequestIfNeeded(user); };
    }
    return Create<D2cRlc>(D2cRlc::Settings{m_acknowledged, m_headerBytes, m_segmentHeaderBytes, m_queueBytes}, std::move(hooks));
}

bool D2cCell::SendDown(Ptr<D2cUeDevice> device, Ptr<Packet> ip) {
    if (!IsAttached(device)) {  // it may have left while the packet was on its way to this cell
        m_dropTrace(device->GetNode()->GetId(), true, ip);
        return false;
    }
    const User user = Find(device);
    if (!user->down->Enqueue(ip)) {
        m_dropTrace(user->id, true, ip);
        return false;
    }
    StartReports(user);
    Arm(Simulator::Now());
    return true;
}

bool D2cCell::SendUp(Ptr<D2cUeDevice> device, Ptr<Packet> ip) {
    const User user = Find(device);
    if (!user->up->Enqueue(ip)) {
        m_dropTrace(user->id, false, ip);
        return false;
    }
    RequestIfNeeded(PeekPointer(user));
    return true;
}

// --- Slots

std::int64_t D2cCell::FirstSlotFrom(Time at) const {
    const std::int64_t slot = m_slot.GetNanoSeconds();
    return (at.GetNanoSeconds() + slot - 1) / slot;
}

void D2cCell::Arm(Time at) { ArmSlot(FirstSlotFrom(at)); }

void D2cCell::ArmSlot(std::int64_t slot) {
    slot = d2c::next_lit(m_hopping, std::max(slot, m_lastSlot + 1));
    if (slot < 0) return;
    if (m_slotEvent.IsRunning()) {
        if (m_armedSlot <= slot) return;
        Simulator::Cancel(m_slotEvent);
    }
    m_armedSlot = slot;
    m_slotEvent = Simulator::Schedule(m_slot * slot - Simulator::Now(), &D2cCell::Slot, this, slot);
}

void D2cCell::Slot(std::int64_t slot) {
    m_lastSlot = slot;
    if (d2c::is_lit(m_hopping, slot)) {
        RunDownlink(slot);
        RunUplink(slot);
    }
    const std::int64_t down = NextDownlink(slot), up = NextUplink(slot);
    if (down >= 0) ArmSlot(down);
    if (up >= 0) ArmSlot(up);
}

// --- Phones

bool D2cCell::CanHear(D2cCellUser& user) const {
    if (user.seenAt != Simulator::Now()) {
        user.seenAt = Simulator::Now();
        user.inView = user.link->IsInView();
    }
    return user.inView;
}

D2cReport D2cCell::Measure(const D2cCellUser& user) const {
    D2cReport report;
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const bool inView = user.link->IsInView();
    for (std::uint32_t c = 0; c < GetCarriers(); ++c) {
        const bool usable = inView && (user.device->GetCarrierMask() >> c & 1) != 0;
        const auto reported = usable ? user.formats->down.reported(d2c::Db{user.link->GetDownlinkSinrDb(c)}) : std::nullopt;
        report.downlinkSinrDb.push_back(reported ? reported->value : kNone);
        report.uplinkSinrDb.push_back(usable ? user.link->GetUplinkSinrInOneBlockDb(c) : kNone);
    }
    return report;
}

void D2cCell::StartReports(const User& user) {
    if (user->reporting.IsRunning()) return;
    // While it was idle it reported as well: what the last of these said is what it would say now.
    user->onTheWay.clear();
    user->report = Measure(*user);
    user->reporting = Simulator::Schedule(m_reportPeriod, &D2cCell::Report, this, user);
}

void D2cCell::Report(User user) {
    if (!user->attached) return;
    D2cReport report = Measure(*user);
    report.arrives = Simulator::Now() + GetDelay(user->link) + (1 + user->decodingSlots) * m_slot;
    const bool waiting = user->down->GetBacklog() > 0 || user->up->GetBacklog() > 0 || user->knownBytes > 0;
    if (!m_sinrTrace.IsEmpty() && user->link->IsInView())
        for (std::uint32_t c = 0; c < GetCarriers(); ++c) m_sinrTrace(user->id, c, user->link->GetDownlinkSinrDb(c));
    m_queueTrace(user->id, user->down->GetBacklog(), user->up->GetBacklog());
    m_rateTrace(user->id, static_cast<double>(user->deliveredBits) / m_reportPeriod.GetSeconds());
    const bool idle = !waiting && user->deliveredBits == 0;
    user->deliveredBits = 0;
    if (idle) return;
    if (waiting) Arm(report.arrives);
    user->onTheWay.push_back(std::move(report));
    user->reporting = Simulator::Schedule(m_reportPeriod, &D2cCell::Report, this, user);
}

const D2cReport& D2cCell::Known(D2cCellUser& user) const {
    while (!user.onTheWay.empty() && user.onTheWay.front().arrives <= Simulator::Now()) {
        user.report = std::move(user.onTheWay.front());
        user.onTheWay.pop_front();
    }
    return user.report;
}

D2cHarqBlock* D2cCell::FreeProcess(std::vector<D2cHarqBlock>& processes) const {
    for (D2cHarqBlock& block : processes) {
        if (block.state == D2cHarqBlock::RECEIVED && block.knownAt <= Simulator::Now()) block.state = D2cHarqBlock::FREE;
        if (block.state == D2cHarqBlock::FREE) return &block;
    }
    return nullptr;
}

bool D2cCell::Decode(D2cCellUser& user, D2cHarqBlock& block, double sinrDb, bool downlink) {
    if (block.transmissions == 0) block.draw = Draw(user.id, m_draws++, false);
    ++block.transmissions;
    block.sinrSum += d2c::ratio_from_db(d2c::Db{sinrDb});
    const d2c::TransportFormats& formats = downlink ? user.formats->down : user.formats->up;
    const d2c::Db mean = d2c::db_from_ratio(block.sinrSum / block.transmissions);
    const bool ok = CanHear(user) && block.draw >= formats.error_rate(*block.format, mean, m_combining, block.transmissions);
    m_blockTrace({user.id, downlink, block.carrier, block.blocks, block.format->row, block.format->information_bits, block.transmissions,
                  sinrDb, ok});
    return ok;
}

}  // namespace ns3
