#pragma once
// The phone's IP device.

#include <ns3/nstime.h>

#include <deque>

#include "handset_phy/handset.h"
#include "ns3-modules/d2c-radio/model/d2c-net-device.h"

namespace ns3 {

class D2cCell;
class D2cRadioLink;
class D2cRandomAccess;

/**
 * \brief A phone: what its stack sends goes up through the cell it is attached to, and waits here while it is attached to none.
 *
 * The device keeps its address wherever it is attached. What was sent but had not arrived whole when a cell let go of it is sent again by
 * the next one, in order.
 */
class D2cUeDevice : public D2cNetDevice {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cUeDevice();
    ~D2cUeDevice() override;

    /// \param handset the class of phone; before it is attached (LTE, 64QAM, overhead 27 % where never set)
    void SetHandset(const d2c::HandsetClass& handset) { m_handset = handset; }
    /// \return the class of phone
    const d2c::HandsetClass& GetHandset() const { return m_handset; }
    /// \param mask bit k: it may use carrier k of a cell (all where never set); from the next report on
    void SetCarrierMask(std::uint64_t mask) { m_carrierMask = mask; }
    /// \return carriers of a cell that it may use
    std::uint64_t GetCarrierMask() const { return m_carrierMask; }
    /// \return the cell it is attached to, or nothing
    Ptr<D2cCell> GetCell() const;
    /// \return octets of IPv4 packets that wait here, not with a cell
    std::uint32_t GetHeldBytes() const { return m_heldBytes; }

    /// Signature of the answer to StartRandomAccess: whether it succeeded, and what it took from the call on.
    using AccessCallback = Callback<void, bool, Time>;
    /**
     * \brief Begins a random access to a cell; one that is under way is given up without an answer.
     *
     * It ends when message 4 (of two-step access message B) has arrived, or after the last preamble failed. Whoever started it attaches the
     * device.
     * \param cell to access
     * \param link to that cell
     * \param done called once
     */
    void StartRandomAccess(Ptr<D2cCell> cell, Ptr<D2cRadioLink> link, AccessCallback done);
    /// Gives up a random access that is under way, without an answer.
    void StopRandomAccess();

    /// Of the cell alone: it takes over, and packets that waited are handed to it. \param cell the new one, or nothing
    void SetCell(Ptr<D2cCell> cell);
    /// Of the cell alone: packets that it could not bring up wait first. \param packets in order
    void HoldAgain(const std::vector<Ptr<Packet>>& packets);

    /**
     * TracedCallback signature of RandomAccess.
     * \param [in] step `preamble`, `response`, `message 3`, `message 4`, `backoff`, `success`, `failure`
     * \param [in] attempt from 1
     * \param [in] since the call of StartRandomAccess
     */
    typedef void (*RandomAccessTracedCallback)(std::string step, std::uint32_t attempt, Time since);

  protected:
    void DoDispose() override;
    bool Transmit(Ptr<Packet> packet) override;

  private:
    friend class D2cRandomAccess;

    d2c::HandsetClass m_handset;
    std::uint64_t m_carrierMask = ~std::uint64_t{0};
    Ptr<D2cCell> m_cell;
    std::deque<Ptr<Packet>> m_held;
    std::uint32_t m_heldBytes = 0;
    std::uint32_t m_heldLimit = 0;
    Ptr<D2cRandomAccess> m_access;
    TracedCallback<std::string, std::uint32_t, Time> m_randomAccessTrace;
    TracedCallback<bool> m_attachedTrace;
};

}  // namespace ns3
