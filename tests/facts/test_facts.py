"""This project's own facts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from example_projects import run
from this_project import ROOT, archive_folder


def test_the_facts_are_proved_by_the_locks_alone() -> None:
    done = run(ROOT, "check")
    assert done.status == 0, done.output
    assert done.output.endswith("no problems (quotes checked against the locks)\n")


def test_every_quote_stands_in_its_article() -> None:
    folder = archive_folder()
    if folder is None:
        pytest.skip("the articles are not on this machine; .ci/run holds the quotes against them")
    done = run(ROOT, "check", "--archive", str(folder))
    assert done.status == 0, done.output


def test_every_fact_file_is_in_its_canonical_form() -> None:
    assert run(ROOT, "fmt", "--check").output == "0 files to be written\n"


def test_a_column_of_years_holds_years(database: Path) -> None:
    """Whatever form of EDTF a date has: `[..2020-11-24]` is of 2020."""
    with closing(sqlite3.connect(database)) as conn:
        tables = [row[0] for row in conn.execute("select name from sqlite_schema where type = 'table'")]
        found = [
            (table, row[0])
            for table in tables
            for column in conn.execute(f'pragma table_xinfo("{table}")').fetchall()
            if column[1].endswith("year")
            for row in conn.execute(f'select "{column[1]}" from "{table}" where "{column[1]}" is not null')
        ]
    assert len(found) > 20
    assert [pair for pair in found if not 1000 < pair[1] < 3000] == []
