"""The installed packet level: an ns-3 program of a user's own builds against it, in a tree of its own, and runs."""

import pathlib
import tempfile
import unittest

from program import SOURCE, install, run

CHECK_LINKED = SOURCE / "ns3-modules" / "cmake" / "check-linked-libraries.sh"


class OwnPacketStudy(unittest.TestCase):
    def test_it_builds_on_the_installed_modules_and_tells_what_an_interruption_costs(self):
        with tempfile.TemporaryDirectory() as folder:
            prefix, build = pathlib.Path(folder) / "prefix", pathlib.Path(folder) / "build"
            install(prefix)
            if not (prefix / "lib" / "cmake" / "d2c" / "d2cNs3Targets.cmake").exists():
                self.skipTest("built without ns-3")
            for file in (prefix / "lib" / "cmake").rglob("*.cmake"):
                self.assertNotIn(str(SOURCE), file.read_text(), file)
            said = run("cmake", "-S", SOURCE / "examples" / "own-packet-study", "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
                       "-DCMAKE_BUILD_TYPE=Release")
            self.assertRegex(said, r"d2c: packet modules mobility;.*video")
            run("cmake", "--build", build)
            run(CHECK_LINKED, build / "own_packet_study")
            lines = run(build / "own_packet_study").splitlines()
            self.assertRegex(lines[0], r"^# RngSeed 1, RngRun 1: own_packet_study$")
            rows = [list(map(float, line.split())) for line in lines[2:]]
            self.assertEqual([row[0] for row in rows], [1, 50, 300, 2000])
            fetch = [row[5] for row in rows]
            self.assertLess(fetch[1], 1.1 * fetch[0])
            self.assertGreater(fetch[3], fetch[1])


if __name__ == "__main__":
    unittest.main()
