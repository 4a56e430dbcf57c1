#pragma once
// What one viewer's session was like over time, as a table for a plot.

#include <ns3/simulator.h>

#include <string>
#include <vector>

#include "ns3-modules/d2c-video/model/video/d2c-dash-client.h"

namespace ns3 {

/**
 * \brief Listens to the traces of a D2cDashClient. It must outlive the simulation.
 */
class D2cSessionRecorder {
  public:
    explicit D2cSessionRecorder(Ptr<D2cDashClient> client);

    /// What stood after a segment had come.
    struct Row {
        double atSeconds;
        std::uint32_t segment, rung;
        double bufferSeconds, fetchSeconds, throughputBps;  ///< of the download, from the request on
    };
    const std::vector<Row>& GetRows() const { return m_rows; }
    const std::vector<d2c::OnlinePlayer::Stall>& GetStalls() const { return m_stalls; }
    double GetMeanFetchSeconds() const;

    /// Writes PREFIX.csv and PREFIX.gp, a gnuplot script that makes PREFIX.svg of it. \return false: one cannot be written
    bool WritePlot(const std::string& prefix) const;

  private:
    void Fetched(const D2cDashClient::Fetched& fetched);
    void Stalled(const d2c::OnlinePlayer::Stall& stall);

    Ptr<D2cDashClient> m_client;
    std::vector<Row> m_rows;
    std::vector<d2c::OnlinePlayer::Stall> m_stalls;
};

/// The seeds of this run and the arguments that make it again, as an example prints them first.
std::string D2cRunLine(int argc, char* argv[]);

}  // namespace ns3
