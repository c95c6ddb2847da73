"""A status is as of its article: the build writes its day beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from example_projects import lay_out, run
from factbook.record import Fact, load_facts
from factbook.schema import load_schema
from factbook.site.pages.standing import standing_of
from this_project import ROOT

SCHEMA = load_schema(ROOT / "schema.sql")


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fact]:
    root = lay_out(tmp_path_factory.mktemp("days") / "project")
    assert run(root).status == 0
    with closing(sqlite3.connect(root / "factbook.db")) as database:
        ids = [id for (id,) in database.execute("select id from facts")]
        return {fact.id: fact for fact in load_facts(database, ids)}


def with_status(facts: dict[str, Fact]) -> list[Fact]:
    return [fact for fact in facts.values() if fact.value("status") is not None]


def test_a_status_has_the_day_of_the_latest_article_that_proves_it(facts: dict[str, Fact]) -> None:
    for fact in with_status(facts):
        cited = [c for c in fact.citations if "status" in c.fields] or list(fact.citations)
        days = [citation.source.published for citation in cited if citation.source.published]
        assert fact.value("status_as_of") == max(days, default=None), fact.id
    assert any(fact.value("status_as_of") for fact in with_status(facts))


def test_a_status_is_said_with_its_day(facts: dict[str, Fact]) -> None:
    for fact in with_status(facts):
        standing = standing_of(fact, "status", SCHEMA.tables[fact.kind])
        assert standing
        assert standing.as_of.startswith("as of ")


def test_a_value_that_is_bound_to_no_day_stands_alone(facts: dict[str, Fact]) -> None:
    fact = with_status(facts)[0]
    assert standing_of(fact, "note", SCHEMA.tables[fact.kind]) is None
