"""The rows of a chart: how many are not drawn is the same, however it is found out."""

from __future__ import annotations

import sqlite3

import pytest

from factbook.pictures.rows import Rows, count_undrawn, drawn_rows
from factbook.schema import load_schema
from this_project import ROOT

SCHEMA = load_schema(ROOT / "schema.sql")
FOUND = Rows(
    columns=("fact", "label", "elsewhere", "unit"),
    rows=(
        {"fact": "a", "label": "A", "elsewhere": "30 plants", "unit": "plants"},
        {"fact": "b", "label": None, "elsewhere": "no number", "unit": "plants"},
        {"fact": "c", "label": "C", "elsewhere": None, "unit": "rank"},
    ),
    many=False,
)


@pytest.fixture
def conn() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "create table facts(id, kind); create table translations(language, text, is_current);"
        "insert into facts values ('a', 'figures'), ('b', 'figures'), ('c', 'figures')"
    )
    return connection


@pytest.mark.parametrize(
    ("declared", "undrawn"),
    [
        ({}, 0),
        ({"needs": "label"}, 1),
        ({"skip": {"unit": "rank"}}, 1),
        ({"needs": "label", "skip": {"unit": "rank"}}, 2),
        ({"needs": "elsewhere_value"}, 2),
        ({"needs": "amount"}, 3),
    ],
)
def test_rows_that_lack_what_is_needed_or_are_to_be_skipped_are_not_drawn(
    conn: sqlite3.Connection, declared: dict[str, object], undrawn: int
) -> None:
    assert count_undrawn(conn, FOUND, SCHEMA, declared, "en") == undrawn
    assert len(drawn_rows(conn, FOUND.rows, SCHEMA, declared, "en")) == len(FOUND.rows) - undrawn
