"""sqlite-utils inserting JSON lines, a file a table: `python json_lines.py FOLDER DATABASE`.

As `sqlite-utils insert DATABASE TABLE FILE --nl --pk id` does, for all tables in one process. Nothing is checked.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import sqlite_utils

database = sqlite_utils.Database(sys.argv[2])
for path in sorted(Path(sys.argv[1]).glob("*.ndjson")):
    with path.open(encoding="utf-8") as lines:
        key = "id" if "id" in json.loads(next(lines)) else None
        lines.seek(0)
        database.table(path.stem).insert_all(map(json.loads, lines), pk=key)
database.close()
