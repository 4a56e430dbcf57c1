#include "geography/borders/country_codes.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace d2c {
namespace {

struct IsoRow {
    int numeric;
    const char* alpha2;
};
// ISO 3166-1:2020 with its newsletters to 2023, all 249 officially assigned codes, by number (Debian iso-codes 4.15).
constexpr std::array<IsoRow, 249> kIso = {
    {{4, "AF"},   {8, "AL"},   {10, "AQ"},  {12, "DZ"},  {16, "AS"},  {20, "AD"},  {24, "AO"},  {28, "AG"},  {31, "AZ"},  {32, "AR"},
     {36, "AU"},  {40, "AT"},  {44, "BS"},  {48, "BH"},  {50, "BD"},  {51, "AM"},  {52, "BB"},  {56, "BE"},  {60, "BM"},  {64, "BT"},
     {68, "BO"},  {70, "BA"},  {72, "BW"},  {74, "BV"},  {76, "BR"},  {84, "BZ"},  {86, "IO"},  {90, "SB"},  {92, "VG"},  {96, "BN"},
     {100, "BG"}, {104, "MM"}, {108, "BI"}, {112, "BY"}, {116, "KH"}, {120, "CM"}, {124, "CA"}, {132, "CV"}, {136, "KY"}, {140, "CF"},
     {144, "LK"}, {148, "TD"}, {152, "CL"}, {156, "CN"}, {158, "TW"}, {162, "CX"}, {166, "CC"}, {170, "CO"}, {174, "KM"}, {175, "YT"},
     {178, "CG"}, {180, "CD"}, {184, "CK"}, {188, "CR"}, {191, "HR"}, {192, "CU"}, {196, "CY"}, {203, "CZ"}, {204, "BJ"}, {208, "DK"},
     {212, "DM"}, {214, "DO"}, {218, "EC"}, {222, "SV"}, {226, "GQ"}, {231, "ET"}, {232, "ER"}, {233, "EE"}, {234, "FO"}, {238, "FK"},
     {239, "GS"}, {242, "FJ"}, {246, "FI"}, {248, "AX"}, {250, "FR"}, {254, "GF"}, {258, "PF"}, {260, "TF"}, {262, "DJ"}, {266, "GA"},
     {268, "GE"}, {270, "GM"}, {275, "PS"}, {276, "DE"}, {288, "GH"}, {292, "GI"}, {296, "KI"}, {300, "GR"}, {304, "GL"}, {308, "GD"},
     {312, "GP"}, {316, "GU"}, {320, "GT"}, {324, "GN"}, {328, "GY"}, {332, "HT"}, {334, "HM"}, {336, "VA"}, {340, "HN"}, {344, "HK"},
     {348, "HU"}, {352, "IS"}, {356, "IN"}, {360, "ID"}, {364, "IR"}, {368, "IQ"}, {372, "IE"}, {376, "IL"}, {380, "IT"}, {384, "CI"},
     {388, "JM"}, {392, "JP"}, {398, "KZ"}, {400, "JO"}, {404, "KE"}, {408, "KP"}, {410, "KR"}, {414, "KW"}, {417, "KG"}, {418, "LA"},
     {422, "LB"}, {426, "LS"}, {428, "LV"}, {430, "LR"}, {434, "LY"}, {438, "LI"}, {440, "LT"}, {442, "LU"}, {446, "MO"}, {450, "MG"},
     {454, "MW"}, {458, "MY"}, {462, "MV"}, {466, "ML"}, {470, "MT"}, {474, "MQ"}, {478, "MR"}, {480, "MU"}, {484, "MX"}, {492, "MC"},
     {496, "MN"}, {498, "MD"}, {499, "ME"}, {500, "MS"}, {504, "MA"}, {508, "MZ"}, {512, "OM"}, {516, "NA"}, {520, "NR"}, {524, "NP"},
     {528, "NL"}, {531, "CW"}, {533, "AW"}, {534, "SX"}, {535, "BQ"}, {540, "NC"}, {548, "VU"}, {554, "NZ"}, {558, "NI"}, {562, "NE"},
     {566, "NG"}, {570, "NU"}, {574, "NF"}, {578, "NO"}, {580, "MP"}, {581, "UM"}, {583, "FM"}, {584, "MH"}, {585, "PW"}, {586, "PK"},
     {591, "PA"}, {598, "PG"}, {600, "PY"}, {604, "PE"}, {608, "PH"}, {612, "PN"}, {616, "PL"}, {620, "PT"}, {624, "GW"}, {626, "TL"},
     {630, "PR"}, {634, "QA"}, {638, "RE"}, {642, "RO"}, {643, "RU"}, {646, "RW"}, {652, "BL"}, {654, "SH"}, {659, "KN"}, {660, "AI"},
     {662, "LC"}, {663, "MF"}, {666, "PM"}, {670, "VC"}, {674, "SM"}, {678, "ST"}, {682, "SA"}, {686, "SN"}, {688, "RS"}, {690, "SC"},
     {694, "SL"}, {702, "SG"}, {703, "SK"}, {704, "VN"}, {705, "SI"}, {706, "SO"}, {710, "ZA"}, {716, "ZW"}, {724, "ES"}, {728, "SS"},
     {729, "SD"}, {732, "EH"}, {740, "SR"}, {744, "SJ"}, {748, "SZ"}, {752, "SE"}, {756, "CH"}, {760, "SY"}, {762, "TJ"}, {764, "TH"},
     {768, "TG"}, {772, "TK"}, {776, "TO"}, {780, "TT"}, {784, "AE"}, {788, "TN"}, {792, "TR"}, {795, "TM"}, {796, "TC"}, {798, "TV"},
     {800, "UG"}, {804, "UA"}, {807, "MK"}, {818, "EG"}, {826, "GB"}, {831, "GG"}, {832, "JE"}, {833, "IM"}, {834, "TZ"}, {840, "US"},
     {850, "VI"}, {854, "BF"}, {858, "UY"}, {860, "UZ"}, {862, "VE"}, {876, "WF"}, {882, "WS"}, {887, "YE"}, {894, "ZM"}}};
static_assert(std::is_sorted(kIso.begin(), kIso.end(), [](const IsoRow& a, const IsoRow& b) { return a.numeric < b.numeric; }));

// Parts that Natural Earth 4.1 draws within a country and that ISO 3166-1 gives a code; a box that holds the part and nothing else of it.
struct PartRow {
    const char* id;
    double west, east, south, north;
    const char* alpha2;
};
constexpr PartRow kParts[] = {
    {"250", -55.0, -51.0, 2.0, 6.0, "GF"},   {"250", -62.0, -61.0, 15.7, 16.6, "GP"}, {"250", -61.3, -60.7, 14.3, 15.0, "MQ"},
    {"250", 55.0, 56.0, -21.5, -20.8, "RE"}, {"250", 45.0, 45.4, -13.1, -12.6, "YT"}, {"578", 10.0, 34.0, 74.0, 81.0, "SJ"},
    {"578", -10.0, -7.0, 70.5, 71.5, "SJ"},  {"528", -69.0, -62.0, 11.5, 18.0, "BQ"}, {"554", -173.0, -171.0, -10.0, -8.0, "TK"},
};

struct NameRow {
    const char* name;
    const char* alpha2;
};
// Natural Earth's features without an ISO code. `Indian Ocean Ter.` is Christmas Island and the Cocos Islands.
constexpr NameRow kUncoded[] = {{"Kosovo", "XK"}, {"Somaliland", "SO"}, {"N. Cyprus", "CY"}, {"Siachen Glacier", "IN"}};

AreaCode code(const char* alpha2) { return *AreaCode::parse(alpha2); }

}  // namespace

std::optional<AreaCode> alpha2_of_numeric(int numeric) {
    const auto row = std::lower_bound(kIso.begin(), kIso.end(), numeric, [](const IsoRow& r, int n) { return r.numeric < n; });
    if (row == kIso.end() || row->numeric != numeric) return std::nullopt;
    return code(row->alpha2);
}

std::optional<AreaCode> area_of_ring(const std::string& id, const std::string& name, double longitude_deg, double latitude_deg) {
    if (id.empty()) {
        if (name == "Indian Ocean Ter.") return code(longitude_deg > 100.0 ? "CX" : "CC");
        for (const NameRow& row : kUncoded)
            if (name == row.name) return code(row.alpha2);
        return std::nullopt;
    }
    for (const PartRow& row : kParts)
        if (id == row.id && longitude_deg >= row.west && longitude_deg <= row.east && latitude_deg >= row.south &&
            latitude_deg <= row.north)
            return code(row.alpha2);
    int numeric = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), numeric);
    if (error != std::errc{} || end != id.data() + id.size()) return std::nullopt;
    return alpha2_of_numeric(numeric);
}

}  // namespace d2c
