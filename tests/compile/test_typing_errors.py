"""Errors of typing, one at a time, in each kind of file of a project: told once, at their place, with what helps."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from this_project import ROOT

VOLCANO, SOURCE, REGION = "facts/volcanoes/v.yml", "facts/sources/s.yml", "facts/regions/r.yml"
FIGURES, WORDS = "facts/figures/seeds.yml", "facts/translations/es/figures.yml"
CATALOGUE = "translations/es.po"
COMPLETE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

#: a place
msgid "%(number)s boats"
msgstr "%(number)s barcos"

msgid "Boats"
msgstr "Barcos"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/examples/subject", tmp_path / "project"))


def told(root: Path, path: str, good: str, bad: str) -> str:
    file = root / path
    text = file.read_bytes().decode()
    assert good in text
    file.write_bytes(text.replace(good, bad, 1).encode())
    done = run(root, "check")
    assert done.status in (1, 2)
    return done.output


@pytest.mark.parametrize(
    ("path", "good", "bad", "place", "cure"),
    [
        (VOLCANO, "  height:", "height:", ":4:1:", "indent the line as the other keys of its"),
        (VOLCANO, "  height:", "   height:", ":4:10:", "put a text that has `: ` in it into quotes"),
        (VOLCANO, "  height: ", "  height ", ":4:3:", "write `key: value`, with a colon and a space behind it"),
        (VOLCANO, "  height:", "\theight:", ":4:1:", "indent with spaces"),
        (VOLCANO, "  height:", "\u00a0 height:", ":4:1:", "indent with plain spaces: there is a no-break"),
        (VOLCANO, "[name, height]", "[name, height", ":17:1:", "close the list that begins in line 16 with a ]"),
        (VOLCANO, "  height: 1920", "  height: '1920", ":", "close the quotation mark that opens in line 4"),
        (VOLCANO, "  height:", "  heigth:", ":4:3:", "did you mean 'height'?"),
        (VOLCANO, "region: brea", "region: braa", ":3:11:", "did you mean 'brea'?"),
        (VOLCANO, "\n", "\r\n", ":1:", "save with LF line ends"),
        (VOLCANO, "- id", "\ufeff- id", ":1:1:", "save as UTF-8 without BOM"),
        ("metadata.yml", "language: es", "\tlanguage: es", ":4:1:", "indent with spaces"),
        ("metadata.yml", "language: es", "language es", ":4:1:", "write `key: value`"),
        ("metadata.yml", "language: es", "released: “2026-11-24”", ":4:11:", "write it as 2026-11-24"),
        ("metadata.yml", "language: es", "released: 2026-13-24", ":4:11:", "put it into quotes"),
    ],
)  # fmt: skip
def test_an_error_of_typing_is_told_once_at_its_place_with_what_helps(
    root: Path, path: str, good: str, bad: str, place: str, cure: str
) -> None:
    said = told(root, path, good, bad)
    assert f"{path}{place}" in said.splitlines()[0]
    assert cure in said
    assert said.endswith("\n1 problem\n") or (said.startswith("error: ") and said.count("\n") == 1)


# ── schema.sql ──


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("  height integer\n", "  height integre\n", 'unknown datatype for volcanoes.height: "integre"'),
        ("  height integer\n", "  height integer,\n  height integer\n", "duplicate column name: height"),
        ("  height integer\n", "  height integer check (height > (‘0’))\n", "no such column: ‘0’"),
    ],
)
def test_what_sqlite_does_not_take_is_told_at_the_word_that_it_names(
    root: Path, good: str, bad: str, said: str
) -> None:
    text = (root / "schema.sql").read_text(encoding="utf-8")
    assert good in text
    line = text[: text.index(good)].count("\n") + bad.count("\n")
    output = told(root, "schema.sql", good, bad)
    assert output.startswith(f"schema.sql:{line}:")
    assert said in output
    assert output.endswith("\n1 problem\n")


def test_a_schema_that_is_not_utf8_is_told_with_its_place(root: Path) -> None:
    path = root / "schema.sql"
    path.write_bytes(path.read_bytes().replace(b"create table", b"-- M\xe9xico\ncreate table", 1))
    said = run(root, "check").output
    assert said.startswith("error: schema.sql:")
    assert said.endswith(": byte 0xe9 is not UTF-8: save the file as UTF-8\n")


# ── records, and what is published of them ──


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """The complete example, published, with a translation."""
    root = lay_out(tmp_path / "published")
    write(root, WORDS, "seed-bank-cost:\n  label:\n    of: 00000000\n    text: Costo\n")
    assert run(root, "publish").status == 0
    return root


def test_an_id_that_is_in_use_twice_is_told_once(published: Path) -> None:
    said = told(published, FIGURES, "- id: seed-bank-students", "- id: seed-bank-cost")
    assert "'seed-bank-cost' is taken [duplicate-id]" in said
    assert "\n1 problem\n" in said


def test_a_published_value_that_is_wrong_otherwise_is_told_once(published: Path) -> None:
    said = told(published, FIGURES, "about: port-alba-seed-bank", "about: port-alba-sed-bank")
    assert "there is no record 'port-alba-sed-bank' [reference]" in said
    assert "[published]" not in said


def test_a_source_of_the_head_that_there_is_not_is_told_once_in_the_head(published: Path) -> None:
    assert run(published, "fmt", "--defaults").status == 0
    path = next(
        p for p in sorted((published / "facts").glob("*/*.yml")) if "- defaults:\n    source" in p.read_text("utf-8")
    )
    name = path.relative_to(published).as_posix()
    said = told(published, name, "- defaults:\n    source: ", "- defaults:\n    source: x")
    assert f"{name}:2:13: defaults source: there is no record 'x" in said
    assert said.count("[reference]") == 1


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("seed-bank-cost:", "seed-bank-cots:", ":1:1: seed-bank-cots: facts/figures has no such record"),
        ("  label:", "  labl:", ":2:3: seed-bank-cost labl: the record has no such text to translate [translation]"),
        ("    text:", "    txt:", ":4:5: seed-bank-cost label txt: a translation has `of` and `text`, not txt"),
        ("    text:", "    of:", ":4:5: key 'of' is there already, in line 3 [duplicate-key]"),
    ],
)  # fmt: skip
def test_an_error_in_a_translation_is_told_once_at_its_key(published: Path, good: str, bad: str, said: str) -> None:
    output = told(published, WORDS, good, bad)
    assert output.startswith(f"{WORDS}{said}")
    assert "\n1 problem\n" in output


# ── catalogues ──


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('"Barcos"', '"Barcos', ":10:8: no line of a catalogue [translation]"),
        ('"Barcos"', "“Barcos”", ":10:8: no line of a catalogue [translation]"),
        ('msgid "Boats"', 'msgid Boats', ":9:7: no line of a catalogue [translation]"),
        ('"Boats"', '"%(number)s boats"', ":9:1: this message is there already [translation]\n    keep one; "),
        ("%(number)s barcos", "%(numero)s barcos", ":6:1: the message has no %(numero)s [translation]\n    it has "),
    ],
)  # fmt: skip
def test_an_error_in_a_catalogue_is_told_at_its_line(root: Path, good: str, bad: str, said: str) -> None:
    write(root, CATALOGUE, COMPLETE)
    assert run(root, "check").status == 0
    output = told(root, CATALOGUE, good, bad)
    assert output.startswith(f"{CATALOGUE}{said}")
    assert output.endswith("\n1 problem\n")


def test_a_catalogue_is_named_by_a_language(root: Path) -> None:
    write(root, "translations/spanish.po", COMPLETE)
    said = run(root, "check").output
    assert said.startswith("translations/spanish.po: 'spanish' is no tag of a language [translation]\n")
