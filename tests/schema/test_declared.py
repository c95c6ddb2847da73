"""What schema.sql declares and would be read otherwise than it is meant is refused, each fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import write
from factbook.problems import FactsRefused
from factbook.schema import load_schema

BODY = "  -- Permanent id.\n  id text primary key references facts(id),\n  -- Name. [label]\n  name text not null"
TREES = "-- A tree.\ncreate table trees (\n{}\n) strict;\n"


def told(sql: str, folder: Path) -> list[str]:
    """What is said of a schema, each problem in a line."""
    with pytest.raises(FactsRefused) as refused:
        load_schema(write(folder, "schema.sql", sql))
    return [str(problem).replace("\n   ", "") for problem in refused.value.problems]


def with_column(column: str, comment: str = "Another.") -> str:
    return TREES.format(f"{BODY},\n  -- {comment}\n  {column}")


@pytest.mark.parametrize(
    ("sql", "line", "what"),
    [
        ("create table (", 1, "SQLite does not take the statement that begins here"),
        (TREES.format(BODY) + "\n-- x\ncreate table t (\n  a text check (", 10, "incomplete input"),
        (TREES.format(BODY) + "select * from nowhere;", 8, "no such table: nowhere"),
        (TREES.format(BODY).replace("trees", "sources"), 2, "table sources already exists"),
        (TREES.format(BODY).replace("trees", "Trees"), 2, "'Trees' is no name for a table"),
        (TREES.format(BODY).replace(" references facts(id)", ""), 2, "neither a table of facts, nor a list"),
        (TREES.format(BODY).replace(" [label]", ""), 2, "no column has the tag [label]"),
        (TREES.format(BODY).replace(" not null", ""), 6, "a label may not be empty"),
        (TREES.format(BODY).replace(" primary key", ""), 4, "the id is not the primary key"),
        (with_column("leaf blob"), 8, "the type 'BLOB' is not read"),
        (with_column("leaf any"), 8, "the type 'ANY' is not read"),
        (with_column("leaf int"), 8, "a fact file gives text, integer, real"),
        (with_column("Leaf text"), 8, "'Leaf' is no name for a column"),
        (with_column('"a leaf" text'), 8, "'a leaf' is no name for a column"),
        (with_column("leaf text -- [search]"), 8, "[search] stands behind what it is of"),
        (with_column("leaf text, root text"), 2, "trees.root: the column is not on a line of its own"),
        (with_column("citations text"), 8, "every record has something else under that key"),
        (with_column("checked text"), 8, "every record has something else under that key"),
        (with_column("forest text references forests(id)"), 8, "it refers to forests, which is no table of records"),
        (with_column("leaf text", "Leaf. [class]"), 8, "[class] is without a closed list"),
        (with_column("leaf text check (leaf in ('oak', 'elm'))", "[awaited: oka]"), 8, "did you mean 'oak'?"),
        (with_column("leaf text", "[date: planted | stat]"), 8, "[date: …] names 'stat'"),
        (with_column("leaf text", "[computed] [day of: nam]"), 8, "did you mean 'name'?"),
        (with_column("leaf text", "[language of: nam]"), 8, "did you mean 'name'?"),
        (with_column("leaf text", "[applies: root > 1]"), 8, "cannot be asked: no such column: root"),
        (TREES.format(BODY).replace("A tree.", "A tree. [claim: {nam}]"), 2, "did you mean 'name'?"),
        (TREES.format(BODY).replace("A tree.", "A tree. [label: {nam} ({titel})]"), 2, "did you mean 'title'?"),
        (TREES.format(BODY) + "create table other (\n  -- A.\n  a text\n) strict;", 8, "begin it with `id text"),
        (TREES.format(BODY) + "create view woods as select height from trees;", 8, "no such column: height"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_what_would_help(sql: str, line: int, what: str, tmp_path: Path) -> None:
    found = [text for text in told(sql, tmp_path) if what in text]
    assert len(found) == 1
    assert found[0].startswith(f"schema.sql:{line}:")


def test_all_faults_are_told_at_once_and_by_their_place(tmp_path: Path) -> None:
    found = told(with_column("leaf blob").replace(" not null", ""), tmp_path)
    assert [text.split(": ")[1] for text in found] == ["trees.name", "trees.leaf"]


def test_what_comes_of_a_tag_in_the_wrong_place_is_not_told_beside_it(tmp_path: Path) -> None:
    sql = TREES.format(BODY).replace(" [label]", "").replace("not null", "not null -- [label]")
    assert told(sql, tmp_path) == [
        "schema.sql:6:25: [label] stands behind what it is of [schema] put it into a comment on the lines above"
    ]


def test_brackets_behind_a_column_that_are_no_tag_are_left_alone(tmp_path: Path) -> None:
    sql = with_column("leaf text -- as printed [sic]")
    assert "leaf" in load_schema(write(tmp_path, "schema.sql", sql)).tables["trees"].columns
