"""`build.py translate --write`: the catalogue as it is to be."""

from __future__ import annotations

from pathlib import Path

from example_projects import lay_out
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
