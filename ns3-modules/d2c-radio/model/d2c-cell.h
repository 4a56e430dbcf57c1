#pragma once
// One beam as a cell: its slots, its queues, who is served when, and what becomes of each transport block.

#include <ns3/callback.h>
#include <ns3/event-id.h>
#include <ns3/object.h>
#include <ns3/packet.h>
#include <ns3/traced-callback.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "handset_phy/adaptation/block_error/block_error.h"
#include "handset_phy/handset.h"
#include "handset_phy/scheduling/scheduling.h"
#include "handset_phy/scheduling/slots.h"
#include "handset_phy/scheduling/transport_format.h"
#include "ns3-modules/d2c-radio/model/protocol/d2c-random-access.h"

namespace ns3 {

class D2cRadioLink;
class D2cRlc;
class D2cUeDevice;
struct D2cCellFormats;
struct D2cCellUser;
struct D2cHarqBlock;
struct D2cReport;

/// A transport block after its reception.
struct D2cTransportBlock {
    std::uint32_t user;  ///< node id
    bool downlink;
    std::uint32_t carrier;
    int blocks, row, bits;
    int transmission;  ///< from 1
    double sinrDb;     ///< of the downlink; of each block of the uplink
    bool ok;
};

/**
 * \brief The MAC of one beam, at the satellite (or, with RanDelay, at the gateway behind it).
 *
 * Slots lie on a grid that begins at time 0; nothing is scheduled while nothing is queued. Timing of an idle cell, with T a slot and d the
 * one-way delay: a packet down is sent in the first lit slot that begins at or after its arrival and is delivered T + d + D T after that
 * slot's begin (D: slots to decode, 3 for LTE, 1 for NR). A packet up asks at the next request occasion (they arrive at multiples of
 * SchedulingRequestPeriod), is granted in the first slot T + D T after the request's arrival, K slots before the data arrive (K: the
 * longest round trip of the cell in whole slots, plus 1 + D), and is delivered T + D T after they do. HARQ answers are known 2 (1 + D) T +
 * 2 d after a downlink block's slot began: 8 and 4 ms besides the round trip, as d2c::harq_timing has it.
 */
class D2cCell : public Object {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cCell();
    ~D2cCell() override;

    /// \param downlinkBlocks, uplinkBlocks resource blocks of one more carrier pair \return its number
    std::uint32_t AddCarrier(std::uint32_t downlinkBlocks, std::uint32_t uplinkBlocks);
    /// \return carriers; the first use of the cell makes one of 25 blocks each way where none was added
    std::uint32_t GetCarriers() const { return static_cast<std::uint32_t>(m_carriers.size()); }

    /// Data may flow from now on. \param device a phone attached to nothing \param link between it and this beam
    void Attach(Ptr<D2cUeDevice> device, Ptr<D2cRadioLink> link);
    /// The device holds its undelivered uplink packets again. \param device \return undelivered downlink packets, in order
    std::vector<Ptr<Packet>> Detach(Ptr<D2cUeDevice> device);
    /// \param device a phone \return whether it is attached here
    bool IsAttached(Ptr<D2cUeDevice> device) const { return m_users.contains(PeekPointer(device)); }
    /// \param device phone \param ip packet for it \return false where it was dropped: the queue is full, or the phone is not attached
    bool SendDown(Ptr<D2cUeDevice> device, Ptr<Packet> ip);
    /// Of the device. \param device attached phone \param ip packet of it \return false where it was dropped
    bool SendUp(Ptr<D2cUeDevice> device, Ptr<Packet> ip);
    /// \param callback gets every packet that arrived whole from a phone
    void SetUplinkCallback(Callback<void, Ptr<D2cUeDevice>, Ptr<Packet>> callback) { m_uplink = callback; }
    /// \param share of time in which this beam is lit
    void SetLitShare(double share);
    /// \param share of a lit slot's blocks that users outside the simulation leave
    void SetFreeShare(double share);
    /// \param device attached phone \return octets queued for it, headers included
    std::uint32_t GetDownlinkBacklog(Ptr<D2cUeDevice> device) const;
    /// \return a slot
    Time GetSlot() const { return m_slot; }
    /// Draws depend on this number, the phone's node, their order, RngSeed and RngRun. \param stream a number of its own per cell
    int64_t AssignStreams(int64_t stream);

