"""Checks that schema.sql declares what the package reads: beyond what SQLite takes, each fault with its line.

What it would read otherwise than it is meant is refused here, before a fact is looked at: a tag behind a column instead
of above it, a table that has no label, a type that no fact file can give, a name in a tag that no column has.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing

from factbook.problems import Problem, by_place, did_you_mean
from factbook.schema.core import REGISTER, SOURCES
from factbook.schema.model import Column, Schema, Table
from factbook.schema.tags import OF_COLUMNS, OF_TABLES, Declaration, declarations

KIND = "schema"
#: The types of values that a fact file can give.
TYPES = ("TEXT", "INTEGER", "REAL")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_IN_BRACES = re.compile(r"\{(\w+)\}")
#: What a form of a claim may have beside columns: the number with its unit and bound.
_AMOUNT = "amount"
#: A comment behind SQL that has what could be a tag.
_BEHIND = re.compile(r"^[^'\"]*[^\s'\"-][^'\"]*--.*?\[([a-z][a-z ]*)(?::[^\]]*)?\]")
#: What SQLite says where it names a word or a column.
_NAMED = re.compile(
    r'near "(?P<near>.+)": syntax error|unknown datatype for \w+\.(?P<column>\w+)|duplicate column name: (?P<again>\w+)'
    r"|no such column: (?P<word>.+)"
)
_BEGIN = "begin it with `id text primary key references facts(id)`, or with a column that refers to the record it is of"


def refused_sql(name: str, before: str, own: str) -> list[Problem]:
    """The first statement of `own` that SQLite does not take behind the SQL `before`, with the place that it names.

    Where it names none, or one of several, that is where the statement begins.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(before)
        for line, statement in _statements(own):
            try:
                database.execute(statement)
            except sqlite3.Error as error:
                return [_refused(name, line, statement, str(error))]
    return [Problem(name, 0, 0, "", KIND, "SQLite does not take it")]


def _refused(name: str, line: int, statement: str, said: str) -> Problem:
    """The problem of a statement that begins in a line, by what SQLite says of it."""
    named = _NAMED.match(said)
    before = statement[: _place_of(named, statement)] if named else ""
    at, column = line + before.count("\n"), len(before) - before.rfind("\n")
    begins = "here" if at == line else f"in line {line}"
    first, *more = said.splitlines()
    if more:  # what SQLite takes for a type goes on with the next column
        return Problem(name, at, column, "", KIND, f'{first}…"', "put a comma behind this column")
    return Problem(name, at, column, "", KIND, said, f"SQLite does not take the statement that begins {begins}")


def _place_of(named: re.Match[str], statement: str) -> int:
    """Where the one word stands that SQLite names, or the last column of the name; 0 where it may be any of several."""
    column = named["column"] or named["again"]
    if column:
        return max((m.start(1) for m in re.finditer(rf"^\s*({column})\b", statement, re.M)), default=0)
    found = [m.start() for m in re.finditer(re.escape(named["near"] or named["word"]), statement)]
    return found[0] if len(found) == 1 else 0


def _statements(sql: str) -> Iterator[tuple[int, str]]:
    """Each statement with the line on which it begins, comments aside; the last one may be incomplete."""
    begins, text = 0, ""
    for number, line in enumerate(sql.splitlines(keepends=True), 1):
        if not begins and (not line.strip() or line.lstrip().startswith("--")):
            continue
        begins, text = begins or number, text + line
        if sqlite3.complete_statement(text):
            yield begins, text
            begins, text = 0, ""
    if begins:
        yield begins, text


def check_declared(name: str, own: str, schema: Schema, database: sqlite3.Connection) -> list[Problem]:
    """What is wrong with the tables and views that the text `own` of the file `name` declares, by place.

    The database is an empty one of the schema.
    """
    if behind := list(_behind(name, own)):
        return behind  # what else is wrong may come of that
    found = list(declarations(own))
    checker = _Checker(name, schema, database, found)
    tables = [schema.tables[d.table] for d in found if not d.column and d.table in schema.tables]
    problems = [problem for table in tables for problem in checker.table(table)]
    return sorted([*problems, *checker.views()], key=by_place)


def _behind(name: str, own: str) -> Iterator[Problem]:
    """Tags that stand behind what they are of, where nobody reads them."""
    for number, line in enumerate(own.splitlines(), 1):
        found = _BEHIND.match(line)
        if found and found[1] in {**OF_TABLES, **OF_COLUMNS}:
            hint = "put it into a comment on the lines above"
            yield Problem(name, number, found.start(1), "", KIND, f"[{found[1]}] stands behind what it is of", hint)


