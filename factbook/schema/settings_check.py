"""Checks metadata.yml: every key known, every value of its kind, every table, column, list and question there.

Turns the nodes of the file into problems with line and column. SQL is tried on an empty database of the schema.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import closing

import yaml

from factbook.problems import Problem, did_you_mean
from factbook.project import is_day
from factbook.schema.core import DATABASE, SWITCHES
from factbook.schema.model import Schema
from factbook.schema.shown import shown_keys

#: Keys whose value is a text, a list of texts, or a mapping; lists of mappings, with the keys that each must have.
TEXTS = (
    "title", "headline", "description", "license", "license_url", "author", "about", "about_url", "site_url",
    "release_url", "released", "report_error", "language", "example", "example_query", "search_hint",
)  # fmt: skip
LISTS = ("keywords", "kinds", "newest", "missing", "switched_off")
MAPPINGS = ("scope", "choices", "databases")
ROWS = {"questions": ("ask", "path"), "charts": ("id", "title", "unit", "note", "query", "spec")}
#: Keys that one of those may have beside.
MORE = {"charts": ("credit", "data", "layout", "needs", "skip", "texts", "undrawn", "words")}
#: Keys that only Datasette reads: it knows what they may hold.
DATASETTES = ("allow", "allow_sql", "extra_css_urls", "extra_js_urls", "permissions", "plugins", "source", "source_url")
#: Keys of a table's words: ours and Datasette's.
OF_A_TABLE = (
    "title", "singular", "description", "hidden", "sort", "sort_desc", "facets", "facet_size", "fts_table", "fts_pk",
    "label_column", "labels", "related", "columns", "size", "sortable_columns", "units", "plugins", "allow", "license",
    "license_url", "source", "source_url", "about", "about_url", "description_html", "shown",
)  # fmt: skip
OF_A_QUERY = (
    "title", "description", "description_html", "params", "choices", "labels", "hide_sql", "sql", "plugins", "allow",
    "fragment", "words", "shown",
)  # fmt: skip
_ADDRESSES = ("license_url", "site_url", "release_url")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NO_TEXT = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:timestamp")
Check = Callable[[yaml.Node], Iterator[Problem]]


def check_settings(name: str, root: yaml.Node | None, schema: Schema) -> list[Problem]:
    """What is wrong in the nodes of the file `name`, in its order."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(schema.sql)
        return list(_Checker(name, schema, database).everything(root))


