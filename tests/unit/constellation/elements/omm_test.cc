#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "constellation/elements/read_elements.h"

namespace d2c {
namespace {

using ::testing::HasSubstr;

// One orbit in four notations: the ISS set of CelesTrak's FAQ "Two-Line Element Set Format". 264.51782528 days of 2008 are
// 2008-09-20T12:25:40.104192 to the microsecond.
const std::string kTle =
    "ISS (ZARYA)\n"
    "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n"
    "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n";
const std::string kKvn = R"(CCSDS_OMM_VERS = 2.0
COMMENT the same orbit
CREATION_DATE =
ORIGINATOR = NONE
OBJECT_NAME        = ISS (ZARYA)
OBJECT_ID          = 1998-067A
CENTER_NAME        = EARTH
REF_FRAME          = TEME
TIME_SYSTEM        = UTC
MEAN_ELEMENT_THEORY = SGP/SGP4

COMMENT mean elements
EPOCH = 2008-09-20T12:25:40.104192
MEAN_MOTION = 15.72125391 [rev/day]
ECCENTRICITY = 0.0006703
INCLINATION = 51.6416 [deg]
RA_OF_ASC_NODE = 247.4627 [deg]
ARG_OF_PERICENTER = 130.5360 [deg]
MEAN_ANOMALY = 325.0288 [deg]
GM = 398600.8 [km**3/s**2]
EPHEMERIS_TYPE = 0
CLASSIFICATION_TYPE = U
NORAD_CAT_ID = 25544
ELEMENT_SET_NO = 292
REV_AT_EPOCH = 56353
BSTAR = -0.11606E-4 [1/ER]
MEAN_MOTION_DOT = -0.00002182 [rev/day**2]
MEAN_MOTION_DDOT = 0.0 [rev/day**3]
USER_DEFINED_OBJECT_TYPE = PAYLOAD
)";
// As Space-Track writes it (texts, null, columns of its own) and as CelesTrak does (numbers, no metadata).
const std::string kSpaceTrackJson = R"json([{
"CCSDS_OMM_VERS":"3.0","COMMENT":"GENERATED VIA SPACE-TRACK.ORG API","ORIGINATOR":"18 SPCS","OBJECT_NAME":"ISS (ZARYA)",
"OBJECT_ID":"1998-067A","CENTER_NAME":"EARTH","REF_FRAME":"TEME","TIME_SYSTEM":"UTC","MEAN_ELEMENT_THEORY":"SGP4",
"EPOCH":"2008-09-20T12:25:40.104192","MEAN_MOTION":"15.72125391","ECCENTRICITY":"0.00067030","INCLINATION":"51.6416",
"RA_OF_ASC_NODE":"247.4627","ARG_OF_PERICENTER":"130.5360","MEAN_ANOMALY":"325.0288","EPHEMERIS_TYPE":"0","CLASSIFICATION_TYPE":"U",
"NORAD_CAT_ID":"25544","ELEMENT_SET_NO":"292","REV_AT_EPOCH":"56353","BSTAR":"-0.00001160600000","MEAN_MOTION_DOT":"-0.00002182",
"MEAN_MOTION_DDOT":"0.0000000000000","SEMIMAJOR_AXIS":"6730.960","PERIOD":"91.596","DECAY_DATE":null,"TLE_LINE0":"0 ISS (ZARYA)"}])json";
const std::string kCelesTrakJson = R"json({"OBJECT_NAME":"ISS (ZARYA)","OBJECT_ID":"1998-067A","EPOCH":"2008-09-20T12:25:40.104192",
"MEAN_MOTION":15.72125391,"ECCENTRICITY":0.0006703,"INCLINATION":51.6416,"RA_OF_ASC_NODE":247.4627,"ARG_OF_PERICENTER":130.536,
"MEAN_ANOMALY":325.0288,"EPHEMERIS_TYPE":0,"CLASSIFICATION_TYPE":"U","NORAD_CAT_ID":25544,"ELEMENT_SET_NO":292,"REV_AT_EPOCH":56353,
"BSTAR":-1.1606e-5,"MEAN_MOTION_DOT":-2.182e-5,"MEAN_MOTION_DDOT":0})json";
const std::string kCsvHeading =
    "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,EPHEMERIS_TYPE,"
    "CLASSIFICATION_TYPE,NORAD_CAT_ID,ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT\r\n";
