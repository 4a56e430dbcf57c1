#pragma once
// From powers at the phone to what a person knows: RSRP, SINR, a rate.

#include <array>
#include <span>

#include "world/input/phones.h"
#include "world/radio/radio_model.h"
#include "world/sky/sky.h"

namespace d2c {

/// One phone, class and step, while a beam is on it.
struct Reception {
    float rsrp_dbm = 0.0f;            ///< one branch, best carrier
    float sinr_db = 0.0f;             ///< one branch, best carrier
    double downlink_bps = 0.0;        ///< alone in the beam, all carriers that the class can aggregate, whatever the uplink
    bool acknowledged = false;        ///< the uplink can acknowledge a download
    double uplink_snr_db = 0.0;       ///< of the best carrier, the phone's whole power in one resource block
    double uplink_sinr_db = 0.0;      ///< the same, with what other phones send in that block
    std::size_t uplink_carrier = 0;   ///< this carrier
    double uplink_blocks = 0.0;       ///< resource blocks that this carrier's uplink has
    double reference_rate_bps = 0.0;  ///< of 4.5 MHz (a 5 MHz channel) at that SINR, branches combined
};

/// What stays of a phone's path gain over a window, per carrier: the gain ratio left by ionospheric scintillation at its place, and by how
/// much more or less than on the first carrier is lost near it (at 45 degrees: the difference hardly depends on elevation).
void place_gains(const RadioModel& radio, const PhoneColumns& phones, std::size_t phone, const EnvironmentRadio& environment,
                 std::span<double> gain);

/// A phone's beam at one step.
struct ServingLink {
    const SatelliteColumns& columns;
    std::size_t satellite;  ///< row of the sky
    std::size_t payload;
    double gain_per_m2;                ///< of the path, isotropic phone: TileLinks
    double aim_x_m, aim_y_m, aim_z_m;  ///< middle of the phone's footprint less the phone, ITRF axes
};

/// What all classes of a phone have alike on one link. Holds references to what it is made of.
class ReceivedPath {
  public:
    /// `interference_w_per_hz`: per carrier, isotropic phone, all other beams (overlaps not yet weighed, `place_gain` not yet applied),
    /// zero on carriers that overlap none of those asked for.
    ReceivedPath(const ServingLink& link, const RadioModel& radio, const SpectrumUse& spectrum, const PhoneColumns& phones,
                 std::size_t phone, std::span<const double> interference_w_per_hz, std::span<const double> place_gain);

    /// One class on that link, its uplink undisturbed. `carriers`: not empty.
    Reception receive(std::size_t handset, CarrierMask carriers);
    /// The same where they are of several parts, of which a beam uses one: that of the best SINR, the first of equals.
    Reception receive_on_best_part(std::size_t handset, CarrierMask carriers);
    /// Of a beam steered to the phone, relative to one to nadir.
    double scan_gain() const { return scan_gain_; }

  private:
    /// At an isotropic phone.
    struct OnCarrier {
        double signal_w_per_hz, others_w_per_hz, uplink_per_m2;
    };
    void hear(std::size_t k);

    const RadioModel* radio_;
    const SpectrumUse* spectrum_;
    std::span<const double> interference_, place_gain_;
    std::size_t payload_;
    double scan_gain_;
    double steered_per_m2_;  ///< path gain and scan gain
    double cos_off_axis_;    ///< at the satellite, between the phone and the middle of its footprint
    CarrierMask heard_ = 0;
    std::array<OnCarrier, kMaximumCarriers> on_;  ///< of those heard
};

/// Margin of an uplink that carries nothing [dB].
inline constexpr double kNoMarginDb = -300.0;
/// Of the uplink's SINR over what `rate` needs in the blocks that are the phone's own [dB]: the beam is lit for `dwell` of the time, and of
/// its blocks `beside` are left by users beside.
double uplink_margin_db(const Reception& reception, BitsPerSecond rate, double dwell, double beside);

/// Puts other phones' power beside the noise of the uplink: what the beam receives in the block over the noise there.
void disturb_uplink(Reception& reception, double interference_over_noise, const HandsetRadio& handset);

}  // namespace d2c
