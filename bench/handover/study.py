#!/usr/bin/env python3
"""Handover policy x beam type x constellation size: runs `d2c journey` for each, and draws what came.

usage: bench/handover/study.py [--departures N] [--threads N] [--out FOLDER] [--only WORD] [--d2c PROGRAM]

Every cell of the study travels the same departures of one route with one seed, so that differences between policies are paired. Writes
study.csv (one row per run and departure), study.md (tables) and study.svg into the folder. Needs the release build and Python 3.9; no packages.
"""

import argparse
import csv
import json
import math
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROUTE = "bench/handover/route.yaml"

FLEETS = {
    "today, 642 satellites": ["scenarios/today.yaml", "--route", ROUTE, "--set", "geography.grid_order=6"],
    "2032, 15,000 satellites": [
        "scenarios/video-anywhere.yaml", "--route", ROUTE, "--start", "2032-11-01T00:00:00Z",
        "--handset", "ntn-2027",
        "--set", "constellation.starlink-v2.launches.per_month=30",
        "--set", "rollout.first_quarter=2032Q4", "--set", "rollout.last_quarter=2032Q4",
    ],
}
BEAMS = ["earth-fixed", "earth-moving"]
POLICIES = {
    "strongest at once": {"trigger": "strongest", "hysteresis_db": 0},
    "A3 2 dB, 0 ms": {"trigger": "a3", "hysteresis_db": 1, "a3_offset_db": 2},
    "A3 3 dB, 640 ms": {"trigger": "a3", "hysteresis_db": 1, "a3_offset_db": 3, "time_to_trigger_ms": 640},
    "T1 10 s before the end, longest": {"trigger": "t1", "prefer": "longest-remaining"},
    "A3 3 dB, 640 ms, conditional": {
        "trigger": "a3", "hysteresis_db": 1, "a3_offset_db": 3, "time_to_trigger_ms": 640, "procedure": "conditional"},
    "A4 and T1, conditional, longest": {"trigger": "a4-and-t1", "prefer": "longest-remaining", "procedure": "conditional"},
}
BASE = "A3 3 dB, 640 ms"
FIGURES = [
    ("handovers_per_hour", "handovers/h", 1.0, 1),
    ("interruption_p50_ms", "interruption p50 [ms]", 1.0, 0),
    ("interruption_p95_ms", "p95 [ms]", 1.0, 0),
    ("ping_pongs", "ping-pongs", 1.0, 1),
    ("radio_link_failures", "link failures", 1.0, 1),
    ("handover_failures", "handover failures", 1.0, 1),
    ("without_service_s", "no service [min]", 1 / 60, 1),
    ("watched_minutes", "film watched [min]", 1.0, 1),
]
T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131]


def mean_and_half(values):
    values = [v for v in values if v is not None]
    if not values:
        return None, None
    mean = sum(values) / len(values)
    if len(values) < 2:
        return mean, None
    deviation = math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1))
    degrees = len(values) - 1
    t = T95[degrees - 1] if degrees <= len(T95) else 1.96 + 2.5 / degrees  # within 0.01 of Student's t from 16 degrees on
    return mean, t * deviation / math.sqrt(len(values))


def travel(fleet, beams, policy, options, folder):
    sets = [f"world.beams={beams}"] + [f"roaming.handover.{key}={value}" for key, value in POLICIES[policy].items()]
    name = "-".join("".join(c if c.isalnum() else "_" for c in part) for part in (fleet, beams, policy))
    command = [options.d2c, "journey", *FLEETS[fleet], "--departures", str(options.departures), "-j", str(options.threads), "--force", "--json",
               "-o", str(folder / f"{name}.gpkg")]
    for one in sets:
        command += ["--set", one]
    started = time.time()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr[-2000:]}{done.stdout[-2000:]}")
    print(f"{fleet}; {beams}; {policy}: {time.time() - started:.0f} s", file=sys.stderr, flush=True)
    return json.loads(done.stdout)["departures"]


def read_back(folder):
    """What an earlier call with another --only left there."""
    results = {}
    path = folder / "study.csv"
    if path.exists():
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                figures = {f[0]: float(row[f[0]]) if row[f[0]] else None for f in FIGURES}
                results.setdefault((row["fleet"], row["beams"], row["policy"]), []).append({"start_utc": row["start_utc"], **figures})
    return results


def text(mean, half, scale, digits):
    if mean is None:
        return "–"
    out = f"{mean * scale:.{digits}f}"
    return out if half is None else f"{out} ± {half * scale:.{digits}f}"


