#pragma once
// What hangs over the phones of a study: carriers, payloads with their patterns, beams lit for others. Shared, immutable.

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "constellation/ephemeris.h"
#include "constellation/patterns/chord_pattern.h"
#include "results/slice/slice.h"

namespace ns3 {

/**
 * \brief The rows of a slice that concern the air, ordered for looking up. Simulation time 0 is `start`.
 *
 * Carriers are counted by place here, 0 to GetCarriers().size() - 1; a mask has their numbers.
 */
class D2cSky {
  public:
    struct Carrier {
        d2c::slice::Carrier row;
        double gainAt1m = 0.0;  ///< handset_phy/reception/receiver.h
    };
    struct Payload {
        d2c::slice::Payload row;
        std::vector<d2c::ChordPattern> patterns;  ///< by place of the carrier
    };
    /// Beams and floors of one satellite at one step of the network.
    struct LitSatellite {
        std::uint32_t satellite = 0;
        std::vector<const d2c::slice::LitBeam*> beams;
        std::vector<double> floor_w_per_hz;  ///< by place of the carrier
    };

    /// \param slice kept as a whole \return the sky, or every fault of its rows
    static d2c::Result<std::shared_ptr<const D2cSky>> Create(std::shared_ptr<const d2c::slice::Slice> slice);

    const d2c::slice::Header& GetHeader() const { return m_slice->header; }
    const d2c::slice::Slice& GetSlice() const { return *m_slice; }
    const std::vector<Carrier>& GetCarriers() const { return m_carriers; }
    /// \return places of the carriers in a mask
    std::vector<std::uint32_t> PlacesOf(std::uint64_t mask) const;
    /// \return share of what is sent on `other` that falls into `carrier`, by place
    double GetOverlap(std::uint32_t carrier, std::uint32_t other) const { return m_overlap[carrier * m_carriers.size() + other]; }
    /// \return the payload of a satellite; fatal for one that is not in the slice
    const Payload& GetPayloadOf(std::uint32_t satellite) const;
    /// \return the rows of a satellite, or nullptr
    std::shared_ptr<const d2c::Ephemeris> GetEphemeris(std::uint32_t satellite) const;
    /// \return what is lit at a step of the network; empty beyond the rows
    const std::vector<LitSatellite>& GetLit(int step) const;
    /// \return the last step of the network that has rows
    int GetLastStep() const { return static_cast<int>(m_lit.size()) - 1; }

  private:
    D2cSky() = default;
    d2c::Faults Fill();
    void FillLit();

    std::shared_ptr<const d2c::slice::Slice> m_slice;
    std::vector<Carrier> m_carriers;
    std::vector<double> m_overlap;
    std::array<std::int8_t, 64> m_place{};  ///< by number of the carrier; below 0: none
    std::map<int, Payload> m_payloads;
    std::unordered_map<std::uint32_t, int> m_payloadOf;
    std::map<std::uint32_t, std::shared_ptr<const d2c::Ephemeris>> m_ephemerides;
    std::vector<std::vector<LitSatellite>> m_lit;
};

}  // namespace ns3
