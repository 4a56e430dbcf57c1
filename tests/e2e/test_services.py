"""Services below video, losses of satellites and phones in use, from the command line to the stored tables."""

import json
import sqlite3
import unittest

from program import SCENARIO, TINY, Folder, d2c


class Services(Folder):
    def test_every_service_has_an_answer_and_a_place_in_the_file(self):
        path = self.folder / "tiny.gpkg"
        outcome = d2c("run", SCENARIO, *TINY, "-o", path)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        for name in ("text", "light-data", "voice", "phones in use"):
            self.assertIn(name, outcome.stdout)
        for quality, identity in (("text", "text"), ("light-data", "light-data"), ("voice", "voice"), ("480p", "video-480p")):
            answer = json.loads(d2c("when", path, "--at", "jordan-montana", "--quality", quality, "--json").stdout)
            self.assertEqual(answer["service"], identity)
        self.assertRefused(d2c("when", path, "--at", "jordan-montana", "--quality", "speech"), "--quality: speech", "light-data, voice, video-240p")
        with sqlite3.connect(path) as database:
            rows = lambda text: database.execute(text).fetchall()
            self.assertEqual([r[0] for r in rows("SELECT id FROM service ORDER BY service LIMIT 4")], ["text", "light-data", "voice", "video-240p"])
            self.assertEqual(rows("SELECT count(*) FROM cell_quality WHERE voice_success_share > 1")[0][0], 0)
            for launched, *parts in rows("SELECT launched, on_the_way, in_service, lost_with_launch, lost_early, failed, retired FROM fleet"):
                self.assertEqual(launched, sum(parts))
            for (total,) in rows("SELECT sum(share_in_use) FROM phone_share GROUP BY quarter, country_group"):
                self.assertAlmostEqual(total, 1.0, places=9)
        database.close()

    def test_bad_services_and_losses_all_at_once(self):
        outcome = d2c("validate", self.scenario("    per_year: 0.01 ", "    per_year: -1 "), "--json")
        self.assertEqual(outcome.returncode, 2)
        self.assertEqual(json.loads(outcome.stdout)["errors"][0]["field"], "constellation.starlink-v1.launches.failures.per_year")
        self.assertRefused(d2c("run", SCENARIO, "--set", "services.voice.max_loss_share=2", "--set", "services.light_data.content_bytes=.nan"),
                           "services.voice.max_loss_share: 2", "services.light_data.content_bytes: .nan")
        self.assertRefused(d2c("run", SCENARIO, "--set", "services.voice.call_s=900"),
                           "services.voice.call_s: 900: at most run.window_s, 600 [s]")

    def test_without_adoption_there_are_no_phones(self):
        text = SCENARIO.read_text()
        begin, end = text.index("  adoption:"), text.index("\ndemand:")
        path = self.folder / "scenario.yaml"
        path.write_text(text[:begin].rstrip() + "\n" + text[end:])
        result = self.folder / "plain.gpkg"
        outcome = d2c("run", path, *TINY, "--set", "rollout.last_quarter=2026Q2", "-o", result)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertNotIn("phones in use", outcome.stdout)
        with sqlite3.connect(result) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM phone_share").fetchone()[0], 0)
        database.close()
        self.assertEqual(d2c("report", result).returncode, 0)


if __name__ == "__main__":
    unittest.main()
