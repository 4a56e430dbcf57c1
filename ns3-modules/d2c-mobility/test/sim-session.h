#pragma once
// One ns-3 simulation per test: what Simulator::Destroy() leaves behind is cleared as well.

#include <ns3/config.h>
#include <ns3/names.h>
#include <ns3/nstime.h>
#include <ns3/rng-seed-manager.h>
#include <ns3/simulator.h>

namespace ns3 {

class SimSession {
  public:
    SimSession() {
        Config::Reset();
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
    }
    ~SimSession() {
        Simulator::Destroy();
        Names::Clear();
        Config::Reset();
    }
    SimSession(const SimSession&) = delete;
    SimSession& operator=(const SimSession&) = delete;

    /// Lets simulation time pass until `at`.
    static void RunUntil(Time at) {
        Simulator::Stop(at - Simulator::Now());
        Simulator::Run();
    }
};

}  // namespace ns3