class _Checker:
    """The checks of one file; each gives problems, in the order of the file."""

    def __init__(self, name: str, schema: Schema, database: sqlite3.Connection) -> None:
        self.name, self.schema, self.database = name, schema, database
        self.lists: set[str] = {"sources"}
        self.queries: set[str] = {"facts_of_an_article", "facts_by_article"}

    def everything(self, root: yaml.Node | None) -> Iterator[Problem]:
        if not isinstance(root, yaml.MappingNode):
            yield Problem(self.name, 1, 1, "", "metadata", "a mapping is due here")
        yield from self.repeated(root)
        pairs = dict(_plain(root))
        self.lists |= dict(_plain(pairs.get("choices"))).keys()
        ours = dict(_plain(pairs.get("databases"))).get(DATABASE)
        self.queries |= dict(_plain(dict(_plain(ours)).get("queries"))).keys()
        known = (*TEXTS, *LISTS, *MAPPINGS, *ROWS, *DATASETTES)
        for key, value in self.pairs(root):
            if key.value not in known:
                yield self.unknown(key, "key of metadata.yml", known)
            elif key.value not in DATASETTES:
                yield from self.of(key.value)(value)

    def of(self, key: str) -> Check:
        """The check of a key's value."""
        ways: dict[str, Check] = {
            "kinds": self.kinds, "newest": self.kinds, "choices": self.choices, "databases": self.databases,
            "switched_off": self.switches,
            "released": self.day,
            "language": self.language, "example_query": self.sql, "scope": self.mapping, "charts": self.charts,
        }  # fmt: skip
        if key in ROWS and key not in ways:
            return lambda node: self.rows(node, key)
        return ways.get(key) or (self.texts if key in LISTS else self.address if key in _ADDRESSES else self.text)

    # ── kinds of values ──

    def text(self, node: yaml.Node) -> Iterator[Problem]:
        if not isinstance(node, yaml.ScalarNode) or node.tag in _NO_TEXT:
            is_day = node.tag == _NO_TEXT[1]
            hint = "put it into quotes" if is_day else "leave the key out where there is nothing to say"
            yield self.fault(node, "a text is due here", hint)

    def texts(self, node: yaml.Node) -> Iterator[Problem]:
        if not isinstance(node, yaml.SequenceNode):
            yield self.fault(node, "a list of texts is due here", "write `[...]`, or a text a line behind `- `")
            return
        for item in node.value:
            yield from self.text(item)

    def mapping(self, node: yaml.Node) -> Iterator[Problem]:
        yield from (self.fault(key, "a key is a text") for key, _ in self.pairs(node) if key.tag in _NO_TEXT)
        if not isinstance(node, yaml.MappingNode):
            yield self.fault(node, "a mapping is due here", "write `key: value`, a key a line")

    def address(self, node: yaml.Node) -> Iterator[Problem]:
        yield from (wrong := list(self.text(node)))
        if not wrong and node.value and not re.match(r"https?://[^/\s]", node.value):
            yield self.fault(node, f"{node.value!r} is no address", "it begins with https:// or is left out")

    def language(self, node: yaml.Node) -> Iterator[Problem]:
        yield from (wrong := list(self.text(node)))
        if not wrong and not _LANGUAGE.fullmatch(node.value):
            yield self.fault(node, f"{node.value!r} is no language", "a BCP 47 tag is due: en, es-MX")

    def day(self, node: yaml.Node) -> Iterator[Problem]:
        yield from (wrong := list(self.text(node)))
        if not wrong and node.value and not is_day(node.value):
            yield self.fault(node, f"{node.value!r} is no day", "write it as 2026-11-24, or leave the key out")

    def rows(self, node: yaml.Node, name: str) -> Iterator[Problem]:
        keys, known = ROWS[name], (*ROWS[name], *MORE.get(name, ()))
        if not isinstance(node, yaml.SequenceNode):
            yield self.fault(node, f"a list is due here, each with {', '.join(keys)}")
            return
        for item in node.value:
            given = [key for key, _ in self.pairs(item)]
            yield from (self.unknown(key, "key here", known) for key in given if key.value not in known)
            missing = [key for key in keys if key not in {each.value for each in given}]
            if missing:
                yield self.fault(item, f"{', '.join(missing)} is missing")

    # ── names of tables, columns, lists and questions ──

    def kinds(self, node: yaml.Node) -> Iterator[Problem]:
        yield from (wrong := list(self.texts(node)))
        for item in [] if wrong else node.value:
            if item.value not in self.schema.fact_tables:
                yield self.unknown(item, "fact table", self.schema.fact_tables)

    def switches(self, node: yaml.Node) -> Iterator[Problem]:
        yield from (wrong := list(self.texts(node)))
        for item in [] if wrong else node.value:
            if item.value not in SWITCHES:
                yield self.unknown(item, "way to read the site that can be turned off", SWITCHES)

    def choices(self, node: yaml.Node) -> Iterator[Problem]:
        yield from self.mapping(node)
        for _, value in self.pairs(node):
            yield from self.sql(value, columns=2)

    def charts(self, node: yaml.Node) -> Iterator[Problem]:
        yield from self.rows(node, "charts")
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            for key, value in self.pairs(item):
                if key.value == "query" and value.value not in self.queries:
                    yield self.unknown(value, "question of this file", self.queries)
                elif key.value in ("spec", "data", "layout", "skip", "texts"):
                    yield from self.mapping(value)

    def databases(self, node: yaml.Node) -> Iterator[Problem]:
        for key, value in self.pairs(node):
            if key.value != DATABASE:
                yield self.unknown(key, "database", (DATABASE,))
                continue
            for part, words in self.pairs(value):
                each = {"tables": self.table, "queries": self.query}.get(part.value)
                for name, of in self.pairs(words) if each else ():
                    yield from each(name, of) if each else ()

    def table(self, name: yaml.ScalarNode, words: yaml.Node) -> Iterator[Problem]:
        known = {*self.schema.tables, *self.schema.views}
        if name.value not in known and not name.value.startswith("facts_fts"):
            yield self.unknown(name, "table or view", known)
            return
        table = self.schema.tables.get(name.value)
        for key, value in self.pairs(words):
            if key.value not in OF_A_TABLE:
                yield self.unknown(key, "key of a table's words", OF_A_TABLE)
            elif table and key.value in ("sort", "sort_desc", "label_column", "facets", "sortable_columns"):
                items = value.value if isinstance(value, yaml.SequenceNode) else [value]
                wrong = [item for item in items if item.value not in table.columns]
                yield from (self.unknown(item, f"column of {name.value}", table.columns) for item in wrong)
            elif table and key.value == "shown":
                keys = shown_keys(self.schema, name.value)
                yield from (wrong := list(self.texts(value)))
                names = [] if wrong else [item for item in value.value if item.value not in keys]
                yield from (self.unknown(item, f"column of {name.value}", keys) for item in names)

    def query(self, name: yaml.ScalarNode, words: yaml.Node) -> Iterator[Problem]:
        given = {key.value: value for key, value in self.pairs(words)}
        if "sql" not in given and name.value not in ("facts_of_an_article", "facts_by_article"):
            yield self.fault(name, "sql is missing")
        for key, value in self.pairs(words):
            if key.value not in OF_A_QUERY:
                yield self.unknown(key, "key of a question", OF_A_QUERY)
            elif key.value == "sql":
                yield from self.sql(value)
            elif key.value == "choices":
                wrong = [item for _, item in self.pairs(value) if item.value not in self.lists]
                yield from (self.unknown(item, "list of choices", self.lists) for item in wrong)
            elif key.value == "shown":
                yield from self.shown(value, given.get("sql"))

    def shown(self, node: yaml.Node, sql: yaml.Node | None) -> Iterator[Problem]:
        """What is no list of columns of the question's answer."""
        yield from (wrong := list(self.texts(node)))
        columns = self.columns(sql)
        names = [item for item in node.value if item.value not in columns] if columns and not wrong else []
        yield from (self.unknown(item, "column of its answer", columns) for item in names)

    def columns(self, sql: yaml.Node | None) -> list[str]:
        """The columns of a question's answer; none where SQLite does not take it."""
        if sql is None or list(self.sql(sql)):
            return []
        return [name for name, *_ in self.database.execute(str(sql.value), defaultdict(str)).description]

    def sql(self, node: yaml.Node, columns: int = 0) -> Iterator[Problem]:
        """What SQLite says to it, over an empty database of this schema."""
        yield from (wrong := list(self.text(node)))
        if wrong:
            return
        try:
            found = self.database.execute(node.value, defaultdict(str)).description or ()
        except sqlite3.Error as error:
            yield self.fault(node, f"SQLite does not take this: {error}")
            return
        if columns and len(found) != columns:
            yield self.fault(node, f"this gives {len(found)} columns", "a list has two: value and label")

    # ── places ──

    def repeated(self, node: yaml.Node | None) -> Iterator[Problem]:
        """Keys that stand twice in one mapping, anywhere in the file: YAML's readers keep the last, and say nothing."""
        seen = set()
        for key, value in self.pairs(node):
            if key.value in seen:
                yield self.fault(key, f"{key.value!r} stands twice", "keep one")
            seen.add(key.value)
            yield from self.repeated(value)
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            yield from self.repeated(item)

    def pairs(self, node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """The keys and values of a mapping, whose keys are plain; nothing of any other node."""
        if isinstance(node, yaml.MappingNode):
            yield from ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))

    def unknown(self, node: yaml.Node, what: str, among: Collection[str]) -> Problem:
        hint = did_you_mean(str(node.value), among) or f"there are {', '.join(sorted(among))}"
        return self.fault(node, f"{node.value!r} is no {what}", hint)

    def fault(self, node: yaml.Node, message: str, hint: str = "") -> Problem:
        mark = node.start_mark
        return Problem(self.name, mark.line + 1, mark.column + 1, "", "metadata", message, hint)


def _plain(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), value) for key, value in node.value)
