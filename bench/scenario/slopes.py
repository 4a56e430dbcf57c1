"""Slopes of growth on log axes: what the time of a window does when one size doubles and the others stay.

    bench/scenario/run growth | tee growth.txt        prints them after its runs
    /usr/bin/python3 bench/scenario/slopes.py growth.txt

Reads what scenario_bench prints, in groups that begin with a line `# satellites`, `# cells`, `# beams` or `# steps`: the size that grows
there. The slope is that of least squares through log(processor time) against log(size); 1 is in proportion.
"""

import math
import re
import sys

SIZES = {
    "satellites": lambda run: run["satellites"],
    "cells": lambda run: run["cells"],
    "beams": lambda run: run["beams lit"],
    "steps": lambda run: run["steps"],
}
PHASES = ["set up", "associate", "plan and light", "receive", "sessions", "all"]


def runs_of(lines):
    """Groups by name, each a list of runs: the numbers of their lines, and processor seconds by phase."""
    groups, group = {}, None
    for line in lines:
        if line.startswith("# "):
            name = line[2:].strip()
            if name not in SIZES:
                sys.exit(f"slopes.py: {name}: one of {', '.join(SIZES)}")
            group = groups.setdefault(name, [])
        elif line.startswith("satellites ") and group is not None:
            group.append({name: float(value) for name, value in re.findall(r"([a-z ]+?) ([0-9.e+]+)(?:,|$)", line.strip().replace(", ", ","))})
        elif group and (found := re.match(r"links (\S+), beams lit (\S+) a step", line)):
            group[-1].update({"links": float(found[1]), "beams lit": float(found[2])})
        elif group and (found := re.match(r"(\D+?) +([0-9.]+) s, +([0-9.]+) s of processors", line)):
            group[-1][found[1]] = float(found[3])
    return groups


def slope(points):
    """Of least squares through (log x, log y); nothing where all x are alike or a y is 0."""
    if any(x <= 0 or y <= 0 for x, y in points):
        return None
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread if spread > 1e-12 else None


def main():
    with open(sys.argv[1]) if len(sys.argv) > 1 else sys.stdin as file:
        groups = runs_of(file)
    if not groups:
        sys.exit("slopes.py: no group of runs")
    print(f"{'slope against':<14} {'from':>10} {'to':>10}" + "".join(f"{phase:>16}" for phase in PHASES))
    for name, runs in groups.items():
        sizes = [SIZES[name](run) for run in runs]
        line = f"{name:<14} {min(sizes):>10.4g} {max(sizes):>10.4g}"
        for phase in PHASES:
            found = slope([(size, run[phase]) for size, run in zip(sizes, runs)])
            line += f"{'-' if found is None else f'{found:.2f}':>16}"
        print(line)


if __name__ == "__main__":
    main()
