// Random access over the true delay, beside the sequence of roaming/procedures.

#include <gtest/gtest.h>

#include <set>

#include "ns3-modules/d2c-radio/test/radio-study.h"
#include "roaming/procedures/sequence.h"

namespace ns3 {
namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

struct Answer {
    bool called = false, success = false;
    Time took;
    void Hear(bool ok, Time time) {
        EXPECT_FALSE(called);
        called = true;
        success = ok;
        took = time;
    }
};

struct StepLog {
    std::vector<std::string> steps;
    void Hear(std::string step, std::uint32_t, Time) { steps.push_back(step); }
};

Answer Access(const d2c::HandsetClass& handset, Time delay, const std::vector<std::pair<std::string, std::string>>& attributes = {},
              Time timingError = Time(0), double frequencyErrorHz = 0.0, double upDb = 10.0) {
    const SimSession session;
    RadioStudy study(attributes);
    RadioPhone& phone = study.Add(handset, delay, 10.0, upDb, false);
    phone.link->SetAttribute("UplinkTimingError", TimeValue(timingError));
    phone.link->SetAttribute("UplinkFrequencyError", DoubleValue(frequencyErrorHz));
    Answer answer;
    phone.device->StartRandomAccess(study.Cell(), phone.link, MakeCallback(&Answer::Hear, &answer));
    SimSession::RunUntil(Seconds(30));
    return answer;
}

/// From the begin of the preamble to the arrival of message 4, as the sequence of a connection has it.
double SequenceMs(const d2c::HandsetClass& handset, Time delay, bool twoStep) {
    d2c::ProcedureSettings settings;
    settings.two_step_access = twoStep;
    if (handset.air_interface == d2c::AirInterface::kNrNtn) settings.times = d2c::nr_times();
    d2c::RadioSide side{};
    side.delays.service_link = std::chrono::nanoseconds{delay.GetNanoSeconds()};
    const d2c::Procedure procedure = d2c::connect(side, settings, {1, d2c::Purpose::kTest, 1});
    double sum = 0.0;
    for (const d2c::Step& step : procedure.steps()) {
        if (step.name == "wait for a random access occasion") continue;
        if (step.name == "RRC set-up (message 4)") return (sum + static_cast<double>(step.crossing.count())) * 1e-6;
        sum += static_cast<double>(step.total().count());
    }
    ADD_FAILURE() << "no message 4";
    return 0.0;
}

TEST(RandomAccess, CompletesWhereItsWindowsLetItAndTakesWhatTheProcedureTakes) {
    for (const double altitudeKm : {330.0, 600.0, 1200.0, 35786.0})
        for (const bool lte : {true, false})
            for (const bool twoStep : {false, true}) {
                if (lte && twoStep) continue;  // of NR alone
                const d2c::HandsetClass handset = lte ? LtePhone() : NrPhone();
                const Time delay = Seconds(altitudeKm * 1e3 / 299792458.0);
                const Answer answer = Access(handset, delay, {{"TwoStepAccess", twoStep ? "true" : "false"}});
                ASSERT_TRUE(answer.called);
                // 239 ms there and back: an LTE phone's response window has closed 13 ms after its preamble.
                const bool possible = !(lte && altitudeKm > 2000.0);
                EXPECT_EQ(answer.success, possible) << altitudeKm;
                if (!possible) continue;
                // It waits until the preamble arrives with an occasion, each 10 ms at the satellite.
                const double d = delay.GetSeconds() * 1e3;
                const double wait = std::ceil(d / 10.0) * 10.0 - d;
                EXPECT_NEAR(answer.took.GetSeconds() * 1e3, wait + SequenceMs(handset, delay, twoStep), 0.001) << altitudeKm;
                std::printf("%s %7.0f km, %s steps: %.3f ms, of these %.3f ms waiting\n", lte ? "LTE" : "NR ", altitudeKm,
                            twoStep ? "two" : "four", answer.took.GetSeconds() * 1e3, wait);
            }
}

TEST(RandomAccess, AnLteResponseWindowClosesThirteenMillisecondsAfterThePreamble) {
    // 2 d + 3 ms of detection within [3 ms, 13 ms]: to a one-way delay of 5 ms.
    EXPECT_TRUE(Access(LtePhone(), MicroSeconds(4'990)).success);
    EXPECT_FALSE(Access(LtePhone(), MicroSeconds(5'010)).success);
}

TEST(RandomAccess, FailsWithATimingOrFrequencyThatNoPreambleHas) {
    // Format 1 has 0.516 ms of guard time; half its subcarrier spacing is 625 Hz.
    EXPECT_TRUE(Access(LtePhone(), MilliSeconds(2), {}, MicroSeconds(500)).success);
    EXPECT_FALSE(Access(LtePhone(), MilliSeconds(2), {}, MicroSeconds(530)).success);
    EXPECT_TRUE(Access(LtePhone(), MilliSeconds(2), {}, MicroSeconds(530), 0.0).called) << "a failure is told";
    EXPECT_TRUE(Access(LtePhone(), MilliSeconds(2), {}, Time(0), 600.0).success);
    EXPECT_FALSE(Access(LtePhone(), MilliSeconds(2), {}, Time(0), -650.0).success);
    // Format 0 has a guard time of 0.097 ms.
    EXPECT_FALSE(Access(LtePhone(), MilliSeconds(2), {{"PreambleFormat", "0"}}, MicroSeconds(200)).success);
}

TEST(RandomAccess, NeedsAnUplinkThatCarriesMessage3) {
    EXPECT_TRUE(Access(LtePhone(), MilliSeconds(2), {}, Time(0), 0.0, -6.0).success);
    EXPECT_FALSE(Access(LtePhone(), MilliSeconds(2), {}, Time(0), 0.0, -8.0).success);
}

TEST(RandomAccess, PhonesThatChooseTheSamePreambleCollideAndTryAgain) {
    const SimSession session;
    RadioStudy study(Attributes{{"Preambles", "8"}, {"LongestBackoff", "200ms"}, {"AccessAttempts", "50"}});
    std::vector<Answer> answers(20);
    std::vector<StepLog> logs(20);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(2), 10.0, 10.0, false);
        phone.device->TraceConnectWithoutContext("RandomAccess", MakeCallback(&StepLog::Hear, &logs[i]));
        phone.device->StartRandomAccess(study.Cell(), phone.link, MakeCallback(&Answer::Hear, &answers[i]));
    }
    SimSession::RunUntil(Seconds(20));
    // All start in one occasion: 20 phones on 8 preambles, of whom 20 (7/8)^19 = 1.6 are expected to be alone.
    std::size_t atOnce = 0;
    for (const Answer& answer : answers) {
        EXPECT_TRUE(answer.success);
        atOnce += answer.took < MilliSeconds(40);
    }
    EXPECT_LE(atOnce, 7U);
    const std::vector<std::string> once{"preamble", "response", "message 3", "message 4", "success"};
    std::size_t repeated = 0;
    for (const StepLog& log : logs) {
        EXPECT_EQ(log.steps.back(), "success");
        if (log.steps != once) {
            ++repeated;
            EXPECT_NE(std::find(log.steps.begin(), log.steps.end(), "backoff"), log.steps.end());
        }
    }
    EXPECT_EQ(repeated + atOnce, answers.size());
}

TEST(RandomAccess, GivenUpOneNeverAnswers) {
    const SimSession session;
    RadioStudy study;
    RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(2), 10.0, 10.0, false);
    Answer first, second;
    phone.device->StartRandomAccess(study.Cell(), phone.link, MakeCallback(&Answer::Hear, &first));
    Simulator::Schedule(MilliSeconds(12),
                        [&]() { phone.device->StartRandomAccess(study.Cell(), phone.link, MakeCallback(&Answer::Hear, &second)); });
    SimSession::RunUntil(Seconds(1));
    EXPECT_FALSE(first.called);
    EXPECT_TRUE(second.success);
}

}  // namespace
}  // namespace ns3