def tables(results):
    lines = []
    for fleet in FLEETS:
        for beams in BEAMS:
            if not any(key[:2] == (fleet, beams) for key in results):
                continue
            lines += [f"**{fleet}; {beams} beams**", "", "| policy | " + " | ".join(f[1] for f in FIGURES) + " |",
                      "| --- |" + " ---: |" * len(FIGURES)]
            for policy in POLICIES:
                departures = results.get((fleet, beams, policy))
                if departures is None:
                    continue
                cells = [text(*mean_and_half([d[key] for d in departures]), scale, digits) for key, _, scale, digits in FIGURES]
                lines.append(f"| {policy} | " + " | ".join(cells) + " |")
            base = results.get((fleet, beams, BASE))
            other = results.get((fleet, beams, BASE + ", conditional"))
            if base and other:
                cells = [text(*mean_and_half([b[key] - a[key] if None not in (a[key], b[key]) else None for a, b in zip(base, other)]), scale, digits)
                         for key, _, scale, digits in FIGURES]
                lines.append("| *conditional less break-before-make, paired* | " + " | ".join(cells) + " |")
            lines.append("")
    return "\n".join(lines)


def round_up(value):
    """The next number that four even steps lead to without odd digits."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value / 4))
    return 4 * power * next(step for step in (1, 2, 2.5, 5, 10) if 4 * step * power >= value * (1 - 1e-9))


def chart(results):
    """Handovers an hour against film watched, a mark for each policy; one panel for each fleet and beam type."""
    panels = sorted({key[:2] for key in results}, key=lambda k: (list(FLEETS).index(k[0]), BEAMS.index(k[1])))
    width, height, left, top = 300, 220, 54, 34
    marks = ["#1b6ca8", "#c1440e", "#3a7d44", "#7b4fa3", "#b8860b", "#444444"]
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + len(panels) * (width + 40)}" height="{top + height + 40 + 18 * len(POLICIES)}" '
           'font-family="sans-serif" font-size="11">', '<rect width="100%" height="100%" fill="white"/>']
    for i, panel in enumerate(panels):
        points = []
        for j, policy in enumerate(POLICIES):
            departures = results.get((*panel, policy))
            if departures:
                x, _ = mean_and_half([d["handovers_per_hour"] for d in departures])
                y, half = mean_and_half([d["watched_minutes"] for d in departures])
                points.append((x, y, half or 0.0, j))
        most_x = round_up(max(p[0] for p in points))
        most_y = round_up(max(p[1] + p[2] for p in points))
        x0, y0 = left + i * (width + 40), top + height
        out.append(f'<text x="{x0}" y="{top - 14}" font-weight="bold">{panel[0]}; {panel[1]}</text>')
        out.append(f'<path d="M{x0} {top}V{y0}H{x0 + width}" fill="none" stroke="#888"/>')
        for k in range(5):
            out.append(f'<text x="{x0 - 6}" y="{y0 - k * height / 4 + 4}" text-anchor="end">{most_y * k / 4:.0f}</text>')
            out.append(f'<text x="{x0 + k * width / 4}" y="{y0 + 14}" text-anchor="middle">{most_x * k / 4:.0f}</text>')
        out.append(f'<text x="{x0 + width / 2}" y="{y0 + 30}" text-anchor="middle">handovers an hour</text>')
        if i == 0:
            out.append(f'<text transform="translate(12 {top + height / 2}) rotate(-90)" text-anchor="middle">film watched [min]</text>')
        for x, y, half, j in points:
            px, py, dy = x0 + x / most_x * width, y0 - y / most_y * height, half / most_y * height
            out.append(f'<path d="M{px:.1f} {py - dy:.1f}V{py + dy:.1f}" stroke="{marks[j]}"/><circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{marks[j]}"/>')
    for j, policy in enumerate(POLICIES):
        y = top + height + 48 + 18 * j
        out.append(f'<circle cx="{left + 6}" cy="{y - 4}" r="4" fill="{marks[j]}"/><text x="{left + 18}" y="{y}">{policy}</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--departures", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", default="results/runs/handover")
    parser.add_argument("--d2c", default=str(ROOT / "build/release/bin/d2c"), help="the program")
    parser.add_argument("--only", default="", help="fleets with this word in their name")
    options = parser.parse_args()
    folder = ROOT / options.out
    folder.mkdir(parents=True, exist_ok=True)
    results = read_back(folder)
    for fleet in FLEETS:
        if options.only in fleet:
            for beams in BEAMS:
                for policy in POLICIES:
                    results[(fleet, beams, policy)] = travel(fleet, beams, policy, options, folder)
    with open(folder / "study.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["fleet", "beams", "policy", "start_utc"] + [f[0] for f in FIGURES])
        for (fleet, beams, policy), departures in results.items():
            for d in departures:
                writer.writerow([fleet, beams, policy, d["start_utc"]] + [d[f[0]] for f in FIGURES])
    (folder / "study.md").write_text(tables(results), encoding="utf-8")
    (folder / "study.svg").write_text(chart(results), encoding="utf-8")
    print(tables(results))


if __name__ == "__main__":
    main()
