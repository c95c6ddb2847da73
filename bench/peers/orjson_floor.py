"""The floor, orjson and tables without constraints: `python orjson_floor.py FOLDER DATABASE`, of JSON lines."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import orjson

with closing(sqlite3.connect(sys.argv[2])) as database:
    database.execute("pragma journal_mode = off")
    for path in sorted(Path(sys.argv[1]).glob("*.ndjson")):
        with path.open("rb") as lines:
            columns = orjson.loads(next(lines))
            lines.seek(0)
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
            database.execute(f'create table "{path.stem}" ({names})')
            rows = (tuple(orjson.loads(line).values()) for line in lines)
            database.executemany(f'insert into "{path.stem}" values ({marks})', rows)
    database.commit()
