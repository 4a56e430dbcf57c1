"""A window told to the packet level, its runs started, watched and put together. The packet level itself is a script here."""

import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

from program import BIN, LEO600, SOURCE, Folder, d2c

TODAY = str(SOURCE / "scenarios/today.yaml")
PLACE = "39.30,-117.58"

# Speaks as d2c-packet does and leaves a result of the same schema: one of d2c's own, with packet runs added. What each run does is in BEHAVIOUR.
FAKE = """#!/usr/bin/python3
import hashlib, json, os, re, shutil, sqlite3, sys, time
slice_path, result, run = sys.argv[1], sys.argv[sys.argv.index("-o") + 1], int(sys.argv[sys.argv.index("--run") + 1])
assert "--json-progress" in sys.argv
does = json.loads(os.environ.get("BEHAVIOUR", "{}")).get(str(run), "answers")
with open(os.environ["NOTES"] + f"/arguments-{run}", "w") as notes:
    json.dump(sys.argv, notes)
print(json.dumps({"event": "progress", "unit": "second", "label": f"run {run}", "done": 5, "total": 10}), file=sys.stderr, flush=True)
if does == "refuses":
    print(f"{slice_path}: slice.schema_version: 7: made by schema version 7; this program reads 1", file=sys.stderr)
    sys.exit(2)
if does == "crashes":
    print("assert failed. cond=\\"lost\\"", file=sys.stderr, flush=True)
    os.abort()
if does == "waits":
    open(os.environ["NOTES"] + "/waiting", "w").close()
    time.sleep(60)
if does == "is silent":
    sys.exit(0)
slice_rows = sqlite3.connect(slice_path)
users = slice_rows.execute("SELECT count(*) FROM slice_user").fetchone()[0]
duration_s = slice_rows.execute("SELECT duration_s FROM slice").fetchone()[0]
sha256 = hashlib.sha256(open(slice_path, "rb").read()).hexdigest() if does != "mistakes the slice" else "0" * 64
shutil.copy(os.environ["EMPTY"], result)
db = sqlite3.connect(result)
for table in "parameter", "input_file":
    db.execute("DELETE FROM " + table)
db.executescript(open(os.environ["SCHEMA"]).read())
db.execute("INSERT INTO packet_run VALUES (?, 1, ?, '2026-06-01T00:00:00Z', ?, ?, ?, 2000, 3, 2)", (run, sha256, duration_s, users, 1000000 + run))
for user in range(users):
    db.execute("INSERT INTO packet_user (id, run, user, handset, application, arrival_s, goodput_bps, watched_s, handovers, radio_link_failures, packets_sent, packets_lost) "
               "VALUES (?, ?, ?, 'lte-2024', 'dash', 0, ?, 12.0, 1, 0, 200, 3)", ((run << 44) + (user << 24), run, user, 1e6 + 1e4 * run))
db.execute("INSERT INTO unit (id, quarter, first_window, windows, state, message, wall_s, link_count, satellite_cell_steps, packet_run, cpu_s, peak_memory_mib) "
           "VALUES (?, 105, 0, 1, 'done', '', ?, 0, 0, ?, 0.5, 64)", ((1 << 32) + run, float(os.environ.get("WALL", "1.0")), run))
db.commit()
"""


