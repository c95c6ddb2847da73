"""Records read from the finished database: from ids to `Fact`, `Article`, `Link`, `Release`.

Reads tables and views of schema.sql and follows the schema where fact tables differ, so that a new column needs
no line here. It never writes, and takes any connection, Datasette's too.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeVar

import sqlite_utils

from factbook.problems import DatabaseError
from factbook.record.among import ask_among
from factbook.record.model import (
    Article,
    Citation,
    Coverage,
    CrossCheck,
    Derivation,
    Fact,
    Link,
    Proof,
    Reference,
    Release,
    Scalar,
    Source,
    Value,
)
from factbook.schema.core import HOW
from factbook.schema.names import quote_name
from factbook.schema.tags import declarations, tags_of

T = TypeVar("T")

_FACTS = "select id, kind, label, checked from facts where id in (select value from json_each(?))"
_SOURCES = """
select id, title, publisher, author, published, url, language, independence, sha256, paragraphs, note,
  author_family, author_given, archive_url, archived, accessed
from sources where id in (select value from json_each(?))"""
_CITATIONS_OF_FACTS = "select * from fact_citations where fact in (select value from json_each(?))"
_CITATIONS_OF_SOURCE = "select * from fact_citations where source = ? order by paragraph, start, fact"
_ALIASES = "select fact, alias from fact_aliases where fact in (select value from json_each(?)) order by alias"
_DERIVATIONS = """
select fact, field, reason from derivations where fact in (select value from json_each(?)) order by field"""
_PROOFS = """
select fact, field, item, how, citation from proofs where fact in (select value from json_each(?)) order by rowid"""
_INAPPLICABLE = "select fact, field from does_not_apply where fact in (select value from json_each(?))"
_CROSS_CHECKS = """
select fact, id, field, article_says, elsewhere, verdict, publisher, url, seen
from cross_checks where fact in (select value from json_each(?)) order by length(id), id"""
_LINKS = """
select field, target, target_kind, target_label, role from fact_links where fact = ?
order by field, target_label, target"""
_COVERAGE = """
select facts, citations, paragraphs_cited, paragraphs_without_facts, paragraphs from source_coverage where source = ?"""
_NO_FACTS = "select paragraph, reason from source_no_facts where source = ? order by paragraph"
_NUMBERS = """
select paragraph, number, reason from source_uncited_numbers where source = ? order by paragraph, number"""
_RELEASE = f"""
select version, facts_sha256, schema_sha256, facts, citations, sources, quotes_held_against, {", ".join(HOW)}
from release"""  # noqa: S608 - the names of columns
_DECLARED = "select sql from sqlite_master where type = 'table' and name = ?"
_FORMS = "select kind, form from claim_forms"
_ROLES = "select kind, role from kind_roles"
_NAMES = """
select distinct fact, name, language from fact_names
where fact in (select value from json_each(?)) and kind not in ('demonym', 'transliteration')
order by fact, language, name"""


def load_fact(conn: sqlite3.Connection, id: str) -> Fact | None:
    """The fact with this id, or None."""
    return next(iter(load_facts(conn, [id])), None)


def load_facts(conn: sqlite3.Connection, ids: Iterable[str]) -> list[Fact]:
    """The facts with these ids, in their order; an id that is no fact's is left out. A few queries for any number."""
    wanted = list(dict.fromkeys(ids))
    entries = {row[0]: tuple(row) for row in ask_among(conn, _FACTS, wanted)}
    evidence = _Evidence(conn, wanted)
    values = _values(conn, sorted({entry[1] for entry in entries.values()}), wanted, evidence)
    return [evidence.fact(entries[id], values[id]) for id in wanted if id in entries]


def load_links(conn: sqlite3.Connection, id: str) -> tuple[Link, ...]:
    """The references from the fact to others, by field and label; empty where there are none."""
    return tuple(_link(row) for row in conn.execute(_LINKS, [id]))


def load_source(conn: sqlite3.Connection, id: str) -> Source | None:
    """The article with this id, or None."""
    return next(iter(load_sources(conn, [id])), None)


