"""The finished database against itself: each view of problems fires on what it is there to find."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from example_projects import lay_out, run
from factbook.compile.audit import audit
from factbook.schema import load_schema
from this_project import ROOT

#: For each view, how to break a good database so that the view shows it, and the id that it shows.
BROKEN = {
    "problem_fact_without_citation": (
        "delete from citation_fields where citation = 'mei-tanaka-1'; delete from citations where id = 'mei-tanaka-1'",
        "mei-tanaka: no citation",
    ),
    "problem_citation_beyond_article": (
        "update citations set paragraph = 7 where id = 'mei-tanaka-1'",
        "mei-tanaka-1: paragraph 7 of 6",
    ),
    "problem_paragraph_both_ways": (
        "insert into source_no_facts values ('harbor-herald-2024', 5, 'nothing')",
        "harbor-herald-2024: paragraph 5 is cited and listed as without facts",
    ),
    "problem_program_ends_before_start": (
        "update programs set ends = '2018-12' where id = 'green-seed'",
        "green-seed: ends 2018-12, starts 2019",
    ),
    "problem_citation_without_field": (
        "delete from citation_fields where citation = 'mei-tanaka-1'",
        "mei-tanaka-1: proves no field",
    ),
    "problem_history_of_nothing": (
        "insert into changes values ('nobody', 'name', '0.2.0', '2026-11-24', null, 'an example')",
        "nobody: ",
    ),
    "problem_row_numbers_differ": (
        "update plants set rowid = 1000",
        "kita-port-alba: row number differs from the register",
    ),
    "problem_register_out_of_step": (
        "update facts set kind = 'places' where id = 'mei-tanaka'",
        "mei-tanaka: not one record in places",
    ),
    "problem_speaker_cannot_speak": (
        "update citations set voice = 'speaker', speaker = 'norland' where id = 'mei-tanaka-1'",
        "mei-tanaka-1: norland is in places, which does not speak",
    ),
}
VIEWS = [name for name in load_schema(ROOT / "schema.sql").views if name.startswith("problem_")]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = lay_out(tmp_path_factory.mktemp("audit") / "project")
    assert run(root).status == 0
    return (root / "factbook.db").read_bytes()


@pytest.fixture
def database(content: bytes, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "factbook.db"
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def told(database: sqlite3.Connection) -> list[str]:
    return [f"{problem.where}: {problem.message}" for problem in audit(database, "factbook.db")]


def test_a_good_database_has_no_problem(database: sqlite3.Connection) -> None:
    assert audit(database, "factbook.db") == []


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_of_problems_shows_what_it_is_there_to_find(view: str, database: sqlite3.Connection) -> None:
    statements, expected = BROKEN[view]
    database.executescript(statements)
    assert [line for line in told(database) if line.startswith(f"{view} {expected}")]


def test_a_reference_to_nothing_is_found(database: sqlite3.Connection) -> None:
    database.execute("delete from places where id = 'norland'")
    assert any(
        line.startswith("organizations: row ") and line.endswith("refers to nothing in places")
        for line in told(database)
    )


def test_a_row_against_a_check_constraint_is_found_however_it_came_in(database: sqlite3.Connection) -> None:
    database.execute("pragma ignore_check_constraints = on")
    database.execute("update facts set checked = 'yesterday' where id = 'mei-tanaka'")
    database.execute("update citations set voice = 'choir' where id = 'mei-tanaka-1'")
    assert sorted(told(database)) == [
        "integrity: CHECK constraint failed in citations",
        "integrity: CHECK constraint failed in facts",
    ]


def test_an_entry_of_no_kind_that_there_is_is_found(database: sqlite3.Connection) -> None:
    database.execute("pragma ignore_check_constraints = on")
    database.execute("update facts set kind = 'nonsense' where id = 'mei-tanaka'")
    assert told(database) == ["problem_register_out_of_step mei-tanaka: not one record in nonsense"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("insert into changes values ('mei-tanaka', 'name', '0.2.0', '2026-11-24', null, 'x')", []),
        ("insert into changes values ('harbor-herald-2024', 'title', '0.2.0', '2026-11-24', null, 'x')", []),
        (
            "insert into retired values ('mei-tanaka', 'officials', 'M', '0.2.0', '2026-11-24', 'x', null)",
            ["problem_history_of_nothing mei-tanaka: retired, and in use"],
        ),
        (
            "insert into retired values ('harbor-herald-2024', 'sources', 'H', '0.2.0', '2026-11-24', 'x', null)",
            ["problem_history_of_nothing harbor-herald-2024: retired, and in use"],
        ),
        (
            "insert into retired values ('old', 'places', 'O', '0.2.0', '2026-11-24', 'x', null);"
            "insert into changes values ('old', 'name', '0.2.0', '2026-11-24', null, 'x')",
            [],
        ),
    ],
)
def test_history_is_of_facts_articles_and_retired_records(
    statement: str, expected: list[str], database: sqlite3.Connection
) -> None:
    database.executescript(statement)
    assert told(database) == expected


def test_a_damaged_file_is_found(database: sqlite3.Connection) -> None:
    """A page of an index that has lost what it held, as a bad disk would leave it."""
    (page,) = database.execute("select rootpage from sqlite_master where name = 'places_kind'").fetchone()
    (size,) = database.execute("pragma page_size").fetchone()
    (path,) = [row[2] for row in database.execute("pragma database_list")]
    with Path(path).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    with closing(sqlite3.connect(path)) as again:
        assert any(line.startswith("integrity: ") for line in told(again))


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2019", "2019"),
        ("2019-05", "2019"),
        ("2019~", "2019-03"),
        ("2019-03", "2019~"),
        ("../2019", "2020"),
        ("2018/2019", "2019"),
    ],
)
def test_a_program_may_end_in_the_year_in_which_it_starts(starts: str, ends: str, database: sqlite3.Connection) -> None:
    database.execute("update programs set starts = ?, ends = ? where id = 'green-seed'", (starts, ends))
    assert told(database) == []
