#pragma once
// A link computed from where satellite, beam and phone are.

#include <ns3/vector.h>

#include <vector>

#include "ns3-modules/d2c-channel/model/d2c-phone-channel.h"
#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"
#include "roaming/procedures/random_access.h"

namespace ns3 {

/**
 * \brief One phone in one beam of one satellite.
 *
 * Every figure is that of the pure functions in constellation/, handset_phy/ and roaming/ at Simulator::Now(), at most the phone's
 * UpdateInterval old; a link that nobody asks costs nothing.
 *
 * Carriers: of those that may be used here a beam has the ones of a single part of the reuse pattern. ChooseCarriers() takes the part whose
 * best carrier is received best; until the next call the link's carrier 0 is the first of that part.
 */
class D2cBeamRadioLink : public D2cRadioLink {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cBeamRadioLink() = default;

    /**
     * \param phone one end
     * \param satellite number of the other in the sky, whose payload and draws it has
     * \param mobility of the satellite
     */
    void SetEnds(Ptr<D2cPhoneChannel> phone, std::uint32_t satellite, Ptr<MobilityModel> mobility);
    /// The beam's middle, a point on its axis. \param aim fixed on the ground or moving
    void SetAim(Ptr<MobilityModel> aim);
    /// The same where rows give it: a straight line between two instants. \param from at `begin` \param to at `end`, or the same point
    void SetAim(const Vector& from, const Vector& to, Time begin, Time end);
    /// \param mask carriers that may be used here, by number
    void SetCarriers(std::uint64_t mask);
    /// \param begin, end power of other phones over the noise in a resource block, at the beam; linear between the two instants
    void SetUplinkOthers(double fromRatio, double toRatio, Time begin, Time end);

    /// Takes the part of the reuse pattern that is best now.
    void ChooseCarriers();
    /// \return how many carriers the beam has
    std::uint32_t GetCarrierCount() const { return static_cast<std::uint32_t>(m_places.size()); }
    /// \return row of a carrier of the beam
    const d2c::slice::Carrier& GetCarrier(std::uint32_t carrier) const;
    /// \return the carrier of the best downlink SINR
    std::uint32_t GetBestCarrier() const;
    std::uint32_t GetSatellite() const { return m_satellite; }
    /// \return elevation of the satellite at the phone
    d2c::Angle GetElevation() const;
    /// \return straight line between satellite and phone
    d2c::Metres GetSlantRange() const;
    /// \return whether there is line of sight
    bool IsClear() const;

    bool IsInView() const override;
    Time GetDelay() const override;
    double GetDopplerHz() const override;
    double GetDownlinkSinrDb(std::uint32_t carrier) const override;
    double GetUplinkSinrInOneBlockDb(std::uint32_t carrier) const override;
    double GetRsrpDbm(std::uint32_t carrier) const override;
    Time GetUplinkTimingError() const override;
    double GetUplinkFrequencyErrorHz() const override;

  protected:
    void DoDispose() override;

  private:
    struct Figures {
        bool inView = false, clear = false;
        d2c::Angle elevation;
        d2c::Metres slantRange{0.0};
        double dopplerHz = 0.0;
        d2c::UplinkOffset offset;
        std::vector<d2c::CarrierReception> carriers;
    };
    const Figures& Now() const;
    void Compute() const;
    d2c::CarrierReception Receive(std::uint32_t place, const d2c::BeamAngles& angles, double path, double uplinkOthers) const;
    Vector AimNow() const;

    Ptr<D2cPhoneChannel> m_phone;
    std::uint32_t m_satellite = 0;
    Ptr<MobilityModel> m_mobility, m_aim;
    Vector m_aimFrom, m_aimTo;
    Time m_aimBegin, m_aimEnd;
    double m_othersFrom = 0.0, m_othersTo = 0.0;
    Time m_othersBegin, m_othersEnd;
    std::vector<std::uint32_t> m_candidates, m_places;
    std::vector<double> m_uplinkAt1mDb;  ///< by place of the carrier
    int m_compensation = 0;              ///< of d2c::PreCompensation: an attribute holds an integer
    bool m_phoneVelocity = false;

    mutable Time m_computed{-1};
    mutable Figures m_figures;
};

}  // namespace ns3
