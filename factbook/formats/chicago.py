"""Plain text in the notes style of The Chicago Manual of Style: one note a record, its sources first.

What is missing is written as the style has it: no author, the title comes first; no title, a description in brackets
and without quotation marks; no date, "n.d.". Titles stay as they are printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbook.formats.entry import NO_DATE, UNTITLED, CitedArticle, CitedPassage, CitedRecord, Entry
from factbook.formats.wording import say_date


def to_chicago(entries: Sequence[Entry]) -> str:
    """One note an entry, an empty line between two of them."""
    return "\n".join(f"{_note(entry)}\n" for entry in entries)


def _note(entry: Entry) -> str:
    articles = [_article(article) for article in entry.articles]
    return "; ".join([*articles, f"{'recorded in ' if articles else ''}{_record(entry.record)}"]) + "."


def _article(article: CitedArticle) -> str:
    author = [f"{article.author},"] if article.author else []
    date = say_date(article.published, month_first=True) if article.published else NO_DATE
    places = [f"{_place(passage, quotes)}," for passage, quotes in article.by_place]
    return " ".join([*author, _title(article.title), f"{article.publisher},", f"{date},", *places, article.url])


def _place(passage: CitedPassage, quotes: Sequence[str]) -> str:
    speech = [passage.speech] if passage.speech else []
    return f"para. {passage.paragraph} ({'; '.join([*(f'“{_inside(quote)}”' for quote in quotes), *speech])})"


def _record(record: CitedRecord) -> str:
    checked = [f"checked {say_date(record.checked, month_first=True)},"] if record.checked else []
    answer = [f"{record.answer},"] if record.answer else []
    release = [f"version {record.edition.release.version},", f"content {record.digest},"]
    unprinted = [f"{record.unprinted},"] if record.unprinted else []
    return " ".join(
        [_title(record.title), f"{record.edition.title},", *answer, *release, *checked, *unprinted, record.url]
    )


def _title(title: str) -> str:
    """The title and the comma after it, which goes inside the quotation marks."""
    return f"{title}," if title == UNTITLED else f"“{_inside(title)},”"


def _inside(text: str) -> str:
    """The text as it is written between quotation marks: its own marks become single ones."""
    return text.translate({ord("“"): "‘", ord("”"): "’", ord('"'): "'"})
