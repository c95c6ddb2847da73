"""What one address may ask for: so many facets, filters and search terms, and nothing nested beyond measure.

A page is made of what its address names, and each facet, filter and term is a walk over a table. People's SQL has a
time limit and a queue of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from factbook.locale import _
from factbook.schema import REGISTER
from factbook.site.serving.asgi import Scope
from factbook.site.serving.named_subqueries import copies

#: Facets, filters, words to search for, and brackets of one value, of one address.
MAX_FACETS, MAX_FILTERS, MAX_TERMS, MAX_BRACKETS = 8, 20, 32, 50
#: Arguments, and endings of a table's address, that take a walk over a table.
_WALKS = ("_facet", "_search", "_through", "_stream", "_sort")
_WALKED = (".bib", ".ris", ".enw", ".csljson", ".cite", ".wiki", ".jsonld", ".csv", ".atom", ".ics")
_OF_A_RECORD = 3
#: Endings of addresses that search whatever they are asked.
_SEARCHES = ("/reconcile", "/reconcile/suggest")
#: Addresses of the search; facts among which any search of so many words takes about a twentieth of a second at most.
_SEARCH, FEW_FACTS = ("/search", "/search.json"), 1_000
#: Arguments that hold SQL of people; in it, the most brackets, functions whose time grows with the square of a text,
#: and subqueries that have a name: a call cannot be interrupted, nor can SQLite before 3.41 as it reads a question.
PEOPLES_SQL = ("sql", "_where")
MAX_CALLS, MAX_DEAR_CALLS, MAX_NAMED, MAX_COPIES = 60, 8, 6, 500
_CALLS = re.compile(r"\(|like|glob|match|regexp|->", re.I)
_DEAR_CALLS = re.compile(r"trim|replace|instr|json_patch", re.I)
_NAMED = re.compile(r"\bas\b(?:\s|/\*.*?\*/|--[^\n]*|not|materialized)*\(", re.I | re.S)
_FILTERS = ("_where", "_through")


def over_budget(query: bytes) -> str | None:
    """What the query of an address asks too much of, in a sentence; None where it is within its budget."""
    asked = parse_qsl(query.decode("ascii", "replace"), keep_blank_values=True)
    facets = sum(name.startswith("_facet") and name != "_facet_size" for name, _ in asked)
    filters = sum(not name.startswith("_") or name.startswith(_FILTERS) or "__" in name for name, _ in asked)
    terms = sum(len(value.split()) for name, value in asked if name == "q" or name.startswith("_search"))
    if facets > MAX_FACETS:
        return _("An address may count by %(most)s columns at most.", most=MAX_FACETS)
    if filters > MAX_FILTERS:
        return _("An address may have %(most)s filters at most.", most=MAX_FILTERS)
    if terms > MAX_TERMS:
        return _("A search may have %(most)s words at most.", most=MAX_TERMS)
    if fault := next(filter(None, (_sql_fault(value) for name, value in asked if name in PEOPLES_SQL)), None):
        return fault
    if any(name not in PEOPLES_SQL and value.count("[") + value.count("{") > MAX_BRACKETS for name, value in asked):
        return _("A value may have %(most)s brackets at most.", most=MAX_BRACKETS)
    return None


def _sql_fault(sql: str) -> str | None:
    if len(_CALLS.findall(sql)) > MAX_CALLS:
        return _("An SQL query may have %(most)s brackets and comparisons with patterns at most.", most=MAX_CALLS)
    if len(_DEAR_CALLS.findall(sql)) > MAX_DEAR_CALLS:
        return _("An SQL query may search, replace and trim text in %(most)s places at most.", most=MAX_DEAR_CALLS)
    if len(_NAMED.findall(sql)) > MAX_NAMED:
        return _("An SQL query may name %(most)s subqueries at most.", most=MAX_NAMED)
    if copies(sql) > MAX_COPIES:
        return _("An SQL query may use its named subqueries a few times each, not so often.")
    return None


def has_user_sql(scope: Scope) -> bool:
    """Whether the request's address holds SQL that a person wrote."""
    arguments = parse_qsl(scope["query_string"].decode("latin-1"))
    return any(name in PEOPLES_SQL for name, _ in arguments)


def is_dear(scope: Scope) -> bool:
    """Whether the request asks for a walk over a table: to count, to compare, to search, to write all of it out."""
    path, query = scope["path"], scope["query_string"].decode("ascii", "replace")
    if scope["method"] == "POST" or path.endswith(_SEARCHES):
        return True
    if path.endswith(_WALKED) and path.count("/") < _OF_A_RECORD:
        return True
    asked = parse_qsl(query, keep_blank_values=True)
    return any(name == "q" or name.startswith(_WALKS) or "__" in name for name, _ in asked)


def is_quick(scope: Scope, counts: Mapping[str, int]) -> bool:
    """Whether a request that looks dear is not: a search among few facts; `counts` are the rows by table."""
    return scope["path"].endswith(_SEARCH) and 0 < counts.get(REGISTER, 0) <= FEW_FACTS and not has_user_sql(scope)
