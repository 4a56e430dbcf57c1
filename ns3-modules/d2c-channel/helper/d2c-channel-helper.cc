#include "ns3-modules/d2c-channel/helper/d2c-channel-helper.h"

#include <ns3/abort.h>
#include <ns3/enum.h>

#include <algorithm>

#include "ns3-modules/d2c-channel/model/d2c-fixed-radio-link.h"
#include "ns3-modules/d2c-mobility/helper/d2c-mobility-helper.h"

namespace ns3 {
namespace {

template <class T>
T OrFatal(d2c::Result<T> result) {
    if (!result) NS_FATAL_ERROR(d2c::to_string(result.faults().front()));
    return std::move(result).value();
}

}  // namespace

d2c::Result<d2c::HandsetClass> HandsetOf(const d2c::slice::Handset& row) {
    d2c::HandsetClass handset;
    handset.id = row.handset;
    if (row.air_interface == "nr-ntn") {
        handset.air_interface = d2c::AirInterface::kNrNtn;
    } else if (row.air_interface != "lte") {
        return d2c::Fault{"", 0, "slice_handset.air_interface", row.air_interface, "lte or nr-ntn"};
    }
    handset.release = row.release;
    handset.maximum_bandwidth = d2c::Hertz{row.maximum_bandwidth_hz};
    handset.receive_branches = row.receive_branches;
    handset.antenna_gain = d2c::Dbi{row.antenna_gain_dbi};
    handset.polarisation_loss = d2c::Db{row.polarisation_loss_db};
    handset.body_loss = d2c::Db{row.body_loss_db};
    handset.noise_figure = d2c::Db{row.noise_figure_db};
    handset.transmit_power = d2c::Dbm{row.transmit_power_dbm};
    handset.highest_modulation_order = row.highest_modulation_order;
    handset.layers = row.layers;
    handset.overhead_share = row.overhead_share;
    return handset;
}

d2c::Result<d2c::PhoneEnvironment> EnvironmentOf(const d2c::slice::User& row) {
    const auto surroundings = d2c::parse_surroundings(row.channel);
    if (!surroundings) return d2c::Fault{"", 0, "slice_user.channel", row.channel, "open, suburban-rural, urban or dense-urban"};
    const auto enclosure = d2c::parse_enclosure(row.enclosure);
    if (!enclosure)
        return d2c::Fault{"", 0, "slice_user.enclosure", row.enclosure,
                          "none, traditional-building, efficient-building, car or car-metallised"};
    d2c::PhoneEnvironment environment;
    environment.channel = surroundings->channel;
    environment.enclosure = *enclosure;
    return environment;
}

d2c::PreCompensation CompensationOf(const d2c::HandsetClass& handset) {
    return handset.air_interface == d2c::AirInterface::kNrNtn ? d2c::PreCompensation::kPhone : d2c::PreCompensation::kNetwork;
}

D2cChannelHelper::D2cChannelHelper(std::shared_ptr<const D2cSky> sky) : m_sky(std::move(sky)), m_mobility(m_sky->GetSlice()) {}

Ptr<D2cPhoneChannel> D2cChannelHelper::InstallUser(Ptr<Node> node, std::uint32_t user) {
    const d2c::slice::Slice& slice = m_sky->GetSlice();
    const auto row = std::find_if(slice.users.begin(), slice.users.end(), [&](const auto& u) { return u.user == user; });
    NS_ABORT_MSG_IF(row == slice.users.end(), "slice_user: user " << user << " is not in the slice");
    const auto handset =
        std::find_if(slice.handsets.begin(), slice.handsets.end(), [&](const auto& h) { return h.handset == row->handset; });
    NS_ABORT_MSG_IF(handset == slice.handsets.end(), "slice_user.handset: " << row->handset << ": one of slice_handset");
    const auto channel = CreateObject<D2cPhoneChannel>();
    channel->SetSky(m_sky);
    channel->SetMobility(m_mobility.InstallUser(node, user));
    channel->SetHandset(OrFatal(HandsetOf(*handset)));
    channel->SetEnvironment(OrFatal(EnvironmentOf(*row)), row->enclosure_probability, d2c::Db{row->grip_loss_db});
    channel->SetDraws(slice.header.seed, row->draw_id);
    node->AggregateObject(channel);
    return channel;
}

Ptr<D2cBeamRadioLink> D2cChannelHelper::CreateLink(Ptr<D2cPhoneChannel> phone, const d2c::slice::Cell& cell) {
    const auto link = CreateObject<D2cBeamRadioLink>();
    link->SetEnds(phone, cell.satellite, m_mobility.GetSatellite(cell.satellite));
    link->SetAttribute("PreCompensation", EnumValue(static_cast<int>(CompensationOf(phone->GetHandset()))));
    Follow(link, cell, nullptr);
    return link;
}

void D2cChannelHelper::Follow(Ptr<D2cBeamRadioLink> link, const d2c::slice::Cell& cell, const d2c::slice::Cell* next) const {
    const double step = m_sky->GetHeader().measure_step_s;
    const Time begin = Seconds(cell.step * step), end = next ? Seconds(next->step * step) : begin;
    const d2c::slice::Cell& to = next ? *next : cell;
    link->SetAim({cell.aim_x_m, cell.aim_y_m, cell.aim_z_m}, {to.aim_x_m, to.aim_y_m, to.aim_z_m}, begin, end);
    link->SetUplinkOthers(cell.uplink_interference_over_noise, to.uplink_interference_over_noise, begin, end);
    link->SetCarriers(cell.carriers);
}

void RegisterD2cChannelTypes() {
    RegisterD2cMobilityTypes();
    D2cFixedRadioLink::GetTypeId();
    D2cPhoneChannel::GetTypeId();
    D2cBeamRadioLink::GetTypeId();
}

}  // namespace ns3
