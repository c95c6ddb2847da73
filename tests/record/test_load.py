"""Records read from a finished database: values, proofs, links, articles, the release."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from citable import add_figures, make_citable
from factbook.problems import DatabaseError
from factbook.record import (
    Fact,
    Link,
    Reference,
    load_article,
    load_fact,
    load_facts,
    load_links,
    load_release,
    load_source,
    load_sources,
)

MEXICO = Reference("mexico", "places", "Mexico")
JIMENEZ = Reference("teresa-jimenez", "officials", "Teresa Jiménez")


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = make_citable(tmp_path_factory.mktemp("citable") / "factbook.db")
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.fixture
def companies(conn: sqlite3.Connection) -> Fact:
    fact = load_fact(conn, "companies")
    assert fact
    return fact


def test_a_fact_has_its_table_s_columns_in_the_order_of_the_schema(conn: sqlite3.Connection) -> None:
    fact = load_fact(conn, "partnership")
    assert fact
    names = [value.field for value in fact.values]
    declared = [row[1] for row in conn.execute("pragma table_info(agreements)")]
    assert names == [name for name in declared if name != "id"]


def test_a_value_knows_what_it_refers_to_and_what_proves_it(companies: Fact) -> None:
    values = {value.field: value for value in companies.values}
    assert values["place"].target == MEXICO
    assert values["place"].proofs == (2,)
    assert values["unit"].proofs == (1, 3)
    assert values["partner"].value is None
    assert values["partner"].target is None


def test_dates_are_known_from_the_schema_s_comments(companies: Fact) -> None:
    assert [value.field for value in companies.values if value.is_date] == ["period", "as_of", "status_as_of"]


def test_a_new_column_needs_no_line_of_python(conn: sqlite3.Connection) -> None:
    copy = sqlite3.connect(":memory:")
    conn.backup(copy)
    copy.execute("alter table figures add column method text")
    fact = load_fact(copy, "companies")
    copy.close()
    assert fact
    assert fact.values[-1].field == "method"


def test_citations_stand_in_their_own_order_with_article_and_speaker(companies: Fact) -> None:
    assert [citation.number for citation in companies.citations] == [1, 2, 3]
    first = companies.citations[0]
    assert (first.speaker, first.source.publisher, first.paragraph) == (JIMENEZ, "Daily News", 11)
    assert first.fields == ("qualifier", "unit", "value")


def test_the_tenth_citation_comes_after_the_second(conn: sqlite3.Connection) -> None:
    copy = sqlite3.connect(":memory:")
    conn.backup(copy)
    columns = 'fact, source, paragraph, quote, voice, speaker, start, "end", reason'
    add = f"insert into citations select ?, {columns} from citations"
    for number in range(4, 12):
        copy.execute(f"{add} where id = 'companies-1'", [f"companies-{number}"])
    fact = load_fact(copy, "companies")
    copy.close()
    assert fact
    assert [citation.number for citation in fact.citations] == list(range(1, 12))


def test_what_is_derived_and_what_others_say_stand_beside_the_values(conn: sqlite3.Connection) -> None:
    partnership = load_fact(conn, "partnership")
    companies = load_fact(conn, "companies")
    assert partnership
    assert companies
    assert [(derived.field, derived.reason) for derived in partnership.derivations] == [
        ("status", "It was founded then.")
    ]
    assert {value.field for value in partnership.values if value.derivation} == {"status"}
    assert [check.verdict for check in companies.cross_checks] == ["differs"]
    assert companies.aliases == ("firms",)


def test_facts_come_in_the_order_in_which_they_are_asked_for(conn: sqlite3.Connection) -> None:
    asked = ["plenary", "no-such-fact", "mexico", "plenary", "companies"]
    assert [fact.id for fact in load_facts(conn, asked)] == ["plenary", "mexico", "companies"]


def test_unknown_ids_are_none(conn: sqlite3.Connection) -> None:
    assert load_fact(conn, "printed") is None
    assert load_source(conn, "companies") is None
    assert load_article(conn, "no-such-article") is None
    assert load_facts(conn, []) == []


@pytest.mark.parametrize("id", ["' or 1=1 --", "", "日本", "x" * 10_000, '"]', "null"])
def test_a_hostile_id_is_only_an_unknown_one(conn: sqlite3.Connection, id: str) -> None:
    assert load_fact(conn, id) is None
    assert load_sources(conn, [id]) == []
    assert load_links(conn, id) == ()


def test_many_facts_take_no_more_queries_than_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = make_citable(tmp_path_factory.mktemp("many") / "factbook.db")
    add_figures(path, 3000)
    conn = sqlite3.connect(path)
    asked: list[str] = []
    conn.set_trace_callback(asked.append)
    load_facts(conn, ["extra-1"])
    few = len(asked)
    facts = load_facts(conn, [f"extra-{number}" for number in range(3000)])
    conn.close()
    assert len(facts) == 3000
    assert len(asked) == 2 * few


def test_links_hold_columns_and_lists(conn: sqlite3.Connection) -> None:
    assert [link.record.id for link in load_links(conn, "partnership")] == ["japan", "mexico"]
    assert load_links(conn, "companies") == (Link("place", MEXICO, None),)
    assert load_links(conn, "plenary") == (Link("participants", JIMENEZ, "host"),)


def test_an_article_has_its_citations_in_the_order_of_its_paragraphs(conn: sqlite3.Connection) -> None:
    article = load_article(conn, "printed")
    assert article
    assert [citation.paragraph for citation in article.citations] == [1, 2, 5, 11]
    assert (article.coverage.facts, article.coverage.citations, article.coverage.paragraphs_cited) == (3, 4, 4)
    assert article.no_facts == ((20, "site furniture"),)
    assert article.uncited_numbers == ((5, "24", "an hour"),)


def test_paths_are_those_of_the_site(companies: Fact) -> None:
    assert companies.path == "/factbook/figures/companies"
    assert companies.citations[0].source.path == "/factbook/sources/printed"
    assert MEXICO.path == "/factbook/places/mexico"


def test_the_release_has_a_short_digest(conn: sqlite3.Connection) -> None:
    release = load_release(conn)
    assert (release.version, release.digest, len(release.facts_sha256)) == ("0.1.0", "0123456789ab", 64)


def test_a_database_without_a_release_is_refused(conn: sqlite3.Connection) -> None:
    copy = sqlite3.connect(":memory:")
    conn.backup(copy)
    copy.execute("delete from release")
    with pytest.raises(DatabaseError):
        load_release(copy)
    copy.close()
