"""CSV files open right in spreadsheets: their encoding, their line ends, and no cell that is run as a formula."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exported import FORMULAS, SCHEMA, make_hostile
from factbook.export import load_content
from factbook.export.csv_tables import table_files
from factbook.export.flat import to_flat_csv
from factbook.formats.csv_lines import cell, to_csv, to_lines, unguarded


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The CSV files of a database whose names break formats."""
    content = load_content(make_hostile(tmp_path_factory.mktemp("csv") / "hostile.db"), SCHEMA, {})
    return {"facts.csv": to_flat_csv(content), **table_files(content)}


def cells(data: bytes) -> list[str]:
    return [text for row in csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)) for text in row]


def test_every_csv_file_begins_with_one_byte_order_mark_and_its_lines_end_as_in_rfc_4180(dist: Path) -> None:
    files = [dist / "facts.csv", *(dist / "tables").glob("*.csv")]
    assert len(files) == len(SCHEMA.tables) + 1
    for path in files:
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf"), path.name
        assert data.count(b"\xef\xbb\xbf") == 1, path.name
        assert data.endswith(b"\r\n"), path.name
        assert not re.search(rb"(?<!\r)\n", data), path.name


def test_no_cell_is_run_as_a_formula(hostile: dict[str, bytes]) -> None:
    found = {text for data in hostile.values() for text in cells(data)}
    numbers = re.compile(r"[+-]\d+(\.\d+)?")
    assert not {text for text in found if text[:1] in "=+-@" and text and not numbers.fullmatch(text)}
    assert {f"'{text}" for text in FORMULAS if text[0] in "=+-@" and not numbers.fullmatch(text)} <= found


def test_a_guarded_text_is_read_back_exactly_and_others_are_left_alone() -> None:
    assert [unguarded(cell(text)) for text in FORMULAS] == list(FORMULAS)
    assert [cell(text) for text in ("a=b", "'plain", "日本=1", "2010", "")] == ["a=b", "'plain", "日本=1", "2010", ""]


def test_a_cell_is_not_parted_at_its_semicolons_and_tabs() -> None:
    """LibreOffice takes both for separators, unless the cell is quoted; what is quoted comes back as it was."""
    row = ["a; b", "a\tb", 'say "x"', "a,b", "two\r\nlines", "日本; México", "plain"]
    data = to_csv(["x"] * len(row), [row])
    assert data.decode("utf-8-sig").split("\r\n", 1)[1].startswith('"a; b","a\tb","say ""x""","a,b",')
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1] == row


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r a日1.e")))
def test_whatever_the_text_its_cell_is_safe_and_can_be_undone(text: str) -> None:
    is_number = re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", text, re.ASCII)
    assert is_number or cell(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert unguarded(cell(text)) == text


def test_a_number_is_no_formula_as_text_nor_as_value() -> None:
    assert [cell(text) for text in ("-5", "+3.5", "-1e9", "'-5", -5)] == ["-5", "+3.5", "-1e9", "'-5", "-5"]
    assert [cell(text) for text in ("+52 449", "-5%", "-1+1", "=1")] == ["'+52 449", "'-5%", "'-1+1", "'=1"]


@given(st.lists(st.lists(st.text() | st.floats(allow_nan=False) | st.integers() | st.none(), min_size=2, max_size=2)))
def test_the_quick_way_to_write_lines_gives_what_the_careful_one_does(rows: list[list[str | float | None]]) -> None:
    read = list(csv.reader(io.StringIO(to_lines(rows).decode(), newline="")))
    assert read == [[cell(value) for value in row] for row in rows]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (411000000.0, "411000000"),
        (8.5, "8.5"),
        (-3.0, "-3"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (2**60, str(2**60)),
    ],
)
def test_numbers_are_written_without_loss_and_whole_ones_without_a_point(value: float | None, text: str) -> None:
    assert cell(value) == text
    assert value is None or float(text) == value


def test_texts_outside_ascii_are_in_csv_as_they_are(dist: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as conn:
        names = [row[0] for row in conn.execute("select name from places") if not row[0].isascii()]
    places = (dist / "tables/places.csv").read_text(encoding="utf-8-sig")
    assert names
    assert not [name for name in names if name not in places]


def test_facts_csv_gives_labels_beside_ids_and_a_note_that_cites_each_fact(dist: Path) -> None:
    with (dist / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    row = next(row for row in rows.values() if row["kind"] == "figures" and row["place"])
    assert row["place_label"] == rows[row["place"]]["label"]
    assert row["claim"].startswith(f"{row['label']}: ")
    assert row["citation_1_quote"] in row["cite_as"]
    assert not [id for id, row in rows.items() if id not in row["cite_as"]]
    lists = [row for row in rows.values() if row["kind"] == "agreements" and row["parties"]]
    assert lists
    assert [len(row["parties"].split("; ")) for row in lists] == [
        len(row["parties_label"].split("; ")) for row in lists
    ]


def test_columns_of_one_name_have_one_type_and_unit_in_all_fact_tables() -> None:
    """facts.csv makes one column of them."""
    shapes: dict[str, set[tuple[str, str | None, bool]]] = {}
    for table in SCHEMA.tables.values():
        for column in table.columns.values() if table.is_fact else ():
            shapes.setdefault(column.name, set()).add((column.type, column.unit, column.references is None))
    assert not {name: found for name, found in shapes.items() if len(found) > 1}


def test_the_readme_says_how_a_guard_is_undone_and_how_csv_is_read(dist: Path) -> None:
    text = " ".join((dist / "README.txt").read_text(encoding="utf-8").split())
    for words in ("utf-8-sig", "apostrophe", "RFC 4180", "EDTF", "CITATION.txt"):
        assert words in text
