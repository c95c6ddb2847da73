"""What is cited, before any style: the articles with their passages, then the record and the release that holds it.

Turns a `Fact` or a `Source` into an `Entry`. All formats are made from entries, and so cannot differ in what they
say. What an article does not print is None or a bracketed description, never a guess; and there is no clock here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from factbook.formats.urls import clean_url, text_fragment
from factbook.formats.wording import say_claim, say_date, say_number, say_unprinted
from factbook.locale import N_, _, language, ngettext
from factbook.locale import say as in_language
from factbook.locale.catalogue import SOURCE
from factbook.record import Citation, Derivation, Fact, Reference, Release, Source

# The category Cc of Unicode, but for what is white space.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
#: Stands for a title that is not printed.
UNTITLED = N_("[Untitled article]")
#: Stands for a publication date that is not printed.
NO_DATE = N_("n.d.")
# What is said of a voice without a name.
_UNNAMED = {"reporter": "", "speaker": N_("speaker not named")}


@dataclass(frozen=True, slots=True)
class Edition:
    """The release that is cited, who made it, when it was released (an ISO date, where that is known).

    `base_url`, where it is published, has no slash at its end; `language` is that of the project's own words (BCP 47).
    """

    title: str
    base_url: str
    release: Release
    license_url: str | None = None
    author: str = ""
    released: str | None = None
    description: str = ""
    language: str = SOURCE


@dataclass(frozen=True, slots=True)
class CitedThing:
    """A record that is named: its label, the address of its page, and the role of its table ("" if it has none)."""

    name: str
    url: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A quote and where it is; `link` opens the article there.

    `voice` is whose words they are: "reporter", "speaker" or another; `by` is the speaker's record.
    """

    paragraph: int
    quote: str
    speaker: str | None
    voice: str
    link: str
    by: CitedThing | None = None

    @property
    def speech(self) -> str | None:
        """Whose words they are where they are not the reporter's: "Teresa Jiménez speaking"."""
        if not self.speaker and self.voice in _UNNAMED:
            return _(_UNNAMED[self.voice]) or None
        return _("%(name)s speaking", name=self.speaker or in_language(self.voice))

    @property
    def place(self) -> str:
        """Where it is and who speaks: "paragraph 11 (Teresa Jiménez speaking)"."""
        return _("paragraph %(number)s", number=self.paragraph) + (f" ({self.speech})" if self.speech else "")


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article with the passages that an entry cites from it, in its order; `published` is EDTF.

    `key` is the article's permanent id: whatever is cited from it, it is one work. `family` and `given` are the parts
    of the author's name, where it is known which is which. `archive_url` is of a copy made on `archived`, and the
    article was last read at its address on `accessed` (ISO dates), where that is known.
    """

    key: str
    title: str
    author: str | None
    published: str | None
    publisher: str
    url: str
    language: str
    passages: tuple[CitedPassage, ...] = ()
    family: str | None = None
    given: str | None = None
    archive_url: str | None = None
    archived: str | None = None
    accessed: str | None = None

    @property
    def copy(self) -> str | None:
        """What a note says of its archived copy, before the address: "Archived copy: "; None where there is none."""
        return _("Archived copy") + _(": ") if self.archive_url else None

    @property
    def by_place(self) -> list[tuple[CitedPassage, list[str]]]:
        """The quotes by place: the first passage of each place, with the quotes of all that are there."""
        groups = (list(group) for _, group in groupby(self.passages, key=lambda passage: passage.place))
        return [(group[0], [passage.quote for passage in group]) for group in groups]

    @property
    def notes(self) -> list[str]:
        """A line a place: "paragraph 11 (Teresa Jiménez speaking): “first quote”; “second quote”"."""
        between, before = _("; "), _(": ")
        quoted = ((passage.place, [f"“{quote}”" for quote in quotes]) for passage, quotes in self.by_place)
        return [f"{place}{before}{between.join(quotes)}" for place, quotes in quoted]


@dataclass(frozen=True, slots=True)
class CitedRecord:
    """A page of the factbook in a release; `digest` is "sha256:" and 12 digits, `checked` an ISO date.

    `derivations` are of its values that no article prints. Of a question, `rows` is how many its answer has, and
    `answer_sha256` is of them. `role` is that of its table, `names` are its others with their languages ("" as
    printed), `when` its first date (EDTF), `about` what it refers to, `language` that in which it is told (BCP 47).
    """

    key: str
    title: str
    claim: str | None
    url: str
    checked: str | None
    edition: Edition
    about: tuple[CitedThing, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    rows: int = 0
    answer_sha256: str = ""
    role: str = ""
    names: tuple[tuple[str, str], ...] = ()
    when: str | None = None
    language: str = field(default_factory=language)

    @property
    def digest(self) -> str:
        """The short digest of the release's content: "sha256:" and 12 hexadecimal digits."""
        return f"sha256:{self.edition.release.digest}"

    @property
    def unprinted(self) -> str:
        """Which of its values no article prints: "inferred by the factbook: period"; "" where all are."""
        return say_unprinted(self.derivations)

    @property
    def answer(self) -> str:
        """What is said of a question's answer: "2 rows, answer sha256:…"; "" of any other record."""
        if not self.answer_sha256:
            return ""
        digest = f"sha256:{self.answer_sha256}"
        rows = ngettext("%(number)s row", "%(number)s rows", self.rows, number=say_number(self.rows))
        return rows + _(", ") + _("answer %(digest)s", digest=digest)

    @property
    def date(self) -> str | None:
        """Its date in a list of works: when it was last checked, of an article's page when it was released."""
        return self.checked or self.edition.released

    @property
    def state(self) -> str:
        """Which content it is, and when a person last checked it: "content sha256:…, checked 24 November 2026".

        Of a question, what its answer is goes before that.
        """
        checked = [_("checked %(date)s", date=say_date(self.checked))] if self.checked else []
        answer = [self.answer] if self.answer else []
        content = _("content %(digest)s", digest=self.digest)
        return _(", ").join([*answer, content, *checked, *([self.unprinted] if self.unprinted else [])])