class _Checker:
    """The checks of one file; each gives problems."""

    def __init__(self, name: str, schema: Schema, database: sqlite3.Connection, found: Collection[Declaration]) -> None:
        self.name, self.schema, self.database = name, schema, database
        self.places: Mapping[tuple[str, str], int] = {(d.table, d.column): d.at for d in found}

    def fault(self, table: str, column: str, message: str, hint: str) -> Problem:
        line = self.places.get((table, column)) or self.places[table, ""]
        return Problem(self.name, line, 1, f"{table}.{column}" if column else table, KIND, message, hint)

    def table(self, table: Table) -> Iterator[Problem]:
        if not _NAME.fullmatch(table.name):
            hint = "lower-case letters, digits and underscores: it is part of addresses, and the name of a folder"
            yield self.fault(table.name, "", f"{table.name!r} is no name for a table", hint)
        if table.is_fact:
            yield from self.label(table)
        elif table.owner is None or table.columns[table.owner].references not in self.referable():
            yield self.fault(table.name, "", "neither a table of facts, nor a list that belongs to one", _BEGIN)
        for tag in ("claim", "label"):
            known = (*table.columns, *(self.schema.tables[SOURCES].columns if tag == "label" else (_AMOUNT,)))
            for word in _IN_BRACES.findall(table.words.get(tag, "")):
                yield from self.known(table, "", tag, word, known)
        for column in table.columns.values():
            yield from self.column(table, column)

    def label(self, table: Table) -> Iterator[Problem]:
        """A fact is known by a label that no record is without."""
        if not table.tagged("label"):
            hint = "give it to the column by whose words a record is known"
            yield self.fault(table.name, "", "no column has the tag [label]", hint)
        elif not table.columns[table.label].required:
            yield self.fault(table.name, table.label, "a label may not be empty", "declare it `not null`")
        if table.primary_key != ("id",) or table.columns["id"].type != "TEXT":
            hint = "declare it `id text primary key references facts(id)`"
            yield self.fault(table.name, "id", "the id is not the primary key, or is no text", hint)

    def column(self, table: Table, column: Column) -> Iterator[Problem]:
        for message, hint in (*self.form(table, column), *self.meaning(column), *self.condition(table, column)):
            yield self.fault(table.name, column.name, message, hint)
        for tag, word in _named_by(column):
            yield from self.known(table, column.name, tag, word, table.columns)

    def form(self, table: Table, column: Column) -> Iterator[tuple[str, str]]:
        """What is wrong with how a column is declared, each with what would help."""
        if (table.name, column.name) not in self.places:
            hint = "begin a line with it, its comment and its tags on the lines above"
            yield "the column is not on a line of its own", hint
        if not _NAME.fullmatch(column.name):
            hint = "lower-case letters, digits and underscores: it is a key of fact files"
            yield f"{column.name!r} is no name for a column", hint
        if column.type not in TYPES:
            yield f"the type {column.type or 'of none'!r} is not read", f"a fact file gives {', '.join(TYPES).lower()}"
        if table.is_fact and column.name in {*self.schema.children(table.name), *self.schema.register_columns}:
            yield "every record has something else under that key", "give the column another name"

    def meaning(self, column: Column) -> Iterator[tuple[str, str]]:
        """What is wrong with what a column refers to, or with its closed list, each with what would help."""
        if column.references and column.references not in self.referable():
            hint = did_you_mean(column.references, self.referable()) or f"there are {', '.join(self.referable())}"
            yield f"it refers to {column.references}, which is no table of records", hint
        if "class" in column.tags and not column.choices:
            yield "[class] is without a closed list", f"add `check ({column.name} in ('…', '…'))`"
        for tag in ("awaited", "open"):
            for word in map(str.strip, column.words.get(tag, "").split(",")) if column.choices else ():
                if word and word not in column.choices:
                    hint = did_you_mean(word, column.choices) or f"there are {', '.join(column.choices)}"
                    yield f"[{tag}: …] names {word!r}, which is not in the closed list", hint

    def condition(self, table: Table, column: Column) -> Iterator[tuple[str, str]]:
        """That the condition of an [applies: …] cannot be asked of a row."""
        asked = column.words.get("applies")
        if asked and (error := self.refused(f'select 1 from "{table.name}" where not ({asked})')):
            yield f"[applies: {asked}] cannot be asked: {error}", "write a condition on columns of the table, as in SQL"

    def known(self, table: Table, column: str, tag: str, word: str, known: Collection[str]) -> Iterator[Problem]:
        if word not in known:
            hint = did_you_mean(word, known) or f"there are {', '.join(known)}"
            yield self.fault(table.name, column, f"[{tag}: …] names {word!r}, and there is no such column", hint)

    def referable(self) -> tuple[str, ...]:
        return (*self.schema.fact_tables, REGISTER, SOURCES)

    def views(self) -> Iterator[Problem]:
        """The views of the file that cannot be read."""
        for view in self.schema.views:
            if (view, "") in self.places and (error := self.refused(f'select * from "{view}" limit 0')):
                hint = "name tables and columns that there are"
                yield self.fault(view, "", f"the view cannot be read: {error}", hint)

    def refused(self, query: str) -> str:
        """What SQLite says against a query; "" where it takes it."""
        try:
            self.database.execute(query)
        except sqlite3.Error as error:
            return str(error)
        return ""


def _named_by(column: Column) -> Iterator[tuple[str, str]]:
    """The columns that the tags of a column name, each with the tag."""
    for tag in ("day of", "language of"):
        if tag in column.words:
            yield tag, column.words[tag]
    _, bar, awaited = column.words.get("date", "").partition("|")
    if bar:
        yield "date", awaited.strip()
