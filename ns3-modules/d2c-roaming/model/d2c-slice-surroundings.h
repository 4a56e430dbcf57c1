#pragma once
// The cells around one phone by the rows of a slice.

#include <map>

#include "handset_phy/reception/message_loss.h"
#include "ns3-modules/d2c-roaming/model/d2c-slice-cells.h"

namespace ns3 {

/// Row of a slice's settings: `true` or `false`.
inline constexpr const char* kPreambleDopplerSearch = "preamble_doppler_search";

/**
 * \brief Beams as the rows list them, each measured by a D2cBeamRadioLink of its own; the terrestrial cell where the track hears it.
 */
class D2cSliceSurroundings : public D2cSurroundings {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cSliceSurroundings() = default;

    /// \param cells of the slice \param phone with its channel \param user number of the phone
    void SetPhone(Ptr<D2cSliceCells> cells, Ptr<D2cPhoneChannel> phone, std::uint32_t user);
    /// \return the link to a cell of the last Measure(), or nothing
    Ptr<D2cBeamRadioLink> GetLink(d2c::RadioCellId cell) const;

    d2c::Instant GetUtc() const override;
    void Measure(d2c::RadioCellId serving, d2c::Plmn registered, std::vector<d2c::Measurement>& cells) override;
    std::optional<D2cAttachment> GetAttachment(d2c::RadioCellId cell) override;

  protected:
    void DoDispose() override;

  private:
    struct Known {
        Ptr<D2cBeamRadioLink> link;
        const d2c::slice::Cell* row = nullptr;
        int seen = -1;  ///< step of the last Measure() that had it
    };
    int GetStep() const;
    void MeasureTerrestrial(d2c::Plmn registered, std::vector<d2c::Measurement>& cells) const;

    Ptr<D2cSliceCells> m_cells;
    Ptr<D2cPhoneChannel> m_phone;
    std::vector<bool> m_hearsTerrestrial;  ///< by step of measurement
    std::map<std::uint64_t, Known> m_known;
    d2c::MessageLosses m_losses;
    bool m_searchesDoppler = false;
};

}  // namespace ns3
