"""The packet level itself, and both engines asked the same questions."""

import json
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from program import BIN, SOURCE, Folder, d2c

TODAY = str(SOURCE / "scenarios/today.yaml")
PACKET = BIN / "d2c-packet"


@unittest.skipUnless(PACKET.exists(), "ns-3 is not on this machine: d2c-packet was not built")
class PacketLevel(unittest.TestCase):
    """A minute of an LTE phone in Nevada, asked by d2c, answered by d2c-packet."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="d2c-e2e-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.output = cls.folder / "packet.gpkg"
        run = d2c("packet", TODAY, "--at", "39.30,-117.58", "--time", "2026-06-01T00:00:00Z", "--duration", "60s", "--rule", "world", "-o", cls.output, "--force", "--json")
        assert run.returncode == 0, run.stderr
        cls.answer = json.loads(run.stdout)
        cls.slice = next(cls.folder.glob("*.slice.gpkg"))

    def run_slice(self, name, *options):
        out = self.folder / name
        return subprocess.run([PACKET, self.slice, "-o", out, *options], capture_output=True, text=True), out

    def test_the_same_run_has_the_same_digest_and_another_run_has_not(self):
        lines = [self.run_slice(f"again-{i}.gpkg", "--run", run)[0].stdout for i, run in enumerate(("1", "1", "2"))]
        digests = [next(line for line in text.splitlines() if line.startswith("Result digest")) for text in lines]
        self.assertEqual(digests[0], digests[1])
        self.assertNotEqual(digests[0], digests[2])

    def test_its_link_is_the_world_engines_to_a_tenth_of_a_decibel(self):
        result, out = self.run_slice("sinr.gpkg", "--trace", "sinr,rate,buffer,handover,cwnd,pcap")
        self.assertEqual(result.returncode, 0, result.stderr)
        world = dict(sqlite3.connect(self.slice).execute("SELECT step, sinr_db FROM slice_serving WHERE served AND state = 'connected'"))
        packets = {step: (sinr, state) for step, sinr, state in sqlite3.connect(out).execute("SELECT step, sinr_db, state FROM packet_sample")}
        compared = [abs(world[step] - packets[step][0]) for step in world if packets[step][1] == "connected" and packets[step][0] is not None]
        self.assertGreater(len(compared), 30)
        # Where one engine has handed over a step before the other, two links are compared: not at more than a few steps.
        far = [d for d in compared if d > 0.1]
        self.assertLessEqual(len(far), 3, compared)
        for trace in "sinr.csv", "rate.csv", "buffer.csv", "handover.csv", "cwnd.csv", "user0.pcap":
            self.assertTrue((out.parent / f"run1-{trace}").exists(), trace)

    def test_every_run_says_what_it_cost(self):
        text = self.run_slice("cost.gpkg")[0].stdout
        for part in "times real time", "events", "packets", "MiB", "RngSeed", "RngRun 1":
            self.assertIn(part, text)

    def test_a_slice_of_another_version_and_no_users_and_an_unknown_trace_are_one_error_each(self):
        for change, said in (("UPDATE slice SET schema_version = 7", "made by schema version 7; this program reads 1"), ("DELETE FROM slice_user", "at least one user")):
            with self.subTest(change):
                other = self.folder / "other.slice.gpkg"
                other.write_bytes(self.slice.read_bytes())
                with sqlite3.connect(other) as db:
                    db.execute(change)
                result = subprocess.run([PACKET, other, "-o", other.with_suffix(".out")], capture_output=True, text=True)
                self.assertEqual(result.returncode, 2)
                self.assertIn(said, result.stderr)
        result = self.run_slice("trace.gpkg", "--trace", "sinr,dreams")[0]
        self.assertEqual(result.returncode, 2)
        self.assertIn("dreams", result.stderr)


@unittest.skipUnless(PACKET.exists(), "ns-3 is not on this machine: d2c-packet was not built")
class Crosscheck(Folder):
    def test_both_engines_agree_and_the_answer_does_not_depend_on_how_many_run_at_once(self):
        answers = []
        for at_once in "1", "2":
            out = self.folder / f"crosscheck-{at_once}.gpkg"
            run = d2c("crosscheck", TODAY, "--samples", "4", "--duration", "60s", "-j", at_once, "-o", out, "--force", "--json")
            self.assertIn(run.returncode, (0, 3), run.stderr)
            answers.append(json.loads(run.stdout))
        self.assertEqual(answers[0]["result_digest"], answers[1]["result_digest"])
        self.assertEqual(answers[0]["within"], run.returncode == 0)
        figures = {f["figure"]: f for f in answers[0]["figures"] if f["stratum"] is None}
        self.assertEqual(figures["goodput"]["pairs"], 4)
        # Four samples of a minute: looser than the 5 % of sixty.
        self.assertLess(abs(figures["goodput"]["error"]), 0.10)
        self.assertEqual(figures["handovers"]["error"], 0.0)
        self.assertEqual(answers[0]["notes"], [])
        page = self.folder / "crosscheck.html"
        self.assertEqual(d2c("report", out, "-o", page).returncode, 0)
        self.assertEqual(page.read_text().count("<svg"), 6)


if __name__ == "__main__":
    unittest.main()
