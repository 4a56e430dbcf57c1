#pragma once
// What a phone can hear: the cells around it as the state machine of roaming/ reads them, and each as something that carries data.

#include <ns3/object.h>

#include <optional>
#include <vector>

#include "base/instant.h"
#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"
#include "ns3-modules/d2c-roaming/model/d2c-path.h"
#include "roaming/measurement/cell.h"

namespace ns3 {

/// A cell as a phone attaches to it.
struct D2cAttachment {
    Ptr<D2cCell> cell;
    Ptr<D2cRadioLink> link;
    Ptr<D2cPath> path;
};

/**
 * \brief The cells around one phone, now. Cells and links come into being when somebody asks for them.
 */
class D2cSurroundings : public Object {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();

    /// \return the UTC instant of Simulator::Now()
    virtual d2c::Instant GetUtc() const = 0;
    /**
     * \param serving the cell that serves, or an empty one
     * \param registered the network in which the phone is registered, or an empty one
     * \param cells is replaced by what the phone hears, at most d2c::Machine::kMostCells
     */
    virtual void Measure(d2c::RadioCellId serving, d2c::Plmn registered, std::vector<d2c::Measurement>& cells) = 0;
    /// \return a cell that was in the last Measure(), ready to attach to; nothing where it is gone
    virtual std::optional<D2cAttachment> GetAttachment(d2c::RadioCellId cell) = 0;
};

}  // namespace ns3
