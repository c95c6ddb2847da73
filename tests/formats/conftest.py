"""What is cited in these tests: the facts and articles of the small factbook of `citable`, in every combination."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from citable import METADATA, RELEASE, make_citable
from factbook.formats import Edition, Entry, edition_of, entry_of_fact, entry_of_source
from factbook.record import Fact, load_facts, load_sources

FACTS = ("companies", "plenary", "partnership", "mexico", "expects-growth")


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(make_citable(tmp_path_factory.mktemp("citable") / "factbook.db"))
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def edition() -> Edition:
    return edition_of(METADATA, "http://localhost/", RELEASE)


@pytest.fixture(scope="module")
def facts(conn: sqlite3.Connection) -> dict[str, Fact]:
    return {fact.id: fact for fact in load_facts(conn, FACTS)}


@pytest.fixture(scope="module")
def entries(facts: dict[str, Fact], conn: sqlite3.Connection, edition: Edition) -> list[Entry]:
    sources = load_sources(conn, ["printed", "bare", "hostile"])
    return [entry_of_fact(fact, edition) for fact in facts.values()] + [entry_of_source(s, edition) for s in sources]
