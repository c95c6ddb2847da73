"""RIS: a NEWS reference for each article with its passages as notes, then a DATA reference for the record.

Lines end with CR LF, as the format has it. What is not printed has no line: RIS knows no word for "no date".
"""

from __future__ import annotations

from collections.abc import Sequence

from factbook.formats.entry import CitedArticle, Entry, Record
from factbook.text.dates import days_of

_Line = tuple[str, str | None]


def to_ris(entries: Sequence[Entry]) -> str:
    """The entries as a .ris file; each record follows the articles it rests on."""
    blocks = [block for entry in entries for block in (*map(_news, entry.articles), _data(entry.record))]
    return "\r\n".join(blocks)


def _news(article: CitedArticle) -> str:
    return _block(
        ("TY", "NEWS"),
        ("ID", article.key),
        ("AU", article.author),
        ("TI", article.title),
        ("T2", article.publisher),
        *_date(article.published),
        ("LA", article.language),
        ("UR", article.url),
        *(("N1", note) for note in article.notes),
    )


def _data(record: Record) -> str:
    return _block(
        ("TY", "DATA"),
        ("ID", record.key),
        ("TI", record.title),
        ("T2", record.edition.title),
        ("ET", record.edition.release.version),
        ("UR", record.url),
        ("N1", record.state),
    )


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