const std::string kCsvRow =
    "ISS (ZARYA),1998-067A,2008-09-20T12:25:40.104192,15.72125391,.0006703,51.6416,247.4627,130.5360,325.0288,0,U,25544,292,56353,"
    "-.11606E-4,-.2182E-4,0\r\n";

ElementSet only(const std::string& text) {
    const auto file = read_elements(text, "f");
    EXPECT_TRUE(file) << (file ? "" : to_string(file.faults().front()));
    EXPECT_EQ(file ? file->sets.size() : 0u, 1u);
    return file && !file->sets.empty() ? file->sets.front() : ElementSet{};
}
std::string faults_of(const std::string& text) {
    std::string all;
    const auto file = read_elements(text, "f.omm");
    for (const Fault& fault : file.faults()) all += to_string(fault) + "\n";
    return all;
}
std::string with(std::string text, const std::string& old, const std::string& put) {
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), put);
}

TEST(Omm, OneOrbitInEveryNotationIsTheSameToTheLastDigit) {
    const ElementSet tle = only(kTle);
    for (const std::string& text : {kKvn, kSpaceTrackJson, kCelesTrakJson, kCsvHeading + kCsvRow}) {
        const ElementSet omm = only(text);
        EXPECT_EQ(omm.name, tle.name);
        EXPECT_EQ(omm.catalogue_number, tle.catalogue_number);
        EXPECT_EQ(omm.launch, tle.launch);
        EXPECT_EQ(omm.piece, tle.piece);
        EXPECT_EQ(omm.epoch, tle.epoch) << to_string(omm.epoch);
        EXPECT_EQ(omm.mean_motion_rev_per_day, tle.mean_motion_rev_per_day);
        EXPECT_EQ(omm.half_mean_motion_rate_rev_per_day2, tle.half_mean_motion_rate_rev_per_day2);
        EXPECT_EQ(omm.sixth_mean_motion_rate_rev_per_day3, tle.sixth_mean_motion_rate_rev_per_day3);
        EXPECT_EQ(omm.bstar_per_earth_radius, tle.bstar_per_earth_radius);
        EXPECT_EQ(omm.inclination, tle.inclination);
        EXPECT_EQ(omm.raan, tle.raan);
        EXPECT_EQ(omm.argument_of_perigee, tle.argument_of_perigee);
        EXPECT_EQ(omm.mean_anomaly, tle.mean_anomaly);
        EXPECT_EQ(omm.eccentricity, tle.eccentricity);
        EXPECT_EQ(omm.element_set, tle.element_set);
        EXPECT_EQ(omm.revolution, tle.revolution);
    }
}

TEST(Omm, TheNotationIsSeenInTheContent) {
    EXPECT_EQ(notation_of(kTle), ElementNotation::kTle);
    EXPECT_EQ(notation_of("A, B = C\n" + kTle), ElementNotation::kTle);  // a name
    EXPECT_EQ(notation_of(kKvn), ElementNotation::kOmmKvn);
    EXPECT_EQ(notation_of("\xEF\xBB\xBF\r\n" + kKvn), ElementNotation::kOmmKvn);
    EXPECT_EQ(notation_of(" \n" + kSpaceTrackJson), ElementNotation::kOmmJson);
    EXPECT_EQ(notation_of("\"OBJECT_NAME\",\"EPOCH\"\n"), ElementNotation::kOmmCsv);
    EXPECT_THAT(faults_of("<?xml version=\"1.0\"?><ndm/>"), HasSubstr("notation: XML"));
}

TEST(Omm, AFileHoldsSeveralMessagesInTheirOrder) {
    const auto count = [](const std::string& text) { return read_elements(text, "f").value().sets; };
    EXPECT_EQ(count(kKvn + "\n" + with(kKvn, "= 25544", "= 123456789")).at(1).catalogue_number, 123456789);
    EXPECT_EQ(count("[" + kCelesTrakJson + ",\n" + with(kCelesTrakJson, "25544", "100000") + "]").at(1).catalogue_number, 100000);
    const auto rows = count(kCsvHeading + kCsvRow + "\r\n" + with(kCsvRow, "ISS (ZARYA)", "\"ISS, \"\"ZARYA\"\"\""));
    EXPECT_EQ(rows.at(1).name, "ISS, \"ZARYA\"");
    EXPECT_EQ(rows.at(1).line, 4);
}

