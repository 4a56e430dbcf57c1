// One phone, one pass: a satellite's beam stays on a phone while it passes, with the delay, Doppler and signal its geometry gives, and the
// phone fetches as much as it gets over TCP. One line per five seconds.
//
//   bin/d2c-example-radio-pass --help
//   bin/d2c-example-radio-pass --latitude=46.9 --longitude=-110.4 --plot=/tmp/pass

#include <ns3/command-line.h>
#include <ns3/double.h>
#include <ns3/simulator.h>
#include <ns3/string.h>

#include <chrono>
#include <cmath>
#include <cstdio>

#include "base/constants.h"
#include "base/instant.h"
#include "constellation/look.h"
#include "constellation/propagate.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/link_budget.h"
#include "ns3-modules/d2c-channel/model/d2c-radio-link.h"
#include "ns3-modules/d2c-mobility/helper/d2c-mobility-helper.h"
#include "ns3-modules/d2c-mobility/model/d2c-satellite-mobility-model.h"
#include "ns3-modules/d2c-radio/examples/example-plot.h"
#include "ns3-modules/d2c-radio/helper/d2c-radio-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-dash-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-service-helper.h"
#include "ns3-modules/d2c-video/helper/d2c-session-recorder.h"
#include "ns3-modules/d2c-video/helper/d2c-tcp-defaults.h"

namespace ns3 {

/// A link of its own in forty lines: one satellite, one place, free space, the phone at the beam's middle, no other beams.
class PassLink : public D2cRadioLink {
  public:
    PassLink(Ptr<D2cSatelliteMobilityModel> satellite, const d2c::Geodetic& place, double minimumElevationDeg, double eirpDbwPerMhz)
        : m_satellite(satellite), m_place(place), m_minimumDeg(minimumElevationDeg), m_eirpDbwPerMhz(eirpDbwPerMhz) {}

    d2c::Look LookNow() const {
        const d2c::Instant now = m_satellite->GetUtcNow();
        return d2c::look_at(m_place, d2c::position_itrf(m_satellite->GetMeanState(), now),
                            d2c::velocity_itrf(m_satellite->GetMeanState(), now));
    }
    bool IsInView() const override { return LookNow().elevation.in_degrees() >= m_minimumDeg; }
    Time GetDelay() const override { return Seconds(LookNow().slant_range.value / d2c::kSpeedOfLightMPerS); }
    double GetDopplerHz() const override { return d2c::doppler_shift(kDownlink, LookNow().range_rate_m_per_s).value; }
    double GetDownlinkSinrDb(std::uint32_t) const override { return d2c::combine_branches(Budget().cnr, 2).value; }
    double GetRsrpDbm(std::uint32_t) const override { return Budget().rsrp.value; }
    double GetUplinkSinrInOneBlockDb(std::uint32_t) const override {
        d2c::UplinkInputs in;
        in.transmit_power = d2c::Dbm{23.0};
        in.antenna_gain = d2c::Dbi{-3.0};
        in.bandwidth = d2c::Hertz{180e3};
        in.frequency = kUplink;
        in.slant_range = LookNow().slant_range;
        in.losses.polarisation = d2c::Db{3.0};
        in.g_over_t = d2c::DbPerKelvin{9.0};  // assumption: an array of some 38 dBi at 29 dBK
        return d2c::uplink_snr_in_one_block(in).value;
    }
    // The network compensates for the beam's middle, where the phone is.
    Time GetUplinkTimingError() const override { return Time(0); }
    double GetUplinkFrequencyErrorHz() const override { return 0.0; }

  private:
    static constexpr d2c::Hertz kDownlink{1992.5e6}, kUplink{1912.5e6};  // PCS G block

    d2c::DownlinkBudget Budget() const {
        d2c::DownlinkInputs in;
        in.eirp_density = d2c::PowerDensity{d2c::Dbw{m_eirpDbwPerMhz}, d2c::Hertz::mega(1.0)};
        in.bandwidth = d2c::Hertz{25 * 180e3};
        in.frequency = kDownlink;
        in.slant_range = LookNow().slant_range;
        in.losses.polarisation = d2c::Db{3.0};
        in.antenna_gain = d2c::Dbi{-3.0};
        in.noise_figure = d2c::Db{9.0};
        return d2c::downlink_budget(in);
    }

    Ptr<D2cSatelliteMobilityModel> m_satellite;
    d2c::Geodetic m_place;
    double m_minimumDeg, m_eirpDbwPerMhz;
};

/// The phone looks for a cell each second until it hears one, makes a random access and is attached; it is let go when the pass ends.
struct Pass {
    Ptr<D2cCell> cell;
    Ptr<D2cUeDevice> device;
    Ptr<PassLink> link;
    ExamplePlot plot;
    double bits = 0.0;
    bool attached = false, trying = false, accessed = false;
    Time access;

