"""The installed simulator: a program of a user's own builds against it, and its policy changes who serves."""

import pathlib
import re
import tempfile
import unittest

from program import SOURCE, install, run


class OwnPolicy(unittest.TestCase):
    def test_it_builds_on_the_installed_libraries_and_changes_who_serves(self):
        with tempfile.TemporaryDirectory() as folder:
            prefix, build = pathlib.Path(folder) / "prefix", pathlib.Path(folder) / "build"
            install(prefix)
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
            install(folder)
            for file in pathlib.Path(folder, "lib", "cmake").rglob("*.cmake"):
                self.assertNotIn(str(SOURCE), file.read_text(), file)


if __name__ == "__main__":
    unittest.main()
