"""Atom (RFC 4287) of what is new, corrected, merged or withdrawn, in pages (RFC 5005).

Turns updates into the text of a feed. The factbook knows days, not hours, and Atom wants an hour: a day is written as
its first second in UTC. There is no clock here: the same release gives the same feed. Ids are made of names, not of
addresses: a site that moves does not tell its readers everything once more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from factbook.formats.entry import Edition
from factbook.formats.identity import identity
from factbook.formats.urls import clean_url
from factbook.formats.wording import say, say_claim
from factbook.locale import N_, _, language
from factbook.locale import say as in_language
from factbook.locale.catalogue import SOURCE
from factbook.locale.signs import gap
from factbook.record import Fact, Update

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_TITLES = {
    "checked": "%(label)s",
    "corrected": N_("Corrected: %(label)s"),
    "merged": N_("Merged: %(label)s"),
    "withdrawn": N_("Withdrawn: %(label)s"),
}


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: `id` is a URN that is never another entry's, `day` an ISO date, `terms` its categories."""

    id: str
    title: str
    url: str
    day: str
    summary: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed: the feed's id, the page for people that it goes with, links to its pages by relation.

    `day` (an ISO date) is that of the newest entry, and of the last check where there is none.
    """

    id: str
    day: str
    title: str
    subtitle: str
    page: str
    pages: Mapping[str, str]
    items: Sequence[FeedEntry]


def feed_entry_of(update: Update, fact: Fact | None, edition: Edition, field: str = "") -> FeedEntry:
    """The entry of an update; `fact` is the record as it is now, None where it is no more or is an article.

    `field` is the name for people of what was corrected.
    """
    url = clean_url(edition.base_url + update.record.path)
    mark = {"checked": "", "corrected": f"#corrected-{update.version}-{update.field}"}.get(update.what, "#retired")
    return FeedEntry(
        id=identity(edition, update.record.id + mark),
        title=_(_TITLES[update.what], label=update.record.label),
        url=url,
        day=update.date,
        summary=_checked(fact) if update.what == "checked" else _changed(update, fact, field),
        terms=(update.what, update.record.kind),
    )


def _checked(fact: Fact | None) -> str:
    if fact is None:
        return ""
    form = _("“%(quote)s” (%(publisher)s, paragraph %(paragraph)s)")
    proofs = (
        form % {"quote": c.quote, "publisher": c.source.publisher, "paragraph": c.paragraph} for c in fact.citations
    )
    return " ".join([say_claim(fact) + _(". ").rstrip(), *proofs])


def _changed(update: Update, fact: Fact | None, field: str) -> str:
    what = in_language(update.what).capitalize()
    parts = [_("%(what)s in release %(version)s.", what=what, version=update.version)]
    if update.field:
        now = next((say(value) for value in fact.values if value.field == update.field), None) if fact else None
        parts = [_("Corrected in release %(version)s: %(field)s.", version=update.version, field=field)]
        parts += [_("Before: %(value)s.", value=in_language(update.was))] if update.was else []
        parts += [_("Now: %(value)s.", value=now)] if now else []
    parts += [_("It is part of the record “%(label)s” now.", label=update.into.label)] if update.into else []
    return gap(language()).join([*parts, _("Reason: %(reason)s", reason=in_language(update.reason or ""))])


def to_atom(feed: Feed, edition: Edition) -> str:
    """The feed as an XML document, its entries in the order of its items."""
    spoken = edition.language if language() == SOURCE else language()
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": spoken})
    for name, text in (("id", feed.id), ("title", feed.title), ("subtitle", feed.subtitle)):
        SubElement(root, name).text = text
    SubElement(root, "updated").text = _moment(feed.day)
    SubElement(SubElement(root, "author"), "name").text = edition.title
    if edition.license_url:
        SubElement(root, "link", rel="license", href=edition.license_url)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.page)
    for relation, url in feed.pages.items():
        SubElement(root, "link", rel=relation, type=MEDIA_TYPE, href=url)
    for item in feed.items:
        _add_entry(root, item)
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document.decode("utf-8") + "\n"


def _add_entry(root: Element, item: FeedEntry) -> None:
    entry = SubElement(root, "entry")
    for name, text in (("id", item.id), ("title", item.title), ("updated", _moment(item.day))):
        SubElement(entry, name).text = text
    SubElement(entry, "link", rel="alternate", type="text/html", href=item.url)
    for term in item.terms:
        SubElement(entry, "category", term=term)
    SubElement(entry, "summary").text = item.summary


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
