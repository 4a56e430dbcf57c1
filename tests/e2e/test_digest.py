"""The result digest as results/digest.h describes it, taken by another program: SQLite of Python and its hashlib."""

import hashlib
import json
import sqlite3
import struct
import unittest

from program import SCENARIO, Folder, d2c

TABLES = """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('run', 'unit') AND name NOT LIKE 'gpkg\\_%' ESCAPE '\\'
            AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"""
COLUMNS = "SELECT name FROM pragma_table_info(?) WHERE NOT (pk = 1 AND name = 'id') ORDER BY cid"


def canonical(value):
    if value is None:
        return b"n"
    if isinstance(value, int):
        return b"i" + struct.pack("<q", value)
    if isinstance(value, float):
        return b"r" + struct.pack("<d", value)
    data = value if isinstance(value, bytes) else value.encode()
    return (b"b" if isinstance(value, bytes) else b"t") + struct.pack("<Q", len(data)) + data


def digest_of(path):
    """Its digest, and how many rows the longest table has."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    digest, longest = hashlib.sha256(), 0
    for (table,) in database.execute(TABLES).fetchall():
        names = ", ".join(f'"{name}"' for (name,) in database.execute(COLUMNS, (table,)))
        digest.update(canonical(table) + canonical(names))
        order = "name" if table in ("parameter", "input_file") else "rowid"
        rows = 0
        for row in database.execute(f'SELECT {names} FROM "{table}" ORDER BY {order}'):
            digest.update(b"".join(map(canonical, row)))
            rows += 1
        longest = max(longest, rows)
    database.close()
    return digest.hexdigest(), longest


class Digest(Folder):
    def test_another_program_takes_the_same(self):
        path = self.folder / "run.gpkg"
        outcome = d2c("run", SCENARIO, "-o", path, "--json", "--set", "geography.grid_order=4", "--set", "rollout.first_quarter=2026Q2",
                      "--set", "rollout.last_quarter=2027Q2", "--set", "run.windows_per_quarter=2", "--set", "run.step_s=60")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        digest, longest = digest_of(path)
        self.assertGreater(longest, 40000)  # a table that is hashed in several pieces, the last one short
        self.assertEqual(digest, json.loads(outcome.stdout)["result_digest"])


if __name__ == "__main__":
    unittest.main()
