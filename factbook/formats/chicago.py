"""Plain text in the notes style of The Chicago Manual of Style: one note a record, its sources first.

What is missing is written as the style has it: no author, the title comes first; no title, a description in brackets
and without quotation marks; no date, "n.d.", and then the day on which it was read, or that nobody has said. Titles
stay as they are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbook.formats.entry import NO_DATE, UNTITLED, CitedArticle, CitedPassage, CitedRecord, Entry
from factbook.formats.wording import say_date
from factbook.locale import _


def to_chicago(entries: Sequence[Entry]) -> str:
    """One note an entry, an empty line between two of them."""
    return "\n".join(f"{_note(entry)}\n" for entry in entries)


def _note(entry: Entry) -> str:
    articles = [_article(article) for article in entry.articles]
    record = _record(entry.record)
    said = _("recorded in %(record)s", record=record) if articles else record
    return "; ".join([*articles, said]) + "."


def _article(article: CitedArticle) -> str:
    author = f"{article.author}{_(', ')}" if article.author else ""
    date = say_date(article.published, month_first=True) if article.published else _(NO_DATE)
    places = [_place(passage, quotes) for passage, quotes in article.by_place]
    there = ", ".join([article.url, *_read(article), *_copy(article)])
    return author + _title(article.title) + _(", ").join([article.publisher, date, *places, there])


def _read(article: CitedArticle) -> Iterator[str]:
    """When it was read at its address; of an article without a date the style asks for it, so that its lack is said."""
    if article.accessed:
        yield _("accessed %(date)s", date=say_date(article.accessed, month_first=True))
    elif not article.published:
        yield _("access date not recorded")


def _copy(article: CitedArticle) -> Iterator[str]:
    if article.archive_url and article.archived:
        day = say_date(article.archived, month_first=True)
        yield _("archived %(date)s, at %(url)s", date=day, url=article.archive_url)
    elif article.archive_url:
        yield _("archived at %(url)s", url=article.archive_url)


def _place(passage: CitedPassage, quotes: Sequence[str]) -> str:
    speech = [passage.speech] if passage.speech else []
    words = _("; ").join([*(f"“{_inside(quote)}”" for quote in quotes), *speech])
    return _("para. %(number)s (%(words)s)", number=passage.paragraph, words=words)


def _record(record: CitedRecord) -> str:
    checked = _("checked %(date)s", date=say_date(record.checked, month_first=True)) if record.checked else ""
    version = _("version %(version)s", version=record.edition.release.version)
    content = _("content %(digest)s", digest=record.digest)
    parts = [record.edition.title, record.answer, version, content, checked, record.unprinted, record.url]
    return _title(record.title) + _(", ").join(filter(None, parts))


def _title(title: str) -> str:
    """The title and the comma after it, which in English goes inside the quotation marks."""
    return f"{title}{_(', ')}" if title == _(UNTITLED) else _("“%(title)s,” ", title=_inside(title))


def _inside(text: str) -> str:
    """The text as it is written between quotation marks: its own marks become single ones."""
    return text.translate({ord("“"): "‘", ord("”"): "’", ord('"'): "'"})