    void Hear(const D2cTransportBlock& block) {
        if (block.downlink && block.ok) bits += block.bits;
    }
    void Watch() {
        if (!attached && !trying && link->IsInView()) {
            trying = true;
            device->StartRandomAccess(cell, link, MakeCallback(&Pass::Accessed, this));
        }
        if (attached && !link->IsInView()) {
            cell->Detach(device);
            attached = false;
        }
        Simulator::Schedule(Seconds(1), &Pass::Watch, this);
    }
    void Accessed(bool success, Time took) {
        trying = false;
        attached = success;
        if (!success) return;
        accessed = true;
        access = took;
        cell->Attach(device, link);
    }
    void Print() {
        if (attached) {
            const d2c::Look look = link->LookNow();
            char row[200];
            std::snprintf(row, sizeof row, "%.0f,%.3f,%.4f,%.0f,%.3f,%.3f,%.1f", Simulator::Now().GetSeconds(), look.elevation.in_degrees(),
                          link->GetDelay().GetSeconds() * 1e3, link->GetDopplerHz(), link->GetDownlinkSinrDb(0),
                          link->GetUplinkSinrInOneBlockDb(0), bits / 5e3);
            plot.rows.emplace_back(row);
            std::printf("%s\n", row);
        }
        bits = 0.0;
        Simulator::Schedule(Seconds(5), &Pass::Print, this);
    }
};

}  // namespace ns3

int main(int argc, char* argv[]) {
    using namespace ns3;
    double latitude = 46.9, longitude = -110.4, minimumElevation = 25.0, duration = 240.0, eirp = 34.0, raan = 0.0, argument = 0.0;
    std::string plotPrefix;
    CommandLine command(__FILE__);
    command.AddValue("latitude", "geodetic latitude of the phone, north positive [deg]", latitude);
    command.AddValue("longitude", "longitude, east positive [deg]", longitude);
    command.AddValue("minimumElevation", "the beam serves while the satellite is this high [deg]", minimumElevation);
    command.AddValue("eirp", "EIRP density of the beam [dBW/MHz]", eirp);
    command.AddValue("raan", "right ascension of the orbit's ascending node [deg]", raan);
    command.AddValue("argumentOfLatitude", "the satellite's place on its orbit at the start [deg]", argument);
    command.AddValue("duration", "simulated time [s]", duration);
    command.AddValue("plot", "prefix of the plot's files", plotPrefix);
    command.Parse(argc, argv);
    if (!(std::abs(latitude) <= 90.0) || !(std::abs(longitude) <= 180.0) || !(minimumElevation >= 0.0 && minimumElevation < 90.0) ||
        !(eirp >= 0.0 && eirp <= 60.0) || !(duration > 0.0 && duration <= 86400.0)) {
        std::fprintf(stderr,
                     "--latitude: -90 to 90 [deg]; --longitude: -180 to 180 [deg]; --minimumElevation: 0 to 90 [deg]; --eirp: 0 to 60 "
                     "[dBW/MHz]; --duration: above 0, to 86400 [s]\n");
        return 2;
    }
    std::printf("%s\n", D2cRunLine(argc, argv).c_str());

    D2cTcpDefaults();
    const auto satellite = CreateObject<Node>();
    const auto orbit = CreateObject<D2cSatelliteMobilityModel>();
    orbit->SetAttribute("Raan", DoubleValue(raan));
    orbit->SetAttribute("ArgumentOfLatitude", DoubleValue(argument));
    orbit->SetAttribute("StartUtc", StringValue("2026-05-30T18:22:00Z"));  // a quarter of a minute before it rises at the default place
    satellite->AggregateObject(orbit);
    const d2c::Geodetic place{d2c::Angle::degrees(latitude), d2c::Angle::degrees(longitude), {0.0}};
    Pass pass;
    pass.link = CreateObject<PassLink>(orbit, place, minimumElevation, eirp);
    pass.plot = {"time_s,elevation_deg,delay_ms,doppler_hz,sinr_db,uplink_sinr_db,kbps",
                 "time [s]",
                 "decoded [kbit/s], elevation [deg] x 100",
                 "plot DATA using 1:7 skip 1 with lines title 'decoded', DATA using 1:($2*100) skip 1 with lines title 'elevation x 100'",
                 {}};
    D2cRadioHelper helper;
    pass.cell = helper.InstallCell(satellite);
    const auto server = CreateObject<Node>(), phone = CreateObject<Node>();
    helper.InstallServer(server);
    InstallContentServer(server);
    pass.device = helper.InstallPhone(phone, pass.link);
    pass.cell->Detach(pass.device);
    pass.cell->TraceConnectWithoutContext("TransportBlock", MakeCallback(&Pass::Hear, &pass));
    InstallClient<D2cBulk>(phone, D2cRadioHelper::GetServerAddress());
    std::printf("%s\n", pass.plot.columns.c_str());
    Simulator::Schedule(Seconds(0), &Pass::Watch, &pass);
    Simulator::Schedule(Seconds(5), &Pass::Print, &pass);
    Simulator::Stop(Seconds(duration));
    Simulator::Run();
    if (pass.accessed) std::printf("random access %.3f ms\n", pass.access.GetSeconds() * 1e3);
    const bool written = pass.plot.Write(plotPrefix);
    if (!written) std::fprintf(stderr, "--plot=%s: cannot write: a prefix in a folder that exists\n", plotPrefix.c_str());
    const bool served = pass.accessed;
    Simulator::Destroy();
    if (!served) std::fprintf(stderr, "the satellite never rose to %g deg in %g s\n", minimumElevation, duration);
    return !served ? 3 : written ? 0 : 1;
}