class Packet(Folder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="d2c-packet-"))
        cls.addClassCleanup(shutil.rmtree, cls.shared, ignore_errors=True)
        fake = cls.shared / "fake-packet"
        fake.write_text(FAKE, encoding="utf-8")
        fake.chmod(0o755)
        cls.fake = fake
        # A whole result file, for its tables.
        cls.empty = cls.shared / "empty.gpkg"
        outcome = d2c("run", SOURCE / "scenarios/video-anywhere.yaml", "--set", "geography.grid_order=0", "--set", "rollout.first_quarter=2026Q2",
                      "--set", "rollout.last_quarter=2026Q2", "--set", "run.windows_per_quarter=2", "--set", "run.step_s=60", "-o", cls.empty)
        assert outcome.returncode == 0, outcome.stderr

    def environment(self, behaviour=None, wall="1.0"):
        return {"D2C_PACKET": str(self.fake), "NOTES": str(self.folder), "EMPTY": str(self.empty), "WALL": wall,
                "SCHEMA": str(SOURCE / "results/schema/0003_packet.sql"), "BEHAVIOUR": json.dumps(behaviour or {})}

    def arguments(self, *more, name="out.gpkg", place=("--at", PLACE), time="2026-06-01T00:00:00Z", duration="20s"):
        return ["packet", TODAY, *place, "--time", time, "--duration", duration, "--set", "geography.grid_order=3", "-o",
                self.folder / name, *more]

    def packet(self, *more, behaviour=None, wall="1.0", **options):
        return d2c(*self.arguments(*more, **options), environment=self.environment(behaviour, wall))

    def test_runs_are_put_together_with_intervals_and_the_digest_is_that_of_the_answers(self):
        outcome = self.packet("--runs", "2..4", "-j", "2", "--users", "2", "--trace", "sinr,pcap", "--json", wall="1.0")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        answer = json.loads(outcome.stdout)
        self.assertEqual(answer["schema"], "d2c.packet/1")
        self.assertEqual([r["run"] for r in answer["runs"]], [2, 3, 4])
        self.assertEqual(answer["runs"][0]["real_time_factor"], 20.0)
        group = answer["groups"][0]
        self.assertEqual((group["handset"], group["application"], group["users"]), ("lte-2024", "dash", 2))
        # Runs 1.02, 1.03, 1.04 Mbit/s: standard error 10/sqrt(3) kbit/s, Student's t of two degrees 4.3027.
        self.assertAlmostEqual(group["goodput_bps"]["mean"], 1.03e6, delta=1e-3)
        self.assertAlmostEqual(group["goodput_bps"]["high"] - 1.03e6, 4.302653 * 1e4 / 3**0.5, delta=1.0)
        self.assertIsNone(group["voice_loss_share"])
        with sqlite3.connect(self.folder / "out.gpkg") as db:
            self.assertEqual(db.execute("SELECT count(*) FROM packet_user").fetchone()[0], 6)
            self.assertEqual(db.execute("SELECT packet_run, cpu_s FROM unit ORDER BY id").fetchall(), [(2, 0.5), (3, 0.5), (4, 0.5)])
            stored = dict(db.execute("SELECT name, value FROM parameter"))
            self.assertEqual(stored["slice.sha256"], answer["slice_sha256"])
            self.assertEqual(stored["packet.users"], "2")
            self.assertEqual(db.execute("SELECT sha256 FROM input_file WHERE name = 'slice'").fetchone()[0], answer["slice_sha256"])
        with sqlite3.connect(self.folder / "out.slice.gpkg") as db:
            self.assertEqual(db.execute("SELECT count(*) FROM slice_user").fetchone()[0], 2)
        told = json.loads((self.folder / "arguments-3").read_text())
        self.assertEqual(told[told.index("--trace") + 1], "sinr,pcap")
        self.assertTrue((self.folder / "out.traces" / "run-3").is_dir())
        self.assertEqual(sorted(p.name for p in self.folder.glob("*.gpkg*")), ["out.gpkg", "out.slice.gpkg"])
        again = self.packet("--runs", "2..4", "-j", "1", "--users", "2", "--trace", "sinr,pcap", "--json", wall="7.5", name="again.gpkg")
        self.assertEqual(json.loads(again.stdout)["result_digest"], answer["result_digest"])

    def test_the_table_says_what_it_cost_and_what_to_type_next(self):
        outcome = self.packet()
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        for words in "goodput [kbit/s]              1010.0", "1 x dash, lte-2024", "packets lost [%]              1.500", "1,000,001", "Result digest":
            self.assertIn(words, outcome.stdout)
        self.assertNotIn("voice", outcome.stdout)
        self.assertIn("Next ", outcome.stderr.splitlines()[-1])
        self.assertRefused(self.packet(), "out.gpkg: a file that does not exist yet", "out.slice.gpkg")

    def test_a_crash_is_its_own(self):
        outcome = self.packet("--runs", "1..4", behaviour={"2": "crashes", "3": "is silent", "4": "mistakes the slice"})
        self.assertEqual(outcome.returncode, 1, outcome.stderr)
        for words in "run 2: ended by signal 6", 'assert failed. cond="lost"', "run 3: left no such result", "the slice that was asked", "3 of 4 runs failed: 1 finished run":
            self.assertIn(words, outcome.stderr)
        self.assertIn("1,000,001", outcome.stdout)
        with sqlite3.connect(self.folder / "out.gpkg.part") as db:
            self.assertEqual(db.execute("SELECT run FROM packet_run").fetchall(), [(1,)])
            self.assertEqual(db.execute("SELECT state FROM run").fetchone()[0], "incomplete")
            state, message = db.execute("SELECT state, message FROM unit WHERE packet_run = 2").fetchone()
            self.assertEqual(state, "failed")
            self.assertIn("signal 6", message)

    def test_what_every_run_refuses_is_bad_input(self):
        self.assertRefused(self.packet("--runs", "1..2", behaviour={"1": "refuses", "2": "refuses"}), "run 1: exit code 2", "made by schema version 7")

    def test_an_interrupt_keeps_what_is_finished(self):
        process = subprocess.Popen([str(BIN / "d2c"), *map(str, self.arguments("--runs", "1..2", "-j", "1"))], stderr=subprocess.PIPE, text=True,
                                   stdout=subprocess.DEVNULL, env=dict(os.environ, **self.environment({"2": "waits"})))
        for _ in range(3000):
            if (self.folder / "waiting").exists() or process.poll() is not None:
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, stderr)
        self.assertIn("interrupted: 1 finished run is kept in", stderr)
        with sqlite3.connect(self.folder / "out.gpkg.part") as db:
            self.assertEqual(db.execute("SELECT run FROM packet_run").fetchall(), [(1,)])
            self.assertEqual(db.execute("SELECT state FROM run").fetchone()[0], "interrupted")

    def test_bad_input(self):
        self.assertRefused(self.packet("--users", "0", "--trace", "sinr,smell", "--runs", "4..2", "--rule", "best", duration="soon"),
                           "--users: 0: 1 to 1000", "--trace: smell: one of sinr", "--runs: 4..2", "--rule: best", "--duration: soon")
        self.assertRefused(self.packet(time="2019-01-01T00:00:00Z"), "--time: 2019-01-01T00:00:00Z to", "within the scenario's rollout")
        self.assertRefused(self.packet(place=("--at", "nowhere")), "--at: nowhere: LAT,LON")
        self.assertRefused(self.packet(place=()), "--at: a place, or a route")
        self.assertRefused(self.packet("--handset", "stone"), "--handset: stone: a class of the scenario")
        self.assertRefused(self.packet(duration="90h", place=("--route", "usa-drive")), "--duration: 90h: within the route")
        self.assertRefused(d2c("packet", LEO600, "--at", PLACE, environment=self.environment()), "geometry: a scenario with orbits")
        self.assertRefused(d2c(*self.arguments(), environment={"D2C_PACKET": str(self.folder / "absent")}), "absent: D2C_PACKET", "d2c-packet, which is built where ns-3 is")
        self.assertFalse(list(self.folder.glob("*.gpkg*")))

    def test_a_place_where_nobody_may_serve(self):
        outcome = self.packet(place=("--at", "55.75,37.62"))  # Moscow
        self.assertRefused(outcome, "--at: 55.7500,37.6200: a place and time with a satellite that may serve")
        self.assertFalse(list(self.folder.glob("*.gpkg*")))


if __name__ == "__main__":
    unittest.main()
