#include "apps/d2c/calculators/antenna_options.h"

namespace d2c::apps {

void declare_antenna_options(CLI::App& app, AntennaOptions& o) {
    app.add_option("--pattern", o.pattern,
                   "satellite: tr38811 | s1528-1.2 | s1528-1.3 | s1528-1.4 | array; phone: omni | dipole | vsat; needed");
    app.add_option("--angles", o.angles, "off-axis angles, -180 to 180 [deg], between commas; of an array: from its normal; needed");
    app.add_option("--frequency-mhz", o.frequency_mhz, "f, 100 to 100000 [MHz]");
    app.add_option("--aperture-radius-m", o.aperture_radius_m, "a, radius of the aperture, 0.0005 to 50 [m] (not array)");
    app.add_option("--peak-gain-dbi", o.peak_gain_dbi, "Gm, -50 to 80 [dBi] (default: from the aperture, the array or the phone)");
    app.add_option("--efficiency", o.efficiency, "of the aperture (default 0.65) or the array (default 1), 0.01 to 1");
    app.add_flag("--json", o.json, "print JSON");
    const char* envelope = "ITU-R S.1528 recommends 1.2 and 1.3";
    app.add_option("--psi-b-deg", o.psi_b_deg, "psi_b, half of the 3 dB beamwidth, 0.001 to 45 [deg] (default sqrt(1200) lambda / D)")
        ->group(envelope);
    app.add_option("--lf-dbi", o.lf_dbi, "LF, far-out side lobes, -50 to 80 [dBi] (default: 1.2: 0, 1.3: 5)")->group(envelope);
    app.add_option("--ln-db", o.ln_db, "1.2: LN, near-in side lobes: -15, -20, -25 or -30 [dB] (default -25)")->group(envelope);
    app.add_option("--lb-dbi", o.lb_dbi, "1.2: LB, back lobe, -50 to 80 [dBi] (default max(15 + LN + 0.25 Gm + 5 log z, 0))")
        ->group(envelope);
    app.add_option("--z", o.z, "1.2: z, major to minor axis of the beam, 1 to 5 (default 1)")->group(envelope);
    app.add_option("--ls-db", o.ls_db,
                   "1.3: LS, where main beam and side lobes meet, -40 to -3 [dB] (default -6.75, low orbits; -12 medium ones)")
        ->group(envelope);
    const char* taylor = "ITU-R S.1528 recommends 1.4, Taylor illumination; SLR and l also of an array with the Taylor taper";
    app.add_option("--slr-db", o.slr_db, "SLR, side-lobe ratio, 10 to 60 [dB] (default: 1.4: 20, array: 25)")->group(taylor);
    app.add_option("--side-lobes", o.side_lobes, "l (n-bar), secondary lobes considered, 2 to 20 (default 4)")->group(taylor);
    app.add_option("--lr-m", o.lr_m, "1.4: Lr, radial size of the radiating area, 0.001 to 100 [m] (default: twice the aperture's radius)")
        ->group(taylor);
    app.add_option("--lt-m", o.lt_m, "1.4: Lt, transverse size, 0.001 to 100 [m] (default Lr)")->group(taylor);
    app.add_option("--roll-off-db", o.roll_off_db,
                   "1.4: instead of Lr and Lt: gain at the beam's edge below the peak: 3, 5, 7, or 0 for the first null [dB]")
        ->group(taylor);
    app.add_option("--half-axis-a-deg", o.half_axis_a_deg, "1.4: a, half the radial axis of the beam, 0.01 to 90 [deg], with --roll-off-db")
        ->group(taylor);
    app.add_option("--half-axis-b-deg", o.half_axis_b_deg, "1.4: b, half the transverse axis, 0.01 to 90 [deg] (default a)")->group(taylor);
    app.add_option("--phi-deg", o.phi_deg,
                   "1.4, array: plane of the cut, 0 along Lr or x, -360 to 360 [deg] (default 1.4: 0, array: that of the beam)")
        ->group(taylor);
    const char* array = "Planar phased array";
    app.add_option("--nx", o.nx, "elements along x, 1 to 200 (default 8)")->group(array);
    app.add_option("--ny", o.ny, "elements along y, 1 to 200 (default nx)")->group(array);
    app.add_option("--spacing-x-lambda", o.spacing_x_lambda, "spacing along x, 0.05 to 10 [wavelengths] (default 0.5)")->group(array);
    app.add_option("--spacing-y-lambda", o.spacing_y_lambda, "spacing along y, 0.05 to 10 [wavelengths] (default that along x)")
        ->group(array);
    app.add_option("--spacing-x-m", o.spacing_x_m, "the same in metres, 0.001 to 10 [m]; needs --frequency-mhz")->group(array);
    app.add_option("--spacing-y-m", o.spacing_y_m, "the same in metres, 0.001 to 10 [m]; needs --frequency-mhz")->group(array);
    app.add_option("--lattice", o.lattice, "rectangular | triangular (odd rows shifted by half a spacing) (default rectangular)")
        ->group(array);
    app.add_option("--element", o.element, "isotropic | cosine | tr38901 (default cosine)")->group(array);
    app.add_option("--element-exponent", o.element_exponent, "q of a cosine element, gain cos^q, 0 to 20 (default 1)")->group(array);
    app.add_option("--element-gain-dbi", o.element_gain_dbi,
                   "gain of one element on its normal, -10 to 30 [dBi] (default: the directivity is computed)")
        ->group(array);
    app.add_option("--taper", o.taper, "uniform | taylor | hamming | cosine, along both axes (default uniform)")->group(array);
    app.add_option("--phase-bits", o.phase_bits, "of the phase shifters, 1 to 16 (default: not quantised)")->group(array);
    app.add_option("--steer-theta-deg", o.steer_theta_deg, "the beam's angle from the normal, 0 to 90 [deg] (default 0)")->group(array);
    app.add_option("--steer-phi-deg", o.steer_phi_deg, "the beam's plane, -360 to 360 [deg] (default 0)")->group(array);
}

}  // namespace d2c::apps
