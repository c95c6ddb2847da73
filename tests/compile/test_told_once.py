"""What is wrong is told once, at its place: nothing is said of what only follows from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from example_projects import Run, run, write
from this_project import ROOT

VOLCANO, SOURCE, REGION = "facts/volcanoes/v.yml", "facts/sources/s.yml", "facts/regions/r.yml"
LOCK = "facts/locks/correo-de-brea-2023.lock"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/examples/subject", tmp_path / "project"))


def check(root: Path, path: str, good: str, bad: str, *words: str) -> Run:
    text = (root / path).read_text("utf-8")
    assert good in text
    write(root, path, text.replace(good, bad, 1))
    return run(root, "check", *words)


@pytest.mark.parametrize(
    ("path", "good", "bad", "said"),
    [
        # A value that is not of its form is not looked for in its quote.
        (VOLCANO, "1920", "1920.5", ":4:11: peral height: '1920.5' is not written as a whole number [type]"),
        (VOLCANO, "region: brea", "region: {id: brea}", ":3:11: peral region: a mapping where a text is due"),
        # A citation that is not of its form may cite the numbers that seem to be open.
        (VOLCANO, "paragraph: 4", "paragraph: four", ":13:18: peral citations[2].paragraph: 'four' is not written"),
        (VOLCANO, "paragraph: 4", "paragraph: 40", ":13:18: peral citations[2].paragraph: there is no paragraph 40"),
        # A field that is misspelt may be the one that nothing seems to prove.
        (VOLCANO, "[name, height]", "[name, heigth]", ":16:22: peral citations[2].fields[2]: the record has no 'heig"),
        (VOLCANO, "[name, height]", "height", ":16:15: peral citations[2].fields: a list is due [structure]"),
        # A file that cannot be read may have the record that is referred to.
        (REGION, "- id: brea", "id: brea", ":2:7: mapping values"),
        (REGION, "  name: Brea", "  name: Brea\n  name: Bray", ":3:3: key 'name' is there already, in line 2"),
        # Nothing is read in a language that there is not, or in an article that nobody knows.
        (SOURCE, "language: es", "language: spanish", ":6:13: correo-de-brea-2023 language: 'spanish' is no tag"),
        (SOURCE, "url: https://", "url: ", ":5:8: correo-de-brea-2023 url: `url glob 'http*://*'` does not hold: "),
    ],
)  # fmt: skip
def test_nothing_is_said_of_what_follows(path: str, good: str, bad: str, said: str, root: Path) -> None:
    told = check(root, path, good, bad)
    assert told.status == 1
    assert told.output.startswith(f"{path}{said}")
    assert told.output.endswith("\n1 problem\n")


def test_of_the_facts_of_an_article_that_nobody_knows_nothing_is_said(root: Path) -> None:
    (root / LOCK).unlink()
    told = run(root, "check").output
    assert "neither the archive nor the lock knows this article" in told
    assert told.endswith("\n1 problem\n")


def test_all_that_is_wrong_by_itself_is_told(root: Path) -> None:
    text = (root / VOLCANO).read_text("utf-8")
    write(root, VOLCANO, text.replace("1920", "1921").replace("region: brea", "region: bra"))
    told = run(root, "check").output
    assert "there is no record 'bra' [reference]\n    did you mean 'brea'?" in told
    assert "1921 cannot be read in the quote" in told


def test_a_constraint_that_does_not_hold_is_told_at_its_column_with_what_it_found(root: Path) -> None:
    schema = (root / "schema.sql").read_text("utf-8")
    write(
        root, "schema.sql", schema.replace("height integer", "height integer constraint is_high check (height > 5000)")
    )
    told = run(root, "check").output
    assert f"{VOLCANO}:4:11: peral height: `height > 5000` does not hold: height is 1920 [constraint]\n" in told
    assert "    How high it is. schema.sql has it as is_high\n" in told


def test_a_mapping_stands_for_a_list_only_where_two_columns_will_do(root: Path) -> None:
    told = check(root, REGION, "  name: Brea", "  name: Brea\n  citations: {source: correo-de-brea-2023}").output
    assert "brea citations: a mapping where a list is due [structure]\n    write a list: `- source: ...`" in told


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("metadata.yml", b"title: caf\xe9\n", "metadata.yml:1:11: byte 0xe9 is not UTF-8: save the file as UTF-8"),
        ("lexicon.yml", b"hedges:\n\ten: []\n", "lexicon.yml:2:1: while scanning for the next token"),
        ("vocabulary.yml", b"- [a\n", "vocabulary.yml:2:1: while parsing a flow sequence"),
        ("pyproject.toml", b"", "pyproject.toml: no project version: `version` of [tool.factbook] is three numbers"),
        ("pyproject.toml", b'[tool.factbook]\nversion = "first"\n', "pyproject.toml: 'first' is no version: "),
        ("pyproject.toml", b'[tool.factbook]\nversion = "1.0.0"\ndate = "May"\n', "pyproject.toml: 'May' is no day: "),
    ],
)
def test_a_file_of_the_project_that_cannot_be_read_is_told_in_one_line(
    path: str, data: bytes, said: str, root: Path
) -> None:
    (root / path).write_bytes(data)
    told = run(root, "check")
    assert told.status == 2
    assert told.output.count("\n") == 1
    assert said in told.output


def test_a_name_of_a_language_is_no_tag_to_translate_into(root: Path) -> None:
    told = run(root, "translate", "german", "--write")
    assert (told.status, told.output.splitlines()) == (
        2,
        ["error: 'german' is no tag of a language: give one such as es or pt-BR"],
    )
    assert not (root / "translations").exists()
