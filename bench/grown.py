"""A database of many facts out of one of few, for measuring the site alone: every record again, under other ids.

What it holds is true of nothing; rules are not asked, so that it costs seconds where a build costs minutes.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

_INDEX = "facts_fts"


def grown(database: Path, facts: int, target: Path) -> Path:
    """A copy of the database at `target`, with at least so many facts."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(database, target)
    with closing(sqlite3.connect(target)) as connection, connection:
        here = connection.execute("select count(*) from facts").fetchone()[0]
        listed = connection.execute("select name from pragma_table_list where schema = 'main' and type = 'table'")
        names = [name for (name,) in listed if not name.startswith((_INDEX, "sqlite_", "release"))]
        for name in names:
            _multiply(connection, name, -(-facts // here))
        connection.execute("update release set facts = (select count(*) from facts)")
        connection.execute(f"insert into {_INDEX}({_INDEX}) values ('rebuild')")
        # As a build does: by the counts of the few, SQLite walks over whole tables.
        connection.execute("analyze main")
    return target


def _multiply(connection: sqlite3.Connection, table: str, times: int) -> None:
    """Every row of the table so many times: keys, and what refers to them, are others in each."""
    columns = connection.execute("select name, type, pk from pragma_table_info(?)", [table]).fetchall()
    refers = {row[0] for row in connection.execute('select "from" from pragma_foreign_key_list(?)', [table])}
    values, is_single = [], sum(key > 0 for *_, key in columns) == 1
    for name, type, key in columns:
        is_key = name in refers or name in ("id", "fact") or (key and is_single)
        if is_key and type.upper() == "TEXT":
            values.append(f"\"{name}\" || '-' || :n")
        elif is_key and type.upper() == "INTEGER" and name != "paragraph":
            values.append(f'"{name}" + 1000000 * :n')
        else:
            values.append(f'"{name}"')
    names = ", ".join(f'"{name}"' for name, _, _ in columns)
    statement = f'insert into "{table}" ({names}) select {", ".join(values)} from temp.once'
    connection.execute(f'create temp table once as select * from "{table}"')
    connection.executemany(statement, [{"n": number} for number in range(1, times)])
    connection.execute("drop table temp.once")
