"""The search, on facts of another subject and on a vocabulary of its own: how a query is read, and what ranks first."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from factbook.compile.pipeline import build
from factbook.problems import FactsRefused
from factbook.project import Project
from factbook.record.search import Filters, find, read_query
from factbook.record.search.spelling import distance
from this_project import ROOT

SUBJECT = ROOT / "tests/examples/subject"
VOCABULARY = """
eruption:
  en: [eruption, outbreak]
  es: [erupción]
  ja: [噴火]
volcano:
  en: [volcano]
  es: [volcán]
  ja: [火山]
watch:
  en: [observatory]
  wider: [volcano]
"""


@pytest.fixture(scope="module")
def volcanoes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    root = tmp_path_factory.mktemp("volcanoes") / "project"
    shutil.copytree(SUBJECT, root)
    (root / "vocabulary.yml").write_text(VOCABULARY, encoding="utf-8")
    build(Project(root), root / "factbook.db")
    with closing(sqlite3.connect(root / "factbook.db")) as conn:
        yield conn


def first(conn: sqlite3.Connection, text: str) -> str:
    return next((hit.record.id for hit in find(conn, text).hits), "")


@pytest.mark.parametrize(
    "text",
    [
        "erupción", "ERUPCION", "erupciones", "eruption", "outbreaks", "噴火", "Peralの噴火", "14 de marzo de 2023",
        "14 March 2023", "March 14, 2023", "2023年3月14日", "marzo de 2023", "eruptoin",
    ],
)  # fmt: skip
def test_an_eruption_is_found_by_word_form_synonym_day_and_misspelt(volcanoes: sqlite3.Connection, text: str) -> None:
    assert first(volcanoes, text) == "peral-2023"


@pytest.mark.parametrize(
    ("text", "id"), [("Peral", "peral"), ("Brea", "brea"), ("observatorio", "observatorio-de-brea")]
)
def test_a_record_is_found_first_by_its_own_name(volcanoes: sqlite3.Connection, text: str, id: str) -> None:
    assert first(volcanoes, text) == id


def test_facts_with_every_word_stand_before_those_with_some(volcanoes: sqlite3.Connection) -> None:
    found = find(volcanoes, "Observatorio Peral")
    met = [hit.met for hit in found.hits]
    assert met == sorted(met, reverse=True)
    assert 0 < found.whole < len(found.hits)


def test_less_than_half_of_the_words_find_nothing(volcanoes: sqlite3.Connection) -> None:
    assert find(volcanoes, "Peral glacier avalanche").hits == ()


def test_function_words_of_any_language_are_left_out(volcanoes: sqlite3.Connection) -> None:
    words = read_query(volcanoes, "what is known of the outbreak en la isla").words
    assert [word.typed for word in words] == ["known", "outbreak", "isla"]


def test_a_misspelt_word_is_read_as_the_nearest_and_says_so(volcanoes: sqlite3.Connection) -> None:
    assert read_query(volcanoes, "obsrevatorio").corrected == (("obsrevatorio", "observatorio"),)


def test_only_the_kinds_and_the_article_that_are_asked_for_are_found(volcanoes: sqlite3.Connection) -> None:
    assert {hit.record.kind for hit in find(volcanoes, "Brea", Filters(("regions",))).hits} == {"regions"}
    assert not find(volcanoes, "Brea", Filters(source="nosuch")).hits


def test_words_with_more_matches_than_are_looked_at_still_find_what_has_the_rarer_one(
    volcanoes: sqlite3.Connection,
) -> None:
    found = find(volcanoes, "Peral observatorio", most=2)
    assert {"peral-2023", "observatorio-de-brea"} & {hit.record.id for hit in found.hits}


def test_words_that_are_all_common_are_looked_for_as_far_as_the_bound_goes(volcanoes: sqlite3.Connection) -> None:
    found = find(volcanoes, "Peral", most=1)
    assert found.many
    assert found.hits


def test_sqlite_utils_and_any_datasette_see_the_index_of_each_table(volcanoes: sqlite3.Connection) -> None:
    database = sqlite_utils.Database(volcanoes)
    assert [row["id"] for row in database.table("eruptions").search("erupcion")] == ["peral-2023"]
    assert {name for name in ("facts", "regions") if database.table(name).detect_fts()} == {"facts", "regions"}


def test_an_index_that_is_made_anew_finds_the_same(volcanoes: sqlite3.Connection) -> None:
    copy = sqlite3.connect(":memory:")
    volcanoes.backup(copy)
    sqlite_utils.Database(copy).table("facts").rebuild_fts()
    assert [hit.row for hit in find(copy, "Peral").hits] == [hit.row for hit in find(volcanoes, "Peral").hits]


@pytest.mark.parametrize("text", ["\ud800 Peral", "\x00Peral", "Peral" + " x" * 500, "é" * 5000, "*:^-+(){}\"'"])
def test_no_text_makes_it_fail(volcanoes: sqlite3.Connection, text: str) -> None:
    assert find(volcanoes, text).hits is not None


def test_a_project_without_vocabulary_is_searched_too(tmp_path: Path) -> None:
    build(Project(SUBJECT), tmp_path / "factbook.db")
    with closing(sqlite3.connect(tmp_path / "factbook.db")) as conn:
        assert first(conn, "erupcion del Peral") == "peral-2023"


def test_a_group_of_words_that_finds_nothing_is_refused_with_its_line(tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(SUBJECT, root)
    (root / "vocabulary.yml").write_text("eruption: {es: [erupción]}\nwhales: {en: [whale]}\n", encoding="utf-8")
    with pytest.raises(FactsRefused) as refused:
        build(Project(root), tmp_path / "factbook.db")
    assert [(p.path, p.line, p.column, p.kind) for p in refused.value.problems] == [
        ("vocabulary.yml", 2, 1, "vocabulary")
    ]


@pytest.mark.parametrize(
    ("one", "other", "wanted"), [("a", "a", 0), ("abcd", "abdc", 1), ("abc", "abcd", 1), ("kitten", "sitting", 3)]
)
def test_a_swap_of_neighbours_is_one_difference(one: str, other: str, wanted: int) -> None:
    assert distance(one, other, 4) == wanted
