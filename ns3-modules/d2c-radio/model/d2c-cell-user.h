#pragma once
// A phone as its cell sees it. Of the cell alone.

#include <ns3/event-id.h>
#include <ns3/simple-ref-count.h>

#include <deque>
#include <limits>
#include <memory>
#include <vector>

#include "handset_phy/scheduling/scheduling.h"
#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"
#include "ns3-modules/d2c-radio/model/d2c-ue-device.h"
#include "ns3-modules/d2c-radio/model/protocol/d2c-rlc.h"

namespace ns3 {

/// Formats of a class of phones, prepared once per cell.
struct D2cCellFormats {
    d2c::TransportFormats down, up;
};

/// A transport block and its HARQ process.
struct D2cHarqBlock {
    enum State : std::uint8_t {
        FREE,
        UNDER_WAY,  ///< sent or granted, not yet decoded
        RECEIVED,   ///< decoded; the sender knows from knownAt on
        FAILED,     ///< not decoded; the same
    };
    State state = FREE;
    Time knownAt;
    std::uint32_t carrier = 0;
    int blocks = 0;
    const d2c::TransportFormat* format = nullptr;
    int transmissions = 0;
    double sinrSum = 0.0;  ///< of ratios, over transmissions
    double draw = 0.0;     ///< fails while below the error rate
    std::uint32_t bufferStatus = 0;
    D2cSegments segments;
};

struct D2cReport {
    Time arrives;
    std::vector<double> downlinkSinrDb;  ///< per carrier; NaN: out of range, or not the phone's
    std::vector<double> uplinkSinrDb;    ///< per carrier, the whole power in one block; NaN: out of view, or not the phone's
};

struct D2cCellUser : public SimpleRefCount<D2cCellUser> {
    explicit D2cCellUser(double averageWindow) : servedDown(averageWindow), servedUp(averageWindow) {}

    Ptr<D2cUeDevice> device;
    Ptr<D2cRadioLink> link;
    std::shared_ptr<const D2cCellFormats> formats;
    std::uint32_t id = 0;  ///< of its node
    bool attached = true;
    Time seenAt = Time::Min();  ///< when inView was asked last
    bool inView = false;
    int decodingSlots = 3;
    Ptr<D2cRlc> down, up;
    std::vector<std::vector<D2cHarqBlock>> downHarq;  ///< by carrier
    std::vector<D2cHarqBlock> upHarq;
    d2c::ServedAverage servedDown, servedUp;
    double outerLoopDb = 0.0;

    D2cReport report;                ///< the last that has arrived
    std::deque<D2cReport> onTheWay;  ///< later ones
    EventId reporting;
    std::uint64_t deliveredBits = 0;  ///< since the last report

    // Uplink, at the cell
    std::uint32_t knownBytes = 0;    ///< of the phone's buffer
    std::uint32_t grantedBytes = 0;  ///< not yet received
    // Uplink, at the phone
    int grantsAhead = 0;
    std::uint32_t lastBufferStatus = 0;
    bool requesting = false;
    std::deque<Time> sendTimes;  ///< begins of its transmissions, for half duplex

    std::uint32_t WantedBytes() const { return knownBytes > grantedBytes ? knownBytes - grantedBytes : 0; }
};

}  // namespace ns3
