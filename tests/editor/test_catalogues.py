"""`build.py translate --write`: the catalogue as it is to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.editor.catalogues import own_text
from factbook.project import Project

OTHERWISE = '\nmsgid "About"\nmsgstr "{}"\n'


def written_anew(root: Path, translation: str) -> str:
    """The example's Spanish catalogue as it is to be, once it says “About” as given."""
    project, path = Project(lay_out(root)), root / "translations" / "es.po"
    path.parent.mkdir(exist_ok=True)
    path.write_text(own_text(project, "es") + OTHERWISE.format(translation), encoding="utf-8")
    return own_text(project, "es")


def test_what_a_project_says_otherwise_than_the_package_stays_in_its_catalogue(tmp_path: Path) -> None:
    assert 'msgid "About"\nmsgstr "Quiénes somos"' in written_anew(tmp_path, "Quiénes somos")


def test_what_a_project_says_as_the_package_does_goes_from_its_catalogue(tmp_path: Path) -> None:
    assert 'msgid "About"\n' not in written_anew(tmp_path, "Acerca de")


# ── a factbook in another language ──


@pytest.mark.parametrize("language", ["en", "en-GB", "es", "es-MX", "ja"])
def test_nothing_is_said_of_a_language_that_the_package_speaks(tmp_path: Path, language: str) -> None:
    write(lay_out(tmp_path), "metadata.yml", f"language: {language}\n")
    assert "note" not in run(tmp_path, "check").output


def test_that_the_package_does_not_speak_the_language_of_the_factbook_is_told_once(tmp_path: Path) -> None:
    write(lay_out(tmp_path), "metadata.yml", "language: pt\n")
    told = run(tmp_path, "check")
    assert told.status == 0
    (note,) = [line for line in told.output.splitlines() if line.startswith("note: ")]
    assert note.startswith(
        "note: metadata.yml: what the package itself says, on buttons and in headings, is not translated"
    )
    assert "`build.py translate pt --write --package`" in note
    assert "docs/translating.md" in note


def test_a_project_may_bring_the_words_of_the_package_in_its_own_catalogue(tmp_path: Path) -> None:
    write(lay_out(tmp_path), "metadata.yml", "language: pt\n")
    said = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "{}"\nmsgstr "{}"\n'
    write(tmp_path, "translations/pt.po", said.format("Read this page in English", "Leia esta página em português"))
    assert "note" not in run(tmp_path, "check").output


def test_records_are_not_translated_into_the_language_that_they_are_written_in(tmp_path: Path) -> None:
    write(lay_out(tmp_path), "metadata.yml", "language: es\n")
    told = run(tmp_path, "translate", "es", "--write")
    assert told.status == 0
    assert told.output.startswith("es: the records are written in it\ntranslations/es.po: ")
    assert not (tmp_path / "facts/translations").exists()