TEST(Omm, AnEpochMayBeADayOfTheYearWithZoneAndAnyDecimals) {
    const auto epoch = [](const std::string& text) { return to_string(only(with(kKvn, "2008-09-20T12:25:40.104192", text)).epoch); };
    EXPECT_EQ(epoch("2008-264T12:25:40.104192"), "2008-09-20T12:25:40.104192Z");
    EXPECT_EQ(epoch("2008-366T23:59:59.9999999999Z"), "2008-12-31T23:59:59.999999999Z");
    EXPECT_EQ(epoch("2008-09-20T12:25:40"), "2008-09-20T12:25:40Z");
    for (const char* wrong : {"2007-366T00:00:00", "2008-000T00:00:00", "2008-09-31T00:00:00", "2008-09-20", "2008-09-20 12:25:40",
                              "2008-09-20T12:25:40.", "2008-09-20T12:25:61", "2008-2x4T00:00:00", "20T12:00:00", "nan", ""})
        EXPECT_THAT(faults_of(with(kKvn, "2008-09-20T12:25:40.104192", wrong)), HasSubstr("EPOCH")) << wrong;
}

TEST(Omm, EveryFaultOfAFileComesAtOnceWithLineKeywordValueAndWhatIsAllowed) {
    std::string text = with(kKvn, "= TEME", "= ICRF");
    text = with(text, "= UTC", "= TAI");
    text = with(text, "= EARTH", "= MARS");
    text = with(text, "= SGP/SGP4", "= SGP4-XP");
    text = with(text, "0.0006703", "nan");
    text = with(text, "51.6416 [deg]", "0.9013 [rad]");
    text = with(text, "15.72125391 [rev/day]", "1e999");
    text = with(text, "NORAD_CAT_ID = 25544", "NORAD_CAT_ID = 1234567890");
    text = with(text, "BSTAR =", "BSTARR =");
    text = with(text, "USER_DEFINED_OBJECT_TYPE = PAYLOAD", "just text");
    text = with(text, "EPHEMERIS_TYPE = 0", "EPHEMERIS_TYPE = 4");
    text = with(text, "MEAN_ANOMALY = 325.0288", "RA_OF_ASC_NODE = 325.0288");
    const std::string faults = faults_of(text);
    EXPECT_THAT(faults, HasSubstr("f.omm:7: CENTER_NAME: MARS: EARTH\n"));
    EXPECT_THAT(faults, HasSubstr("f.omm:8: REF_FRAME: ICRF: TEME\n"));
    EXPECT_THAT(faults, HasSubstr("f.omm:9: TIME_SYSTEM: TAI: UTC\n"));
    EXPECT_THAT(faults, HasSubstr("f.omm:10: MEAN_ELEMENT_THEORY: SGP4-XP: SGP4\n"));
    EXPECT_THAT(faults, HasSubstr("f.omm:14: MEAN_MOTION: 1e999: above 0, at most 17.2 [rev/day]\n"));
    EXPECT_THAT(faults, HasSubstr("f.omm:15: ECCENTRICITY: nan: 0 to below 1\n"));
    EXPECT_THAT(faults, HasSubstr("f.omm:16: INCLINATION: [rad]: [deg]\n"));
    EXPECT_THAT(faults, HasSubstr("f.omm:19: RA_OF_ASC_NODE: 325.0288: once in a message\n"));
    EXPECT_THAT(faults, HasSubstr("f.omm:1: MEAN_ANOMALY: missing"));
    EXPECT_THAT(faults, HasSubstr("f.omm:21: EPHEMERIS_TYPE: 4: 0 or 2"));
    EXPECT_THAT(faults, HasSubstr("f.omm:23: NORAD_CAT_ID: 1234567890: a whole number of up to nine digits\n"));
    EXPECT_THAT(faults, HasSubstr("f.omm:1: BSTAR: missing"));
    EXPECT_THAT(faults, HasSubstr("f.omm:26: BSTARR: -0.11606E-4: a keyword"));
    EXPECT_THAT(faults, HasSubstr("f.omm:29: line: just text: KEYWORD = value"));
    EXPECT_EQ(read_elements(text, "f").faults().size(), 14u) << faults;
}

