"""`d2c antenna`: gain of a pattern by angle."""

import json
import unittest

from program import d2c


class Antenna(unittest.TestCase):
    def gains(self, *arguments):
        done = d2c("antenna", *arguments, "--json")
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["schema"], "d2c.antenna/1")
        self.assertEqual(len(answer["angles_deg"]), len(answer["gain_dbi"]))
        return answer["gain_dbi"]

    def faults(self, *arguments):
        done = d2c("antenna", *arguments, "--json")
        self.assertEqual(done.returncode, 2)
        return [error["field"] for error in json.loads(done.stdout)["errors"]]

    def test_the_disc_of_tr_38811_at_set_1(self):
        gains = self.gains("--pattern", "tr38811", "--angles", "0,1,2,4.5,120", "--frequency-mhz", "2000", "--aperture-radius-m", "1",
                           "--peak-gain-dbi", "30")
        for ours, expected in zip(gains, (30.0, 29.4123, 27.5626, 12.7344)):
            self.assertAlmostEqual(ours, expected, 3)
        self.assertIsNone(gains[4])  # behind the aperture the formula says nothing

    def test_the_envelopes_of_s1528(self):
        gains = self.gains("--pattern", "s1528-1.2", "--angles", "0,1,8,120", "--ln-db", "-15", "--psi-b-deg", "2.20635", "--peak-gain-dbi", "30")
        for ours, expected in zip(gains, (30.0, 29.0846, 15.0, 7.5)):
            self.assertAlmostEqual(ours, expected, 3)
        gains = self.gains("--pattern", "s1528-1.3", "--angles", "0,1.6,10,-45", "--psi-b-deg", "1.6", "--peak-gain-dbi", "35")
        for ours, expected in zip(gains, (35.0, 32.0, 12.7553, 5.0)):
            self.assertAlmostEqual(ours, expected, 3)

    def test_the_taylor_illumination_of_s1528(self):
        gains = self.gains("--pattern", "s1528-1.4", "--angles", "0,13.6", "--frequency-mhz", "12000", "--roll-off-db", "3",
                           "--half-axis-a-deg", "13.6", "--peak-gain-dbi", "20")
        self.assertAlmostEqual(gains[0], 20.0, 9)
        self.assertAlmostEqual(gains[1], 17.0, delta=0.1)

    def test_a_steered_array_loses_the_elements_gain(self):
        straight = self.gains("--pattern", "array", "--nx", "16", "--angles", "0")
        steered = self.gains("--pattern", "array", "--nx", "16", "--angles", "60", "--steer-theta-deg", "60")
        self.assertAlmostEqual(straight[0] - steered[0], 3.0103, 3)

    def test_phones_and_terminals(self):
        self.assertEqual(self.gains("--pattern", "omni", "--angles", "0,120"), [0.0, 0.0])
        self.assertAlmostEqual(self.gains("--pattern", "vsat", "--angles", "0", "--frequency-mhz", "20000")[0], 39.7, 1)
        self.assertEqual(self.faults("--pattern", "dipole", "--angles", "0", "--z", "2"), ["--z"])

    def test_every_fault_at_once(self):
        self.assertEqual(self.faults("--pattern", "s1528-1.2", "--angles", "0,200", "--slr-db", "20", "--nx", "4"),
                         ["--angles", "--aperture-radius-m", "--frequency-mhz", "--slr-db", "--nx"])
        self.assertEqual(self.faults("--pattern", "dish", "--angles", "x", "--frequency-mhz", "nan"), ["--pattern", "--angles", "--frequency-mhz"])

    def test_a_person_reads_units_and_assumptions(self):
        done = d2c("antenna", "--pattern", "tr38811", "--angles", "0", "--frequency-mhz", "2000", "--aperture-radius-m", "1")
        self.assertIn("gain [dBi]", done.stdout)
        self.assertIn("efficiency 0.65 (assumption)", done.stdout)


if __name__ == "__main__":
    unittest.main()
