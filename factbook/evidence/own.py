"""An article's own data, title, author and date, held against its capture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factbook.problems import Fault
from factbook.text.bylines import OwnData, author_paragraph, date_paragraph, title_paragraph

#: Columns of an article's record that its capture prints, each with that of its paragraph.
OWN = {"title": "title_paragraph", "author": "author_paragraph", "published": "published_paragraph"}
_HINTS = {
    "title": "give it as printed, or leave it out where none is printed",
    "author": 'give the name that stands in the byline after "By", "Por", "文・" or the day, or leave it out',
    "published": "give the date as precise as it is printed there, or leave it out",
}


def check_own(own: OwnData, language: str, paragraphs: Sequence[str]) -> Iterator[Fault]:
    """What of an article's own data its capture does not print in the paragraphs that are named."""
    finders: dict[str, Callable[[Sequence[str]], int | None]] = {
        "title": lambda texts: title_paragraph(own.title, texts),
        "author": lambda texts: author_paragraph(own.author, texts, language),
        "published": lambda texts: date_paragraph(own.published, texts, language),
    }
    for field, find in finders.items():
        value, number = getattr(own, field), getattr(own, OWN[field])
        if value and not find(paragraphs[number - 1 : number] if number else ()):
            yield _not_printed(field, value, number, find(paragraphs))
        elif number and not value:
            yield Fault("article", f"{OWN[field]!r} without {field!r}", f"give {field!r} too", (OWN[field],))


def _not_printed(field: str, value: str, number: int, found: int | None) -> Fault:
    where = (
        f"paragraph {number} does not print it as the article's" if number else "no paragraph is named that prints it"
    )
    hint = f"`{OWN[field]}: {found}`" if found else _HINTS[field]
    return Fault("article", f"{value!r}: {where}", hint, (field,))
