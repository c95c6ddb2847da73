"""What of an article is entered already: quoted by facts, or listed in its record with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from factbook.editor.reading import Reading
from factbook.evidence.own import OWN, is_own
from factbook.text.normalise import Span, normalise
from factbook.text.quotes import occurrences


def quoted_in(reading: Reading) -> dict[int, list[Span]]:
    """What of the article is quoted, by paragraph."""
    found: dict[int, list[Span]] = {}
    for _, record in reading.workspace.records():
        for citation in record.values.get("citations") or []:
            paragraph = str(citation.get("paragraph"))
            if citation.get("source") == reading.source and paragraph.isdecimal():
                places = occurrences(reading.text(int(paragraph)), normalise(str(citation.get("quote"))))
                found.setdefault(int(paragraph), []).extend(span for place in places[:1] for span in place)
    return found


def closed_in(reading: Reading) -> set[int]:
    """The paragraphs that are listed as holding no fact, or that print only the article's own title, author or day."""
    rows: Iterable[object] = reading.record.values.get("no_facts") or {}
    listed = [str(row.get("paragraph") if isinstance(row, dict) else row) for row in rows]
    own = {name: str(reading.record.values.get(place)) for name, place in OWN.items()}
    held = {str(number) for number in range(1, len(reading.article.paragraphs) + 1)}
    places = [at for name, at in own.items() if at in held and is_own(name, reading.text(int(at)))]
    return {int(paragraph) for paragraph in (*listed, *places)}


def listed_numbers(reading: Reading) -> set[tuple[int, str]]:
    """The numbers that are listed as quoted by no fact, each with its paragraph."""
    rows = reading.record.values.get("uncited_numbers") or []
    return {(int(row["paragraph"]), normalise(row["number"])) for row in rows}
