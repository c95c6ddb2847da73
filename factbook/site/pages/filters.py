"""The filters of a fact table's page: fields with their choices in words, what is chosen, and what ranges leave out.

A value may be given as a person writes it: the name of a record stands for its id. Rows whose column is empty are in no
range: how many there are is said, with a link to them.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from datasette.filters import Filters

from factbook.locale import N_, _, say
from factbook.schema import REGISTER, Column, Table
from factbook.schema.names import quote_name as q
from factbook.site.health_filters import HEALTH_FILTERS, HEALTH_WAYS
from factbook.site.names import Names
from factbook.site.pages.columns import year_column

#: Choices of a field; a column with more is asked for by typing.
MOST = 300
_RANGES = ("gt", "gte", "lt", "lte")
_BLANK = {*_RANGES, *HEALTH_WAYS}
_SAID = {
    "gt": N_("%(column)s after %(value)s"),
    "gte": N_("%(column)s from %(value)s"),
    "lt": N_("%(column)s before %(value)s"),
    "lte": N_("%(column)s to %(value)s"),
    "exact": N_("%(column)s: %(value)s"),
    "isnull": N_("%(column)s: not stated"),
    "notnull": N_("%(column)s: stated"),
    "contains": N_("%(column)s contains %(value)s"),
    "not": N_("%(column)s: not %(value)s"),
    "startswith": N_("%(column)s begins with %(value)s"),
    "endswith": N_("%(column)s ends with %(value)s"),
    "isblank": N_("%(column)s: blank"),
    "notblank": N_("%(column)s: not blank"),
}
# Of amounts: years come after each other, amounts are more or less.
_OF_AMOUNTS = {
    "gt": N_("%(column)s: more than %(value)s"),
    "gte": N_("%(column)s: %(value)s or more"),
    "lt": N_("%(column)s: less than %(value)s"),
    "lte": N_("%(column)s: %(value)s or less"),
}
_OTHERWISE = N_("%(column)s %(way)s %(value)s")
# Along the column's index, a step a value: a table may have a million rows.
_VALUES = """
with recursive step("its value") as (
  select min({column}) from {table}
  union all
  select (select min({column}) from {table} where {column} > step."its value") from step
  where step."its value" is not null
) select "its value" from step where "its value" is not null limit {most}"""
_LABELS = "select id, label from facts where id in ({marks})"
_NAMED = """
select id from facts where kind = :kind and label = :name collate nocase
union select fact from fact_aliases where alias = :name collate nocase and {is_of_kind}
union select fact from fact_names where name = :name collate nocase and {is_of_kind}"""
_OWN = "\nunion select id from {table} where {column} = :name"
_OF_KIND = "exists (select 1 from facts where id = fact and kind = :kind)"
Arguments = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: the column, its name, its choices as value and words (none: it is typed), what is chosen."""

    column: str
    name: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set: what it says ("Place: Bergen"), and the query string without it."""

    words: str
    without: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that a range leaves out because the column is empty: how many, of what, and the query string of them."""

    count: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The form of a table's page. `year` is the column of its range of years, "" without; `others` are not in it.

    `health` are the fields by what records rest on; their column is the argument of the address, `id__known`.
    """

    fields: tuple[Field, ...]
    year: str
    year_from: str
    year_to: str
    chosen: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]
    others: Arguments
    health: tuple[Field, ...] = ()


def is_filter(name: str) -> bool:
    """Whether an argument of a table's address is a filter: Datasette's rule."""
    return not name.startswith("_") or "__" in name


def load_form(conn: sqlite3.Connection, table: Table, arguments: Arguments, words: Names) -> FilterForm:
    """The form of a fact table, filled with the arguments of an address."""
    asked, year = dict(arguments), year_column(table)
    fields = tuple(_fields(conn, table, asked, words))
    health = tuple(_health(conn, asked))
    in_form = {*(field.column for field in (*fields, *health)), f"{year}__gte", f"{year}__lte"}
    return FilterForm(
        fields=fields,
        year=year,
        year_from=asked.get(f"{year}__gte", ""),
        year_to=asked.get(f"{year}__lte", ""),
        chosen=tuple(_chosen(arguments, (*fields, *health), table, words)),
        left_out=tuple(_left_out(conn, table, arguments, words)),
        others=[(name, value) for name, value in arguments if is_filter(name) and name not in in_form],
        health=health,
    )


def _health(conn: sqlite3.Connection, asked: dict[str, str]) -> Iterator[Field]:
    """A field for each comparison of health; that of second readers where a record has one."""
    for each in HEALTH_FILTERS:
        if each.way != "second_reader" or conn.execute("select 1 from fact_checked_by limit 1").fetchone():
            choices = tuple((value, say(value)) for value in each.choices)
            yield Field(f"id__{each.way}", say(each.name), choices, asked.get(f"id__{each.way}", ""))


def _fields(conn: sqlite3.Connection, table: Table, asked: dict[str, str], words: Names) -> Iterator[Field]:
    """A field for each column that metadata.yml counts by, which are those that have an index."""
    for name in words.tables.get(table.name, {}).get("facets") or ():
        column = table.columns.get(name)
        if column and name != year_column(table):
            chosen = asked.get(name, "")
            yield Field(name, words.label(table.name, name), tuple(_choices(conn, table, column, chosen)), chosen)


def _choices(conn: sqlite3.Connection, table: Table, column: Column, chosen: str) -> list[tuple[str, str]]:
    query = _VALUES.format(table=q(table.name), column=q(column.name), most=MOST + 1)
    values = [str(row[0]) for row in conn.execute(query)]
    if len(values) > MOST:
        return []
    labels = _labels(conn, values) if column.references else {value: say(value) for value in values}
    found = sorted(((value, labels.get(value, value)) for value in values), key=lambda pair: fold(pair[1]))
    return found if not chosen or chosen in values else [*found, (chosen, chosen)]


def _labels(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    return dict(conn.execute(_LABELS.format(marks=",".join("?" * len(ids))), ids).fetchall())


def fold(text: str) -> str:
    """The text without accents and case: to compare by."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _chosen(arguments: Arguments, fields: Iterable[Field], table: Table, words: Names) -> Iterator[Chosen]:
    said = {field.column: dict(field.choices) for field in fields}
    for at, (name, value) in enumerate(arguments):
        if is_filter(name):
            rest = [pair for n, pair in enumerate(arguments) if n != at and pair[0] not in ("_next", "_at")]
            column, way = name.rsplit("__", 1) if "__" in name else (name, "exact")
            words_of = said.get(name) or said.get(column) or {}
            label, shown = words.label(table.name, column), words_of.get(value, value)
            yield Chosen(say_filter(label, way, shown, is_amount(table.columns.get(column))), urlencode(rest))


