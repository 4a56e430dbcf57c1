// Runs the example programs as a user does and reads what they print. D2C_EXAMPLES_DIR is their folder, a compile definition.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "ns3-modules/d2c-mobility/test/run-program.h"

namespace {

using testing::HasSubstr;

/// \param nameAndArguments `harq-altitude --seconds=4`
Outcome RunExample(const std::string& nameAndArguments) {
    const std::size_t end = nameAndArguments.find(' ');
    const std::string arguments = end == std::string::npos ? std::string{} : nameAndArguments.substr(end + 1);
    return RunProgram(D2C_EXAMPLES_DIR "/d2c-example-" + nameAndArguments.substr(0, end), arguments);
}

/// The number after `word` in `text`.
double After(const std::string& text, const std::string& word) {
    const std::size_t at = text.find(word + ' ');
    return at == std::string::npos ? std::nan("") : std::stod(text.substr(at + word.size()));
}

struct PlotFiles {
    std::filesystem::path prefix =
        std::filesystem::temp_directory_path() / ("d2c-radio-examples-" + std::to_string(static_cast<long>(getpid())));
    ~PlotFiles() {
        for (const char* end : {".csv", ".gnuplot"}) std::filesystem::remove(prefix.string() + end);
    }
    std::vector<std::string> Rows() const {
        std::ifstream csv(prefix.string() + ".csv");
        std::vector<std::string> rows;
        for (std::string line; std::getline(csv, line);) rows.push_back(line);
        return rows;
    }
};

TEST(ThirtyPhones, ShareABeamWhoseCapacityTcpFills) {
    const PlotFiles plot;
    const Outcome outcome = RunExample("thirty-phones --plot=" + plot.prefix.string());
    ASSERT_EQ(outcome.exitCode, 0) << outcome.text;
    EXPECT_THAT(outcome.text, HasSubstr("RngSeed 1, RngRun 1"));
    // Equal slots to all: the beam's time is used to the slow start's and the headers' few percent, and never more than once.
    EXPECT_GT(After(outcome.text, "beam_used"), 0.95);
    EXPECT_LT(After(outcome.text, "beam_used"), 1.0);
    EXPECT_EQ(plot.Rows().size(), 31U);
    for (const char* figure : {"events", "packets", "memory_mib", "cpu_s", "real_time_factor"}) EXPECT_GT(After(outcome.text, figure), 0.0);
    std::printf("30 phones, 20 s, TCP: real-time factor %.1f\n", After(outcome.text, "real_time_factor"));
}

TEST(ThirtyPhones, AreTheSameTwice) {
    const auto withoutTimes = [](std::string text) { return text.substr(0, text.find("memory_mib")); };
    const std::string arguments = "thirty-phones --seconds=5 --phones=10 --traffic=dash --scheduler=ProportionalFair";
    const std::string first = withoutTimes(RunExample(arguments).text);
    EXPECT_EQ(withoutTimes(RunExample(arguments).text), first);
    EXPECT_THAT(first, HasSubstr("mean_stall_s"));
}

TEST(ThirtyPhones, SayWhatIsAllowed) {
    const Outcome outcome = RunExample("thirty-phones --phones=0 --traffic=voice --delay=-1");
    EXPECT_EQ(outcome.exitCode, 2);
    for (const char* part : {"--phones: 1 to 1000", "--traffic: bulk or dash", "--delay: 0 to 1000 [ms]"})
        EXPECT_THAT(outcome.text, HasSubstr(part));
    const Outcome unwritten = RunExample("thirty-phones --seconds=1 --plot=/no/such/folder/a");
    EXPECT_EQ(unwritten.exitCode, 1);
    EXPECT_THAT(unwritten.text, HasSubstr("--plot=/no/such/folder/a: cannot write"));
}

TEST(HarqAltitude, FallsWithTheRoundTripUnlessThereIsNoFeedback) {
    const PlotFiles plot;
    const Outcome outcome = RunExample("harq-altitude --seconds=8 --plot=" + plot.prefix.string());
    ASSERT_EQ(outcome.exitCode, 0) << outcome.text;
    const std::vector<std::string> rows = plot.Rows();
    ASSERT_EQ(rows.size(), 21U);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::vector<std::string> field;
        std::istringstream line{rows[i]};
        for (std::string text; std::getline(line, text, ',');) field.push_back(text);
        ASSERT_EQ(field.size(), 6U);
        const double filled = std::stod(field[2]), limit = std::stod(field[3]), share = std::stod(field[5]);
        // A cycle is used in whole slots: at most one of at least eleven is lost.
        EXPECT_GT(filled, limit * (1.0 - 1.0 / 11.0) - 0.01) << rows[i];
        EXPECT_LT(filled, limit * 1.03 + 0.001) << rows[i];
        // At CQI 7's threshold a tenth of first transmissions is repeated, and headers take 1.4 %; over the geostationary round trip the
        // queue's repeats come late in eight seconds.
        if (field[1] == "nr-off") {
            EXPECT_NEAR(share, 0.9 * 0.986, 0.03) << rows[i];
        }
    }
}

TEST(RadioPass, ServesOnePassAfterARandomAccess) {
    const PlotFiles plot;
    const Outcome outcome = RunExample("radio-pass --plot=" + plot.prefix.string());
    ASSERT_EQ(outcome.exitCode, 0) << outcome.text;
    EXPECT_THAT(outcome.text, HasSubstr("random access"));
    const std::vector<std::string> rows = plot.Rows();
    ASSERT_GT(rows.size(), 30U);
    double peak = 0.0, early = 0.0, dopplerFirst = 0.0, dopplerLast = 0.0;
    for (std::size_t i = 2; i < rows.size(); ++i) {
        std::vector<double> field;
        std::istringstream line{rows[i]};
        for (std::string text; std::getline(line, text, ',');) field.push_back(std::stod(text));
        ASSERT_EQ(field.size(), 7U);
        EXPECT_GE(field[1], 25.0);
        if (i == 2) early = field[6], dopplerFirst = field[3];
        dopplerLast = field[3];
        peak = std::max(peak, field[6]);
    }
    EXPECT_GT(peak, 1.8 * early) << "the satellite comes nearer by half";
    EXPECT_GT(dopplerFirst, 35e3);
    EXPECT_LT(dopplerLast, -35e3);
    EXPECT_EQ(RunExample("radio-pass --latitude=-89").exitCode, 3);
    EXPECT_EQ(RunExample("radio-pass --latitude=91").exitCode, 2);
}

}  // namespace
