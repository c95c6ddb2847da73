"""The package knows no subject: what facts are about is said in schema.sql, metadata.yml and facts/."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields

from factbook.schema import load_schema
from factbook.schema.core import core_sql
from factbook.schema.settings import Settings
from factbook.schema.settings_check import ROWS
from factbook.schema.tags import OF_COLUMNS, OF_TABLES, declarations
from this_project import ROOT

#: Rooms that may speak of lands: how a language writes numbers there.
OF_LANDS = ("text", "editor/falsify")
SUBJECT = re.compile(r"\b(Mexic|México|Japan|Aguascalientes)")
#: Words that are names of tables here and mean something else there: a key of metadata.yml, a place in JSON-LD.
ALSO_WORDS = {("factbook/site/pages/discovery.py", "places")}
#: Names of columns here that mean something else there: HTTP's status, schema.org's about, a feed's summary.
ORDINARY = {"about", "status", "summary", "value"}


def own_columns() -> set[str]:
    """Columns of this factbook alone: names that neither the core, nor its views, nor a tag or a key has."""
    core = {declared.column for declared in declarations(core_sql())}
    sql = (ROOT / "schema.sql").read_text(encoding="utf-8")
    generated = load_schema(ROOT / "schema.sql").sql.removeprefix(f"{core_sql()}\n{sql}\n")
    keys = {each.name for each in fields(Settings)} | {key for row in ROWS.values() for key in row}
    known = core | {*OF_COLUMNS, *OF_TABLES} | keys | ORDINARY | set(re.findall(r" as (\w+)", core_sql() + generated))
    return {declared.column for declared in declarations(sql)} - known


def templates() -> Iterator[tuple[str, str]]:
    """What stands in the package's templates, scripts and styles, each with the file that it is in."""
    for path in sorted((ROOT / "factbook/site").rglob("*")):
        if path.suffix in (".html", ".js", ".css", ".svg"):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def own_tables() -> set[str]:
    sql = (ROOT / "schema.sql").read_text(encoding="utf-8")
    core = {declared.table for declared in declarations(core_sql())}
    return {declared.table for declared in declarations(sql)} - core


def texts() -> Iterator[tuple[str, str]]:
    """The texts in the code of the package, each with the file that it is in."""
    for path in sorted((ROOT / "factbook").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.removeprefix("factbook/").startswith(OF_LANDS):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield name, node.value


def test_no_table_of_this_factbook_is_named_in_the_package() -> None:
    tables = own_tables()
    assert len(tables) > 10
    found = {(name, text) for name, text in texts() if text in tables}
    found |= {
        (name, word) for name, text in texts() for word in re.findall(r"\b(?:from|join) (\w+)", text) if word in tables
    }
    assert found - ALSO_WORDS == set()


def test_no_column_of_this_factbook_alone_is_named_in_the_package() -> None:
    columns = own_columns()
    assert len(columns) > 20
    assert {(name, text) for name, text in texts() if text in columns} == set()


def test_no_template_names_a_table_or_a_column_of_this_factbook() -> None:
    tables, columns = own_tables(), own_columns()
    in_code = re.compile(r"{[{%](.*?)[%}]}", re.S)
    found = {
        (name, word) for name, text in templates() for word in re.findall(r"/factbook/(\w+)", text) if word in tables
    }
    for name, text in templates():
        words = {word for code in in_code.findall(text) for word in re.findall(r"[.\"'](\w+)", code)}
        found |= {(name, word) for word in words & (tables | columns)}
    assert found == set()


def test_no_word_of_this_factbook_s_subject_is_in_the_package() -> None:
    assert not sorted({(name, text) for name, text in [*texts(), *templates()] if SUBJECT.search(text)})
