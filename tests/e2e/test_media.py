"""`d2c qoe` and `d2c abr` as their user meets them: answers, JSON, every fault at once."""

import json
import unittest

from program import Folder, d2c


class Media(Folder):
    def file(self, name, content):
        path = self.folder / name
        path.write_text(json.dumps(content))
        return path


def session(levels, **more):
    ladder = [(145, "426x240"), (365, "640x360"), (730, "854x480"), (1500, "1280x720"), (3000, "1280x720"), (4500, "1920x1080"),
              (6000, "1920x1080")]
    segments = [dict(codec="h264", bitrate=ladder[int(c)][0], resolution=ladder[int(c)][1], duration=4.0, start=4.0 * i, fps=30)
                for i, c in enumerate(levels)]
    return {"I11": {"segments": [dict(codec="aaclc", bitrate=128, duration=4.0 * len(levels), start=0)], "streamId": 42},
            "I13": {"segments": segments, "streamId": 42}, "I23": {"stalling": [[0, 1.5]], "streamId": 42},
            "IGen": {"device": "pc", "displaySize": "1920x1080", "viewingDistance": "150cm"}, **more}


class Qoe(Media):
    def test_reference_session_in_json(self):
        # Session ramp_up_pc of the reference figures (itu-p1203 1.10.0).
        outcome = d2c("qoe", self.file("s.json", session("0011223344556666")), "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        answer = json.loads(outcome.stdout)
        self.assertEqual(next(iter(answer.items())), ("schema", "d2c.qoe/1"))
        for key in ("O21", "O22", "O34"):
            self.assertEqual(len(answer[key]), 64)
        self.assertAlmostEqual(answer["O23"], 4.549677419, delta=1e-3)
        self.assertAlmostEqual(answer["O35"], 3.726787287, delta=1e-3)
        self.assertNotIn("O46", outcome.stdout)

    def test_table_says_what_it_is(self):
        outcome = d2c("qoe", self.file("s.json", session("3333")))
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertIn("without its random forest", outcome.stdout)
        self.assertIn("30 s to 5 min", outcome.stdout)
        self.assertNotIn("O46", outcome.stdout)

    def test_every_fault_with_its_path(self):
        bad = session("33")
        bad["I13"]["segments"][1].update(bitrate=-1, codec="vp9")
        bad["IGen"]["device"] = "watch"
        path = self.file("s.json", bad)
        outcome = d2c("qoe", path)
        self.assertEqual(outcome.returncode, 2)
        for field in ("I13.segments.1.bitrate: -1", "I13.segments.1.codec: vp9", "IGen.device: watch"):
            self.assertIn(f"{path}: {field}", outcome.stderr)
        outcome = d2c("qoe", path, "--json")
        self.assertEqual(outcome.returncode, 2)
        self.assertEqual(len(json.loads(outcome.stdout)["errors"]), 3)

    def test_no_file(self):
        self.assertEqual(d2c("qoe", self.folder / "none.json").returncode, 2)
        self.assertEqual(d2c("qoe").returncode, 2)


class Abr(Media):
    def setUp(self):
        super().setUp()
        # Four segments of 2 s at one bit rate; each is there 0.6 s after its request.
        self.movie = self.file("m.json", {"segment_duration_ms": 2000, "bitrates_kbps": [1000], "segment_sizes_bits": [[2000000]] * 4})
        self.network = self.file("n.json", [{"duration_ms": 1000, "bandwidth_kbps": 4000, "latency_ms": 100}])

    def test_session_by_hand(self):
        for rule in ("throughput", "bola", "bolae", "dynamic", "mpc"):
            for abandon in ([], ["--abandon"]):
                outcome = d2c("abr", "--movie", self.movie, "--network", self.network, "--rule", rule, "--max-buffer", 5, "--json", *abandon)
                self.assertEqual(outcome.returncode, 0, outcome.stderr)
                answer = json.loads(outcome.stdout)
                self.assertEqual(next(iter(answer.items())), ("schema", "d2c.abr/1"))
                self.assertAlmostEqual(answer["average_bitrate_kbps"], 8000 / 8.6, places=6)
                self.assertAlmostEqual(answer["total_play_s"], 8.6, places=6)
                self.assertEqual((answer["rebuffer_s"], answer["rebuffer_ratio"], answer["rebuffer_events"], answer["bitrate_changes"]), (0, 0, 0, 0))

    def test_table_has_units(self):
        outcome = d2c("abr", "--movie", self.movie, "--network", self.network, "--rule", "bola")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        for words in ("Average bit rate", "kbit/s", "Rebuffering events", "% of the time of playing"):
            self.assertIn(words, outcome.stdout)

    def test_every_fault_at_once(self):
        bad = self.file("bad.json", {"segment_duration_ms": 0, "bitrates_kbps": [2, 1], "segment_sizes_bits": [[1]]})
        outcome = d2c("abr", "--movie", bad, "--network", self.folder / "none.json", "--rule", "best", "--max-buffer", "-1")
        self.assertEqual(outcome.returncode, 2)
        for words in ("segment_duration_ms: 0", "none.json", "--rule: best", "--max-buffer: -1"):
            self.assertIn(words, outcome.stderr)
        outcome = d2c("abr", "--json")
        self.assertEqual(outcome.returncode, 2)
        self.assertEqual([error["field"] for error in json.loads(outcome.stdout)["errors"]], ["--movie", "--network", "--rule"])


if __name__ == "__main__":
    unittest.main()
