"""The finished database against itself: what SQL sees best.

Turns a database into problems: foreign keys, the file's structure with every type and CHECK constraint, and every
`problem_*` view of schema.sql, which must be empty. That keys are unique and indexes complete was held as the rows
went in.
"""

from __future__ import annotations

import sqlite3

from factbook.problems import Problem


def audit(database: sqlite3.Connection, name: str) -> list[Problem]:
    """All that does not hold together; an empty list for a good database. `name` is told as the path."""
    findings = [*_foreign_keys(database), *_integrity(database), *_views(database)]
    return [Problem(name, 0, 0, where, "audit", message) for where, message in findings]


def _foreign_keys(database: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = database.execute("pragma foreign_key_check")
    return [(table, f"row {row} refers to nothing in {parent}") for table, row, parent, _ in rows]


def _integrity(database: sqlite3.Connection) -> list[tuple[str, str]]:
    database.execute("pragma ignore_check_constraints = off")  # of the connection: where it is on, none is asked
    return [("integrity", row[0]) for row in database.execute("pragma quick_check") if row[0] != "ok"]


def _views(database: sqlite3.Connection) -> list[tuple[str, str]]:
    names = database.execute("select name from sqlite_master where type = 'view' and name glob 'problem_*' order by 1")
    return [
        (f"{view} {where}", message)
        for (view,) in names.fetchall()
        for where, message in database.execute(f'select id, problem from "{view}"')  # noqa: S608 - a name out of schema.sql
    ]
