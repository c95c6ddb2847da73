"""Spares the site Datasette's questions who may see what, as long as metadata.yml forbids nobody anything.

For each table that a page names, Datasette copies the whole of the metadata in search of a rule. All is public here, so
there is none; where somebody writes one, the questions are asked as ever.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

from factbook.record import DATABASE
from factbook.site.pages.access import is_ruled

_STOCK = "datasette.default_permissions"
_SEEING = {"view-instance", "view-database", "view-table", "view-query"}


@hookimpl(wrapper=True, tryfirst=True)
def permission_allowed(datasette: Datasette, action: str, resource: Any) -> Generator[None, list[Any], list[Any]]:
    """The answers of other plugins alone, where the factbook is to be seen and no rule stands in the metadata."""
    answers = yield
    database = resource[0] if isinstance(resource, tuple) else resource
    if action not in _SEEING or database not in (None, DATABASE) or is_ruled(datasette):
        return answers
    return [answer for answer in answers if getattr(answer, "__module__", "") != _STOCK]
