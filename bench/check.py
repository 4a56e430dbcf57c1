"""Times the hot models and compares them with bench/budgets.json: one line each, as the share of its budget that was used.

    bench/check.py [MICRO_BENCH] [--filter REGEX]

Exit code 3 when one is over. No test: a shared machine is slower by a half for minutes; run it again, alone, before believing it.
"""

import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
UNIT_NS = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=ROOT / "build" / "release" / "bin" / "micro_bench")
    parser.add_argument("--filter", default=".")
    options = parser.parse_args()
    budgets = json.loads((ROOT / "bench" / "budgets.json").read_text())["micro"]
    outcome = subprocess.run([str(options.program), f"--benchmark_filter={options.filter}", "--benchmark_format=json"], capture_output=True,
                             text=True, check=True)
    over = 0
    for run in json.loads(outcome.stdout)["benchmarks"]:
        budget = budgets.get(run["name"])
        if run.get("error_occurred") or budget is None:
            print(f"{run['name']:<50} {run.get('error_message', 'no budget')}")
            continue
        if "million_items_per_s_budget" in budget:
            reached, limit, unit = run["items_per_second"] * 1e-6, budget["million_items_per_s_budget"], "million/s"
            used = limit / reached
        else:
            reached, limit, unit = run["cpu_time"] * UNIT_NS[run["time_unit"]], budget["cpu_ns_budget"], "ns"
            used = reached / limit
        over += used > 1.0
        print(f"{run['name']:<50} {reached:>14,.1f} {unit:<9} budget {limit:>12,.0f}  {100.0 * used:5.0f} % used{'  OVER' if used > 1.0 else ''}")
    sys.exit(3 if over else 0)


if __name__ == "__main__":
    main()
