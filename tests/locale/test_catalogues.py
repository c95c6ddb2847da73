"""Catalogues say what the messages say: the same named places and tags, in every form of a plural."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from factbook.editor.catalogues import all_package_messages, missing, project_messages
from factbook.editor.translating import work_left
from factbook.locale import _, ngettext, speaking
from factbook.locale.catalogue import PACKAGE, languages_of, own_catalogue, package_catalogue
from factbook.project import Project
from this_project import ROOT

FILES = sorted([*PACKAGE.glob("*/LC_MESSAGES/*.po"), *(ROOT / "translations").glob("*.po")])
PLACES = re.compile(r"%\(\w+\)s|%%|\{\w+\}|</?[a-z]+")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem if path.parent.name == "translations" else path.parts[-3])


def forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_translation_has_the_places_and_tags_of_its_message(path: Path) -> None:
    for message in catalogue(path):
        wanted = {place for text in forms(message.id) for place in PLACES.findall(text)} if message.id else set()
        for form in forms(message.string) if message.id else []:
            # A percent sign may stand for a word.
            found = set(PLACES.findall(form)) - ({"%%"} - wanted)
            assert not form or found <= wanted, (message.id, form)
            assert not form or isinstance(message.id, tuple) or found == wanted, (message.id, form)


def test_plural_forms_are_those_of_the_language() -> None:
    row = ("%(number)s row", "%(number)s rows")
    with speaking("es"):
        assert [ngettext(*row, n, number=n) for n in (1, 2)] == ["1 fila", "2 filas"]
    with speaking("ja"):
        assert [ngettext(*row, n, number=n) for n in (1, 2)] == ["1行", "2行"]
        assert _("Articles") == "記事"


@pytest.mark.parametrize("language", sorted({path.parts[-3] for path in PACKAGE.glob("*/LC_MESSAGES/*.po")}))
def test_no_string_of_the_package_is_missing(language: str) -> None:
    assert not missing(package_catalogue(language), language, all_package_messages())


@pytest.mark.parametrize("language", languages_of(ROOT))
def test_no_string_of_the_project_is_missing(language: str) -> None:
    assert not missing(own_catalogue(ROOT, language), language, project_messages(Project(ROOT)))


@pytest.mark.parametrize("language", languages_of(ROOT))
def test_no_record_of_the_project_lacks_its_translation_and_none_is_stale(language: str) -> None:
    left = work_left(Project(ROOT), language)
    assert not [text.place for text in (*left.missing, *left.stale)]
