"""How each value is known, as the compiler writes it: every value once, by the rule of its column."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from citable import make_citable
from example_projects import lay_out, run, write
from factbook.compile.proofs import insert_proofs
from factbook.compile.showing import Words
from factbook.factfiles.read import FactNode, read_facts
from factbook.factfiles.rows import rows_of
from factbook.rules.how import known_values
from factbook.rules.plan import all_rules
from factbook.schema import load_schema
from factbook.schema.core import CITATIONS, EVIDENCE, HOW
from factbook.text.lexicon import ClassKey, ClassWords, Lexicon
from this_project import ROOT

SCHEMA = load_schema(ROOT / "schema.sql")
KNOWN = {(known.table, known.field): known for known in known_values(SCHEMA, all_rules())}


INFERRED = """\
- id: kita-tests
  speaker: kita-motors
  act: said
  summary: Kita Motors keeps grains of the coast
  topic: industry
  checked: 2026-11-24
  citations:
    - source: harbor-herald-2024
      paragraph: 2
      quote: grains of the coast
      voice: speaker
      speaker: kita-motors
      reason: Kita Motors tells of its own stores.
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete example, compiled; no test changes it."""
    root = lay_out(tmp_path_factory.mktemp("complete") / "project")
    done = run(root)
    assert done.status == 0, done.output
    return root


@pytest.fixture
def database(root: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{root / 'factbook.db'}?mode=ro", uri=True)) as connection:
        yield connection


def values_of(record: FactNode) -> Iterator[tuple[str, str, str | None]]:
    """Fact, field and item of each value that a record's file gives."""
    columns = SCHEMA.tables[record.table].given
    yield from ((record.id, key, None) for key in record.values if key in columns and key != "id")
    cited = 0
    for row in rows_of(record.values, record.table, SCHEMA):
        first, *others = row.table.given
        if row.table.name == CITATIONS:
            cited += 1
            yield from ((record.id, key, f"{record.id}-{cited}") for key in ("voice", "speaker") if key in row.values)
        elif row.table.name not in EVIDENCE:
            item = str(row.values[first])
            yield record.id, row.table.key, item
            if "editorial" not in row.table.given[first].tags:
                yield from ((record.id, f"{row.table.key}.{name}", item) for name in others if name in row.values)


def test_every_value_of_every_fact_that_needs_proof_is_there_and_nothing_else(
    root: Path, database: sqlite3.Connection
) -> None:
    records, _ = read_facts(root / "facts")
    wanted = {v for record in records if SCHEMA.tables[record.table].needs_proof for v in values_of(record)}
    found = set(database.execute("select fact, field, item from proofs"))
    assert found == wanted
    assert len(wanted) > 100


def test_a_value_is_known_in_one_way_only(database: sqlite3.Connection) -> None:
    twice = "select fact, field, item from proofs group by fact, field, item having count(distinct how) > 1"
    assert database.execute(twice).fetchall() == []
    rows = database.execute("select count(*), count(distinct fact || ' ' || field || ' ' || coalesce(item, '') || ' ' "
                            "|| coalesce(citation, '')) from proofs").fetchone()  # fmt: skip
    assert rows[0] == rows[1]


def test_a_list_s_item_has_only_the_citations_whose_quote_shows_it(tmp_path: Path) -> None:
    path = make_citable(tmp_path / "citable.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany(
            "insert into citations select id || ?, fact, source, paragraph, ?, voice, speaker, start, end, reason "
            "from citations where fact = 'partnership'",
            [("-japan", "an agreement with Japan"), ("-mexico", "Mexico took part")],
        )
        connection.execute("insert into citation_fields select id, 'parties' from citations where fact = 'partnership'"
                           " and id not in (select citation from citation_fields)")  # fmt: skip
        connection.execute("delete from proofs")
        insert_proofs(connection, SCHEMA)
        found = set(connection.execute("select item, quote from proofs join citations on id = citation "
                                       "where field = 'parties'"))  # fmt: skip
    assert found == {("japan", "an agreement with Japan"), ("mexico", "Mexico took part")}