    /// \return settings and occasions of its random access channel
    D2cAccessChannel& GetAccessChannel() { return m_access; }
    /// \param link to this beam \return one way between a phone and whoever schedules
    Time GetDelay(Ptr<D2cRadioLink> link) const;
    /// \param handset class of phone \return its formats here
    std::shared_ptr<const D2cCellFormats> GetFormats(const d2c::HandsetClass& handset);
    /// \param handset class of phone \return slots it and the cell take to decode it
    static int GetDecodingSlots(const d2c::HandsetClass& handset);
    /// A draw in (0, 1). \param entity who \param number of the draw \param access random access, else transport blocks
    double Draw(std::uint32_t entity, std::uint32_t number, bool access) const;

    /// TracedCallback signature of Sinr. \param [in] user node id \param [in] carrier of it \param [in] sinrDb of the downlink [dB]
    typedef void (*SinrCallback)(std::uint32_t user, std::uint32_t carrier, double sinrDb);
    /// TracedCallback signature of Rate. \param [in] user node id \param [in] bitsPerSecond decoded in the downlink since the last report
    typedef void (*RateCallback)(std::uint32_t user, double bitsPerSecond);
    /// TracedCallback signature of TransportBlock. \param [in] block what became of it
    typedef void (*TransportBlockCallback)(const D2cTransportBlock& block);
    /// TracedCallback signature of Queue. \param [in] user node id \param [in] down \param [in] up octets that wait
    typedef void (*QueueCallback)(std::uint32_t user, std::uint32_t down, std::uint32_t up);
    /// TracedCallback signature of RlcLoss and Drop. \param [in] user node id \param [in] downlink direction \param [in] packet or nothing
    typedef void (*LossCallback)(std::uint32_t user, bool downlink, Ptr<const Packet> packet);

  protected:
    void DoDispose() override;

  private:
    struct Carrier {
        int downlinkBlocks, uplinkBlocks;
        d2c::BlockShare downlinkShare, uplinkShare;
    };
    using User = Ptr<D2cCellUser>;

    static void AddSlotAttributes(TypeId& type);
    static void AddSchedulerAttributes(TypeId& type);
    static void AddAccessAttributes(TypeId& type);
    // EnumValue is an int.
    void SetRule(int rule) { m_rule = static_cast<d2c::SchedulingRule>(rule); }
    int GetRule() const { return static_cast<int>(m_rule); }
    void SetSource(int source) { m_source = static_cast<d2c::FormatSource>(source); }
    int GetSource() const { return static_cast<int>(m_source); }
    void SetCombining(int combining) { m_combining = static_cast<d2c::Combining>(combining); }
    int GetCombining() const { return static_cast<int>(m_combining); }
    double GetFreeShare() const { return m_freeShare; }
    double GetLitShare() const { return m_hopping.lit_share; }
    void SetPreambleFormat(std::uint32_t format) { m_access.preambleFormat = format; }
    void SetPreambles(std::uint32_t count) { m_access.preambles = count; }
    void SetAccessPeriod(Time period) { m_access.period = period; }
    void SetResponseWindow(Time window) { m_access.window = window; }
    void SetContentionTimer(Time timer) { m_access.contentionTimer = timer; }
    void SetLongestBackoff(Time backoff) { m_access.longestBackoff = backoff; }
    void SetAccessAttempts(std::uint32_t attempts) { m_access.mostAttempts = attempts; }
    void SetTwoStepAccess(bool twoStep) { m_access.twoStep = twoStep; }

    // Slots
    void SetNumerology(std::uint8_t mu);
    std::uint8_t GetNumerology() const { return m_numerology; }
    void SetHoppingPeriod(Time period);
    Time GetHoppingPeriod() const { return m_hoppingPeriod; }
    void Arm(Time at);
    void ArmSlot(std::int64_t slot);
    void Slot(std::int64_t slot);
    std::int64_t FirstSlotFrom(Time at) const;

