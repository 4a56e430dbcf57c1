"""Runs the built program: what it prints, where it writes, how it refuses, what is left after Ctrl-C."""

import json
import signal
import sqlite3
import subprocess
import unittest

from program import BIN, LEO600, SCENARIO, TINY, Folder, d2c


class Link(Folder):
    def test_reference_budget_in_json(self):
        outcome = d2c("link", LEO600, "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        answer = json.loads(outcome.stdout)
        self.assertEqual(next(iter(answer)), "schema")
        self.assertAlmostEqual(answer["downlink"]["cnr_db"], 6.6, delta=0.1)
        self.assertAlmostEqual(answer["uplink"]["cnr_db"], 2.8, delta=0.1)
        for item in answer["downlink"]["items"] + answer["uplink"]["items"]:
            self.assertEqual(set(item), {"name", "value", "unit", "source"})
            self.assertTrue(item["source"])

    def test_a_place_and_time(self):
        outcome = d2c("link", SCENARIO, "--at", "-33.45,-70.66", "--time", "2026-05-30T12:00:00Z", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertEqual(json.loads(outcome.stdout)["area"], "CL")

    def test_no_right_is_said_and_has_no_number(self):
        outcome = d2c("link", SCENARIO, "--at", "pacific-shipping-lane", "--time", "2026-05-30T12:00:00Z", "--json")
        answer = json.loads(outcome.stdout)
        self.assertTrue(answer["why_dark"].startswith("no right"))
        self.assertIsNone(answer["downlink"])

    def test_all_bad_options_at_once(self):
        self.assertRefused(d2c("link", SCENARIO, "--at", "91,0", "--time", "yesterday"), "--at: 91,0", "--time: yesterday")

    def test_set_changes_the_budget_by_as_much(self):
        base = json.loads(d2c("link", LEO600, "--json").stdout)["downlink"]["cnr_db"]
        more = json.loads(d2c("link", LEO600, "--json", "--set", "constellation.leo-600.payload.eirp_density_dbw_per_mhz=37").stdout)
        self.assertAlmostEqual(more["downlink"]["cnr_db"] - base, 3.0, places=6)


class BadInput(Folder):
    def test_unknown_key_with_the_nearest(self):
        self.assertRefused(d2c("validate", self.scenario("  step_s: 30", "  stepp_s: 30")), "stepp_s", "step_s", "scenario.yaml:")

    def test_nan(self):
        self.assertRefused(d2c("validate", self.scenario("  step_s: 30", "  step_s: .nan")), "run.step_s", "nan")

    def test_negative_bandwidth(self):
        self.assertRefused(d2c("link", LEO600, "--set", "link.downlink_bandwidth_mhz=-5"), "downlink_bandwidth_mhz", "-5")

    def test_missing_catalogue(self):
        path = self.scenario("video/ladders#default", "video/laders#default")
        self.assertRefused(d2c("validate", path), "laders")

    def test_json_errors(self):
        outcome = d2c("validate", self.scenario("  step_s: 30", "  step_s: fast"), "--json")
        self.assertEqual(outcome.returncode, 2)
        error = json.loads(outcome.stdout)["errors"][0]
        self.assertEqual(set(error), {"file", "line", "field", "value", "allowed", "message"})
        self.assertGreater(error["line"], 0)

    def test_missing_scenario(self):
        self.assertRefused(d2c("validate", self.folder / "none.yaml"), "none.yaml")

    def test_unwritable_output(self):
        outcome = d2c("run", SCENARIO, *TINY, "-o", self.folder / "no" / "such" / "folder" / "x.gpkg")
        self.assertRefused(outcome, "x.gpkg")

    def test_unknown_command_and_option(self):
        self.assertEqual(d2c("passes", SCENARIO).returncode, 2)
        self.assertEqual(d2c("run", SCENARIO, "--resume", "--force").returncode, 2)
        self.assertEqual(d2c("run", SCENARIO, "--unit-windows", "0").returncode, 2)

    def test_result_file_of_another_version(self):
        path = self.folder / "old.gpkg"
        self.assertEqual(d2c("run", SCENARIO, *TINY, "--set", "rollout.last_quarter=2026Q2", "-o", path).returncode, 0)
        with sqlite3.connect(path) as database:
            database.execute("UPDATE run SET schema_version = 7")
        database.close()
        self.assertRefused(d2c("report", path), "7", "old.gpkg")
        self.assertRefused(d2c("when", path, "--at", "0,0"), "7")
        (self.folder / "text.gpkg").write_text("no database")
        self.assertRefused(d2c("report", self.folder / "text.gpkg"), "text.gpkg")


class Run(Folder):
    def test_results_of_one_and_two_threads_are_the_same(self):
        digests = []
        for threads in (1, 2):
            path = self.folder / f"{threads}.gpkg"
            outcome = d2c("run", SCENARIO, *TINY, "-j", threads, "-o", path, "--json")
            self.assertEqual(outcome.returncode, 0, outcome.stderr)
            digests.append(json.loads(outcome.stdout)["result_digest"])
            self.assertIn("full profile", outcome.stderr.splitlines()[0])
            events = [json.loads(line) for line in outcome.stderr.splitlines() if line.startswith("{")]
            self.assertEqual([e["event"] for e in events if e["event"] in ("start", "unit", "done")], ["start", "unit", "unit", "unit", "done"])
        self.assertEqual(digests[0], digests[1])
        # An existing file is kept unless asked.
        self.assertRefused(d2c("run", SCENARIO, *TINY, "-o", self.folder / "1.gpkg"), "1.gpkg", "--force")
        report = d2c("report", self.folder / "1.gpkg")
        self.assertEqual(report.returncode, 0, report.stderr)
        page = (self.folder / "1.html").read_text()
        self.assertNotIn("<script src", page)
        when = d2c("when", self.folder / "1.gpkg", "--at", "shaybah-oil-field", "--json")
        self.assertEqual(json.loads(when.stdout)["reason"], "no right")
        self.assertEqual(d2c("when", self.folder / "1.gpkg", "--at", "-47.9,-72.6", "--quality", "text").returncode, 0)
        self.assertRefused(d2c("when", self.folder / "1.gpkg", "--at", "x", "--quality", "4k"), "--at: x", "--quality: 4k")

    def test_interrupt_keeps_finished_quarters(self):
        path = self.folder / "stopped.gpkg"
        many = [a.replace("windows_per_quarter=16", "windows_per_quarter=64") for a in TINY]
        process = subprocess.Popen([str(BIN / "d2c"), "run", str(SCENARIO), *many, "-o", str(path)], stderr=subprocess.PIPE, text=True)
        for line in process.stderr:
            if '"event":"unit"' in line:
                process.send_signal(signal.SIGINT)
                break
        rest = process.stderr.read()
        process.stderr.close()
        self.assertEqual(process.wait(timeout=120), 130, rest)
        part = self.folder / "stopped.gpkg.part"
        self.assertIn(str(part), rest)
        self.assertFalse(path.exists())
        with sqlite3.connect(part) as database:
            self.assertGreaterEqual(database.execute("SELECT count(*) FROM quarter").fetchone()[0], 1)
            self.assertEqual(database.execute("SELECT state FROM run").fetchone()[0], "interrupted")
        database.close()
        self.assertEqual(d2c("report", part, "-o", self.folder / "part.html").returncode, 0)

    def test_dry_run_writes_nothing_and_says_how_long_within_a_factor_of_two(self):
        outcome = d2c("run", SCENARIO, *TINY, "--dry-run", cwd=self.folder)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertIn("192 cells", outcome.stdout)
        self.assertEqual(list(self.folder.iterdir()), [])
        for attempt in range(3):  # others may use the machine meanwhile
            expected = json.loads(d2c("run", SCENARIO, *TINY, "--dry-run", "--json", cwd=self.folder).stdout)
            came = json.loads(d2c("run", SCENARIO, *TINY, "-o", self.folder / f"{attempt}.gpkg", "--json").stdout)
            self.assertAlmostEqual(expected["satellite_cell_steps"] / came["satellite_cell_steps"], 1.0, delta=0.1)
            time = expected["estimated_wall_s"] / came["wall_s"]
            memory = expected["estimated_memory_mib"] / came["peak_memory_mib"]
            if 0.5 <= time <= 2.0 and 0.5 <= memory <= 2.0:
                return
        self.fail(f"time {time:.2f}, memory {memory:.2f} of what came")


if __name__ == "__main__":
    unittest.main()
