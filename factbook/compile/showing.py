"""Which quotes show a value: the rule that accepted it by all of its quotes together is asked about each by itself.

Of a value that one quote has to show, others are cited for something else: of a list, for another item.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from factbook.compile.names import name_columns
from factbook.rules.how import Known
from factbook.rules.rule import Quote, Record, Reference, Rule
from factbook.schema import Schema
from factbook.schema.names import quote_name
from factbook.text.lexicon import Lexicon

_QUOTE = """
select quote, source, paragraph, voice, coalesce(speaker, ''), language
from main.citations join main.sources on sources.id = source where citations.id = ?
"""
_SOURCES = """
select source from main.citations join main.citation_fields on citation = id where fact = ? and field = 'aliases'
"""


_SAID = (
    "create temp table said (citation text primary key, context text) without rowid",
    "insert into temp.said select id, context from staged.citations where context <> '' order by id",
)


class Words(NamedTuple):
    """The words that show a class, and by citation what its quote's own sentence says, as the locks write it."""

    lexicon: Lexicon = Lexicon()
    said: Callable[[str], str] = lambda _citation: ""


class Said:
    """What the sentences of quotes say, out of the attached staging; put in order when it is first asked."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Of the citations that are staged."""
        self._database, self._is_ready = database, False

    def __call__(self, citation: str) -> str:
        """What the sentence of the citation's quote says, as the locks write it; "" where it says nothing."""
        for statement in () if self._is_ready else _SAID:
            self._database.execute(statement)
        self._is_ready = True
        row = self._database.execute("select context from temp.said where citation = ?", [citation]).fetchone()
        return str(row[0]) if row else ""


class Showing:
    """Asks the rules of columns whether one citation shows one value."""

    def __init__(
        self, database: sqlite3.Connection, schema: Schema, rules: Mapping[Known, tuple[Rule, ...]], words: Words
    ) -> None:
        """Of the rows of this database; `rules` are those of each column that are asked."""
        self._database, self._words = database, words
        self._asked = {
            (known.table, known.field): (schema.tables[known.table].columns[known.column], found)
            for known, found in rules.items()
        }
        self._references = _References(database, schema)

    def shows(self, table: str, field: str, value: str, citation: str) -> bool:
        """Whether the citation's own quote shows the value of that field, of a row of that table."""
        column, rules = self._asked[table, field]
        row = self._database.execute(_QUOTE, [citation]).fetchone()
        quote = Quote._make((*row, self._words.said(citation), "", ""))
        record = Record(table, {}, references=self._references, lexicon=self._words.lexicon)
        return all(rule.check(value, column, record, (quote,)) is None for rule in rules)


class _References(Mapping[str, Reference]):
    """What the facts of a database are called, by id."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database, self._schema = database, schema
        self._held: dict[str, Reference] = {}

    def __getitem__(self, id: str) -> Reference:
        if id not in self._held:
            self._held[id] = self._look(id)
        return self._held[id]

    def _look(self, id: str) -> Reference:
        row = self._database.execute("select kind from main.facts where id = ?", [id]).fetchone()
        if row is None:
            raise KeyError(id)
        table = self._schema.tables[row[0]]
        columns = ", ".join(map(quote_name, (table.label, *name_columns(table))))
        names = self._database.execute(f"select {columns} from main.{quote_name(table.name)} where id = ?", [id])  # noqa: S608
        own = [str(name) for name in names.fetchone() if name]
        aliases = self._texts("select alias from main.fact_aliases where fact = ?", id)
        names_elsewhere = self._texts("select name from main.fact_names where fact = ?", id)
        scoped = [alias for alias in aliases if table.needs_proof and alias.islower()]
        sources = frozenset(self._texts(_SOURCES, id))
        everywhere = (*own, *(alias for alias in aliases if alias not in scoped), *names_elsewhere)
        return Reference(table.name, own[0] if own else "", everywhere, tuple((alias, sources) for alias in scoped))

    def _texts(self, sql: str, id: str) -> list[str]:
        return [str(text) for (text,) in self._database.execute(sql, [id])]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