    // Phones
    User Find(Ptr<D2cUeDevice> device) const;
    bool CanHear(D2cCellUser& user) const;
    void StartReports(const User& user);
    void Report(User user);
    D2cReport Measure(const D2cCellUser& user) const;
    const D2cReport& Known(D2cCellUser& user) const;
    int Processes(const D2cCellUser& user) const;
    Ptr<D2cRlc> CreateBearer(D2cCellUser* user, bool downlink);
    Time Round(const D2cCellUser& user) const;
    D2cHarqBlock* FreeProcess(std::vector<D2cHarqBlock>& processes) const;
    bool Decode(D2cCellUser& user, D2cHarqBlock& block, double sinrDb, bool downlink);

    // Downlink
    void RunDownlink(std::int64_t slot);
    void RepeatDownlink(Carrier& carrier, std::uint32_t number, int& left);
    void SendBlock(const User& user, const D2cHarqBlock& block, std::size_t process);
    void ReceiveBlock(User user, D2cHarqBlock unprocessed, std::uint32_t carrier, std::size_t process);
    std::int64_t NextDownlink(std::int64_t slot) const;
    bool IsSending(D2cCellUser& user) const;
    double BelievedDb(D2cCellUser& user, std::uint32_t carrier) const;

    // Uplink
    void RequestIfNeeded(D2cCellUser* user);
    void HearRequest(User user);
    void RunUplink(std::int64_t slot);
    void Grant(const User& user, std::size_t process, std::int64_t arrival);
    void SendGranted(User user, std::size_t process);
    void ReceiveGranted(User user, std::size_t process, double sinrDb);
    std::int64_t NextUplink(std::int64_t slot) const;
    bool CanSendUp(D2cCellUser& user, std::uint32_t carrier) const;
    double BelievedUplinkDb(D2cCellUser& user, std::uint32_t carrier) const;
    std::int64_t SchedulingOffset();

    static constexpr std::size_t kNoProcess = static_cast<std::size_t>(-1);

    std::vector<Carrier> m_carriers;
    std::map<D2cUeDevice*, User> m_users;
    std::vector<User> m_order;  ///< of attaching: the same on every run
    std::vector<std::pair<std::string, std::shared_ptr<const D2cCellFormats>>> m_formats;
    D2cAccessChannel m_access;
    Callback<void, Ptr<D2cUeDevice>, Ptr<Packet>> m_uplink;

    std::uint8_t m_numerology = 0;
    Time m_slot, m_hoppingPeriod;
    d2c::Hopping m_hopping;
    EventId m_slotEvent;
    std::int64_t m_armedSlot = -1, m_lastSlot = -1, m_lastArrival = -1;
    std::int64_t m_offsetSlots = 0;
    Time m_offsetUntil;
    std::int64_t m_stream = 0;
    std::uint32_t m_draws = 0;

    // Attributes
    d2c::SchedulingRule m_rule = d2c::SchedulingRule::kRoundRobin;
    d2c::FormatSource m_source = d2c::FormatSource::kRateTable;
    d2c::Combining m_combining = d2c::Combining::kIncrementalRedundancy;
    bool m_acknowledged = true, m_halfDuplex = false;
    std::uint32_t m_processes = 0, m_mostTransmissions = 4;
    std::uint32_t m_headerBytes = 10, m_segmentHeaderBytes = 3, m_queueBytes = 0, m_firstGrantBytes = 0, m_guardSlots = 1;
    double m_freeShare = 1.0, m_uplinkTargetDb = 0.0, m_averageWindow = 100.0, m_marginDb = 0.0, m_outerLoopDb = 0.0;
    Time m_reportPeriod, m_requestPeriod, m_ranDelay;

    TracedCallback<std::uint32_t, std::uint32_t, double> m_sinrTrace;
    TracedCallback<std::uint32_t, double> m_rateTrace;
    TracedCallback<const D2cTransportBlock&> m_blockTrace;
    TracedCallback<std::uint32_t, std::uint32_t, std::uint32_t> m_queueTrace;
    TracedCallback<std::uint32_t, bool, Ptr<const Packet>> m_lossTrace, m_dropTrace;
};

}  // namespace ns3
