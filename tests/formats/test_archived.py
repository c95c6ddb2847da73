"""The archived copy of an article and the day on which it was read, in every format that has a place for them."""

from __future__ import annotations

import json
from dataclasses import replace

import bibtexparser
import mwparserfromhell
import pytest
import rispy

from citable import RELEASE
from factbook.formats import FORMATS, Edition, entry_of_source
from factbook.locale import speaking
from factbook.record import Source

COPY = "https://archive.example/2025/https://example.org/trade"
BARE = Source(
    id="printed",
    title="Trade grows",
    publisher="Daily News",
    author="Karina Vázquez",
    published="2025-06-16",
    url="https://example.org/trade",
    language="en",
    independence="independent",
    sha256="a" * 64,
    paragraphs=20,
    note=None,
)
KEPT = replace(BARE, archive_url=COPY, archived="2025-07-01", accessed="2026-11-28")


def write(extension: str, source: Source) -> str:
    return FORMATS[extension].render([entry_of_source(source, Edition("A Factbook", "https://facts.example", RELEASE))])


def test_bibtex_has_the_day_and_the_copy() -> None:
    article = bibtexparser.parse_string(write("bib", KEPT)).entries_dict["printed"].fields_dict
    assert article["urldate"].value == "2026-11-28"
    assert article["note"].value == f"Archived copy: {COPY}"
    strange = write("bib", replace(KEPT, archive_url=f"{COPY}?a_b=%20&c=1#d"))
    (note,) = [line for line in strange.splitlines() if line.startswith("  note = {Archived")]
    assert note == f"  note = {{Archived copy: {COPY}?a\\_b=\\%20\\&c=1\\#d}},"


def test_csl_has_the_day_and_the_copy() -> None:
    article = json.loads(write("csljson", KEPT))[0]
    assert article["accessed"] == {"date-parts": [[2026, 11, 28]]}
    assert article["archive_location"] == COPY


def test_ris_has_the_day_and_the_copy() -> None:
    article = rispy.loads(write("ris", KEPT))[0]
    assert article["access_date"] == "2026/11/28/"
    assert article["file_attachments2"] == COPY


def test_wikitext_has_both_parts_of_the_copy_or_none() -> None:
    template = mwparserfromhell.parse(write("wiki", KEPT)).filter_templates()[0]
    said = {str(each.name).strip(): str(each.value).strip() for each in template.params}
    assert said["archive-url"] == COPY
    assert (said["archive-date"], said["access-date"]) == ("1 July 2025", "28 November 2026")
    assert "archive-url" not in write("wiki", replace(KEPT, archived=None))


def test_a_note_has_the_day_and_the_copy() -> None:
    said = "https://example.org/trade, accessed November 28, 2026, archived July 1, 2025, at " + COPY
    assert said in write("cite", KEPT)
    assert f"archived at {COPY}" in write("cite", replace(KEPT, archived=None))


@pytest.mark.parametrize(
    ("tag", "words"),
    [("en", "access date not recorded"), ("es", "fecha de consulta no registrada"), ("ja", "閲覧日の記録なし")],
)
def test_a_note_of_an_article_without_a_date_says_that_nobody_knows_when_it_was_read(tag: str, words: str) -> None:
    with speaking(tag):
        assert words in write("cite", replace(BARE, published=None))
        assert words not in write("cite", BARE)
        assert words not in write("cite", replace(KEPT, published=None))


def test_what_nobody_has_said_is_in_no_format() -> None:
    for extension in FORMATS:
        assert "archive.example" not in write(extension, BARE)
        assert "2026-11-28" not in write(extension, BARE)


def test_endnote_has_the_day_and_the_copy() -> None:
    lines = write("enw", KEPT).splitlines()
    assert "%[ November 28, 2026" in lines
    assert f"%Z Archived copy: {COPY}" in lines


@pytest.mark.parametrize(
    ("extension", "line"), [("ris", "AU  - Staff of the Daily News,"), ("enw", "%A Staff of the Daily News,")]
)
def test_a_name_whose_parts_are_not_known_is_not_taken_apart(extension: str, line: str) -> None:
    assert line in write(extension, replace(BARE, author="Staff of the Daily News")).splitlines()
