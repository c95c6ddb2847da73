"""Cells of tables and query results as people read them.

Turns a cell's value into a link or words, or leaves it to Datasette. What a cell means is read from the schema by the
column's name; a query that names its columns otherwise gets its values as they are.
"""

from __future__ import annotations

import re
import sqlite3
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from factbook.formats.wording import say_date, say_number
from factbook.locale import _, say
from factbook.record import Reference
from factbook.schema import REGISTER, Column
from factbook.schema.json_types import SLUG
from factbook.site.names import Names
from factbook.text.dates import date_fault

#: The fact table whose page is being made: its rows are ours, so that nobody sees those of Datasette.
OWN_ROWS: ContextVar[str] = ContextVar("own_rows", default="")
_SLUG = re.compile(SLUG)
_REFERENCE = "select id, kind, label from facts where id = ?"
_ARTICLE = "select id, 'sources', coalesce(title, publisher) from sources where id = ?"
#: Columns, of tables about facts, that name columns.
_NAMING = frozenset({"field", "fields"})


def record_named(value: Any, column: str, table: str | None, words: Names) -> str | None:
    """The id in a cell that may be any record's, so that its table and label are to be looked up; None in others.

    A bare id stands in views and queries; an expanded one in a column that refers to the register.
    """
    declared = words.column(table, column)
    if isinstance(value, dict) and declared and declared.references == REGISTER and column != "id":
        return str(value["value"])
    is_id = isinstance(value, str) and column in words.references and _SLUG.fullmatch(value)
    return value if is_id else None


def find_record(conn: sqlite3.Connection, id: str, column: str) -> Reference | None:
    """The record or, under a column called `source`, the article with this id."""
    row = conn.execute(_ARTICLE if column == "source" else _REFERENCE, [id]).fetchone()
    return Reference(*row) if row else None


def show_record(record: Reference) -> Markup:
    """A link to the record, by its label."""
    return link_to(record.path, record.label)


def link_to(path: str, text: str) -> Markup:
    """A link; a template for it takes five times as long."""
    return Markup(f'<a href="{escape(path)}">{escape(text)}</a>')  # noqa: S704 - escaped


def _expanded(value: dict[str, Any], column: str, table: str | None, words: Names) -> Markup:
    """A link for what Datasette gives for a foreign key: the id and its label."""
    declared = words.column(table, column)
    other = (declared.references if declared else None) or REGISTER
    return show_record(Reference(value["value"], other, value["label"] or value["value"]))


@lru_cache(maxsize=100)
def _null(why: str) -> Markup:
    """What stands in an empty cell: there are few reasons, in a few languages."""
    return Markup('<span class="null" title="{0}">–<span class="unseen"> {0}</span></span>').format(why)


def _why_empty(column: Column | None) -> str:
    """Why there is nothing in a cell: a row of a table tells its column's tags, a view or a question does not."""
    if column and "day of" in column.words:
        return _("the article prints no day")
    return _("not stated, or does not apply") if column and "applies" in column.tags else _("not stated")


def _named(field: str, words: Names) -> str:
    """The name of a column for people: "Partners · Role" for what a list's row says beside its first."""
    return " · ".join(words.label(None, name) for name in field.split("."))


def show_cell(value: Any, column: str, table: str | None, words: Names) -> Markup | str | None:
    """The value in words; None where Datasette's own way is right."""
    if value is None:
        return _null(_why_empty(words.column(table, column)))
    if isinstance(value, dict):
        return _expanded(value, column, table, words)
    if isinstance(value, str) and column in words.dates and date_fault(value) is None:
        return say_date(value)
    if isinstance(value, float) and column in {amount.number for amount in words.amounts.values()}:
        return say_number(value)
    if isinstance(value, str) and column in _NAMING and table not in words.kinds():
        return _(", ").join(_named(name.strip(), words) for name in value.split(","))
    if column == "kind" and value in words.kinds():
        return words.singular(value)
    if isinstance(value, str) and (said := say(value)) != value:
        return said
    return None
