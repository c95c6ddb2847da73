"""An article's own data, title, author and date, held against its capture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factbook.problems import Fault
from factbook.text.bylines import OwnData, author_paragraph, date_paragraph, is_byline, title_paragraph

#: Columns of an article's record that its capture prints, each with that of its paragraph.
OWN = {"title": "title_paragraph", "author": "author_paragraph", "published": "published_paragraph"}
_HINTS = {
    "title": "give it as printed, or leave it out where none is printed",
    "author": 'give the name that stands in the byline after "By", "Por", "文・" or the day, or leave it out',
    "published": "give the date as precise as it is printed there, or leave it out",
}


def check_own(own: OwnData, language: str, paragraphs: Sequence[str]) -> Iterator[Fault]:
    """What of an article's own data its capture does not print in the paragraphs that are named."""
    for field, find in _finders(own, language).items():
        value, number = getattr(own, field), getattr(own, OWN[field])
        if value and not find(paragraphs[number - 1 : number] if number else ()):
            yield _not_printed(field, value, number, find(paragraphs))
        elif number and not value:
            yield Fault("article", f"{OWN[field]!r} without {field!r}", f"give {field!r} too", (OWN[field],))


def paragraphs_of(own: OwnData, language: str, paragraphs: Sequence[str]) -> dict[str, int]:
    """By column, the paragraph (from 1) that prints it as the article's own; those alone that are printed so."""
    found = {field: find(paragraphs) for field, find in _finders(own, language).items() if getattr(own, field)}
    return {field: number for field, number in found.items() if number}


def is_own(field: str, paragraph: str) -> bool:
    """Whether a paragraph that prints this column prints nothing beside the article's own data."""
    return field == "title" or is_byline(paragraph)


def _finders(own: OwnData, language: str) -> dict[str, Callable[[Sequence[str]], int | None]]:
    return {
        "title": lambda texts: title_paragraph(own.title, texts),
        "author": lambda texts: author_paragraph(own.author, texts, language),
        "published": lambda texts: date_paragraph(own.published, texts, language),
    }


def _not_printed(field: str, value: str, number: int, found: int | None) -> Fault:
    where = (
        f"paragraph {number} does not print it as the article's" if number else "no paragraph is named that prints it"
    )
    hint = f"`{OWN[field]}: {found}`" if found else _HINTS[field]
    return Fault("article", f"{value!r}: {where}", hint, (field,))
