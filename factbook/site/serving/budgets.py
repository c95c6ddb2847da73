"""What one address may ask for: so many facets, filters and search terms, and nothing nested beyond measure.

A page is made of what its address names, and each facet, filter and term is a walk over a table. People's SQL has a
time limit and a queue of its own.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from factbook.site.serving.asgi import Scope

#: Facets, filters, words to search for, and brackets of one value, of one address.
MAX_FACETS, MAX_FILTERS, MAX_TERMS, MAX_BRACKETS = 8, 20, 32, 50
#: Arguments, and endings of a table's address, that take a walk over a table.
_WALKS = ("_facet", "_search", "_through", "_stream", "_sort")
_WALKED = (".bib", ".ris", ".csljson", ".cite", ".wiki", ".jsonld", ".csv", ".atom", ".ics")
_OF_A_RECORD = 3
_FILTERS = ("_where", "_through")


def over_budget(query: bytes) -> str | None:
    """What the query of an address asks too much of, in a sentence; None where it is within its budget."""
    asked = parse_qsl(query.decode("ascii", "replace"), keep_blank_values=True)
    facets = sum(name.startswith("_facet") and name != "_facet_size" for name, _ in asked)
    filters = sum(not name.startswith("_") or name.startswith(_FILTERS) or "__" in name for name, _ in asked)
    terms = sum(len(value.split()) for name, value in asked if name == "q" or name.startswith("_search"))
    if facets > MAX_FACETS:
        return f"An address may count by {MAX_FACETS} columns at most."
    if filters > MAX_FILTERS:
        return f"An address may have {MAX_FILTERS} filters at most."
    if terms > MAX_TERMS:
        return f"A search may have {MAX_TERMS} words at most."
    if any(name != "sql" and value.count("[") + value.count("{") > MAX_BRACKETS for name, value in asked):
        return f"A value may have {MAX_BRACKETS} brackets at most."
    return None


def is_dear(scope: Scope) -> bool:
    """Whether the request asks for a walk over a table: to count, to compare, to search, to write all of it out."""
    path, query = scope["path"], scope["query_string"].decode("ascii", "replace")
    if path.endswith(_WALKED) and path.count("/") < _OF_A_RECORD:
        return True
    asked = parse_qsl(query, keep_blank_values=True)
    return any(name == "q" or name.startswith(_WALKS) or "__" in name for name, _ in asked)
