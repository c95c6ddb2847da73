"""What every page shares: names, the release, links that give complete tables.

Pure functions from the metadata and the request's parts to the variables that templates print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.utils.asgi import NotFound
from markupsafe import Markup, escape

from factbook.locale import _, home, language
from factbook.record import DATABASE
from factbook.schema import Schema
from factbook.site.names import Names, site_lexicon, site_schema
from factbook.site.remembered import Remembered
from factbook.text.lexicon import Lexicon

_CODE = re.compile(r"`([^`]+)`")
_NO_WORDS = Lexicon()
# Metadata stands still once Datasette has started.
_NAMES: WeakKeyDictionary[Datasette, dict[tuple[str, str], Names]] = WeakKeyDictionary()
#: Records of which pages in one language remember what they have looked up, a question: some megabytes.
_MOST_REMEMBERED = 4_000
_PAGING = ("_next", "_size", "_stream", "_facet", "_facet_size", "_nofacet", "_hide_sql", "_show_sql")


def names_of(datasette: Datasette) -> Names:
    """The names that the schema and the metadata of a site give to its tables and columns; once a language."""
    if not datasette._startup_invoked:
        return _names(datasette)
    kept = _NAMES.setdefault(datasette, {})
    spoken = home(), language()
    if spoken not in kept:
        kept[spoken] = replace(_names(datasette), remembered=_remembered(datasette))
    return kept[spoken]


def _remembered(datasette: Datasette) -> Remembered:
    """Room for what is looked up of records, where that cannot change."""
    database = datasette.databases.get(DATABASE)
    return Remembered(_MOST_REMEMBERED if database and not database.is_mutable else 0)


def _names(datasette: Datasette) -> Names:
    return names_in(datasette.metadata(), site_schema(datasette.root), site_lexicon(datasette.root))


def names_in(metadata: Mapping[str, Any], schema: Schema, lexicon: Lexicon = _NO_WORDS) -> Names:
    """The names that a schema and metadata give to tables and columns, with the words that show a class."""
    database = (metadata.get("databases") or {}).get(DATABASE) or {}
    return Names(schema, database.get("tables") or {}, tuple(metadata.get("kinds") or ()), lexicon)


def no_record(words: Names, table: str, id: str) -> NotFound:
    """What is raised where a table has no such record: a page that is not found, and why."""
    return NotFound(_("%(table)s: no record has the id %(id)s.", table=words.title(table), id=id))


def complete_csv(path: str, query_string: str) -> str:
    """The link to the whole table or filtered table as CSV: streamed, no page of it left out."""
    kept = [(key, value) for key, value in parse_qsl(query_string, keep_blank_values=True) if key not in _PAGING]
    return f"{path}.csv?{urlencode([*kept, ('_stream', 'on'), ('_size', 'max')])}"


def coded(text: str) -> Markup:
    """The text, escaped, with what stands in it between backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def report_url(template: str, id: str) -> str:
    """Where an error in the record is reported, with its id filled in."""
    return template.replace("{id}", quote(id, safe=""))
