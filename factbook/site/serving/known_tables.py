"""What Datasette asks the database about its tables, answered once: a file that cannot change has the same ones always.

A table's page asks some thirty times for columns, keys and definitions, each time of another thread.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from copy import copy
from typing import Any

from datasette.database import Database

from factbook.locale import language

#: Datasette's questions about all tables, and about one.
_OF_ALL = ("table_names", "view_names", "hidden_table_names", "get_all_foreign_keys")
_OF_ONE = (
    "table_exists", "table_columns", "table_column_details", "primary_keys", "fts_table", "label_column_for_table",
    "foreign_keys_for_table", "get_table_definition", "get_view_definition",
)  # fmt: skip
Ask = Callable[..., Awaitable[Any]]


def keep_tables(database: Database, names: Collection[str]) -> None:
    """Have the database, which cannot change, keep what it says of the tables and views with these names."""
    for question in (*_OF_ALL, *_OF_ONE):
        setattr(database, question, _kept(getattr(database, question), frozenset(names)))


def _kept(ask: Ask, names: Collection[str]) -> Ask:
    answers: dict[tuple[Any, ...], Any] = {}

    async def answer(*asked: Any, **how: Any) -> Any:
        # Of other names, which people make up without end, nothing is kept.
        if asked and asked[0] not in names:
            return await ask(*asked, **how)
        key = (language(), *asked, *sorted(how.items()))
        if key not in answers:
            answers[key] = await ask(*asked, **how)
        return copy(answers[key])

    return answer
