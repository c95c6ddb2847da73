"""Citation files, read back by parsers that are not ours into one shape, so that formats can be compared."""

from __future__ import annotations

import html
import json
import re
from typing import NamedTuple

import bibtexparser
import mwparserfromhell
import rispy
from pylatexenc.latex2text import LatexNodes2Text

from factbook.formats import FORMATS, CitedArticle, Entry


def write(extension: str, entries: list[Entry]) -> str:
    return FORMATS[extension].render(entries)


class Item(NamedTuple):
    """An article or a record as a program that manages citations takes it."""

    key: str
    title: str
    author: str | None
    container: str
    year: str | None
    url: str
    paragraphs: tuple[str, ...]
    quotes: tuple[str, ...]
    version: str | None
    digest: str | None


def expected_items(entries: list[Entry]) -> list[Item]:
    """What a program that manages references must read: each article once, then the records with their passages."""
    works = {a.key: _article(a) for entry in entries for a in entry.articles}
    return [*works.values(), *(_record(entry) for entry in entries)]


def expected_templates(entries: list[Entry]) -> list[Item]:
    """What wikitext holds: a footnote a record, which names its articles with their passages and then itself."""
    items = []
    for entry in entries:
        for a in entry.articles:
            paragraphs = tuple(str(passage.paragraph) for passage, _ in a.by_place)
            quotes = tuple(passage.quote for passage in a.passages)
            items.append(_article(a)._replace(paragraphs=paragraphs, quotes=quotes))
        items.append(_record(entry)._replace(author=None, paragraphs=(), quotes=()))
    return items


def _article(a: CitedArticle) -> Item:
    year = a.published[:4] if a.published else None
    author = f"{a.family}, {a.given}" if a.family else a.author
    return Item(a.key, a.title, author, a.publisher, year, a.url, (), (), None, None)


def _record(entry: Entry) -> Item:
    r = entry.record
    paragraphs = tuple(str(passage.paragraph) for a in entry.articles for passage, _ in a.by_place)
    quotes = tuple(passage.quote for a in entry.articles for passage in a.passages)
    year = r.checked[:4] if r.checked else None
    author = r.edition.author
    return Item(
        r.key, r.title, author, r.edition.title, year, r.url, paragraphs, quotes, "0.1.0", "sha256:0123456789ab"
    )


def _of_notes(note: str) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Paragraphs, quotes and digest out of a note of ours; quotes end where another begins, or with the note."""
    paragraphs = tuple(re.findall(r"; [a-z0-9-]+, paragraph (\d+)(?= \([^“]*\): “|: “)", note))
    quotes = tuple(re.findall(r"“(.*?)”(?=; “|; [a-z0-9-]+, paragraph \d|$)", note))
    digest = re.match(r"content (sha256:[0-9a-f]{12})", note)
    return paragraphs, quotes, digest[1] if digest else None


def _text_of(tex: str) -> str:
    """TeX as text, by pylatexenc, which does not know two commands of LaTeX and has its own idea of a third."""
    known = tex.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
    return LatexNodes2Text().latex_to_text(known).replace("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "^")


def read_bib(text: str) -> list[Item]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    items = []
    for block in library.entries:
        fields = {field.key: field.value for field in block.fields}
        plain = {name: _text_of(value) for name, value in fields.items() if name != "url"}
        container = plain["journal"] if block.entry_type == "article" else plain["howpublished"]
        notes = _of_notes(plain.get("note", ""))
        head = (block.key, plain["title"], plain.get("author"), container, plain.get("year"), fields["url"])
        items.append(Item(*head, *notes[:2], plain.get("version"), notes[2]))
    return items


def read_ris(text: str) -> list[Item]:
    items = []
    for each in rispy.loads(text):
        notes = _of_notes("; ".join(each.get("notes", [])))
        # A comma at the end says that a name is of a body.
        authors = [author.removesuffix(",") for author in each.get("authors", [])] or [None]
        head = (
            each["id"],
            each["title"],
            authors[0],
            each.get("secondary_title") or each["publisher"],
            each.get("year"),
            each["urls"][0],
        )
        items.append(Item(*head, *notes[:2], each.get("edition"), notes[2]))
    return items


def read_csl(text: str) -> list[Item]:
    items = []
    for each in json.loads(text):
        notes = _of_notes(each.get("note", ""))
        author = _name(each["author"][0]) if "author" in each else None
        year = str(each["issued"]["date-parts"][0][0]) if "issued" in each else None
        head = (each["id"], each["title"], author, each.get("container-title") or each["publisher"], year, each["URL"])
        items.append(Item(*head, *notes[:2], each.get("version"), notes[2]))
    return items


def _name(name: dict[str, str]) -> str:
    return name.get("literal") or f"{name['family']}, {name['given']}"


def read_wiki(text: str, keys: list[str]) -> list[Item]:
    """Wikitext has no place for a key: it is taken from the order."""
    templates = mwparserfromhell.parse(text).filter_templates(recursive=False)
    assert len(templates) == len(keys)
    items = []
    for key, template in zip(keys, templates, strict=True):
        given = {str(p.name).strip(): html.unescape(str(p.value).rstrip()) for p in template.params}
        author = f"{given['last']}, {given['first']}" if "last" in given else given.get("author")
        author = None if author == "<!--Not stated-->" else author
        container = given.get("work") or given["website"]
        year = None if given["date"] == "n.d." else given["date"][-4:]
        release = re.match(r"version (\S+), content (sha256:[0-9a-f]{12})", given.get("id", ""))
        paragraphs = tuple(re.findall(r"paragraph (\d+)", given.get("at", "")))
        quotes = tuple(given["quote"].split(" ... ")) if "quote" in given else ()
        head = (key, given["title"], author, container, year, given["url"])
        items.append(Item(*head, paragraphs, quotes, *(release.groups() if release else (None, None))))
    return items


def read_all(entries: list[Entry]) -> dict[str, list[Item]]:
    keys = [item.key for item in expected_templates(entries)]
    return {
        "bib": read_bib(write("bib", entries)),
        "ris": read_ris(write("ris", entries)),
        "csljson": read_csl(write("csljson", entries)),
        "wiki": read_wiki(write("wiki", entries), keys),
    }
