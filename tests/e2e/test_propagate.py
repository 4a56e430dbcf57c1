"""`d2c propagate` and `d2c passes` on element files of every notation, and on a scenario."""

import csv
import io
import json
import unittest

from program import SCENARIO, LEO600, Folder, d2c

# CelesTrak, "Two-Line Element Set Format"; the OMM holds the same numbers.
ISS = ("ISS (ZARYA)\n1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n"
       "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n")
OMM = {"OBJECT_NAME": "ISS (ZARYA)", "OBJECT_ID": "1998-067A", "EPOCH": "2008-09-20T12:25:40.104192", "MEAN_MOTION": 15.72125391,
       "ECCENTRICITY": 0.0006703, "INCLINATION": 51.6416, "RA_OF_ASC_NODE": 247.4627, "ARG_OF_PERICENTER": 130.536, "MEAN_ANOMALY": 325.0288,
       "NORAD_CAT_ID": 25544, "BSTAR": -1.1606e-05}
HEADER = "norad_id,minutes,x_km,y_km,z_km,vx_km_s,vy_km_s,vz_km_s"


class Elements(Folder):
    def file(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path


class Propagate(Elements):
    def test_every_notation_gives_the_same_rows(self):
        kvn = "CCSDS_OMM_VERS = 2.0\nCENTER_NAME = EARTH\nREF_FRAME = TEME\nTIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = SGP4\n"
        files = [self.file("iss.tle", ISS), self.file("iss.json", json.dumps([OMM])),
                 self.file("iss.kvn", kvn + "".join(f"{key} = {value}\n" for key, value in OMM.items())),
                 self.file("iss.csv", ",".join(OMM) + "\n" + ",".join(str(v) for v in OMM.values()) + "\n")]
        outputs = {d2c("propagate", path, "--from", -10, "--to", 10, "--step", 5, "--csv").stdout for path in files}
        self.assertEqual(len(outputs), 1)
        lines = outputs.pop().splitlines()
        self.assertEqual(lines[0], HEADER)
        self.assertEqual([line.split(",")[1] for line in lines[1:]], ["-10.00000000", "-5.00000000", "0.00000000", "5.00000000", "10.00000000"])

    def test_the_last_row_is_the_one_asked_for(self):
        path = self.file("iss.tle", ISS)
        minutes = lambda *span: [line.split(",")[1] for line in d2c("propagate", path, "--csv", *span).stdout.splitlines()[1:]]
        # The verification output ends so: object 04632, -5184 to -4896 by 120, has a row at -4896.
        self.assertEqual(minutes("--from", -288, "--to", 0, "--step", 120), ["-288.00000000", "-168.00000000", "-48.00000000", "0.00000000"])
        self.assertEqual(minutes("--from", 0, "--to", 0.3, "--step", 0.1), ["0.00000000", "0.10000000", "0.20000000", "0.30000000"])
        self.assertEqual(minutes("--from", 7, "--to", 7), ["7.00000000"])

    def test_frames_agree_at_an_instant(self):
        path = self.file("iss.tle", ISS)
        rows = {}
        for frame in ("teme", "itrf", "geodetic"):
            outcome = d2c("propagate", path, "--at", "2008-09-20T12:25:40.104192Z", "--frame", frame, "--csv")
            self.assertEqual(outcome.returncode, 0, outcome.stderr)
            rows[frame] = next(csv.DictReader(io.StringIO(outcome.stdout)))
        self.assertEqual(float(rows["teme"]["minutes"]), 0.0)
        self.assertAlmostEqual(float(rows["teme"]["z_km"]), float(rows["itrf"]["z_itrf_km"]), places=7)
        across = [float(rows["teme"][k]) for k in ("x_km", "y_km")] + [float(rows["itrf"][k]) for k in ("x_itrf_km", "y_itrf_km")]
        self.assertAlmostEqual(across[0]**2 + across[1]**2, across[2]**2 + across[3]**2, places=3)
        self.assertTrue(300 < float(rows["geodetic"]["height_km"]) < 400)
        self.assertEqual(rows["itrf"]["time_utc"], "2008-09-20T12:25:40.104192Z")

    def test_a_failing_object_keeps_its_rows_and_the_others_go_on(self):
        # MINOTAUR R/B of the verification set of AIAA 2006-6753: decayed within the hour, error 6.
        falling = ("1 28872U 05037B   05333.02012661  .25992681  00000-0  24476-3 0  1534\n"
                   "2 28872  96.4736 157.9986 0303955 244.0492 110.6523 16.46015938 10708      0.0        60.0          5.00\n")
        outcome = d2c("propagate", self.file("two.tle", falling + ISS), "--to", 60, "--step", 5, "--json")
        self.assertEqual(outcome.returncode, 1)
        self.assertIn("28872: error 6 at 55 min", outcome.stderr)
        first, second = json.loads(outcome.stdout)["objects"]
        self.assertEqual((first["norad_id"], first["error"]["code"], len(first["states"])), (28872, 6, 11))
        self.assertEqual((second["error"], len(second["states"])), (None, 13))

    def test_a_wrong_checksum_is_a_warning(self):
        outcome = d2c("propagate", self.file("sum.tle", ISS.replace("2927\n", "2928\n")), "--to", 0)
        self.assertEqual(outcome.returncode, 0)
        self.assertIn("sum.tle:2: checksum: 8: 7", outcome.stderr)

    def test_bad_input_all_at_once(self):
        path = self.file("bad.json", json.dumps(dict(OMM, INCLINATION=181, REF_FRAME="ICRF")))
        self.assertRefused(d2c("propagate", path, "--step", "nan", "--frame", "gcrf"), "--step: nan", "--frame: gcrf", "INCLINATION: 181", "REF_FRAME: ICRF")
        outcome = d2c("propagate", self.folder / "none.tle", "--json")
        self.assertEqual(outcome.returncode, 2)
        self.assertIn("none.tle", json.loads(outcome.stdout)["errors"][0]["file"])


class Passes(Elements):
    def test_a_day_of_an_element_file(self):
        # Skyfield 1.45 with python-sgp4 2.15 and UT1 = UTC: docs/validation.md has all five passes.
        outcome = d2c("passes", self.file("iss.tle", ISS), "--at", "48.8566,2.3522,35", "--time", "2008-09-20T00:00:00Z", "--duration", "1d",
                      "--frequency-mhz", "145.8", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        answer = json.loads(outcome.stdout)
        self.assertEqual(next(iter(answer)), "schema")
        self.assertEqual([p["rise"]["time_utc"][11:21] for p in answer["passes"]],
                         ["00:13:15.4", "01:49:05.6", "19:53:31.1", "21:28:54.1", "23:04:28.6"])
        top = answer["passes"][0]["culmination"]
        self.assertAlmostEqual(top["elevation_deg"], 89.4226, delta=0.001)
        self.assertAlmostEqual(answer["passes"][0]["rise"]["doppler_hz"], 6905.546 / 299792458 * 145.8e6, delta=0.1)
        self.assertEqual([c["to"] for c in answer["passes"][2]["light_changes"]], ["penumbra", "umbra"])
        total = sum(p["duration_s"] for p in answer["passes"])
        self.assertAlmostEqual(answer["served_share"], total / 86400, places=9)

    def test_a_scenario_at_a_named_place(self):
        outcome = d2c("passes", SCENARIO, "--at", "mcmurdo-station", "--time", "2026-05-30T12:00:00Z", "--duration", "15min", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        answer = json.loads(outcome.stdout)
        self.assertEqual((answer["passes"], answer["served_share"], answer["longest_gap_s"]), ([], 0.0, 900.0))
        self.assertTrue(answer["why_dark"].startswith("no right"))
        outcome = d2c("passes", SCENARIO, "--at", "40,-100", "--time", "2026-05-30T12:00:00Z", "--duration", "15min", "--csv")
        rows = list(csv.DictReader(io.StringIO(outcome.stdout)))
        self.assertGreater(len(rows), 10)
        self.assertEqual([r["rise_utc"] for r in rows], sorted(r["rise_utc"] for r in rows))

    def test_bad_input_all_at_once(self):
        self.assertRefused(d2c("passes", SCENARIO, "--at", "91,0", "--duration", "3w", "--min-elevation-deg", "nan", "--generation", "x"),
                           "--at: 91,0", "--duration: 3w", "--min-elevation-deg: nan", "--generation: x")
        self.assertRefused(d2c("passes", LEO600, "--at", "0,0"), "geometry")
        self.assertRefused(d2c("passes", self.file("iss.tle", ISS), "--at", "0,0"), "--time")


if __name__ == "__main__":
    unittest.main()
