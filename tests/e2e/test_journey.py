"""Sends a phone on its way with the built program: what it prints and stores, how it refuses."""

import json
import pathlib
import sqlite3
import unittest

from program import SOURCE, Folder, d2c

TODAY = str(SOURCE / "scenarios/today.yaml")
ROUTE = """schema: d2c.route/1
id: walk
title: A walk in Nevada
carrier: hiker
operator: t-mobile-us
source: "assumption: no coverage here"
departures: {{ first_utc: {first}, every_s: 36000, count: 2 }}
between: great-circle
waypoints:
  west: {{ lat_deg: 39.30, lon_deg: -117.60, speed_kmh: {speed} }}
  east: {{ lat_deg: 39.31, lon_deg: -117.57 }}
"""


class Journey(Folder):
    def route(self, first="2026-06-01T00:00:00Z", speed="6"):
        path = pathlib.Path(self.folder) / "walk.yaml"
        path.write_text(ROUTE.format(first=first, speed=speed), encoding="utf-8")
        return str(path)

    def travel(self, *more, name="walk.gpkg", route=None):
        out = str(pathlib.Path(self.folder) / name)
        return d2c("journey", TODAY, "--route", route or self.route(), "--set", "geography.grid_order=4", "-o", out, *more), out

    def test_a_walk(self):
        outcome, out = self.travel("--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        answer = json.loads(outcome.stdout)
        self.assertEqual(answer["schema"], "d2c.journey/1")
        self.assertEqual([d["start_utc"] for d in answer["departures"]], ["2026-06-01T00:00:00Z", "2026-06-01T10:00:00Z"])
        for departure in answer["departures"]:
            # 2.81 km on the ellipsoid, 28 minutes at 6 km/h.
            self.assertAlmostEqual(departure["distance_km"], 2.815, delta=0.03)
            self.assertGreater(departure["watched_minutes"], 0.0)
            self.assertEqual([a["area"] for a in departure["areas"]], ["US"])
            self.assertTrue(any(e["kind"] == "handover-completed" for e in departure["events"]))
        mean = answer["mean_of_departures"]["watched_minutes"]
        self.assertLess(mean["low"], mean["mean"])
        with sqlite3.connect(out) as db:
            self.assertEqual(db.execute("SELECT count(*) FROM journey").fetchone()[0], 2)
            parts, interruption = db.execute(
                "SELECT sum(delay_ms), e.interruption_ms FROM journey_event e JOIN journey_delay d USING (journey, event) "
                "WHERE e.kind = 'handover-completed' GROUP BY journey, event LIMIT 1").fetchone()
            self.assertGreaterEqual(parts, interruption)
            stored = dict(db.execute("SELECT name, value FROM parameter"))
            self.assertIn("route.environment", stored)

    def test_digest_does_not_depend_on_threads_and_the_report_is_made(self):
        digests = []
        for threads in "1", "2":
            outcome, out = self.travel("--departures", "1", "-j", threads, "--json", name=f"{threads}.gpkg")
            self.assertEqual(outcome.returncode, 0, outcome.stderr)
            digests.append(json.loads(outcome.stdout)["result_digest"])
        self.assertEqual(digests[0], digests[1])
        page = pathlib.Path(self.folder) / "page.html"
        self.assertEqual(d2c("report", out, "-o", str(page)).returncode, 0)
        self.assertIn("A walk in Nevada", page.read_text(encoding="utf-8"))

    def test_text_and_timeline(self):
        outcome, _ = self.travel("--departures", "1", "--timeline")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        for words in "A walk in Nevada: 3 km", "film watched", "satellite, t-mobile-us", "handover-completed", "service link":
            self.assertIn(words, outcome.stdout)

    def test_bad_input(self):
        self.assertRefused(self.travel("--operator", "nobody")[0], "--operator: nobody: an operator of the scenario")
        self.assertRefused(self.travel("--handset", "stone")[0], "--handset: stone: a class of the scenario")
        self.assertRefused(self.travel(route=self.route(speed="60"))[0], "speed_kmh")
        self.assertRefused(self.travel(route=self.route(first="2031-06-01T00:00:00Z"))[0], "departures: 2031-06-01T00:00:00Z")
        self.assertRefused(self.travel("--start", "soon")[0], "--start: soon")
        self.assertRefused(self.travel("--set", "roaming.handover.time_to_trigger_ms=333")[0], "333")


if __name__ == "__main__":
    unittest.main()
