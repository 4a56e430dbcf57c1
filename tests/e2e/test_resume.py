"""A run that is stopped: by a signal, by a full disk, by another process at its file. Nothing finished is lost, and nothing else changes."""

import json
import resource
import signal
import sqlite3
import subprocess
import time
import unittest

from program import BIN, SCENARIO, TINY, Folder, d2c


def command(path, *more):
    return [str(BIN / "d2c"), "run", str(SCENARIO), *TINY, "-o", str(path), "--unit-windows", "1", *more]


class Resume(Folder):
    def start_and_wait_for_a_unit(self, path, **options):
        process = subprocess.Popen(command(path), stderr=subprocess.PIPE, text=True, **options)
        self.addCleanup(process.stderr.close)
        for line in process.stderr:
            if '"event":"unit"' in line:
                return process
        self.fail("no unit was finished")

    def digest(self, outcome):
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        return json.loads(outcome.stdout)["result_digest"]

    def undisturbed(self):
        return self.digest(d2c("run", SCENARIO, *TINY, "-o", self.folder / "whole.gpkg", "--json"))

    def test_killed_locked_and_changed(self):
        path = self.folder / "a.gpkg"
        process = self.start_and_wait_for_a_unit(path)
        process.send_signal(signal.SIGSTOP)
        # While it is there nobody else writes, whether asked to go on, to replace or to begin.
        for option in (["--resume"], ["--force"], []):
            self.assertRefused(d2c("run", SCENARIO, *TINY, "-o", path, *option), "a.gpkg.part", "another run")
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
        self.assertRefused(d2c("run", SCENARIO, *TINY, "-o", path), "a.gpkg.part", "--resume", "--force")
        for change in (["--set", "run.seed=2"], ["--set", "world.interruption_s=0.2"], ["--profile", "quick"]):
            refused = d2c("run", SCENARIO, *TINY, *change, "-o", path, "--resume")
            self.assertRefused(refused, "a.gpkg.part")
            self.assertEqual(sum("a.gpkg.part" in line for line in refused.stderr.splitlines()), 1, refused.stderr)
        self.assertEqual(self.digest(d2c("run", SCENARIO, *TINY, "-o", path, "--resume", "-j", 1, "--json")), self.undisturbed())
        self.assertRefused(d2c("run", SCENARIO, *TINY, "-o", path, "--resume"), "a.gpkg", "whole")

    def test_interrupted_keeps_the_windows_in_hand(self):
        path = self.folder / "a.gpkg"
        process = self.start_and_wait_for_a_unit(path)
        time.sleep(0.4)  # a few windows
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        self.assertEqual(process.wait(timeout=60), 143, rest)
        self.assertIn("--resume", rest)
        with sqlite3.connect(self.folder / "a.gpkg.part") as database:
            self.assertEqual(database.execute("SELECT count(*) FROM quarter").fetchone()[0], 1)
            self.assertGreaterEqual(database.execute("SELECT count(*) FROM unit WHERE sums IS NOT NULL").fetchone()[0], 1)
        database.close()
        self.assertEqual(self.digest(d2c("run", SCENARIO, *TINY, "-o", path, "--resume", "--json")), self.undisturbed())

    def test_no_room(self):
        # A limit on the size of files stands for the full disk: the kernel refuses the write in the same place.
        path = self.folder / "a.gpkg"
        limit = 500 * 1024
        full = subprocess.run(command(path), capture_output=True, text=True, timeout=300,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(full.returncode, 1, full.stderr)
        faults = [line for line in full.stderr.splitlines() if line.startswith(str(path))]
        self.assertEqual(len(faults), 1, full.stderr)
        for word in ("a.gpkg.part", "room", "--resume"):
            self.assertIn(word, faults[0])
        self.assertFalse(path.exists())
        self.assertEqual(self.digest(d2c("run", SCENARIO, *TINY, "-o", path, "--resume", "--json")), self.undisturbed())

    def test_a_disk_that_is_really_full(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(disk)], capture_output=True, text=True)
        if mounted.returncode != 0:
            self.skipTest("no right to mount a small disk: " + mounted.stderr.strip())
        self.addCleanup(lambda: subprocess.run(["umount", str(disk)], check=True))
        path = disk / "a.gpkg"
        full = subprocess.run(command(path), capture_output=True, text=True, timeout=300)
        self.assertEqual(full.returncode, 1, full.stderr)
        self.assertEqual(sum(line.startswith(str(path)) for line in full.stderr.splitlines()), 1, full.stderr)
        self.assertIn("room on the disk", full.stderr)
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        self.assertEqual(self.digest(d2c("run", SCENARIO, *TINY, "-o", path, "--resume", "--json")), self.undisturbed())


if __name__ == "__main__":
    unittest.main()
