#pragma once
// A slice as a network that runs: phones that roam, cells, anchors, a server.

#include <ns3/node-container.h>

#include <map>
#include <memory>
#include <string>

#include "ns3-modules/d2c-roaming/model/d2c-anchor-device.h"
#include "ns3-modules/d2c-roaming/model/d2c-core.h"
#include "ns3-modules/d2c-roaming/model/d2c-roaming-manager.h"
#include "ns3-modules/d2c-roaming/model/d2c-slice-surroundings.h"

namespace ns3 {

/**
 * \brief Builds all that lies between applications on phones and applications on a server.
 *
 * Every network of the slice has an anchor node; the server has a line to each. Home routed, a phone's addresses are of its home network's
 * anchor wherever it is; else of the anchor of the network that serves. Phones get their first address at Install(), and measure from
 * simulation time 0 on.
 */
class D2cNetworkHelper {
  public:
    /// \param slice fatal, with the first fault's text, where its rows cannot be used
    explicit D2cNetworkHelper(std::shared_ptr<const d2c::slice::Slice> slice);

    /// \param name, value an attribute of every D2cCell
    void SetCellAttribute(std::string name, const AttributeValue& value);
    /// \param settings in place of those of the slice
    void SetMachine(const d2c::MachineSettings& settings) { m_settings = settings; }
    /// \param policy of every phone, in place of the machine's trigger
    void SetPolicy(D2cHandoverPolicy policy) { m_policy = std::move(policy); }
    /// \param delay of the server's lines, one way. assumption: 1 ms, content in the same town, as roaming/transport takes it
    void SetServerDelay(Time delay) { m_serverDelay = delay; }
    /// \param step between measurements; the slice's own where it is not called
    void SetMeasureStep(Time step) { m_measureStep = step; }

    /// Makes it all. \return the phones' nodes, in the order of the slice's users
    NodeContainer Install();
    /// Streams of cells. \param first number \return how many may be used
    int64_t AssignStreams(int64_t first);

    Ptr<Node> GetServer() const { return m_server; }
    Ipv4Address GetServerAddress() const { return Ipv4Address("203.0.113.1"); }
    Ptr<D2cCore> GetCore() const { return m_core; }
    Ptr<D2cSliceCells> GetCells() const { return m_cells; }
    /// \param user place in the slice's users \return its parts
    Ptr<D2cUeDevice> GetDevice(std::size_t user) const { return m_phones.at(user).device; }
    Ptr<D2cRoamingManager> GetManager(std::size_t user) const { return m_phones.at(user).manager; }
    Ptr<D2cSliceSurroundings> GetSurroundings(std::size_t user) const { return m_phones.at(user).around; }
    /// \param network of the slice \return its anchor
    Ptr<D2cAnchorDevice> GetAnchor(const std::string& network) const { return m_anchors.at(network); }

  private:
    struct Phone {
        Ptr<D2cUeDevice> device;
        Ptr<D2cRoamingManager> manager;
        Ptr<D2cSliceSurroundings> around;
    };
    void ReadSettings();
    void InstallServer();
    void InstallAnchor(const std::string& network, std::uint32_t number);
    Phone InstallPhone(Ptr<Node> node, const d2c::slice::User& row, std::uint32_t number);

    std::shared_ptr<const d2c::slice::Slice> m_slice;
    d2c::MachineSettings m_settings;
    D2cHandoverPolicy m_policy;
    Time m_serverDelay, m_measureStep, m_pagePeriod;
    d2c::FailureSettings m_failures;
    Ptr<D2cSliceCells> m_cells;
    Ptr<D2cCore> m_core;
    Ptr<Node> m_server;
    std::map<std::string, Ptr<D2cAnchorDevice>> m_anchors;
    std::vector<Phone> m_phones;
};

/// Makes this module's types known by name in a program that names them by strings only.
void RegisterD2cRoamingTypes();

}  // namespace ns3
