#pragma once
// The options of `d2c antenna`, as typed: what is absent was not given.

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace d2c::apps {

using Number = std::optional<double>;
using Whole = std::optional<int>;
using Text = std::optional<std::string>;

struct AntennaOptions {
    std::string pattern, angles;
    Number frequency_mhz, aperture_radius_m, peak_gain_dbi, efficiency, phi_deg;
    Number ln_db, ls_db, lf_dbi, lb_dbi, psi_b_deg, z;
    Number slr_db, lr_m, lt_m, roll_off_db, half_axis_a_deg, half_axis_b_deg;
    Whole side_lobes;
    Whole nx, ny, phase_bits;
    Number spacing_x_m, spacing_y_m, spacing_x_lambda, spacing_y_lambda, element_exponent, element_gain_dbi, steer_theta_deg, steer_phi_deg;
    Text lattice, element, taper;
    bool json = false;
};

void declare_antenna_options(CLI::App& app, AntennaOptions& o);

}  // namespace d2c::apps