def is_amount(column: Column | None) -> bool:
    """Whether a column has amounts, which are more or less, and not years."""
    return column is not None and column.type != "TEXT" and column.unit != "year"


def say_filter(label: str, way: str, value: str, of_amounts: bool = False) -> str:
    """What a filter says of a column: "Place: Bergen"."""
    if way in HEALTH_WAYS:
        return _(HEALTH_WAYS[way].said, value=value)
    said = {**_SAID, **_OF_AMOUNTS} if of_amounts else _SAID
    if way in said:
        return _(said[way], column=label, value=value)
    names = {key: name for key, name, _without_value in Filters([]).lookups()}
    return _(_OTHERWISE, column=label, way=say(names.get(way, way)), value=value)


def say_order(table: str, column: str, is_descending: bool, words: Names) -> str:
    """How rows are sorted: "sorted by value, descending"."""
    found = words.schema.tables.get(table)
    name = words.singular(table) if found and found.label == column else words.label(table, column)
    said = N_("sorted by %(column)s, descending") if is_descending else N_("sorted by %(column)s")
    return _(said, column=name.lower())


def say_filters(conn: sqlite3.Connection, table: str, arguments: Arguments, words: Names) -> list[str]:
    """What each filter of an address says, in its order, of a fact table with the names of its values."""
    if table in words.kinds():
        return [each.words for each in load_form(conn, words.schema.tables[table], arguments, words).chosen]
    parts = [(*name.rpartition("__"), value) for name, value in arguments if is_filter(name)]
    return [
        say_filter(words.label(table, column), way, value)
        if column
        else say_filter(words.label(table, way), "exact", words.title(value) if value in words.kinds() else say(value))
        for column, _between, way, value in parts
    ]


def _ranged(filters: Arguments) -> Iterable[str]:
    parts = (name.rpartition("__") for name, value in filters)
    return dict.fromkeys(column for column, sign, way in parts if way in _RANGES)


def _left_out(conn: sqlite3.Connection, table: Table, arguments: Arguments, words: Names) -> Iterator[LeftOut]:
    """For each column with a range the rows that all other filters keep, and in which it is empty."""
    filters = [(name, value) for name, value in arguments if is_filter(name)]
    for column in _ranged(filters):
        if column in table.columns and not table.columns[column].required:
            others = [pair for pair in filters if pair[0].rpartition("__")[0] != column]
            empty = [*others, (f"{column}__isnull", "1")]
            clauses, values = Filters(sorted(empty)).build_where_clauses(table.name)
            query = f"select count(*) from {q(table.name)} where {' and '.join(clauses)}"  # noqa: S608 - Datasette's own
            if count := conn.execute(query, values).fetchone()[0]:
                yield LeftOut(count, words.label(table.name, column), urlencode(empty))


def meant(conn: sqlite3.Connection, table: Table, arguments: Arguments, words: Names) -> list[tuple[str, str]] | None:
    """The arguments as they are meant, names turned to ids and empty fields left out; None where they are right."""
    given = [(name, value) for name, value in arguments if not _is_empty(name, value, table)]
    found = [(name, _value(conn, table, name, value, words)) for name, value in given]
    return found if found != list(arguments) else None


def _is_empty(name: str, value: str, table: Table) -> bool:
    """Whether it is a field of the form that was left blank."""
    is_field = name in table.columns or name.rpartition("__")[2] in _BLANK or name in ("_search", "_sort")
    return value == "" and is_field


def _value(conn: sqlite3.Connection, table: Table, name: str, value: str, words: Names) -> str:
    column = table.columns.get(name)
    if column is None or name == "id":
        return value
    if column.choices and value not in column.choices:
        return next((choice for choice in column.choices if fold(choice) == fold(value)), value)
    if column.references and column.references != REGISTER:
        return _id(conn, words.schema.tables[column.references], value) or value
    return value


def _id(conn: sqlite3.Connection, table: Table, value: str) -> str | None:
    """The one record of the table with this name; None where the value is an id already, or no one's name."""
    if conn.execute("select 1 from facts where id = ? and kind = ?", [value, table.name]).fetchone():
        return None
    rows = conn.execute(named_query(table), {"kind": table.name, "name": value}).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else None


def named_query(table: Table) -> str:
    """The SQL that finds the ids, two at most, of the records of a table (`:kind`) that a name (`:name`) may mean."""
    own = (_OWN.format(table=q(table.name), column=q(column.name)) for column in table.tagged("name"))
    return f"{_NAMED.format(is_of_kind=_OF_KIND)}{''.join(own)} limit 2"
