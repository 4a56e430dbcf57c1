"""The built program, run as its user runs it: what these tests share."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["D2C_BIN_DIR"])
SOURCE = pathlib.Path(os.environ["D2C_SOURCE_DIR"])
SCENARIO = SOURCE / "scenarios" / "video-anywhere.yaml"
LEO600 = SOURCE / "scenarios" / "reference" / "tr38821-leo600-set1.yaml"
TINY = ["--set", "geography.grid_order=2", "--set", "rollout.first_quarter=2026Q2", "--set", "rollout.last_quarter=2028Q2",
        "--set", "rollout.every_quarters=4", "--set", "run.windows_per_quarter=16", "--set", "run.step_s=60"]


def d2c(*arguments, **options):
    environment = dict(os.environ, **options.pop("environment", {}))
    return subprocess.run([str(BIN / "d2c"), *map(str, arguments)], capture_output=True, text=True, env=environment, timeout=600, **options)


def run(*command):
    """What a command prints; it must succeed."""
    outcome = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if outcome.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{outcome.stdout}\n{outcome.stderr}")
    return outcome.stdout


def install(prefix):
    """The built tree, installed."""
    run("cmake", "--install", BIN.parent, "--prefix", prefix)


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="d2c-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def scenario(self, old, new):
        """The main scenario with one text replaced, in a folder of its own."""
        text = SCENARIO.read_text()
        self.assertIn(old, text)
        path = self.folder / "scenario.yaml"
        path.write_text(text.replace(old, new, 1))
        return path

    def assertRefused(self, outcome, *words):
        self.assertEqual(outcome.returncode, 2, outcome.stdout + outcome.stderr)
        for word in words:
            self.assertIn(word, outcome.stderr)
        self.assertNotIn("Traceback", outcome.stderr)
