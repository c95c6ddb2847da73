"""Wikitext for Wikipedia: a {{cite news}} with its quotes for each article, then a {{cite web}} for the record.

As Citation Style 1 has it, a comment says that no author is printed, and "n.d." that no date is. Signs that wikitext
would read as its own are written as character references.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factbook.formats.entry import NO_DATE, CitedArticle, CitedRecord, Entry
from factbook.formats.wording import say_date
from factbook.locale import speaking
from factbook.locale.catalogue import SOURCE

_NO_AUTHOR = "<!--Not stated-->"
_BETWEEN_QUOTES = " ... "
# Signs that mean something wherever they are, and runs that mean something together: bold, signatures, links.
_SIGNS = re.compile(r"[&<>|{}\[\]]|'{2,}|~{3,}|_{2,}|://")


def to_wikipedia(entries: Sequence[Entry]) -> str:
    """One template a line; each record follows the articles it rests on."""
    # The templates are those of the English Wikipedia, which takes English dates only.
    with speaking(SOURCE):
        return "".join(f"{line}\n" for entry in entries for line in (*map(_news, entry.articles), _web(entry.record)))


def _news(article: CitedArticle) -> str:
    parameters = {
        **_author(article),
        "title": _text(article.title),
        "work": _text(article.publisher),
        "date": say_date(article.published).replace("about ", "c. ") if article.published else NO_DATE,
        "language": _text(article.language),
        "url": article.url.replace("~~~", "%7E%7E%7E"),
        "access-date": say_date(article.accessed) if article.accessed else "",
        **_archive(article),
        "at": _text("; ".join(passage.place for passage, _ in article.by_place)),
        "quote": _text(_BETWEEN_QUOTES.join(passage.quote for passage in article.passages)),
    }
    return _template("cite news", parameters)


def _archive(article: CitedArticle) -> dict[str, str]:
    """The archived copy with its day; Citation Style 1 takes neither without the other."""
    if not article.archive_url or not article.archived:
        return {}
    url = article.archive_url.replace("~~~", "%7E%7E%7E")
    return {"archive-url": url, "archive-date": say_date(article.archived), "url-status": "live"}


def _author(article: CitedArticle) -> dict[str, str]:
    """Family and given name where the parts are known, so that a list of works sorts by the first."""
    if article.family and article.given:
        return {"last": _text(article.family), "first": _text(article.given)}
    return {"author": _text(article.author) if article.author else _NO_AUTHOR}


def _web(record: CitedRecord) -> str:
    parameters = {
        "title": _text(record.title),
        "website": _text(record.edition.title),
        "date": say_date(record.date) if record.date else NO_DATE,
        "language": record.language,
        "id": _text(f"version {record.edition.release.version}, {record.state}"),
        "url": record.url,
    }
    return _template("cite web", parameters)


def _template(name: str, parameters: Mapping[str, str]) -> str:
    given = [f" |{key}={value}" for key, value in parameters.items() if value]
    return f"{{{{{name}{''.join(given)}}}}}"


def _text(text: str) -> str:
    return _SIGNS.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), text)
