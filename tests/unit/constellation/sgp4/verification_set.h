#pragma once
// The published verification of SGP4: some of its rows, and a reader of the whole where it is at hand.

#include <array>
#include <cmath>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "constellation/elements/tle.h"
#include "constellation/sgp4/sgp4.h"

namespace d2c::verification {

/// Elements of SGP4-VER.TLE and states of its output tcppver.out (WGS-72), Vallado, Crawford, Hujsak and Kelso, AIAA 2006-6753.
struct State {
    const char* what;
    const char* line_1;
    const char* line_2;
    double minutes;
    std::array<double, 3> km, km_per_s;
};
inline constexpr State kStates[] = {
    {"eccentric near-Earth",
     "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753",
     "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667",
     4320.0,
     {-9060.47373569, 4658.70952502, 813.68673153},
     {-2.232832783, -4.110453490, -3.157345433}},
    {"perigee 377 km, full drag",
     "1 06251U 62025E   06176.82412014  .00008885  00000-0  12808-3 0  3985",
     "2 06251  58.0579  54.0425 0030035 139.1568 221.1854 15.56387291  6774",
     2880.0,
     {1159.27802897, 5056.60175495, 4353.49418579},
     {-5.968060341, -2.314790406, 4.230722669}},
    {"test case of Spacetrack Report 3",
     "1 88888U          80275.98708465  .00073094  13844-3  66816-4 0    87",
     "2 88888  72.8435 115.9689 0086731  52.6988 110.5714 16.05824518  1058",
     1440.0,
     {2742.55398832, -6079.67009123, -326.39012649},
     {1.948497651, 1.211072678, -7.356193131}},
    {"perigee 212 km, simplified drag",
     "1 29238U 06022G   06177.28732010  .00766286  10823-4  13334-2 0   101",
     "2 29238  51.5595 213.7903 0202579  95.2503 267.9010 15.73823839  1061",
     1440.0,
     {-2629.55011449, 3400.98040158, -5344.38217129},
     {-6.368548448, -3.998963509, 0.577253064}},
    {"perigee 127 km, lowered density parameter",
     "1 28350U 04020A   06167.21788666  .16154492  76267-5  18678-3 0  8894",
     "2 28350  64.9977 345.6130 0024870 260.7578  99.9590 16.47856722116490",
     1440.0,
     {-4527.90871828, -723.29199041, -4527.44608319},
     {5.121674217, -3.909895427, -4.500218556}},
    {"deep-space test case of Spacetrack Report 3",
     "1 11801U          80230.29629788  .01431103  00000-0  14311-1      13",
     "2 11801  46.7916 230.4354 7318036  47.4722  10.4117  2.28537848    13",
     1440.0,
     {9787.87836256, 33753.32249667, -15030.79874625},
     {-1.094251553, 0.923589906, -1.522311008}},
    {"half-day resonance, e 0.69",
     "1 08195U 75081A   06176.33215444  .00000099  00000-0  11873-3 0   813",
     "2 08195  64.1586 279.0717 6877146 264.7651  20.2257  2.00491383225656",
     2880.0,
     {3417.20931586, -16038.79510665, 1894.74934058},
     {2.585515864, -2.596818146, 4.456882556}},
    {"half-day resonance, e 0.74, negative B*",
     "1 21897U 92011A   06176.02341244 -.00001273  00000-0 -13525-3 0  3044",
     "2 21897  62.1749 198.0096 7421690 253.0462  20.1561  2.01269994104880",
     2880.0,
     {-17246.31075678, -7890.72601508, 4315.39410307},
     {-1.910968458, -2.740945672, 3.844722726}},
    {"one-day resonance, before the epoch",
     "1 09998U 74033F   05148.79417928 -.00000112  00000-0  00000+0 0  4480",
     "2 09998   9.4958 313.1750 0270971 327.5225  30.8097  1.16186785 45878",
     -720.0,
     {-8535.81598158, 38171.79073851, 3331.00311285},
     {-3.043839958, -0.644462527, -0.445808894}},
    {"one-day resonance, inclination turning negative",
     "1 28626U 05008A   06176.46683397 -.00000205  00000-0  10000-3 0  2190",
     "2 28626   0.0019 286.9433 0000335  13.7918  55.6504  1.00270176  4891",
     1440.0,
     {42119.96263499, -1925.77567263, -0.19827433},
     {0.140521206, 3.071541613, 0.000179561}},
    {"near-synchronous, Lyddane",
     "1 14128U 83058A   06176.02844893 -.00000158  00000-0  10000-3 0  9627",
     "2 14128  11.4384  35.2134 0011562  26.4582 333.5652  0.98870114 46093",
     2880.0,
     {37802.25393045, 19433.57330019, -1198.66634226},
     {-1.359930580, 2.677830903, 0.602507466}},
    {"GPS, half-day without resonance",
     "1 28129U 03058A   06175.57071136 -.00000104  00000-0  10000-3 0   459",
     "2 28129  54.7298 324.8098 0048506 266.2640  93.1663  2.00562768 18443",
     1440.0,
     {22002.20074562, -14879.72595593, 774.32827099},
     {1.191573619, 1.894561165, 3.159953047}},
    {"e 0.97, period 13.7 days",
     "1 23333U 94071A   94305.49999999 -.00172956  26967-3  10000-3 0    15",
     "2 23333  28.7490   2.3720 9728298  30.4360   1.3500  0.07309491    70",
     1600.0,
     {-200638.82986236, -82484.14969882, -39488.34331447},
     {-1.186748462, -0.665472422, -0.337037582}},
    {"deep space, perigee 82 km",
     "1 16925U 86065D   06151.67415771  .02550794 -30915-6  18784-3 0  4486",
     "2 16925  62.0906 295.0239 5596327 245.1593  47.9690  4.88511875148616",
     1440.0,
     {-984.62035146, -5187.03480813, -5745.59594144},
     {4.340271916, -7.266811354, 1.777668888}},
};

/// The first time of a run, in steps of the file, that ends in an error, and its code: 1, 1, 6, 6, 4, 3, 6 in the order of the file.
struct Failure {
    const char* what;
    const char* line_1;
    const char* line_2;
    double minutes;
    int code;
};
inline constexpr Failure kFailures[] = {
    {"mean eccentricity below 0", "1 22312U 93002D   06094.46235912  .99999999  81888-5  49949-3 0  3953",
     "2 22312  62.1486  77.4698 0308723 267.9229  88.7392 15.95744531 98783", 494.2028672, 1},
    {"mean eccentricity below 0", "1 28350U 04020A   06167.21788666  .16154492  76267-5  18678-3 0  8894",
     "2 28350  64.9977 345.6130 0024870 260.7578  99.9590 16.47856722116490", 1560.0, 1},
    {"sub-orbital at epoch", "1 28872U 05037B   05333.02012661  .25992681  00000-0  24476-3 0  1534",
     "2 28872  96.4736 157.9986 0303955 244.0492 110.6523 16.46015938 10708", 55.0, 6},
    {"last stage of decay", "1 29141U 85108AA  06170.26783845  .99999999  00000-0  13519-0 0   718",
     "2 29141  82.4288 273.4882 0015848 277.2124  83.9133 15.93343074  6828", 440.0, 6},
    {"semi-latus rectum", "1 33333U 05037B   05333.02012661  .25992681  00000-0  24476-3 0  1534",
     "2 33333  96.4736 157.9986 9950000 244.0492 110.6523  4.00004038 10708", 25.0, 4},
    {"perturbed eccentricity", "1 33334U 78066F   06174.85818871  .00000620  00000-0  10000-3 0  6809",
     "2 33334  68.4714 236.1303 5602877 123.7484 302.5767  0.00001000 67521", 0.0, 3},
    {"3.5 years after the epoch", "1 20413U 83020D   05363.79166667  .00000000  00000-0  00000+0 0  7041",
     "2 20413  12.3514 187.4253 7864447 196.3027 356.5478  0.24690082  7978", 1844345.0, 6},
};

/// Checksums are not looked at: objects 33333 to 33335 have wrong ones.
inline Sgp4Elements elements_of(std::string_view line_1, std::string_view line_2) {
    Faults warnings;
    const auto sets = read_tle(std::string{line_1} + '\n' + std::string{line_2} + '\n', "verification", {.wrong_checksum = true}, warnings);
    return sets && !sets->empty() ? sgp4_elements(sets->front()) : Sgp4Elements{};
}

/// Largest difference of a coordinate.
struct Difference {
    double km = 0.0, km_per_s = 0.0;
};
inline Difference difference(const Sgp4State& ours, const std::array<double, 3>& km, const std::array<double, 3>& km_per_s) {
    const double p[] = {ours.position.x.in_kilo(), ours.position.y.in_kilo(), ours.position.z.in_kilo()};
    const double v[] = {ours.velocity.x.value * 1e-3, ours.velocity.y.value * 1e-3, ours.velocity.z.value * 1e-3};
    Difference d;
    for (std::size_t c = 0; c < 3; ++c) {
        d.km = std::fmax(d.km, std::fabs(p[c] - km[c]));
        d.km_per_s = std::fmax(d.km_per_s, std::fabs(v[c] - km_per_s[c]));
    }
    return d;
}

/// One object of the files, with the run's times and the rows printed for it.
struct Object {
    Sgp4Elements elements;
    int number = 0;
    double start_min = 0.0, stop_min = 0.0, step_min = 0.0;
    struct Row {
        double minutes;
        std::array<double, 3> km, km_per_s;
    };
    std::vector<Row> rows;
};

inline std::vector<Object> read_objects(const std::string& tle, const std::string& output) {
    std::vector<Object> objects;
    std::istringstream elements{tle}, states{output};
    std::string first;
    for (std::string line; std::getline(elements, line);) {
        if (line.starts_with("1 ")) first = line.substr(0, 69);
        if (!line.starts_with("2 ")) continue;
        Object object{.elements = elements_of(first, line.substr(0, 69)), .number = std::stoi(line.substr(2, 5)), .rows = {}};
        std::istringstream{line.substr(69)} >> object.start_min >> object.stop_min >> object.step_min;
        objects.push_back(object);
    }
    std::size_t next = 0;
    for (std::string line; std::getline(states, line);) {
        if (line.find("xx") != std::string::npos) {
            ++next;
            continue;
        }
        Object::Row r{};
        std::istringstream cells{line};
        cells >> r.minutes >> r.km[0] >> r.km[1] >> r.km[2] >> r.km_per_s[0] >> r.km_per_s[1] >> r.km_per_s[2];
        if (cells && next >= 1 && next <= objects.size()) objects[next - 1].rows.push_back(r);
    }
    return objects;
}

}  // namespace d2c::verification
