"""Views and indexes follow from tags and references: nothing lists tables by hand."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from example_projects import write
from factbook.schema import load_schema
from islands import SQL

ROWS = """
insert into facts (id, kind, label, checked) values ('ai', 'islands', 'Ai', '2026-11-24'),
  ('first', 'landings', 'First', '2026-11-24'), ('second', 'landings', 'Second', '2026-11-24');
insert into islands values ('ai', 'Ai');
insert into landings (rowid, id, title, other_name, island, day, state, counted, people) values
  (2, 'first', 'First', 'Erste', 'ai', '2020', 'done', 'guests', 3),
  (3, 'second', 'Second', null, 'ai', '2021-05', 'planned', 'guests', 4);
insert into landing_guests values ('first', 'ai', 'host');
"""

WORDS = [
    ("Ai", "ai", "", ""),
    ("First", "Erste |   |  | first", "Ai |", "2020 | done | guests | 3 | Ai, host |"),
    ("Second", "second", "Ai |", "2021-05 | planned | guests | 4 |"),
]


@pytest.fixture
def database(tmp_path: Path) -> sqlite3.Connection:
    found = sqlite3.connect(":memory:")
    found.executescript(load_schema(write(tmp_path, "schema.sql", SQL)).sql + ROWS)
    return found


def test_a_reference_is_a_link_and_a_list_of_references_is_one_with_its_role(database: sqlite3.Connection) -> None:
    links = database.execute("select fact, field, target, role from fact_links order by 1, 2").fetchall()
    assert links == [
        ("first", "guests", "ai", "host"),
        ("first", "island", "ai", None),
        ("second", "island", "ai", None),
    ]


def test_each_place_has_a_count_of_the_records_that_refer_to_it_by_their_kind(database: sqlite3.Connection) -> None:
    # "first" refers to Ai twice, by its own column and in its list of guests: one record.
    found = database.execute("select * from places_at_a_glance")
    assert [column[0] for column in found.description] == ["fact", "landings"]
    assert found.fetchall() == [("ai", 2)]


def test_a_date_with_a_word_is_in_the_timeline_and_what_is_awaited_has_not_happened(
    database: sqlite3.Connection,
) -> None:
    timeline = database.execute("select fact, what, date, year from timeline").fetchall()
    assert timeline == [("first", "landed", "2020", 2020), ("second", "planned", "2021-05", 2021)]


def test_a_fact_is_found_by_its_names_and_by_what_it_refers_to(database: sqlite3.Connection) -> None:
    words = database.execute("select label, names, words, stated from fact_words").fetchall()
    assert words == WORDS


def test_two_numbers_of_one_measure_and_scope_differ(database: sqlite3.Connection) -> None:
    says = database.execute("select fact, field, says, other_fact, elsewhere from disputed").fetchall()
    assert says == [("first", "people", 3, "second", 4), ("second", "people", 4, "first", 3)]


def test_the_register_is_held_against_each_table_of_facts(database: sqlite3.Connection) -> None:
    assert not database.execute("select * from problem_register_out_of_step").fetchall()
    database.execute("delete from landings where id = 'first'")
    assert database.execute("select * from problem_register_out_of_step").fetchall() == [
        ("first", "not one record in landings")
    ]


def test_each_reference_and_each_year_of_a_date_has_its_index(database: sqlite3.Connection) -> None:
    names = {name for (name,) in database.execute("select name from sqlite_master where type = 'index'")}
    assert {"landings_island", "landings_day_year", "landing_guests_guest", "landings_counted"} <= names


def test_what_a_project_declares_itself_stands_as_it_is_written(tmp_path: Path) -> None:
    own = "-- None.\ncreate view timeline as select 1 as fact;\n"
    sql = load_schema(write(tmp_path, "schema.sql", SQL + own)).sql
    assert sql.count("create view timeline") == 1


def test_a_project_without_facts_dates_or_measures_has_the_views_all_the_same(tmp_path: Path) -> None:
    schema = load_schema(write(tmp_path, "schema.sql", "-- None.\n"))
    assert {"timeline", "disputed", "fact_links", "fact_words", "fact_citations"} <= set(schema.views)
    database = sqlite3.connect(":memory:")
    database.executescript(schema.sql)
    assert [database.execute(f"select * from {view}").fetchall() for view in schema.views] == [[]] * len(schema.views)


def test_an_empty_value_that_does_not_apply_is_told_from_one_on_which_articles_are_silent(tmp_path: Path) -> None:
    own = SQL.replace("-- Another name. [name]", "-- Another name. [name] [applies]")
    own = own.replace("-- How many. [number]", "-- How many. [number] [applies: state = 'done']")
    database = sqlite3.connect(":memory:")
    database.executescript(load_schema(write(tmp_path, "schema.sql", own)).sql + ROWS)
    database.execute("update landings set people = null")
    assert database.execute("select * from does_not_apply order by 1, 2").fetchall() == [
        ("second", "other_name"),
        ("second", "people"),
    ]
