#pragma once
// What all paths to one phone have alike, and what it hears of beams lit for others.

#include <ns3/mobility-model.h>
#include <ns3/nstime.h>
#include <ns3/object.h>

#include <memory>
#include <vector>

#include "handset_phy/environment.h"
#include "handset_phy/reception/path_gain.h"
#include "handset_phy/reception/receiver.h"
#include "ns3-modules/d2c-channel/model/d2c-sky.h"

namespace ns3 {

/**
 * \brief One phone under a sky: its place, its surroundings, its draws, its receiver.
 *
 * Schedules nothing. What depends on the place is computed once per UpdateInterval, interference once per step of the network; both only
 * when asked for.
 */
class D2cPhoneChannel : public Object {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cPhoneChannel() = default;

    /// \param sky whose carriers and lit beams these are
    void SetSky(std::shared_ptr<const D2cSky> sky);
    /// \param mobility of the phone; with a D2cTrackMobilityModel interference is that of where the phone is at the network's steps
    void SetMobility(Ptr<MobilityModel> mobility);
    /// \param handset class of the phone
    void SetHandset(const d2c::HandsetClass& handset);
    /**
     * \param environment what surrounds it and what it is inside of; `grip` counts as well
     * \param probability with which the loss of its enclosure is not exceeded
     * \param grip further loss to hand and head
     */
    void SetEnvironment(const d2c::PhoneEnvironment& environment, double probability, d2c::Db grip);
    /// \param seed of the study \param drawId the phone's identity in draws towards satellites (path_draw.h)
    void SetDraws(std::uint64_t seed, std::uint64_t drawId);

    const D2cSky& GetSky() const { return *m_sky; }
    Ptr<MobilityModel> GetMobility() const { return m_mobility; }
    const d2c::HandsetClass& GetHandset() const { return m_handset; }
    const d2c::ReceiverFigures& GetReceiver() const { return m_receiver; }
    /// \return the UTC instant of a simulation time
    d2c::Instant GetUtc(Time at) const;

    /// \return where it is now, at most UpdateInterval old
    const d2c::Geodetic& GetPlace() const;
    /// \return the same, Earth-fixed
    const d2c::Position<d2c::Itrf>& GetPosition() const;
    /// \return gain of its path to a satellite now
    d2c::PathGain GetPathGain(std::uint32_t satellite, d2c::Angle elevation, d2c::Metres slantRange) const;
    /// \return what stays on a carrier, by place, of any path's gain
    double GetPlaceGain(std::uint32_t carrier) const;
    /// \return power of all other beams in a carrier at an isotropic phone now, overlaps and place gain applied [W/Hz]
    double GetOthers(std::uint32_t carrier) const;
    /// \return the same of one carrier alone at a step of the network, without them: as the world engine writes it in a slice [W/Hz]
    double GetDensityAtStep(int step, std::uint32_t carrier) const;
    /// \return how old a figure may be
    Time GetUpdateInterval() const { return m_updateInterval; }

  protected:
    void DoDispose() override;

  private:
    struct Density {
        int step = -1;
        bool known = false;
        std::vector<double> w_per_hz;  ///< by place of the carrier
    };
    void Update() const;
    d2c::Geodetic PlaceAt(Time at) const;
    const Density& DensityAt(int step) const;

    std::shared_ptr<const D2cSky> m_sky;
    Ptr<MobilityModel> m_mobility;
    d2c::HandsetClass m_handset;
    d2c::ReceiverFigures m_receiver;
    d2c::PathChannel m_channel{d2c::ChannelTable::clear(d2c::ChannelEnvironment::kRural), d2c::Db{0.0}, {}};
    std::vector<d2c::Db> m_nearAtReference;  ///< by place of the carrier
    d2c::PhoneEnvironment m_environment;
    double m_probability = 0.5;
    d2c::Db m_grip{0.0};
    std::uint64_t m_seed = 1;
    std::uint32_t m_drawWord = 0;
    Time m_updateInterval;

    mutable Time m_updated{-1};
    mutable d2c::Geodetic m_place{};
    mutable d2c::Position<d2c::Itrf> m_position{};
    mutable std::vector<double> m_placeGain, m_others;
    mutable Density m_densities[2];
};

}  // namespace ns3