TEST(Omm, TheMandatoryMetadataOfKvnMayNotBeLeftOut) {
    for (const char* keyword : {"OBJECT_NAME", "OBJECT_ID", "CENTER_NAME", "REF_FRAME", "TIME_SYSTEM", "MEAN_ELEMENT_THEORY"})
        EXPECT_THAT(faults_of(with(kKvn, std::string{"\n"} + keyword, std::string{"\nCOMMENT "} + keyword)), HasSubstr(keyword));
    EXPECT_THAT(faults_of(with(kKvn, "CCSDS_OMM_VERS = 2.0\n", "")), HasSubstr("CCSDS_OMM_VERS: missing"));
    EXPECT_THAT(faults_of(with(kKvn, "CCSDS_OMM_VERS = 2.0", "CCSDS_OMM_VERS = 9.0")), HasSubstr("2.0 or 3.0"));
    EXPECT_THAT(faults_of(with(kKvn, "MEAN_MOTION = 15.72125391 [rev/day]", "SEMI_MAJOR_AXIS = 6731 [km]")),
                HasSubstr("f.omm:14: SEMI_MAJOR_AXIS"));
}

TEST(Omm, FaultsOfJsonNameTheLineOfTheKeyword) {
    EXPECT_THAT(faults_of(with(kCelesTrakJson, "51.6416", "181")), HasSubstr("f.omm:2: INCLINATION: 181: 0 to 180 [deg]"));
    EXPECT_THAT(faults_of(with(kCelesTrakJson, "-1.1606e-5", "[1]")), HasSubstr("f.omm:4: BSTAR: an array: "));
    EXPECT_THAT(faults_of(with(kCelesTrakJson, "-1.1606e-5", "null")), HasSubstr("BSTAR: missing"));
    EXPECT_THAT(faults_of(with(kCelesTrakJson, "325.0288", "true")), HasSubstr("f.omm:3: MEAN_ANOMALY: true"));
    EXPECT_THAT(faults_of(with(kSpaceTrackJson, "\"TEME\"", "\"ICRF\"")), HasSubstr("f.omm:3: REF_FRAME: ICRF: TEME"));
    EXPECT_THAT(faults_of("[\n1, " + kCelesTrakJson + "]"), HasSubstr("f.omm:2: message: 1: an object"));
    EXPECT_THAT(faults_of(kCelesTrakJson.substr(0, 120)), HasSubstr("f.omm:2: JSON"));
    EXPECT_EQ(read_elements(kCelesTrakJson.substr(0, 120), "f").faults().size(), 1u);
    EXPECT_THAT(faults_of("[]"), HasSubstr("element sets: none: at least one"));
    EXPECT_THAT(faults_of("{}"), HasSubstr("EPOCH: missing"));
}

TEST(Omm, FaultsOfCsvNameTheRow) {
    EXPECT_THAT(faults_of(kCsvHeading + kCsvRow + with(kCsvRow, ",U,", ",")), HasSubstr("f.omm:3: row: 16 cells: 17, as the heading"));
    EXPECT_THAT(faults_of(kCsvHeading + with(kCsvRow, "ISS", "\"ISS")), HasSubstr("f.omm:2: row"));
    EXPECT_THAT(faults_of(kCsvHeading + with(kCsvRow, "15.72125391", "-1")), HasSubstr("f.omm:2: MEAN_MOTION: -1"));
    EXPECT_THAT(faults_of(kCsvHeading + with(kCsvRow, "15.72125391", "")), HasSubstr("f.omm:2: MEAN_MOTION: missing"));
    EXPECT_THAT(faults_of(kCsvHeading), HasSubstr("element sets: none"));
}

}  // namespace
}  // namespace d2c
