"""Which satellites every cell sees, by brute force in numpy: what a user writes in an afternoon.

usage: numpy_visibility.py POSITIONS CELLS ELEVATION_DEG     POSITIONS: float64 steps x 3 x satellites, after a header of two int64 (steps,
satellites), as visibility_bench writes them. Prints the median seconds of a step and the links found.
"""
import statistics
import sys
import time

import numpy as np


def main(path: str, cells: int, elevation_deg: float) -> None:
    with open(path, "rb") as file:
        steps, satellites = np.fromfile(file, np.int64, 2)
        position_m = np.fromfile(file, np.float64).reshape(steps, 3, satellites)
    i = np.arange(cells) + 0.5
    z = 1 - 2 * i / cells
    longitude = np.pi * (1 + 5**0.5) * i
    s = np.sqrt(1 - z * z)
    up = np.stack([s * np.cos(longitude), s * np.sin(longitude), z], 1)
    # WGS 84 as the engine: places at height 0 on the ellipsoid, elevation above its vertical.
    a, e2 = 6378137.0, 6.69437999014e-3
    n = a / np.sqrt(1 - e2 * z * z)
    place = np.stack([n * up[:, 0], n * up[:, 1], (1 - e2) * n * z], 1)
    height = (place * up).sum(1)
    sine = np.sin(np.radians(elevation_deg))
    seconds, links = [], 0
    for p in position_m:
        begin = time.perf_counter()
        squared = (p * p).sum(0)
        for first in range(0, cells, 2000):
            part = slice(first, first + 2000)
            along = up[part] @ p - height[part, None]
            range_m = np.sqrt(squared + (place[part] ** 2).sum(1)[:, None] - 2 * place[part] @ p)
            cell, satellite = np.nonzero(along >= sine * range_m)
            links += len(cell)
        seconds.append(time.perf_counter() - begin)
    print(f"numpy {np.__version__}: median {statistics.median(seconds):.4f} s a step, {links / steps:.6g} links a step")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