def load_sources(conn: sqlite3.Connection, ids: Iterable[str]) -> list[Source]:
    """The articles with these ids, in their order; an id that is no article's is left out."""
    wanted = list(dict.fromkeys(ids))
    sources = {row[0]: Source(*row) for row in ask_among(conn, _SOURCES, wanted)}
    return [sources[id] for id in wanted if id in sources]


def load_article(conn: sqlite3.Connection, id: str) -> Article | None:
    """The article with this id, with its citations in paragraph order and its coverage, or None."""
    source = load_source(conn, id)
    if source is None:
        return None
    coverage = Coverage(*conn.execute(_COVERAGE, [id]).fetchone())
    citations = tuple(_citation(row, source) for row in _dicts(conn.execute(_CITATIONS_OF_SOURCE, [id])))
    no_facts = tuple((row[0], row[1]) for row in conn.execute(_NO_FACTS, [id]))
    numbers = tuple((row[0], row[1], row[2]) for row in conn.execute(_NUMBERS, [id]))
    return Article(source, coverage, citations, no_facts, numbers)


def load_release(conn: sqlite3.Connection) -> Release:
    """What this database is; raises DatabaseError where it does not say."""
    row = conn.execute(_RELEASE).fetchone()
    if row is None:
        raise DatabaseError("the database holds no release: it is not a finished factbook")
    version, facts_sha256, schema_sha256, facts, citations, sources, held_against, *counts = row
    known = dict(zip(HOW, counts, strict=True))
    return Release(version, facts_sha256, schema_sha256, facts, citations, sources, held_against, known)


class _Evidence:
    """All that goes with the values of the facts with the ids `among`, by fact."""

    def __init__(self, conn: sqlite3.Connection, among: Sequence[str]) -> None:
        rows = _dicts(ask_among(conn, _CITATIONS_OF_FACTS, among))
        sources = {source.id: source for source in load_sources(conn, (row["source"] for row in rows))}
        self.citations = _grouped((row["fact"], _citation(row, sources[row["source"]])) for row in rows)
        self.aliases = _grouped((row[0], str(row[1])) for row in ask_among(conn, _ALIASES, among))
        self.derivations = _grouped((row[0], Derivation(*row[1:])) for row in ask_among(conn, _DERIVATIONS, among))
        self.known = _grouped(_proofs(ask_among(conn, _PROOFS, among)))
        self.forms = dict[str, str](conn.execute(_FORMS).fetchall())
        self.names = _grouped((row[0], (row[1], row[2])) for row in ask_among(conn, _NAMES, among))
        self.roles = dict[str, str](conn.execute(_ROLES).fetchall())
        self.inapplicable = frozenset((row[0], row[1]) for row in ask_among(conn, _INAPPLICABLE, among))
        self.checks = _grouped((row[0], CrossCheck(*row[1:])) for row in ask_among(conn, _CROSS_CHECKS, among))

    def fact(self, entry: tuple[str, str, str, str], values: tuple[Value, ...]) -> Fact:
        """The fact that an entry of the register makes with its values and its evidence."""
        id, kind, label, checked = entry
        citations = tuple(sorted(self.citations[id], key=lambda citation: citation.number))
        return Fact(
            id, kind, label, checked, values, tuple(self.aliases[id]), citations, tuple(self.derivations[id]),
            tuple(self.checks[id]), tuple(self.known[id]), self.forms.get(kind, ""), self.roles,
            tuple(self.names[id]),
        )  # fmt: skip

    def proofs(self, fact: str, field: str) -> tuple[int, ...]:
        """Numbers of the citations of the fact that prove the field, in order."""
        return tuple(sorted(citation.number for citation in self.citations[fact] if field in citation.fields))

    def reason(self, fact: str, field: str) -> str | None:
        """How the field is derived, if it is."""
        return next((derived.reason for derived in self.derivations[fact] if derived.field == field), None)

    def how(self, fact: str, field: str) -> str | None:
        """How the value of a column is known; None where it has none, or needs no proof."""
        return next((proof.how for proof in self.known[fact] if (proof.field, proof.item) == (field, None)), None)


