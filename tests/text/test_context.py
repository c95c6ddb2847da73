"""What a quote's own sentence says, and that it is read back from a line as it was."""

from __future__ import annotations

import pytest

from factbook.text.attribution import SPEAKER, Turn
from factbook.text.classes import Shown
from factbook.text.context import QuoteContext, context_of
from factbook.text.lexicon import ClassKey, ClassWords, Lexicon
from factbook.text.normalise import Span

SET_UP, AWAITED = ClassKey("deals", "status", "established"), ClassKey("deals", "status", "awaited")
LEXICON = Lexicon(
    {
        SET_UP: ClassWords({"en": ("established", "establishment")}, is_fact=True),
        AWAITED: ClassWords({"en": ("will",)}),
    },
    {"en": ("potential",)},
)
TEXT = (
    "Ana Ruiz of the Kansai Chamber noted the potential establishment of a panel with about 30 members, "
    "which will meet in 2027."
)


def _context(quote: str, turn: Turn | None = None) -> QuoteContext:
    start = TEXT.index(quote)
    return context_of(TEXT, [Span(start, start + len(quote))], "en", LEXICON, turn)


def test_a_context_says_who_speaks_and_which_classes_are_shown() -> None:
    context = _context("establishment of a panel")
    assert context.voices == {SPEAKER}
    assert context.names == ("Ana Ruiz",)
    assert context.shows(SET_UP) is Shown.HEDGED
    assert context.hedged


def test_a_class_behind_the_quote_is_shown_but_not_near() -> None:
    context = _context("establishment of a panel")
    assert context.shows(AWAITED) is Shown.SO
    assert context.is_near(SET_UP)
    assert not context.is_near(AWAITED)


def test_what_is_told_of_a_name_by_the_way_is_not_hedged_by_what_stands_ahead() -> None:
    assert not _context("which will meet in").hedged
    assert _context("members, which will meet").hedged


def test_a_bound_outside_the_quote_is_kept_with_the_place_of_its_number() -> None:
    assert _context("30 members").bounds == ((0, "about"),)
    assert _context("with about 30 members").bounds == ()


def test_names_and_numbers_of_the_paragraph_can_be_asked_for_and_not_read() -> None:
    context = _context("establishment of a panel")
    assert context.prints("kansai chamber")
    assert context.prints("2027")
    assert not context.prints("osaka")
    assert "Kansai" not in context.as_text()


def test_by_a_turn_of_an_interview_no_name_is_needed() -> None:
    context = _context("establishment of a panel", Turn(SPEAKER))
    assert context.turn
    assert context.voices == {SPEAKER}
    assert context.names == ()


@pytest.mark.parametrize("quote", ["establishment of a panel", "30 members", "Ana Ruiz of the Kansai Chamber"])
@pytest.mark.parametrize("turn", [None, Turn(SPEAKER)])
def test_a_context_is_read_back_from_its_line_as_it_was(quote: str, turn: Turn | None) -> None:
    context = _context(quote, turn)
    line = context.as_text()
    assert "\n" not in line
    assert QuoteContext.from_text(line) == context


def test_an_empty_context_is_an_empty_line() -> None:
    assert QuoteContext().as_text() == ""
    assert QuoteContext.from_text("") == QuoteContext()


@pytest.mark.parametrize("line", ["v", "v=q", "b=x:about"])
def test_a_line_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"voice|unpack|int|length"):
        QuoteContext.from_text(line)
