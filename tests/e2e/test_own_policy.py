"""The installed simulator: a program of a user's own builds against it, and its policy changes who serves."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["D2C_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["D2C_BIN_DIR"]).parent


def run(*command):
    outcome = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if outcome.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{outcome.stdout}\n{outcome.stderr}")
    return outcome.stdout


class OwnPolicy(unittest.TestCase):
    def test_it_builds_on_the_installed_libraries_and_changes_who_serves(self):
        with tempfile.TemporaryDirectory() as folder:
            prefix, build = pathlib.Path(folder) / "prefix", pathlib.Path(folder) / "build"
            run("cmake", "--install", BUILD, "--prefix", prefix)
            version = run(prefix / "bin" / "d2c", "--version")
            self.assertRegex(version, r"^\d+\.\d+")
            run("cmake", "-S", SOURCE / "examples" / "own-policy", "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Release")
            run("cmake", "--build", build)
            said = run(build / "own_policy", prefix / "share" / "d2c" / "scenarios" / "today.yaml", "geography.grid_order=2",
                       "run.windows_per_quarter=2", "run.step_s=60")
            others, samples = map(int, re.match(r"(\d+) of (\d+) samples", said).groups())
            self.assertGreater(samples, 50)
            self.assertGreater(others, samples // 20)

    def test_the_prefix_holds_no_path_of_the_source_tree(self):
        with tempfile.TemporaryDirectory() as folder:
            run("cmake", "--install", BUILD, "--prefix", folder)
            for file in pathlib.Path(folder, "lib", "cmake").rglob("*.cmake"):
                self.assertNotIn(str(SOURCE), file.read_text(), file)


if __name__ == "__main__":
    unittest.main()