def test_a_class_has_only_the_citations_whose_quote_shows_it(tmp_path: Path) -> None:
    path = make_citable(tmp_path / "citable.db")
    with closing(sqlite3.connect(path)) as connection:
        (kind,) = connection.execute("select kind from agreements where id = 'partnership'").fetchone()
        connection.execute(
            "insert into citations select id || '-other', fact, source, paragraph, 'the two governments met', voice, "
            "speaker, start, end, reason from citations where fact = 'partnership'"
        )
        connection.execute("insert into citation_fields select id, 'kind' from citations where fact = 'partnership'")
        connection.execute("delete from proofs")
        words = {ClassKey("agreements", "kind", kind): ClassWords({"en": ("strategic partnership",)})}
        insert_proofs(connection, SCHEMA, Words(Lexicon(words)))
        found = connection.execute("select how, quote from proofs join citations on id = citation where field = 'kind'")
        assert found.fetchall() == [("classed", "Global Strategic Partnership, in 2010")]


def test_a_row_has_the_citation_that_names_the_field_and_none_where_none_does(database: sqlite3.Connection) -> None:
    cited = set(database.execute("select fact, field, citation from citation_fields join citations on id = citation"))
    of_fields = {
        (fact, field.partition(".")[0], citation)
        for fact, field, item, citation in database.execute("select fact, field, item, citation from proofs")
        if citation and item != citation
    }
    assert of_fields <= cited
    of_columns = "select fact, field from proofs where item is null and how = 'read'"
    columns = set(database.execute(of_columns))
    assert {row for row in cited if row[:2] in columns} <= of_fields
    assert {citation for (citation,) in database.execute("select citation from proofs where item = citation")} == {
        citation for (citation,) in database.execute("select id from citations")
    }


def test_how_follows_from_the_rule_of_the_column() -> None:
    assert KNOWN["figures", "value"].cited == "read"
    assert KNOWN["agreements", "kind"][-2:] == ("classed", "ours")
    assert KNOWN["programs", "kind"].uncited == "ours"
    hows = {rule.how for rule in all_rules() if rule.how}
    assert hows <= set(HOW)
    assert {how for known in KNOWN.values() for how in (known.cited, known.uncited)} <= set(HOW)


def test_every_value_of_this_factbook_that_an_article_is_to_prove_has_a_rule() -> None:
    """So that none is called inferred where nobody gives a reason."""
    assert [known for known in KNOWN.values() if "inferred" in (known.cited, known.uncited)] == []


def test_a_derivation_goes_before_the_rule(database: sqlite3.Connection) -> None:
    """With an expression it is a calculation, else what a person infers."""
    rows = database.execute(
        "select derivations.field, proofs.how, reason like '=%' or expression is not null from derivations "
        "join proofs using (fact, field)"
    ).fetchall()
    assert rows
    assert all(how == ("reckoned" if is_sum else "inferred") for _, how, is_sum in rows)


def test_the_release_counts_values_by_how_they_are_known(database: sqlite3.Connection) -> None:
    counts = database.execute(f"select {', '.join(HOW)} from release").fetchone()
    values = database.execute(
        "select how, count(*) from (select distinct fact, field, item, how from proofs) group by how"
    )
    found = dict(values.fetchall())
    assert counts == tuple(found.get(how, 0) for how in HOW)


def test_the_release_says_what_the_quotes_were_held_against(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert run(root, "--output", str(other), "--archive", str(root / "archive")).status == 0
    held = []
    for path in (root / "factbook.db", other):
        with closing(sqlite3.connect(path)) as connection:
            held += connection.execute("select quotes_held_against from release").fetchall()
    assert held == [("locks",), ("articles",)]


def test_the_build_says_how_many_values_are_known_how(root: Path, tmp_path: Path) -> None:
    said = run(root, "--output", str(tmp_path / "other.db")).output
    assert "read by machine in the quote" in said
    assert "quotes checked against the locks" in said


def test_whose_words_a_passage_gives_is_inferred_where_a_reason_says_so(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    write(root, "facts/statements/more.yml", INFERRED)
    assert run(root, "verify", "--archive", str(root / "archive")).status == 0
    assert run(root).status == 0
    with closing(sqlite3.connect(root / "factbook.db")) as found:
        known = found.execute("select field, how from proofs where fact = 'kita-tests' and item is not null").fetchall()
        assert found.execute("select reason from fact_citations where fact = 'kita-tests'").fetchone() == (
            "Kita Motors tells of its own stores.",
        )
    assert sorted(known) == [("speaker", "inferred"), ("voice", "inferred")]