@dataclass(frozen=True, slots=True)
class Entry:
    """What "Cite this" cites, in its two layers: first the articles, then the record."""

    articles: tuple[CitedArticle, ...]
    record: CitedRecord

    @property
    def notes(self) -> list[str]:
        """What a list of works says of the record: its content, then a line a place in each article that proves it."""
        proofs = (f"{article.key}, {note}" for article in self.articles for note in article.notes)
        return [self.record.state, *proofs]


def works_of(entries: Sequence[Entry]) -> tuple[CitedArticle, ...]:
    """Each article that the entries rest on, once, in the order in which they name it."""
    works: dict[str, CitedArticle] = {}
    for entry in entries:
        for article in entry.articles:
            works.setdefault(article.key, article)
    return tuple(works.values())


def edition_of(metadata: Mapping[str, Any], root: str, release: Release) -> Edition:
    """The edition that metadata.yml names; `root` is where the site is when it names no `site_url`."""
    base_url = str(metadata.get("site_url") or root).rstrip("/")
    title = _line(str(metadata.get("title") or "Factbook"))
    author = _line(str(metadata.get("author") or _("%(title)s contributors", title=title)))
    released = str(metadata.get("released") or "") or None
    description = _line(str(metadata.get("description") or title))
    own = str(metadata.get("language") or SOURCE)
    return Edition(title, base_url, release, metadata.get("license_url"), author, released, description, own)


def entry_of_fact(fact: Fact, edition: Edition) -> Entry:
    """The entry of a fact: each article that proves it with its passages, by the first citation; and its page."""
    about = dict.fromkeys(_thing(value.target, fact, edition) for value in fact.values if value.target)
    record = CitedRecord(
        key=fact.id,
        title=_line(fact.label),
        claim=_line(say_claim(fact)),
        url=clean_url(edition.base_url + fact.path),
        checked=fact.checked,
        edition=edition,
        about=tuple(about),
        derivations=fact.derivations,
        role=fact.roles.get(fact.kind, ""),
        names=tuple((_line(name), tag) for name, tag in (*((alias, "") for alias in fact.aliases), *fact.names)),
        when=next((str(value.value) for value in fact.values if value.is_date and value.value), None),
    )
    by_source: dict[str, list[Citation]] = {}
    for citation in fact.citations:
        by_source.setdefault(citation.source.id, []).append(citation)
    return Entry(tuple(_cited(citations, fact, edition) for citations in by_source.values()), record)


def _thing(record: Reference, fact: Fact, edition: Edition) -> CitedThing:
    """A record that the fact names."""
    return CitedThing(
        _line(record.label), clean_url(edition.base_url + record.path), fact.roles.get(record.kind, "")
    )  # fmt: skip


def entry_of_source(source: Source, edition: Edition) -> Entry:
    """The entry of an article: the article itself, and its page in the factbook."""
    article = _article(source)
    url = clean_url(edition.base_url + source.path)
    return Entry(
        (article,),
        CitedRecord(f"{source.id}:facts", _("Facts from: %(title)s", title=article.title), None, url, None, edition),
    )


def _article(source: Source, passages: tuple[CitedPassage, ...] = ()) -> CitedArticle:
    return CitedArticle(
        key=source.id,
        title=_line(source.title or "") or _(UNTITLED),
        author=_line(source.author or "") or None,
        published=source.published,
        publisher=_line(source.publisher),
        url=clean_url(source.url),
        language=_line(source.language),
        passages=passages,
        family=_line(source.author_family or "") or None,
        given=_line(source.author_given or "") or None,
        archive_url=clean_url(source.archive_url) if source.archive_url else None,
        archived=source.archived,
        accessed=source.accessed,
    )


def _cited(citations: Sequence[Citation], fact: Fact, edition: Edition) -> CitedArticle:
    ordered = sorted(citations, key=lambda each: (each.paragraph, each.start, each.number))
    passages = dict.fromkeys(
        _passage(citation, fact, edition) for citation in ordered
    )  # the same words may prove two fields
    return _article(citations[0].source, tuple(passages))


def _passage(citation: Citation, fact: Fact, edition: Edition) -> CitedPassage:
    return CitedPassage(
        paragraph=citation.paragraph,
        quote=_line(citation.quote),
        speaker=_line(citation.speaker.label) if citation.speaker else None,
        voice=citation.voice,
        link=text_fragment(citation.source.url, citation.quote),
        by=_thing(citation.speaker, fact, edition) if citation.speaker else None,
    )


def _line(text: str) -> str:
    """The text on one line and without control characters, which some formats cannot carry."""
    return " ".join((text if text.isprintable() else _CONTROL.sub("", text)).split())
