"""What an article prints of itself: its title as a whole paragraph, author and date in its byline.

Pure functions on the paragraphs of a capture. What is not printed in one of these ways cannot be given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factbook.text.languages import language_of
from factbook.text.normalise import Span, digest, normalise
from factbook.text.printed import PrintedDate

#: A byline has few words; a date in a longer paragraph is of what the article tells.
_LONGEST_BYLINE = 16
#: In languages without spaces, by its characters.
_LONGEST_LINE = 100
#: "PORT ALBA, March 3, 2024 -": so many characters of a paragraph may be a dateline.
_LONGEST_DATELINE = 40
_BY = {"en": r"By", "es": r"Por|Texto(?: de)?:?", "ja": r"文[・=::]?|取材・文[・=::]?|記者[::]?|【[^】]{1,20}[=＝]|"}
_JA_PAPER = r"(?:(?!写真|撮影|訳|提供|編集|聞き手)[^\s。、]{1,20} )?"


class OwnData(NamedTuple):
    """What a record says of its article: title, author and date, each with its paragraph ("" and 0: not given)."""

    title: str = ""
    author: str = ""
    published: str = ""
    title_paragraph: int = 0
    author_paragraph: int = 0
    published_paragraph: int = 0

    def digest(self) -> str:
        """The digest under which a lock vouches for it."""
        return digest("\n".join(map(str, self)))


def title_paragraph(title: str, paragraphs: Sequence[str]) -> int | None:
    """The first paragraph (from 1) that is the title and nothing else; None where there is none."""
    wanted = normalise(title)
    return next((n for n, text in enumerate(paragraphs, start=1) if normalise(text) == wanted), None)


def author_paragraph(author: str, paragraphs: Sequence[str], language: str) -> int | None:
    """The first paragraph (from 1) that names the author in a byline; None where there is none."""
    by = _BY.get(language.split("-")[0])
    if by is None:
        return None
    name = re.escape(normalise(author))
    byline = re.compile(rf"^(?:{by}) ?{name}(?: ?記者)?(?=$| ?[|,/(・】]| - )")
    # Behind the day, the paper may stand ahead of the name; who took the picture is no author.
    paper = _JA_PAPER if by == _BY["ja"] else ""
    alone = re.compile(rf"^{paper}{name}(?: ?記者)?$")
    for number, paragraph in enumerate(paragraphs, start=1):
        text = normalise(paragraph)
        behind = _behind_day(text, language)
        if byline.search(text) or (behind != text and (byline.search(behind) or alone.search(behind))):
            return number
    return None


def is_byline(paragraph: str) -> bool:
    """Whether a paragraph is short and ends as no sentence does."""
    text = normalise(paragraph)
    return (
        len(text.split()) <= _LONGEST_BYLINE
        and len(text) <= _LONGEST_LINE
        and not text.endswith((".", "。", '"', "」"))
    )


def _behind_day(text: str, language: str) -> str:
    """What stands behind the day with which a paragraph begins; the text where none does."""
    reader = language_of(language)
    end = next((date.end for date in reader.dates(text) if date.start == 0), 0) if reader else 0
    return text[end:].lstrip(" |,/-·・") if end else text


def date_paragraph(date: str, paragraphs: Sequence[str], language: str) -> int | None:
    """The first byline or dateline (from 1) that prints the EDTF date, as precise as it is; None where none does."""
    return next(_dated(date, paragraphs, language), None)


def _dated(date: str, paragraphs: Sequence[str], language: str) -> Iterator[int]:
    yield from (number for number, text in enumerate(paragraphs, start=1) if date_in(date, text, language))


def date_in(date: str, paragraph: str, language: str) -> Span | None:
    """Where a byline or dateline prints the EDTF date, in the normalised paragraph; None where it does not."""
    reader, text = language_of(language), normalise(paragraph)
    end = len(text) if len(text.split()) <= _LONGEST_BYLINE else _LONGEST_DATELINE
    dates = reader.dates(text) if reader else ()
    return next((Span(found.start, found.end) for found in dates if found.end <= end and _edtf(found) == date), None)


def _edtf(date: PrintedDate) -> str:
    """The printed date in EDTF, as precise as it is printed."""
    parts = (f"{part:0{width}}" for part, width in ((date.year, 4), (date.month, 2), (date.day, 2)) if part)
    return "-".join(parts) if date.year and not date.part and date.last is None else ""
