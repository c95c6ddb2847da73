"""Every format of the export holds the same data, to the last value, as programs that others wrote read them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import exported
from commands import run_command
from exported import Tables, from_sqlite, make_hostile
from this_project import ROOT, build


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of names that break formats."""
    root = tmp_path_factory.mktemp("hostile")
    database = make_hostile(root / "hostile.db")
    words = build(ROOT, "export", "--database", str(database), "--output", str(root / "dist"))
    run_command(words, check=True)
    return root / "dist"


@pytest.fixture(params=["this project", "names that break formats"])
def folder(request: pytest.FixtureRequest, dist: Path, hostile: Path) -> Path:
    return dist if request.param == "this project" else hostile


@pytest.mark.parametrize(
    "read",
    [
        exported.from_csv,
        exported.from_pandas_csv,
        exported.from_duckdb_csv,
        exported.from_json,
        exported.from_duckdb_parquet,
        exported.from_pandas_parquet,
    ],
)
def test_a_format_holds_every_row_and_value_of_the_database(read: Callable[[Path], Tables], folder: Path) -> None:
    wanted, found = from_sqlite(folder / "factbook.db"), read(folder)
    wanted = {name: rows for name, rows in wanted.items() if not name.startswith("facts_fts")}
    assert set(found) == set(wanted)
    for name, rows in wanted.items():
        assert found[name] == rows, name
    assert sum(map(len, wanted.values())) > 50


def test_the_exported_database_is_the_finished_one_byte_for_byte(dist: Path, database: Path) -> None:
    assert (dist / "factbook.db").read_bytes() == database.read_bytes()


def test_facts_csv_has_a_row_a_fact_with_its_values_and_citations(folder: Path) -> None:
    with (folder / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    tables = from_sqlite(folder / "factbook.db")
    assert [
        tuple(exported.plain(row[name]) for name in ("id", "kind", "label", "checked")) for row in rows.values()
    ] == (sorted(tables["facts"]))
    for id, fact, source, paragraph, quote, *_ in tables["citations"]:
        group = f"citation_{id.removeprefix(fact + '-')}"
        held = {name: exported.plain(rows[fact][f"{group}_{name}"]) for name in ("source", "paragraph", "quote")}
        assert held == {"source": source, "paragraph": str(paragraph), "quote": quote}
    assert sum(int(row["citations"]) for row in rows.values()) == len(tables["citations"])
    for id, _, indicator, value, unit, *_ in tables["figures"]:
        row = rows[id]
        assert (row["indicator"], row["unit"]) == (indicator, unit)
        assert (float(row["value"]) if row["value"] else None) == value


def test_no_value_of_the_database_is_an_empty_text(folder: Path) -> None:
    """So that an empty cell of a CSV file can mean NULL and nothing else."""
    tables = from_sqlite(folder / "factbook.db")
    assert not [name for name, rows in tables.items() if name in exported.SCHEMA.tables for row in rows if "" in row]
