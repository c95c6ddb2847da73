"""What a table or a question must not make a reader misread."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from factbook.compile.pipeline import build
from factbook.project import Project
from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from this_project import ROOT

#: Pairs that "Who met whom?" once gave: companies of one side, a minister and his own delegation, a fair to come.
FALSE_PAIRS = (
    ("nissan", "jatco"), ("nissan", "tachi-s"), ("nissan", "unipres"), ("nissan", "calsonic-kansei"),
    ("jatco", "tachi-s"), ("jatco", "unipres"), ("jatco", "calsonic-kansei"), ("tachi-s", "unipres"),
    ("calsonic-kansei", "tachi-s"), ("calsonic-kansei", "unipres"),
)  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    target = tmp_path_factory.mktemp("modelling") / "factbook.db"
    build(Project(ROOT), target)
    with closing(sqlite3.connect(target)) as database:
        yield database


def answer(database: sqlite3.Connection, question: str, **params: str) -> list[dict[str, Any]]:
    """The rows of a prepared question; what is not given is left empty."""
    settings, _ = load_settings(ROOT / "metadata.yml", load_schema(ROOT / "schema.sql"))
    query = settings.databases["factbook"]["queries"][question]
    cursor = database.execute(query["sql"], {**dict.fromkeys(query.get("params", ()), ""), **params})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def test_only_opposite_sides_of_a_meeting_that_was_held_have_met(published: sqlite3.Connection) -> None:
    met = answer(published, "who_met_whom")
    assert met
    pairs = {frozenset((row["participant"], row["other"])) for row in met}
    assert not [pair for pair in FALSE_PAIRS if frozenset(pair) in pairs]
    for row in met:
        side = "select side from meeting_participants where meeting = ? and participant = ?"
        one = published.execute(side, [row["meeting"], row["participant"]]).fetchone()
        other = published.execute(side, [row["meeting"], row["other"]]).fetchone()
        assert row["status"] == "held"
        assert None not in (*one, *other)
        assert one != other, row


def test_nobody_met_himself_or_his_own_delegation(published: sqlite3.Connection) -> None:
    assert not [row for row in answer(published, "who_met_whom") if row["participant"] == row["other"]]
    country = "select country from officials where id = ?"
    for row in answer(published, "who_met_whom", participant="iwao-horii"):
        assert published.execute(country, [row["other"]]).fetchone() != ("japan",)


def test_a_statement_never_stands_as_a_bare_claim(published: sqlite3.Connection) -> None:
    rows = published.execute("""
        select facts.label, speakers.label, summary from statements join facts using (id)
        join facts as speakers on speakers.id = speaker""").fetchall()
    assert rows
    assert not [label for label, speaker, summary in rows if not label.startswith(speaker) or label == summary]


def test_what_is_said_of_a_status_says_as_of_when(published: sqlite3.Connection) -> None:
    for question in ("agreements_by_kind_and_year", "agreements_over_time", "who_met_whom"):
        assert "status_as_of" in answer(published, question)[0]
    sql = "select status, status_as_of from meetings where id = 'olympic-and-paralympic-games-tokyo-2021'"
    assert published.execute(sql).fetchone() == ("planned", "2020-11-24")


def test_what_corroborates_a_number_proves_its_amount_and_unit(published: sqlite3.Connection) -> None:
    fields = dict(published.execute("select fact, fields from corroborated where kind = 'figures'").fetchall())
    assert fields
    assert all({"value", "unit"} <= set(found.split(", ")) for found in fields.values())


def test_what_is_worded_inferred_or_ours_is_not_corroborated(published: sqlite3.Connection) -> None:
    rows = published.execute("select fact, fields from corroborated").fetchall()
    known = published.execute("select fact, field from proofs where how in ('read', 'named', 'classed')").fetchall()
    assert rows
    assert {(fact, field) for fact, fields in rows for field in fields.split(", ")} <= set(known)


def test_two_articles_of_one_publisher_corroborate_nothing(published: sqlite3.Connection) -> None:
    sql = """select corroborated.fact from corroborated join citations using (fact) join sources on sources.id = source
        group by corroborated.fact having count(distinct publisher) < 2"""
    assert not published.execute(sql).fetchall()
    sql = "select fact from corroborated where fact = 'federal-government-of-mexico'"
    assert not published.execute(sql).fetchall(), "two articles of Mexico Business News"


def test_a_disagreement_on_the_point_is_told_from_another_time_or_name(published: sqlite3.Connection) -> None:
    differs = published.execute("select fact, differs_in from disputed").fetchall()
    assert None not in {how for _, how in differs}
    assert ("tachi-s-new-jobs", "point") in differs
    assert ("japanese-companies-in-mexico", "time") in differs
    assert [how for _, how in differs] == sorted((how for _, how in differs), key=lambda how: how != "point")


def test_figures_that_a_speaker_gave_are_among_what_was_said(published: sqlite3.Connection) -> None:
    said = {row["fact"] for row in answer(published, "what_was_said", speaker="cuauhtemoc-ochoa")}
    sql = "select distinct fact from citations join figures on figures.id = fact where speaker = 'cuauhtemoc-ochoa'"
    figures = {fact for (fact,) in published.execute(sql)}
    assert figures
    assert figures <= said
