"""A label that its table's template puts together names what it needs to stand alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.compile.labels import say_month
from factbook.problems import FactsRefused
from factbook.schema import load_schema
from this_project import ROOT

SQL = (ROOT / "schema.sql").read_text(encoding="utf-8")
TEMPLATE = "[label: {speaker} ({published}): {summary}]"


def labels(root: Path, sql: str) -> dict[str, str]:
    write(root, "schema.sql", sql)
    done = run(root)
    assert done.status == 0, done.output
    with closing(sqlite3.connect(root / "factbook.db")) as database:
        found = dict(database.execute("select id, label from facts"))
        words = dict(database.execute("select facts.id, w.label from fact_words w join facts on facts.rowid = w.rowid"))
    assert words == found, "what is searched is the label"
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project")


def statement(root: Path) -> tuple[str, str, str]:
    """Id, name of the speaker and own words of a statement of the example, whose article prints its day."""
    with closing(sqlite3.connect(root / "factbook.db")) as database:
        sql = """select statements.id, speakers.label, summary from statements
            join facts as speakers on speakers.id = speaker
            where exists (select 1 from citations join sources on sources.id = source
              where fact = statements.id and published is not null)"""
        found: tuple[str, str, str] = database.execute(sql).fetchone()
    return found


def test_it_names_the_speaker_and_the_month_of_the_article(root: Path) -> None:
    found = labels(root, SQL)
    id, speaker, summary = statement(root)
    assert found[id] == f"{speaker} (March 2024): {summary}"


def test_brackets_go_where_the_article_prints_no_day(root: Path) -> None:
    found = labels(root, SQL.replace(TEMPLATE, "[label: {speaker} ({note}): {summary}]"))
    id, speaker, summary = statement(root)
    assert found[id] == f"{speaker}: {summary}"


def test_other_tables_keep_the_words_of_their_label_column(root: Path) -> None:
    assert labels(root, SQL)["port-alba"] == "Port Alba"


def test_without_a_template_the_label_is_the_column(root: Path) -> None:
    found = labels(root, SQL.replace(f"-- {TEMPLATE}\n", ""))
    id, _, summary = statement(root)
    assert found[id] == summary


def test_a_name_that_neither_the_record_nor_its_article_has_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "schema.sql", SQL.replace("({published})", "({weather})"))
    with pytest.raises(FactsRefused) as refused:
        load_schema(path)
    (problem,) = refused.value.problems
    assert problem.message == "[label: …] names 'weather', and there is no such column"


@pytest.mark.parametrize(
    ("date", "said"),
    [("2020-11-24", "November 2020"), ("2020", "2020"), ("2018/2020-03", "2018 to March 2020"), (None, None)],
)
def test_a_date_is_said_to_the_month(date: str | None, said: str | None) -> None:
    assert say_month(date) == said
