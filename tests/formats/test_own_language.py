"""A factbook in another language than English says so in its feeds and in its dataset, and has names for its files."""

from __future__ import annotations

import json

import pytest

from factbook.export.content import Content
from factbook.formats.atom import Feed, to_atom
from factbook.formats.dataset import Scope, to_dataset
from factbook.formats.entry import edition_of
from factbook.locale import speaking
from factbook.record import Release
from factbook.schema.read import core_schema

RELEASE = Release("1.2.3", "0" * 64, "0" * 64, 1, 1, 1)
SCOPE = Scope(("nudos",), None, (), (), (), None)


@pytest.mark.parametrize(("metadata", "language"), [({"language": "es"}, "es"), ({"language": "ja"}, "ja"), ({}, "en")])
def test_a_dataset_is_in_the_language_of_the_projects_own_words(metadata: dict[str, str], language: str) -> None:
    edition = edition_of({"title": "Nudos", **metadata}, "https://facts.example", RELEASE)
    assert json.loads(to_dataset(edition, SCOPE, ()))["inLanguage"] == language


def test_a_feed_is_in_the_language_of_its_page_and_at_the_plain_address_in_the_projects() -> None:
    edition = edition_of({"title": "Nudos", "language": "es"}, "https://facts.example", RELEASE)
    feed = Feed("https://facts.example/feed", "2026-11-24", "Nudos", "", "https://facts.example/", {}, ())
    assert 'xml:lang="es"' in to_atom(feed, edition)
    with speaking("ja"):
        assert 'xml:lang="ja"' in to_atom(feed, edition)


@pytest.mark.parametrize(
    ("title", "name"),
    [("Mexico-Japan Factbook", "mexico-japan-factbook"), ("Nudos y más", "nudos-y-mas"), ("結びの事実", "factbook")],
)
def test_files_have_a_name_whatever_the_title_is_written_in(title: str, name: str) -> None:
    edition = edition_of({"title": title}, "https://facts.example", RELEASE)
    assert Content(core_schema(), {}, edition, {}, ()).name == name
