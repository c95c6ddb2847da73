"""BibTeX: an @article for each article, then a @misc for the record.

Titles are braced twice, so that styles keep their capitals as printed, and so are names, since a byline does not say
which part is the family name. Text is escaped for TeX, in UTF-8. `date` (biblatex) gives the day beside year and month.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factbook.formats.entry import NO_DATE, CitedArticle, Entry, Record
from factbook.text.dates import MONTHS, days_of

# A brace is written as a command, not as \{: BibTeX counts braces whether or not a backslash stands before them.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
# Pairs of signs that TeX would print as one: two hyphens as a dash, two apostrophes as a quotation mark.
_LIGATURES = re.compile(r"(?P<sign>['`,<>-])(?=(?P=sign))|[?!](?=`)")


def to_bibtex(entries: Sequence[Entry]) -> str:
    """The entries as a .bib file, an empty line between two; each record follows the articles it rests on."""
    blocks = [block for entry in entries for block in (*map(_article, entry.articles), _misc(entry.record))]
    return "\n".join(blocks)


def _article(article: CitedArticle) -> str:
    fields = {
        "author": _whole(article.author) if article.author else None,
        "title": _whole(article.title),
        "journal": _text(article.publisher),
        **_date(article.published),
        "language": _text(article.language),
        "url": f"{{{article.url}}}",
        "note": _note(article),
    }
    return _block("article", article.key, fields)


def _misc(record: Record) -> str:
    fields = {
        "title": _whole(record.title),
        "howpublished": _text(record.edition.title),
        "version": _text(record.edition.release.version),
        "url": f"{{{record.url}}}",
        "note": _text(record.state),
    }
    return _block("misc", record.key, fields)


def _block(kind: str, key: str, fields: Mapping[str, str | None]) -> str:
    lines = (f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _date(edtf: str | None) -> dict[str, str]:
    if not edtf:
        return {"year": f"{{{NO_DATE}}}"}
    day = days_of(edtf)[0]
    month = {"month": MONTHS[day.month - 1][:3].lower()} if day.month else {}  # the name of a macro: not braced
    return {"year": f"{{{day.year}}}", **month, "date": f"{{{edtf}}}"}


def _note(article: CitedArticle) -> str | None:
    return _text("; ".join(article.notes)) if article.notes else None


def _whole(text: str) -> str:
    """The text in braces twice: no style takes it apart or changes its capitals."""
    return f"{{{{{_escaped(text)}}}}}"


def _text(text: str) -> str:
    return f"{{{_escaped(text)}}}"


def _escaped(text: str) -> str:
    return _LIGATURES.sub(r"\g<0>{}", text.translate(_ESCAPES))
