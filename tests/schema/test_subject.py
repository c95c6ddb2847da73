"""The package knows no subject: what facts are about is said in schema.sql, metadata.yml and facts/."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from factbook.schema.core import core_sql
from factbook.schema.tags import declarations
from this_project import ROOT

#: Rooms that may speak of lands: how a language writes numbers there.
OF_LANDS = ("text", "editor/falsify")
SUBJECT = re.compile(r"\b(Mexic|México|Japan|Aguascalientes)")
#: Words that are names of tables here and mean something else there: a key of metadata.yml, a place in JSON-LD.
ALSO_WORDS = {("factbook/site/pages/discovery.py", "places")}


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


def test_no_word_of_this_factbook_s_subject_is_in_the_package() -> None:
    assert not sorted({(name, text) for name, text in texts() if SUBJECT.search(text)})
