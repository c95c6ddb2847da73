"""schema.sql read back: what a column is stands there and nowhere else."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.problems import ProjectError
from factbook.schema import load_schema
from factbook.schema.core import core_sql
from this_project import ROOT

SCHEMA = """
-- A tree. [no citation]
create table trees (
  -- Permanent id.
  id text primary key references facts(id),
  -- Its name,
  -- in two lines. [label] [printed]
  name text not null,
  -- Kind.
  kind text constraint trees_kind_is_known check (kind in ('oak', 'ash or elm')),
  -- Height. [unit: metres]
  height real constraint trees_height_is_positive check (height > 0),
  -- Rounded.
  "end" integer generated always as (cast(height as integer)) virtual
) strict;

-- A bird in a tree.
create table tree_birds (
  -- The tree.
  tree text not null references trees(id),
  -- The bird.
  bird text not null,
  primary key (tree, bird)
) strict;
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path, "schema.sql", SCHEMA)


def test_a_column_has_its_type_list_reference_comment_tags_and_unit(path: Path) -> None:
    columns = load_schema(path).tables["trees"].columns
    assert columns["id"].references == "facts"
    name = columns["name"]
    assert (name.type, name.required, name.computed, name.choices, name.references) == ("TEXT", True, False, (), None)
    assert (name.comment, name.tags) == ("Its name, in two lines.", {"label", "printed"})
    assert columns["kind"].choices == ("oak", "ash or elm")
    assert (columns["height"].type, columns["height"].unit, columns["height"].required) == ("REAL", "metres", False)
    assert columns["end"].computed


def test_a_table_has_its_label_and_the_constraints_that_are_no_closed_lists(path: Path) -> None:
    tree = load_schema(path).tables["trees"]
    assert (tree.label, tree.checks, tree.tags) == ("name", ("trees_height_is_positive",), frozenset({"no citation"}))
    assert tree.stored == ("id", "name", "kind", "height")
    assert tree.is_fact
    assert not tree.needs_proof


def test_a_table_whose_first_reference_is_its_owner_is_a_list_in_the_owners_records(path: Path) -> None:
    schema = load_schema(path)
    assert list(schema.roots) == ["sources", "retired", "changes", "trees"]
    assert schema.children("trees")["birds"].name == "tree_birds"
    assert list(schema.children("trees")["birds"].given) == ["bird"]


def test_a_record_gives_the_registers_columns_too_but_for_the_computed(path: Path) -> None:
    assert list(load_schema(path).keys("trees")) == ["id", "name", "kind", "height", "checked"]


def test_the_digest_is_of_all_that_is_compiled(path: Path) -> None:
    schema = load_schema(path)
    assert schema.sql.startswith(core_sql())
    assert SCHEMA in schema.sql
    assert schema.sha256 == hashlib.sha256(schema.sql.encode()).hexdigest()


def test_without_a_schema_nothing_can_go_on(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="is missing: no factbook is in this folder; `factbook init --example`"):
        load_schema(tmp_path / "schema.sql")
    (tmp_path / "schema.sql").write_bytes(b"-- \xff")
    with pytest.raises(ProjectError, match="UTF-8"):
        load_schema(tmp_path / "schema.sql")


def test_the_published_schema_gives_every_fact_table_the_lists_of_evidence() -> None:
    schema = load_schema(ROOT / "schema.sql")
    for name, table in schema.roots.items():
        if table.is_fact:
            assert {"citations", "derivations", "cross_checks", "aliases", "distinct_from"} <= set(
                schema.children(name)
            )


def test_a_column_and_a_list_are_added_without_python(tmp_path: Path) -> None:
    """Only schema.sql and the facts change, and the new values are checked and compiled like all others."""
    root = lay_out(tmp_path / "project")
    sql = (ROOT / "schema.sql").read_text(encoding="utf-8")
    sql = sql.replace(
        "  -- The larger place it belongs to. ",
        "  -- Inhabitants. [unit: people]\n"
        "  inhabitants integer constraint places_inhabitants check (inhabitants > 0),\n"
        "  -- Sort of shore.\n  shore text constraint places_shore_is_known check (shore in ('sand', 'rock')),\n"
        "  -- The larger place it belongs to. ",
        1,
    )
    sql += (
        "-- A quay of a place. [no citation]\ncreate table place_quays (\n  -- The place.\n"
        "  place text not null references places(id),\n  -- Its name.\n  quay text not null,\n"
        "  -- Its length. [unit: metres]\n  length real,\n  primary key (place, quay)\n) strict;\n"
    )
    write(root, "schema.sql", sql)
    bay = "- id: fish-bay\n  name: Fish Bay\n  kind: city\n  inhabitants: {}\n  shore: {}\n  checked: 2026-11-24\n{}"
    path = write(root, "facts/places/bay.yml", bay.format("-3", "mud", "  quays: [North, North]\n"))
    output = run(root, "check").output
    assert "'mud' is not in the list" in output
    assert "this row is there twice" in output
    path.write_text(bay.format("-3", "rock", ""), encoding="utf-8")
    assert "`inhabitants > 0` does not hold: inhabitants is -3" in run(root, "check").output
    path.write_text(bay.format("300", "rock", "  quays:\n    - quay: North\n      length: 12.5\n"), encoding="utf-8")
    done = run(root)
    assert done.status == 0, done.output
    database = sqlite3.connect(root / "factbook.db")
    rows = database.execute("select inhabitants, shore, quay, length from places join place_quays on place = places.id")
    assert rows.fetchall() == [(300, "rock", "North", 12.5)]
    database.close()
