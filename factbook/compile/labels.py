"""The labels of a table that says how they are put together: `[label: {speaker} ({published}): {summary}]`.

Turns such a template into the SQL that writes them into the register, when it and the evidence are in. A name in braces
is a column of the table, else one of the article of the record's first citation. A reference stands for the other
record's name, a date is said to the month, and braces with nothing to say go with the brackets around them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

from factbook.schema import REGISTER, Column, Schema, Table
from factbook.schema.core import SOURCES
from factbook.schema.model import LABEL_NAME
from factbook.schema.names import quote_name as q
from factbook.text.dates import MONTHS, Day, days_of

Said = Callable[[Column, str], str]
Signs = Callable[[str], str]
_PIECE = re.compile(rf"(?P<open> ?\()?{LABEL_NAME.pattern}(?P<close>\))?")
_COMPOSED = """
insert into temp.composed select row.id, {text} as label from main.{table} as row left join (
  select cited.fact, article.*, min(cited.at_row) from staged.citations as cited
  join staged.sources as article on article.id = cited.source
  where cited.fact in (select id from staged.{table}) group by cited.fact
) as article on article.fact = row.id"""


def compose_labels(database: sqlite3.Connection, schema: Schema) -> None:
    """Write the labels of each table that has a template; all from the plain ones, whatever the order."""
    tables = [table for table in schema.fact_tables.values() if table.label_template]
    if not tables:
        return
    database.create_function("say_month", 1, say_month, deterministic=True)
    database.execute("create temp table composed (id text primary key, label text) without rowid")
    for table in tables:
        database.execute(_COMPOSED.format(text=composed_text(table, schema, _said), table=q(table.name)))
    database.execute("update main.facts set label = composed.label from composed where composed.id = facts.id")
    database.execute("drop table temp.composed")


def say_month(date: str | None) -> str | None:
    """A valid EDTF date to the month: "November 2020", "2018 to 2023"; None for none."""
    return " to ".join(map(_month, days_of(date))) if date else None


def _month(day: Day) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}" if day.month else str(day.year)


def composed_text(table: Table, schema: Schema, said: Said, signs: Signs = str) -> str:
    """The template as an SQL expression over `row` and `article`; `said` is a column of either as one.

    `signs` is what stands between the columns as a language sets it.
    """
    template, at, pieces = table.label_template or "", 0, list[str]()
    for found in _PIECE.finditer(template):
        pieces += [_literal(signs(template[at : found.start()])), _piece(found, table, schema, said, signs)]
        at = found.end()
    return " || ".join(piece for piece in [*pieces, _literal(signs(template[at:]))] if piece != "''")


def _piece(found: re.Match[str], table: Table, schema: Schema, said: Said, signs: Signs) -> str:
    name = found["name"]
    of = "row" if name in table.columns else "article"
    column = (table if of == "row" else schema.tables[SOURCES]).columns[name]
    before, after = _literal(signs(found["open"] or "")), _literal(signs(found["close"] or ""))
    return f"coalesce({before} || {said(column, of)} || {after}, '')"


def _said(column: Column, of: str) -> str:
    value = f"{of}.{q(column.name)}"
    if column.references:
        return f"(select other.label from main.{REGISTER} as other where other.id = {value})"  # noqa: S608 - names of the schema
    return f"say_month({value})" if "date" in column.tags else value


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
