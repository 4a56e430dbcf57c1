#pragma once
// One cell with phones on fixed links, and packets that are counted at either end.

#include <ns3/boolean.h>
#include <ns3/double.h>
#include <ns3/enum.h>
#include <ns3/packet.h>
#include <ns3/simulator.h>
#include <ns3/string.h>
#include <ns3/uinteger.h>

#include <vector>

#include "ns3-modules/d2c-channel/model/d2c-fixed-radio-link.h"
#include "ns3-modules/d2c-mobility/test/sim-session.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"
#include "ns3-modules/d2c-radio/model/d2c-ue-device.h"

namespace ns3 {

/// LTE, two receive branches, 64QAM, overhead 27 %: as the catalogue's phone of today.
inline d2c::HandsetClass LtePhone() {
    d2c::HandsetClass handset;
    handset.overhead_share = 0.27;
    return handset;
}
/// NR NTN, Release 17, 256QAM, overhead 14 %.
inline d2c::HandsetClass NrPhone() {
    d2c::HandsetClass handset;
    handset.air_interface = d2c::AirInterface::kNrNtn;
    handset.release = 17;
    handset.highest_modulation_order = 8;
    handset.overhead_share = 0.14;
    return handset;
}

struct RadioPhone {
    Ptr<Node> node;
    Ptr<D2cUeDevice> device;
    Ptr<D2cFixedRadioLink> link;
    std::vector<std::uint64_t> downUids, upUids;
    std::vector<Time> downTimes, upTimes;
    std::uint64_t downBytes = 0, upBytes = 0;
};

/// Packets go straight into the cell and the device: no IP stack, so that nothing but the radio is measured.
class RadioStudy {
  public:
    explicit RadioStudy(const std::vector<std::pair<std::string, std::string>>& attributes = {}) : m_cell(CreateObject<D2cCell>()) {
        for (const auto& [name, value] : attributes) m_cell->SetAttribute(name, StringValue(value));
        m_cell->SetUplinkCallback(MakeCallback(&RadioStudy::HearUp, this));
    }
    ~RadioStudy() {
        for (const auto& phone : m_phones) phone->device->Dispose();
        m_cell->Dispose();
    }
    RadioStudy(const RadioStudy&) = delete;
    RadioStudy& operator=(const RadioStudy&) = delete;

    Ptr<D2cCell> Cell() const { return m_cell; }
    RadioPhone& Phone(std::size_t i) { return *m_phones[i]; }

    RadioPhone& Add(const d2c::HandsetClass& handset, Time delay, double downDb = 15.0, double upDb = 15.0, bool attach = true) {
        m_phones.push_back(std::make_unique<RadioPhone>());
        RadioPhone& phone = *m_phones.back();
        phone.node = CreateObject<Node>();
        phone.device = CreateObject<D2cUeDevice>();
        phone.device->SetHandset(handset);
        phone.node->AddDevice(phone.device);
        phone.device->SetReceiveCallback(MakeCallback(&RadioStudy::HearDown, this));
        phone.link = CreateObject<D2cFixedRadioLink>();
        phone.link->SetAttribute("Delay", TimeValue(delay));
        phone.link->SetAttribute("DownlinkSinr", DoubleValue(downDb));
        phone.link->SetAttribute("UplinkSinr", DoubleValue(upDb));
        if (attach) m_cell->Attach(phone.device, phone.link);
        return phone;
    }

    void SendDown(RadioPhone& phone, std::uint32_t bytes) { m_cell->SendDown(phone.device, Create<Packet>(bytes)); }
    void SendUp(RadioPhone& phone, std::uint32_t bytes) { phone.device->Send(Create<Packet>(bytes), Address(), 0x0800); }
    /// Keeps a queue of at least `depth` octets for a phone until the end.
    void SaturateDown(RadioPhone& phone, std::uint32_t bytes = 1400, std::uint32_t depth = 100'000) {
        while (m_cell->GetDownlinkBacklog(phone.device) < depth) SendDown(phone, bytes);
        Simulator::Schedule(MilliSeconds(5), &RadioStudy::SaturateDown, this, std::ref(phone), bytes, depth);
    }

  private:
    bool HearDown(Ptr<NetDevice> device, Ptr<const Packet> packet, uint16_t, const Address&) {
        for (const auto& phone : m_phones)
            if (phone->device == device) {
                phone->downUids.push_back(packet->GetUid());
                phone->downTimes.push_back(Simulator::Now());
                phone->downBytes += packet->GetSize();
            }
        return true;
    }
    void HearUp(Ptr<D2cUeDevice> device, Ptr<Packet> packet) {
        for (const auto& phone : m_phones)
            if (phone->device == device) {
                phone->upUids.push_back(packet->GetUid());
                phone->upTimes.push_back(Simulator::Now());
                phone->upBytes += packet->GetSize();
            }
    }

    Ptr<D2cCell> m_cell;
    std::vector<std::unique_ptr<RadioPhone>> m_phones;
};

/// Counts transport blocks of one direction.
struct BlockCount {
    std::uint64_t transmissions = 0, first = 0, firstFailed = 0, deliveredBits = 0, finallyLost = 0;
    bool downlink = true;
    int most = 1;
    void Hear(const D2cTransportBlock& block) {
        if (block.downlink != downlink) return;
        ++transmissions;
        first += block.transmission == 1;
        firstFailed += block.transmission == 1 && !block.ok;
        finallyLost += block.transmission == most && !block.ok;
        if (block.ok) deliveredBits += static_cast<std::uint64_t>(block.bits);
    }
};

}  // namespace ns3
