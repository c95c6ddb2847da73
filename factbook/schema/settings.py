"""What is set of a factbook beside its tables: metadata.yml, each key checked once or defaulted.

Turns metadata.yml over core.yml, the words about the tables that every factbook has, into `Settings`. What is wrong in
it is told with its line; nothing else reads the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from factbook.problems import Problem
from factbook.schema.core import DATABASE, LETTERS, REGISTER, SEARCH, SPELLINGS, TERMS, WEIGHTS
from factbook.schema.model import Schema
from factbook.schema.settings_check import check_settings
from factbook.yaml_nodes import compose_yaml, read_utf8

Words = Mapping[str, Any]
_CORE = Path(__file__).parent / "core.yml"


@dataclass(frozen=True)
class Settings:
    """The keys of metadata.yml, with what stands for those that it does not give.

    `about` and `about_url` are Datasette's. `scope` is of what the whole is, for search engines; `choices` are lists by
    name, each SQL of value and label; `databases` are Datasette's words for tables and questions; `others` are the keys
    that only Datasette reads.
    """

    title: str = "Factbook"
    headline: str = ""
    search_hint: str = ""
    description: str = ""
    keywords: Sequence[str] = ()
    license: str = ""
    license_url: str = ""
    author: str = ""
    about: str = "What verified means"
    about_url: str = "/about"
    site_url: str = ""
    release_url: str = ""
    released: str = ""
    report_error: str = ""
    language: str = "en"
    kinds: Sequence[str] = ()
    newest: Sequence[str] = ()
    example: str = ""
    example_query: str = ""
    scope: Words = field(default_factory=dict)
    missing: Sequence[str] = ()
    switched_off: Sequence[str] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    questions: Sequence[Words] = ()
    charts: Sequence[Words] = ()
    databases: Words = field(default_factory=dict)
    others: Words = field(default_factory=dict)

    @property
    def metadata(self) -> dict[str, Any]:
        """The same by name, as Datasette and the pages take it."""
        named = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "others"}
        return {**self.others, **named}


def load_settings(path: Path, schema: Schema) -> tuple[Settings, list[Problem]]:
    """The settings of the file, or all defaults where there is none; and what is wrong in it, by place.

    Raises ProjectError where it cannot be read, or is no YAML.
    """
    given, problems = _read(path, _text(path), schema)
    return settings_of(deepcopy(given), schema), list(problems)  # Datasette writes into the words that it is given


@lru_cache(maxsize=4)
def _read(path: Path, text: str, schema: Schema) -> tuple[Words, tuple[Problem, ...]]:
    root = compose_yaml(path.name, text)
    problems = check_settings(path.name, root, schema) if root else ()
    return (_TextsOnly().construct_document(root) if isinstance(root, yaml.MappingNode) else {}), tuple(problems)


class _TextsOnly(yaml.constructor.SafeConstructor):
    """Gives a day as the text that is written: it is a problem where a text is due, and 2026-13-24 is no day."""


_TextsOnly.add_constructor("tag:yaml.org,2002:timestamp", lambda _loader, node: str(node.value))


def settings_of(given: Words, schema: Schema) -> Settings:
    """The settings that the keys and values of a metadata.yml give, those of the core under them."""
    core = deepcopy(_core())
    merged = _merged(core, given)
    database = dict(merged["databases"]).get(DATABASE) or {}
    tables = _tables(database.get("tables") or {}, schema)
    merged["databases"] = {**merged["databases"], DATABASE: {**database, "tables": tables}}
    known = {each.name for each in fields(Settings)} - {"others"}
    own = {name: value for name, value in merged.items() if name in known and value is not None}
    return Settings(**own, others={name: value for name, value in merged.items() if name not in known})


def core_words() -> Words:
    """The words of core.yml, in the form of a metadata.yml."""
    return _core()


@lru_cache(maxsize=1)
def _core() -> dict[str, Any]:
    root = compose_yaml(_CORE.name, _text(_CORE))
    return dict(yaml.constructor.SafeConstructor().construct_document(root)) if root else {}


def _text(path: Path) -> str:
    return read_utf8(path) if path.exists() else ""


def _merged(under: Words, over: Words) -> dict[str, Any]:
    """Both mappings as one, mappings in them too; `over` wins where both have a value."""
    both = {
        name: _merged(under[name], over[name])
        for name in under.keys() & over.keys()
        if isinstance(under[name], dict) and isinstance(over[name], dict)
    }
    return {**under, **over, **both}


def _tables(words: Words, schema: Schema) -> dict[str, Any]:
    """The words for every table and view: its label's column, its full-text index, hidden if for checks only."""
    indexes = (SEARCH, LETTERS, TERMS, SPELLINGS)
    shadows = [f"{name}_{part}" for name in indexes for part in ("config", "content", "data", "docsize", "idx")]
    checks = [name for name in schema.views if name.startswith("problem_")]
    hidden: dict[str, dict[str, Any]] = {name: {"hidden": True} for name in (*checks, *indexes, WEIGHTS, *shadows)}
    found = hidden | {name: _searched(name, schema) for name in schema.tables}
    return {name: {**found.get(name, {}), **(words.get(name) or {})} for name in {**words, **found}}


def _searched(name: str, schema: Schema) -> dict[str, Any]:
    table = schema.tables[name]
    label = {"label_column": table.label} if table.tagged("label") else {}
    index = {"fts_table": SEARCH, "fts_pk": "rowid"} if table.is_fact or name == REGISTER else {}
    return {**index, **label}
