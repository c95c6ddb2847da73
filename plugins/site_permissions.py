"""Spares the site Datasette's questions who may see what, as long as metadata.yml forbids nobody anything.

For each table that a page names, Datasette copies the whole of the metadata in search of a rule. All is public here, so
there is none; where somebody writes one (`allow`, `allow_sql`), the questions are asked as ever.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.app import Datasette

from factbook.record import DATABASE

_STOCK = "datasette.default_permissions"
_SEEING = {"view-instance", "view-database", "view-table", "view-query"}
_RULED: WeakKeyDictionary[Datasette, bool] = WeakKeyDictionary()


@hookimpl(wrapper=True, tryfirst=True)
def permission_allowed(datasette: Datasette, action: str, resource: Any) -> Generator[None, list[Any], list[Any]]:
    """The answers of other plugins alone, where the factbook is to be seen and no rule stands in the metadata."""
    answers = yield
    database = resource[0] if isinstance(resource, tuple) else resource
    if action not in _SEEING or database not in (None, DATABASE) or _is_ruled(datasette):
        return answers
    return [answer for answer in answers if getattr(answer, "__module__", "") != _STOCK]


def _is_ruled(datasette: Datasette) -> bool:
    # The metadata stands still while Datasette runs.
    if datasette not in _RULED:
        _RULED[datasette] = _has_rule(datasette.metadata())
    return _RULED[datasette]


def _has_rule(part: Any) -> bool:
    if isinstance(part, dict):
        return any(key in ("allow", "allow_sql") or _has_rule(value) for key, value in part.items())
    return isinstance(part, list) and any(map(_has_rule, part))
