"""`d2c rate`: the published thresholds, the limits of HARQ, margins, refusals."""

import json
import unittest

from program import Folder, d2c

LTE = ["--bandwidth-mhz", 5, "--handset", "lte-rel15-unmodified"]


def rate(snr_db, *arguments):
    return json.loads(d2c("rate", "--snr-db", snr_db, *arguments, "--json").stdout)


class Rate(Folder):
    def test_each_cqi_begins_at_its_published_threshold(self):  # oracle: AWGN, 10 % errors, Vienna LTE simulators
        for cqi, snr_db in {1: -6.936, 4: -1.253, 7: 4.694, 10: 10.366, 15: 19.829}.items():
            self.assertEqual(rate(snr_db, *LTE)["cqi"], cqi)
            self.assertEqual(rate(snr_db - 0.01, *LTE)["cqi"], cqi - 1)
        self.assertEqual(rate(0.6, *LTE)["cqi"], 4)
        self.assertEqual(rate(0.6, *LTE, "--bler-set", "ns3")["cqi"], 5)

    def test_transport_blocks_are_those_of_the_table(self):  # oracle: TS 36.213 tables 7.1.7.1-1 and 7.1.7.2.1-1: MCS 11, I_TBS 10, 25 blocks
        answer = rate(5, *LTE)
        self.assertEqual(next(iter(answer)), "schema")
        self.assertEqual((answer["mcs"], answer["modulation_order"], answer["resource_blocks"], answer["transport_block_bits"]), (11, 4, 25, 4392))
        self.assertAlmostEqual(answer["spectral_efficiency_bit_per_s_per_hz"], answer["modulation_order"] * answer["code_rate"], places=9)
        self.assertLess(answer["bler"], 0.1)

    def test_eight_processes_fill_half_of_a_round_trip_of_8_ms(self):
        self.assertAlmostEqual(rate(5, *LTE, "--rtt-ms", 8)["goodput_mbps"] / rate(5, *LTE)["goodput_mbps"], 0.5, places=9)
        self.assertEqual(rate(5, *LTE, "--rtt-ms", 8, "--harq", "none")["filled_share"], 1.0)

    def test_a_rayleigh_channel_costs_the_textbook_margin(self):  # oracle: -10 log10(-ln 0.9)
        self.assertAlmostEqual(rate(20, *LTE, "--k-factor-db", -40, "--outage", 0.1)["fading_margin_db"], 9.773, delta=0.002)

    def test_out_of_range_is_null_and_not_a_guess(self):
        answer = rate(-20, *LTE)
        self.assertEqual((answer["cqi"], answer["goodput_mbps"]), (0, 0.0))
        self.assertIsNone(answer["mcs"])

    def test_every_fault_at_once(self):
        outcome = d2c("rate", "--snr-db", "nan", "--bandwidth-mhz", "7", "--handset", "nobody", "--harq", "all", "--target-bler", "2")
        self.assertRefused(outcome, "--snr-db: nan", "--bandwidth-mhz: 7", "--handset: nobody", "lte-rel15-unmodified", "--harq: all", "--target-bler: 2")
        outcome = d2c("rate", "--json")
        self.assertEqual(outcome.returncode, 2)
        self.assertEqual([e["field"] for e in json.loads(outcome.stdout)["errors"]], ["--snr-db", "--handset", "--bandwidth-mhz"])


if __name__ == "__main__":
    unittest.main()
