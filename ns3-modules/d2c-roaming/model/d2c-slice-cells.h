#pragma once
// The cells of a slice that somebody has attached to, shared by all phones, and the rows in the order of time.

#include <ns3/object-factory.h>

#include <map>
#include <memory>
#include <vector>

#include "handset_phy/handset.h"
#include "ns3-modules/d2c-channel/helper/d2c-channel-helper.h"
#include "ns3-modules/d2c-channel/model/d2c-fixed-radio-link.h"
#include "ns3-modules/d2c-roaming/model/d2c-surroundings.h"

namespace ns3 {

/**
 * \brief Cells, paths and rows of one slice. A cell is made when a phone first attaches to it, a path when its satellite's first cell is.
 */
class D2cSliceCells : public Object {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cSliceCells() = default;

    /// \param sky whose slice this is
    void SetSky(std::shared_ptr<const D2cSky> sky);
    /// \param name, value an attribute of every D2cCell from now on
    void SetCellAttribute(std::string name, const AttributeValue& value) { m_factory.Set(name, value); }

    const D2cSky& GetSky() const { return *m_sky; }
    D2cChannelHelper& GetChannelHelper() { return *m_helper; }
    /// \return rows of one step of measurement; empty beyond them
    const std::vector<const d2c::slice::Cell*>& GetRows(int step) const;
    /// \return the row of the same cell one step later, or nullptr
    const d2c::slice::Cell* GetNext(const d2c::slice::Cell& row) const;
    /// \return the code of a network of the slice; fatal for one that is not
    d2c::Plmn GetPlmn(const std::string& network) const;
    /// \return whether `from` hands over to `to`, and after how long the cores know
    std::optional<Time> GetTransfer(d2c::Plmn from, d2c::Plmn to) const;

    /// \return the cell, its carriers those of the link; its shares are those of the row from now on
    D2cAttachment Attach(const d2c::slice::Cell& row, Ptr<D2cBeamRadioLink> link, const d2c::HandsetClass& handset);
    /// \return the carriers of a cell that there is already, else those of the row
    std::uint64_t GetCarriers(const d2c::slice::Cell& row) const;
    /// Shares and delays of a cell that there is already follow the row. \param next the row after it, or nullptr
    void Follow(const d2c::slice::Cell& row, const d2c::slice::Cell* next);
    /// \return the terrestrial cell of the slice with a link of the row's figures
    D2cAttachment AttachTerrestrial(const d2c::HandsetClass& handset);
    /// \return cells that there are
    std::size_t GetCellCount() const { return m_cells.size(); }
    /// Streams of the cells made from now on. \param first number \return 1000, the most that are used
    int64_t AssignStreams(int64_t first);

  protected:
    void DoDispose() override;

  private:
    using Key = std::pair<std::uint32_t, std::uint32_t>;  ///< satellite, beam
    struct Entry {
        Ptr<D2cCell> cell;
        Ptr<D2cPath> path;
        std::uint64_t carriers = 0;
    };
    Ptr<D2cCell> CreateCell();

    std::shared_ptr<const D2cSky> m_sky;
    std::unique_ptr<D2cChannelHelper> m_helper;
    ObjectFactory m_factory{"ns3::D2cCell"};
    std::vector<std::vector<const d2c::slice::Cell*>> m_rows;
    std::map<Key, Entry> m_cells;
    std::map<std::uint32_t, Ptr<D2cPath>> m_paths;
    Entry m_terrestrial;
    Ptr<D2cFixedRadioLink> m_terrestrialLink;
    int64_t m_stream = 0;
};

}  // namespace ns3
