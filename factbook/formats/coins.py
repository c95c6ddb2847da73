"""COinS: what a page cites as OpenURL context objects (Z39.88-2004), for programs that read a page and ask nothing.

Newspaper articles and data sets have no format of their own there: they are Dublin Core, with Zotero's words for types.
"""

from __future__ import annotations

from urllib.parse import urlencode

from factbook.formats.entry import CitedArticle, CitedRecord, Entry
from factbook.text.dates import days_of


def to_coins(entry: Entry) -> list[str]:
    """A context object for each article, then one for the record: what the title of a span of class Z3988 is."""
    return [*map(_article, entry.articles), _record(entry.record)]


def _article(article: CitedArticle) -> str:
    is_parted = article.family and article.given
    return _object(
        ("type", "newspaperArticle"),
        ("title", article.title),
        *([("aulast", article.family), ("aufirst", article.given)] if is_parted else [("au", article.author)]),
        ("source", article.publisher),
        ("date", _date(article.published)),
        ("language", article.language),
        ("identifier", article.url),
    )


def _record(record: CitedRecord) -> str:
    return _object(
        ("type", "dataset"),
        ("title", record.title),
        ("aucorp", record.edition.author),
        ("publisher", record.edition.title),
        ("date", _date(record.date)),
        ("language", record.language),
        ("identifier", record.url),
    )


def _object(*pairs: tuple[str, str | None]) -> str:
    begin = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")]
    return urlencode([*begin, *((f"rft.{name}", value) for name, value in pairs if value)])


def _date(edtf: str | None) -> str | None:
    """The first day that is known of it, as ISO 8601 has it."""
    if not edtf:
        return None
    year, month, day = days_of(edtf)[0]
    return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