def _proofs(rows: Iterable[tuple[str, str, str | None, str, str | None]]) -> Iterator[tuple[str, Proof]]:
    """The proof of each value, by its fact; rows of one value stand together."""
    for (fact, field, item, how), same in groupby(rows, key=lambda row: row[:4]):
        numbers = (int(row[4].rpartition("-")[2]) for row in same if row[4])
        yield fact, Proof(field, item, how, tuple(sorted(numbers)))


def _grouped(pairs: Iterable[tuple[str, T]]) -> defaultdict[str, list[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return groups


def _dicts(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _citation(row: dict[str, Any], source: Source) -> Citation:
    return Citation(
        id=row["citation"],
        number=int(row["citation"].rpartition("-")[2]),
        fact=Reference(row["fact"], row["kind"], row["label"]),
        source=source,
        paragraph=row["paragraph"],
        quote=row["quote"],
        voice=row["voice"],
        speaker=Reference(row["speaker"], row["speaker_kind"], row["speaker_name"]) if row["speaker"] else None,
        fields=tuple(row["fields"].split(", ")) if row["fields"] else (),
        start=row["start"],
        end=row["end"],
        reason=row["reason"],
    )


def _link(row: Any) -> Link:
    field, id, kind, label, role = row
    return Link(field, Reference(id, kind, label), role)


def _values(
    conn: sqlite3.Connection, kinds: Iterable[str], among: Sequence[str], evidence: _Evidence
) -> dict[str, tuple[Value, ...]]:
    """The values of each fact in `among`, in the schema's order: a query a table, and one for what they refer to."""
    values = {}
    for kind in kinds:
        shape = _shape(conn, kind)
        rows = _dicts(ask_among(conn, shape.query, among))
        targets = _references(conn, {row[column] for row in rows for column in shape.references} - {None})
        for row in rows:
            values[row["id"]] = tuple(_value(row, column, shape, targets, evidence) for column in shape.columns)
    return values


class _Shape:
    """A fact table's columns in order (neither id nor generated ones), which of them refer, and their tags."""

    def __init__(self, table: sqlite_utils.db.Table) -> None:
        self.query = f"select * from {quote_name(table.name)} where id in (select value from json_each(?))"  # noqa: S608 - a table of the register
        self.columns = [column.name for column in table.columns if column.name != "id"]
        self.references = frozenset(key.column for key in table.foreign_keys if key.column) - {"id"}
        self.tags = tags_in(table.schema)


_SHAPES: dict[tuple[str, str], _Shape] = {}


def _shape(conn: sqlite3.Connection, kind: str) -> _Shape:
    """The shape of a table, by the words that declare it: read once."""
    declared = conn.execute(_DECLARED, [kind]).fetchone()[0]
    if (kind, declared) not in _SHAPES:
        database = sqlite_utils.Database(conn, recursive_triggers=False, execute_plugins=False)
        _SHAPES[kind, declared] = _Shape(database.table(kind))
    return _SHAPES[kind, declared]


def _value(
    row: dict[str, Any], field: str, shape: _Shape, targets: Mapping[Scalar, Reference], evidence: _Evidence
) -> Value:
    fact, value = row["id"], row[field]
    target = targets.get(value) if field in shape.references else None
    tags = shape.tags.get(field, {})
    return Value(
        field, value, target, "date" in tags, evidence.proofs(fact, field), evidence.reason(fact, field),
        evidence.how(fact, field), tags, (fact, field) not in evidence.inapplicable,
    )  # fmt: skip


def _references(conn: sqlite3.Connection, ids: set[str]) -> dict[Scalar, Reference]:
    return {row[0]: Reference(row[0], row[1], row[2]) for row in ask_among(conn, _FACTS, sorted(ids))}


@lru_cache
def tags_in(create_table: str) -> Mapping[str, Mapping[str, str]]:
    """The tags of each column, with their words, from the comments in a CREATE TABLE statement."""
    return {declared.column: tags_of(declared.comment) for declared in declarations(create_table) if declared.column}
