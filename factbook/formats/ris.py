"""RIS: a NEWS reference for each article, once, then a DATA reference for each record with the passages that prove it.

Lines end with CR LF, as the format has it. A name that is not to be taken apart ends with a comma: a body's, and one of
which it is not known which part is the family name. What is not printed has no line: RIS knows no word for "no date".
"""

from __future__ import annotations

from collections.abc import Sequence

from factbook.formats.entry import CitedArticle, Entry, works_of
from factbook.text.dates import days_of

_Line = tuple[str, str | None]


def to_ris(entries: Sequence[Entry]) -> str:
    """The entries as a .ris file: each article once, then the records."""
    return "\r\n".join([*map(_news, works_of(entries)), *map(_data, entries)])


def _news(article: CitedArticle) -> str:
    return _block(
        ("TY", "NEWS"),
        ("ID", article.key),
        ("AU", _name(article)),
        ("TI", article.title),
        ("T2", article.publisher),
        *_date(article.published),
        ("LA", article.language),
        ("UR", article.url),
        ("Y2", article.accessed and article.accessed.replace("-", "/") + "/"),
        # L2 is a link to the text; programs that keep references load what L4 names as a picture.
        ("L2", article.archive_url),
    )


def _data(entry: Entry) -> str:
    record = entry.record
    return _block(
        ("TY", "DATA"),
        ("ID", record.key),
        ("AU", f"{record.edition.author},"),
        ("TI", record.title),
        ("PB", record.edition.title),
        *_date(record.date),
        ("ET", record.edition.release.version),
        ("LA", record.language),
        ("UR", record.url),
        *(("N1", note) for note in entry.notes),
    )


def _name(article: CitedArticle) -> str | None:
    if article.family and article.given:
        return f"{article.family}, {article.given}"
    return f"{article.author}," if article.author else None


def _block(*lines: _Line) -> str:
    given = [f"{tag}  - {value}\r\n" for tag, value in lines if value]
    return "".join([*given, "ER  - \r\n"])


def _date(edtf: str | None) -> list[_Line]:
    """Year, and date as YYYY/MM/DD/other with what is not known left empty."""
    if not edtf:
        return []
    year, month, day = days_of(edtf)[0]
    exact = f"{year}/{month or 0:02}/{day or 0:02}/".replace("/00", "/")
    return [("PY", str(year)), ("DA", exact)]
