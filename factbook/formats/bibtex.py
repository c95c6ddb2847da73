"""BibTeX: an @article for each article, once, then a @misc for each record with the passages that prove it.

Titles are braced twice, so that styles keep their capitals as printed. So are names of which it is not known which part
is the family name; others are written "Family, Given". Text is escaped for TeX, in UTF-8. `date` (biblatex) gives
the day beside `year` and `month` (BibTeX, which knows no day). What is not known has no field; an article without an
author is sorted and labelled by its publisher (`key`). `entrysubtype` has pandoc print the day, as of a newspaper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factbook.formats.entry import CitedArticle, Entry, works_of
from factbook.text.dates import MONTHS, days_of

# A brace is written as a command, not as \{: BibTeX counts braces whether or not a backslash is before them.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_ESCAPED = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")
# Pairs of signs that TeX would print as one: two hyphens as a dash, two apostrophes as a quotation mark.
_LIGATURES = re.compile(r"(?P<sign>['`,<>-])(?=(?P=sign))|[?!](?=`)")
#: The names that babel, and so biblatex, has for languages; of others nothing is said.
_LANGUAGES = {"en": "english", "es": "spanish", "ja": "japanese", "pt": "portuguese", "fr": "french", "de": "german"}


def to_bibtex(entries: Sequence[Entry]) -> str:
    """The entries as a .bib file, an empty line between two: each article once, then the records."""
    return "\n".join([*map(_article, works_of(entries)), *map(_misc, entries)])


def _article(article: CitedArticle) -> str:
    fields = {
        "author": _name(article) if article.author else None,
        "key": None if article.author else _text(article.publisher),
        "title": _whole(article.title),
        "journal": _text(article.publisher),
        **_date(article.published),
        "entrysubtype": "{newspaper}",
        "langid": _language(article.language),
        "url": f"{{{article.url}}}",
        "urldate": f"{{{article.accessed}}}" if article.accessed else None,
        # As a text: within \url, TeX reads no percent sign where a field is an argument.
        "note": _text(f"{article.copy}{article.archive_url}") if article.copy else None,
    }
    return _block("article", article.key, fields)


def _misc(entry: Entry) -> str:
    record = entry.record
    fields = {
        "author": _whole(record.edition.author),
        "title": _whole(record.title),
        "howpublished": _text(record.edition.title),
        **_date(record.date),
        "version": _text(record.edition.release.version),
        "langid": _language(record.language),
        "url": f"{{{record.url}}}",
        "note": _text("; ".join(entry.notes)),
    }
    return _block("misc", record.key, fields)


def _block(kind: str, key: str, fields: Mapping[str, str | None]) -> str:
    lines = (f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _name(article: CitedArticle) -> str:
    """The author, "Family, Given" where the parts are known: each in braces, so that no "and" or comma divides it."""
    if article.family and article.given:
        return f"{{{{{_escaped(article.family)}}}, {{{_escaped(article.given)}}}}}"
    return _whole(article.author or "")


def _date(edtf: str | None) -> dict[str, str]:
    """The date for biblatex, and what of it BibTeX's own styles can print: year and month."""
    if not edtf:
        return {}
    year, month, _ = days_of(edtf)[0]
    months = {"month": MONTHS[month - 1][:3].lower()} if month else {}  # the name of a macro: not braced
    return {"year": f"{{{year}}}", **months, "date": f"{{{edtf}}}"}


def _language(tag: str) -> str | None:
    name = _LANGUAGES.get(tag.split("-")[0].lower())
    return f"{{{name}}}" if name else None


def _whole(text: str) -> str:
    """The text in braces twice: no style takes it apart or changes its capitals."""
    return f"{{{{{_escaped(text)}}}}}"


def _text(text: str) -> str:
    return f"{{{_escaped(text)}}}"


def _escaped(text: str) -> str:
    return _LIGATURES.sub(r"\g<0>{}", _ESCAPED.sub(lambda sign: _ESCAPES[sign[0]], text))
