#pragma once
// What a phone hears of all the beams that are not its own.

#include <cstdint>
#include <span>
#include <vector>

#include "world/plan/beam_plan.h"
#include "world/sky/tiles.h"

namespace d2c {

/// The path gains between one tile's phones and the satellites that may serve one of them, kept from association to reception.
struct TileLinks {
    std::vector<std::uint16_t> row;  ///< of the sky, in the order of its bins; kNoRow is padding
    /// Phone x satellite, logarithms to base 2 of 1 / m^2: isotropic, with the phone's own draws where the satellite may serve it, else
    /// with their mean; sky::kNoGainLog2 below its horizon.
    std::vector<float> gain_log2_per_m2;
    const float* of_phone(std::size_t phone_in_tile) const { return gain_log2_per_m2.data() + phone_in_tile * row.size(); }
};

/// A phone of a tile as interference is summed for it.
struct ListeningPhone {
    std::uint32_t phone = 0;       ///< row of the columns
    std::size_t in_tile = 0;       ///< row of TileLinks
    std::uint8_t environment = 0;  ///< row of RadioModel::columns
};

/// The lit beams of one step, arranged for looking them up from the ground.
///
/// Beyond the angle from which its pattern never rises above its floor, a beam has exactly the floor, so a satellite's beams are one sum;
/// on top of it comes what a beam within that angle of the phone is above the floor, beam by beam. Beams of one satellite and spot form a
/// cluster with a cone around it; each tile has the list of clusters whose cones reach it. Exact but for single precision.
class LitSky {
  public:
    LitSky(const PhoneTiles& tiles, const RadioModel& radio, const SpectrumUse& spectrum)
        : tiles_{&tiles}, radio_{&radio}, spectrum_{&spectrum} {}
    /// Replaces what was lit before. Buffers are kept. Runs in the caller's task arena.
    /// `bins`: of that step, all satellites.
    void light(const Sky& sky, std::size_t step, const SkyBins& bins, const BeamPlan& plan);

    /// The lit satellites of one tile's sky, read once for all its phones: first those that may serve one of them, then the others.
    struct TileColumns {
        /// Beams of one payload on one carrier that may be heard above their floor somewhere in the tile.
        struct Near {
            std::vector<sky::BeamBlock> blocks;
            std::vector<std::uint32_t> beam;  ///< by row: of LitSky::beams_
        };
        CarrierMask wanted = 0;
        TileListeners listeners;
        std::vector<std::uint16_t> near;      ///< where the lit ones that may serve stand in TileLinks; padded
        std::vector<float> floor_w_per_hz;    ///< wanted carrier x satellite
        std::vector<Near> beams;              ///< payload x carrier
        std::vector<std::uint16_t> place;     ///< buffer, by row of the sky
        std::vector<float> gain_per_m2;       ///< buffer: of one phone
        std::vector<std::uint32_t> suspects;  ///< the same
    };
    /// `wanted`: carriers on which to listen. The lit satellites above the tile's horizon that may not serve there are counted.
    std::size_t tune(std::uint32_t tile, const TileLinks& links, CarrierMask wanted, TileColumns& columns) const;
    /// Writes to `density_w_per_hz[k]` (per carrier; those not wanted are left alone) what arrives on carrier k at an isotropic phone from
    /// every beam. Left out: the beam in the phone's own footprint, and beams nearer to it than the silent distance, which are not lit
    /// on its channels at the same moment.
    void add(std::uint32_t tile, const ListeningPhone& phone, const PhoneColumns& phones, const TileLinks& links, TileColumns& columns,
             std::span<double> density_w_per_hz) const;

  private:
    struct Beam {
        float x, y, z;  ///< aim, unit vector from the satellite, ITRF axes
        float eirp_w_per_hz;
        CarrierMask carriers;
        float x_itrf_m, y_itrf_m, z_itrf_m;
        std::int32_t phone;
    };
    struct Cluster {
        float x, y, z;     ///< unit vector of its middle
        float near_chord;  ///< a phone farther off it than this chord hears only the floor of each beam
        std::uint32_t first, last;
        std::uint16_t row, payload;
        std::uint32_t tile;  ///< in which it stands, or the nearest
    };
    void light_satellite(const BeamPlan& plan, std::uint32_t row);
    void spread_over_tiles();
    void find_near(std::uint32_t tile, std::size_t near, TileColumns& columns) const;
    double hear_suspects(const TileColumns::Near& beams, std::span<const std::uint32_t> rows, std::size_t payload, std::size_t carrier,
                         const sky::PhoneView& view, const PhoneColumns& phones, std::uint32_t phone, std::span<const float> gain) const;

    const PhoneTiles* tiles_;
    const RadioModel* radio_;
    const SpectrumUse* spectrum_;
    const Sky* sky_ = nullptr;
    std::size_t step_ = 0, carrier_count_ = 0;
    std::vector<CarrierMask> lit_;       ///< per row of the sky
    std::vector<std::uint8_t> is_lit_;   ///< the same: on any
    SkyBins bins_;                       ///< of the lit ones
    std::vector<float> floor_w_per_hz_;  ///< row x carrier: sum of EIRP times the floor and the free-space gain at 1 m
    std::vector<Cluster> clusters_;
    std::vector<std::uint32_t> first_cluster_;  ///< per row of the sky, plus one
    std::vector<Beam> beams_;
    std::vector<std::uint32_t> tile_first_, tile_clusters_;  ///< clusters by tile
    struct Reach {
        std::uint32_t tile, cluster;
    };
    std::vector<std::vector<Reach>> reach_;  ///< per chunk of satellites
    std::vector<std::uint32_t> next_;
};

}  // namespace d2c
