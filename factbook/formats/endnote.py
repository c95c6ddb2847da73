"""EndNote's own tagged form (.enw, after refer): a newspaper article an article, once, then a dataset a record.

A line is a percent sign, a tag and a text; an empty line ends a reference. What is not printed has no line. A name that
is not to be taken apart ends with a comma, as EndNote has it for bodies.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbook.formats.entry import CitedArticle, Entry, works_of
from factbook.formats.wording import say_date
from factbook.text.dates import days_of

_Line = tuple[str, str | None]


def to_endnote(entries: Sequence[Entry]) -> str:
    """The entries as an .enw file: each article once, then the records."""
    return "\n".join([*map(_article, works_of(entries)), *map(_dataset, entries)])


def _article(article: CitedArticle) -> str:
    return _block(
        ("0", "Newspaper Article"),
        ("F", article.key),
        ("A", _name(article)),
        ("T", article.title),
        ("J", article.publisher),
        *_date(article.published),
        ("G", article.language),
        ("U", article.url),
        ("[", say_date(article.accessed, month_first=True) if article.accessed else None),
        ("Z", f"{article.copy}{article.archive_url}" if article.copy else None),
    )


def _dataset(entry: Entry) -> str:
    record = entry.record
    return _block(
        ("0", "Dataset"),
        ("F", record.key),
        ("A", f"{record.edition.author},"),
        ("T", record.title),
        ("I", record.edition.title),
        *_date(record.date),
        ("7", record.edition.release.version),
        ("G", record.language),
        ("U", record.url),
        *(("Z", note) for note in entry.notes),
    )


def _name(article: CitedArticle) -> str | None:
    if article.family and article.given:
        return f"{article.family}, {article.given}"
    return f"{article.author}," if article.author else None


def _date(edtf: str | None) -> list[_Line]:
    """The year by itself, and the date in words."""
    return [("D", str(days_of(edtf)[0][0])), ("8", say_date(edtf, month_first=True))] if edtf else []


def _block(*lines: _Line) -> str:
    return "".join(f"%{tag} {value}\n" for tag, value in lines if value)
